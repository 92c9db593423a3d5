import { Alert, Button, Card, Collapse, Flex, Form, Input, List, Select, Table, Tag, Typography } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { useImport } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { roles, word } from '../../i18n/zh-CN';
import { DayField } from '../../ui/day-field';
import { dayWords } from '../../ui/format';
import { Loaded, Page } from '../../ui/page';

type Import = Schemas['Import'];
type Row = Import['rows'][number];

const FROM: Record<string, string> = { plan: '工作要点', report: '年度报告的下步安排', ledger: '任务台账' };

/** What was read of a file: a person looks it through, says what the file leaves open, and confirms. */
export function ImportPage() {
  const read = useImport(useParams()['id'] ?? '');
  return <Loaded query={read}>{(data) => <ImportView read={data} />}</Loaded>;
}

interface Confirmation {
  readonly title: string;
  readonly leadUnitId?: string;
  readonly units?: Record<string, string | undefined>;
  readonly days?: Record<string, string | undefined>;
}

function ImportView({ read }: { read: Import }) {
  const navigate = useNavigate();
  const confirm = useCommand(
    (input: Confirmation, key) =>
      client.POST('/api/imports/{id}/confirmation', {
        params: { path: { id: read.id }, header: { 'Idempotency-Key': key } },
        body: {
          title: input.title,
          leadUnitId: input.leadUnitId,
          units: read.unmatchedUnits.flatMap((name, index) => {
            const unitId = input.units?.[index];
            return unitId ? [{ name, unitId }] : [];
          }),
          days: Object.entries(input.days ?? {}).flatMap(([row, dueOn]) => (dueOn ? [{ row: Number(row), dueOn }] : [])),
        },
      }),
    { done: '已生成计划草案', onDone: ({ planId }) => void navigate(`/plans/${planId}`) },
  );
  const choices = read.units.map((unit) => ({ value: unit.id, label: unit.name }));
  const unread = read.rows.filter((row) => row.deadline.kind === 'offset');
  const nobody = read.rows.filter((row) => row.units.every((unit) => unit.role === 'cooperating')).length;
  return (
    <Page title={`导入：${read.fileName}`} back={{ to: '/plans', text: '计划' }}>
      <Alert
        type="info"
        showIcon
        title={`从${word(FROM, read.from)}读出${read.rows.length}条，请核对后确认；确认前不会生成任何任务。`}
        action={
          read.planId && (
            <Link to={`/plans/${read.planId}`}>
              <Button size="small">查看已生成的计划</Button>
            </Link>
          )
        }
      />
      {read.doubts.length > 0 && (
        <Collapse
          items={[
            {
              key: 'doubts',
              label: `有${read.doubts.length}处需要核对`,
              children: (
                <List
                  size="small"
                  dataSource={read.doubts}
                  renderItem={(doubt) => (
                    <List.Item>
                      {doubt.where && <Tag>{doubt.where}</Tag>}
                      <span style={{ flex: 1 }}>{doubt.message}</span>
                    </List.Item>
                  )}
                />
              ),
            },
          ]}
        />
      )}
      {read.actions.includes('confirm') && (
        <Card title="确认">
          <Form<Confirmation>
            layout="vertical"
            initialValues={{ title: read.title ?? `${read.year}年工作要点` }}
            onFinish={(values) => confirm.mutate(values)}
            style={{ maxWidth: 720 }}
          >
            <Form.Item name="title" label="计划标题" rules={[{ required: true, whitespace: true, message: '请填写标题' }]}>
              <Input maxLength={200} />
            </Form.Item>
            {nobody > 0 && (
              <Form.Item
                name="leadUnitId"
                label={`有${nobody}条没有写明责任单位，由哪个单位牵头`}
                rules={[{ required: true, message: '请选择单位' }]}
              >
                <Select showSearch={{ optionFilterProp: 'label' }} options={choices} placeholder="选择单位" />
              </Form.Item>
            )}
            {read.unmatchedUnits.map((name, index) => (
              <Form.Item
                key={name}
                name={['units', String(index)]}
                label={`文中“${name}”对应的单位`}
                rules={[{ required: true, message: '请选择单位' }]}
              >
                <Select showSearch={{ optionFilterProp: 'label' }} options={choices} placeholder="选择单位" />
              </Form.Item>
            ))}
            {unread.map((row) => (
              <Form.Item
                key={row.row}
                name={['days', String(row.row)]}
                label={`第${row.row}条“${row.title}”：时限“${row.deadline.phrase}”的完成日期`}
                rules={[{ required: true, message: '请选择日期' }]}
              >
                <DayField />
              </Form.Item>
            ))}
            <Button type="primary" htmlType="submit" loading={confirm.isPending}>
              确认并生成计划草案
            </Button>
          </Form>
        </Card>
      )}
      <Card title="读出的条目" styles={{ body: { padding: 0 } }}>
        <Table
          rowKey="row"
          size="small"
          dataSource={read.rows}
          pagination={read.rows.length > 50 ? { pageSize: 50 } : false}
          columns={[
            { title: '序号', width: 64, dataIndex: 'row' },
            { title: '编号', width: 90, dataIndex: 'label' },
            { title: '内容', render: (_, row) => <RowText row={row} /> },
            {
              title: '责任单位',
              width: 300,
              render: (_, row) =>
                row.units.map((unit) => (
                  <div key={`${unit.name}:${unit.role}`}>
                    <Tag>{word(roles, unit.role)}</Tag>
                    {unit.name}
                    {!unit.unitId && <Typography.Text type="warning">（待对应）</Typography.Text>}
                  </div>
                )),
            },
            {
              title: '时限',
              width: 180,
              render: (_, row) =>
                row.deadline.date
                  ? dayWords(row.deadline.date)
                  : row.deadline.kind === 'longTerm'
                    ? '长期坚持'
                    : row.deadline.phrase || '年底前',
            },
          ]}
        />
      </Card>
    </Page>
  );
}

function RowText({ row }: { row: Row }) {
  return (
    <Flex vertical gap={2}>
      <strong>{row.title}</strong>
      {row.text !== row.title && (
        <Typography.Paragraph type="secondary" style={{ margin: 0 }} ellipsis={{ rows: 2, expandable: true, symbol: '展开' }}>
          {row.text}
        </Typography.Paragraph>
      )}
      {row.doubts.map((doubt) => (
        <Typography.Text key={doubt} type="warning">
          {doubt}
        </Typography.Text>
      ))}
    </Flex>
  );
}
