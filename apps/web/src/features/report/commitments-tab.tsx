import { Alert, Button, Flex, Form, Input, Select, Table, Tag, Typography, Upload } from 'antd';
import { UploadOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';
import { Nothing } from '../../ui/page';
import { word } from '../../i18n/zh-CN';
import { outcomeColours, outcomes } from './words';

type Book = Schemas['ReportBook'];
type Commitment = Book['commitments'][number];

/** Each promise of last year's report beside what became of it. */
export function CommitmentsTab({ book }: { book: Book }) {
  const mayWrite = book.actions.includes('takePrevious');
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} align="center" wrap>
        <Typography.Text>
          {book.previous
            ? `上年度报告：${book.previous.title ?? book.previous.fileName}（${book.previous.fileName}）`
            : '还没有载入上一年度的报告。'}
        </Typography.Text>
        {mayWrite && <TakePrevious planId={book.planId} again={book.previous !== null} />}
      </Flex>
      {!book.previous && (
        <Alert type="info" showIcon title="载入后，报告结构、主送和落款取自上年度报告，其中提出的下一步安排逐项列在这里对照。" />
      )}
      {book.commitments.length > 0 ? (
        <Table<Commitment>
          rowKey="id"
          size="small"
          bordered
          pagination={false}
          dataSource={book.commitments}
          columns={[
            {
              title: '上年提出的安排',
              render: (_, each) => (
                <span className="prewrap">
                  {each.label}
                  {each.text}
                </span>
              ),
            },
            {
              title: '本年对应要点',
              width: 300,
              render: (_, each) =>
                each.point ? (
                  <Flex vertical>
                    <Link to={`/plans/${book.planId}`}>
                      {each.point.label}
                      {each.point.heading}
                    </Link>
                    <Typography.Text type="secondary">
                      任务{each.tasks}项，已销号{each.tasksDone}项
                    </Typography.Text>
                  </Flex>
                ) : (
                  <Typography.Text type="warning">没有对应的要点</Typography.Text>
                ),
            },
            {
              title: '落实情况',
              width: 200,
              render: (_, each) => (
                <Flex vertical gap={4} align="start">
                  <Tag color={each.outcome === null ? 'orange' : outcomeColours[each.outcome]}>
                    {each.outcome === null ? '待认定' : word(outcomes, each.outcome)}
                  </Tag>
                  {each.decidedByOffice && <Typography.Text type="secondary">督办机构认定</Typography.Text>}
                  {each.note && <span className="prewrap">{each.note}</span>}
                </Flex>
              ),
            },
            ...(mayWrite
              ? [{ title: '办理', width: 90, render: (_: unknown, each: Commitment) => <Judge each={each} book={book} /> }]
              : []),
          ]}
        />
      ) : (
        book.previous && <Nothing text="上年度报告中没有列出安排" />
      )}
    </Flex>
  );
}

function Judge({ each, book }: { each: Commitment; book: Book }) {
  const judge = useCommand(
    (input: { workPointId?: string; outcome?: 'done' | 'partly' | 'open' | 'dropped'; note?: string }, key) =>
      client.POST('/api/report-commitments/{id}/judgement', {
        params: { path: { id: each.id }, header: { 'Idempotency-Key': key } },
        body: input,
      }),
    { done: '已认定' },
  );
  return (
    <DeedModal<{ workPointId?: string; outcome?: 'done' | 'partly' | 'open' | 'dropped'; note?: string }>
      label="认定"
      title="认定落实情况"
      busy={judge.isPending}
      okText="保存"
      hint="有对应要点的，落实情况按任务销号自动得出；在这里填写的优先。"
      initial={{
        ...(each.point ? { workPointId: each.point.id } : {}),
        ...(each.decidedByOffice && each.outcome ? { outcome: each.outcome } : {}),
        note: each.note,
      }}
      onSubmit={(values) => judge.mutateAsync(values)}
    >
      <Form.Item name="workPointId" label="对应要点">
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={book.completeness.clauses.map((clause) => ({ value: clause.pointId, label: clause.label + clause.heading }))}
        />
      </Form.Item>
      <Form.Item name="outcome" label="落实情况（不选则按任务得出）">
        <Select allowClear options={Object.entries(outcomes).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="note" label="说明">
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
    </DeedModal>
  );
}

function TakePrevious({ planId, again }: { planId: string; again: boolean }) {
  const take = useCommand(
    (file: File, key) => {
      const body = new FormData();
      body.append('file', file, file.name);
      return client.POST('/api/plans/{id}/report/previous', {
        params: { path: { id: planId }, header: { 'Idempotency-Key': key } },
        body: body as never,
        bodySerializer: (form) => form as never,
      });
    },
    { done: '已载入上年度报告' },
  );
  return (
    <Upload
      accept=".docx,.txt"
      showUploadList={false}
      beforeUpload={(file) => {
        take.mutate(file);
        return false;
      }}
    >
      <Button icon={<UploadOutlined />} loading={take.isPending}>
        {again ? '重新载入' : '载入上年度报告'}
      </Button>
    </Upload>
  );
}
