import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { App, Button, Card, Form, InputNumber, Progress, Table, Tag, Upload } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Schemas } from '../../api/client';
import { useImports, usePlans } from '../../api/queries';
import { planStates, word } from '../../i18n/zh-CN';
import { useFileSending } from '../../ui/files';
import { instantWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';
import { NewDraft, thisYear } from './draft-head';

const STATE_COLOURS: Record<string, string> = {
  draft: 'default',
  approved: 'gold',
  issued: 'processing',
  wrappedUp: 'success',
  archived: 'default',
};

export function PlansPage() {
  const plans = usePlans();
  return (
    <Page title="计划" extra={plans.data?.actions.includes('open') && <NewDraft />}>
      <Loaded query={plans}>
        {(data) => (
          <>
            {data.actions.includes('import') && <ImportForm />}
            {data.actions.includes('import') && <OpenImports />}
            <Card styles={{ body: { padding: data.items.length > 0 ? 0 : 24 } }}>
              {data.items.length === 0 ? (
                <Nothing
                  text={
                    data.actions.includes('import')
                      ? '还没有计划，请导入工作要点、台账或年度报告，或新建计划'
                      : '还没有涉及本单位的计划'
                  }
                />
              ) : (
                <Table rowKey="id" dataSource={data.items} pagination={false} columns={COLUMNS} />
              )}
            </Card>
          </>
        )}
      </Loaded>
    </Page>
  );
}

type Row = Schemas['PlanSummary'];

const COLUMNS = [
  { title: '年度', width: 90, render: (_: unknown, plan: Row) => (plan.kind === 'standing' ? '常设' : `${plan.year}年`) },
  { title: '计划', render: (_: unknown, plan: Row) => <Link to={`/plans/${plan.id}`}>{plan.title}</Link> },
  { title: '文号', width: 200, render: (_: unknown, plan: Row) => plan.docNumber ?? '—' },
  {
    title: '状态',
    width: 100,
    render: (_: unknown, plan: Row) => <Tag color={STATE_COLOURS[plan.state]}>{word(planStates, plan.state)}</Tag>,
  },
  { title: '印发时间', width: 180, render: (_: unknown, plan: Row) => instantWords(plan.issuedAt) || '—' },
  {
    title: '任务销号',
    width: 220,
    render: (_: unknown, plan: Row) => (
      <Progress
        percent={plan.tasks === 0 ? 0 : Math.floor((plan.done / plan.tasks) * 100)}
        format={() => `${plan.done}/${plan.tasks}`}
        size="small"
      />
    ),
  },
  {
    title: '逾期',
    width: 90,
    render: (_: unknown, plan: Row) => (plan.overdue > 0 ? <Tag color="error">{plan.overdue}项</Tag> : '—'),
  },
];

function ImportForm() {
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [year, setYear] = useState<number | null>(thisYear());
  const { busy, send } = useFileSending();
  const take = async (file: File) => {
    const kept = await send<Schemas['ImportKept']>(`/api/imports?year=${year ?? ''}`, file);
    if (!kept) return;
    if (kept.isKnown) void message.info('这份文件已经导入过，打开上次的结果。');
    await navigate(`/imports/${kept.importId}`);
  };
  return (
    <Card size="small" title="导入计划草案">
      <Form layout="inline">
        <Form.Item label="计划年度">
          <InputNumber value={year} min={1990} max={2100} onChange={setYear} />
        </Form.Item>
        <Form.Item extra="工作要点、任务台账，或含有下步安排的年度报告（.docx、.xlsx、.txt、.csv），或公开数据（.json）">
          <Upload
            showUploadList={false}
            beforeUpload={(file) => {
              void take(file);
              return false;
            }}
          >
            <Button icon={<UploadOutlined />} loading={busy} disabled={year === null}>
              选择文件
            </Button>
          </Upload>
        </Form.Item>
        <Form.Item>
          <Button href="/api/imports/template" icon={<DownloadOutlined />} type="link">
            下载导入模板
          </Button>
        </Form.Item>
      </Form>
    </Card>
  );
}

/** Imports that wait for somebody to confirm them. */
function OpenImports() {
  const imports = useImports();
  const open = imports.data?.items.filter((each) => each.state === 'draft') ?? [];
  if (open.length === 0) return null;
  return (
    <Card size="small" title="待确认的导入" styles={{ body: { padding: 0 } }}>
      <Table
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={open}
        columns={[
          { title: '年度', width: 90, render: (_, each) => `${each.year}年` },
          { title: '文件', render: (_, each) => <Link to={`/imports/${each.id}`}>{each.fileName}</Link> },
          { title: '条目', width: 100, render: (_, each) => `${each.rows}条` },
          { title: '上传', width: 280, render: (_, each) => `${each.madeBy}，${instantWords(each.madeAt)}` },
        ]}
      />
    </Card>
  );
}
