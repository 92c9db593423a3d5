import { Card, Descriptions, Flex, Form, Input, Radio, Table, Tag, Typography } from 'antd';
import { Link, useParams } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { useRewrite } from '../../api/policy-queries';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords, instantWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';
import { JOB_KINDS, JobState } from './rewrite-table';

type Line = Schemas['RewriteLine'];

const OUTCOMES: Record<string, { text: string; colour: string }> = {
  moved: { text: '期限变更', colour: 'processing' },
  settled: { text: '转为确定', colour: 'success' },
  waiting: { text: '待确认', colour: 'warning' },
  kept: { text: '保持原期限', colour: 'default' },
  rewritten: { text: '步骤重排', colour: 'default' },
  failed: { text: '未能处理', colour: 'error' },
};
const SHIFTS: Record<string, string> = { moved: '改期', added: '新增', dropped: '取消', superseded: '时点已过，不再发' };

const due = (text: string | null): string => (text === null ? '无期限' : dayWords(text) || instantWords(text));

/** The exact list of one rewriting: whose day moved from when to when, and which steps moved, came or went. */
export function RewritePage() {
  const id = useParams()['id'] ?? '';
  const job = useRewrite(id);
  return (
    <Loaded query={job}>
      {(data) => (
        <Page title={`${JOB_KINDS[data.kind] ?? data.kind}的清单`} back={{ to: '/policies', text: '督办制度' }}>
          <Card size="small">
            <Descriptions
              size="small"
              column={{ xs: 1, md: 3 }}
              items={[
                { key: 'state', label: '进度', children: <JobState state={data.state} /> },
                { key: 'made', label: '提出', children: instantWords(data.madeAt) },
                { key: 'finished', label: '完成', children: instantWords(data.finishedAt) || '—' },
                { key: 'all', label: '涉及未办结事项', children: `${data.rewritten}项，其中${data.unchanged}项没有变化` },
                { key: 'moved', label: '期限变更', children: `${data.moved}项` },
                { key: 'waiting', label: '待确认', children: `${data.waiting}项` },
              ]}
            />
          </Card>
          <Card styles={{ body: { padding: data.lines.length > 0 ? 0 : 24 } }}>
            {data.lines.length === 0 ? (
              <Nothing text="没有事项发生变化" />
            ) : (
              <Table
                rowKey="obligationId"
                size="small"
                dataSource={data.lines}
                pagination={data.lines.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
                expandable={{
                  expandedRowRender: (line) => <Rungs line={line} />,
                  rowExpandable: (line) => line.rungs.length > 0,
                }}
                columns={[
                  {
                    title: '',
                    width: 110,
                    render: (_, line) => <Tag color={OUTCOMES[line.outcome]?.colour}>{OUTCOMES[line.outcome]?.text}</Tag>,
                  },
                  { title: '单位', width: 200, render: (_, line) => line.unitName ?? '督办机构' },
                  {
                    title: '事项',
                    render: (_, line) => (line.taskId ? <Link to={`/tasks/${line.taskId}`}>{line.what}</Link> : line.what),
                  },
                  {
                    title: '原期限',
                    width: 160,
                    render: (_, line) => (line.from === null && line.to === null ? '不变' : due(line.from)),
                  },
                  {
                    title: '新期限',
                    width: 160,
                    render: (_, line) => (line.from === null && line.to === null ? '不变' : due(line.to)),
                  },
                  {
                    title: '说明',
                    width: 200,
                    render: (_, line) =>
                      line.outcome === 'waiting' && data.actions.includes('settle') ? (
                        <Settle jobId={id} line={line} />
                      ) : (
                        (line.error ?? line.reason ?? (line.rungs.length > 0 ? `督办步骤${line.rungs.length}处` : ''))
                      ),
                  },
                ]}
              />
            )}
          </Card>
        </Page>
      )}
    </Loaded>
  );
}

function Rungs({ line }: { line: Line }) {
  return (
    <Flex vertical gap={2}>
      {line.rungs.map((rung) => (
        <Typography.Text key={rung.key} type="secondary">
          {SHIFTS[rung.change] ?? rung.change}：{rung.name}，{instantWords(rung.from) || '—'} → {instantWords(rung.to) || '—'}
        </Typography.Text>
      ))}
    </Flex>
  );
}

interface Verdict {
  readonly verdict: 'move' | 'keep';
  readonly reason: string;
}

function Settle({ jobId, line }: { jobId: string; line: Line }) {
  const settle = useCommand(
    (input: Verdict, key) =>
      client.POST('/api/rewrites/{id}/settlement', {
        params: { path: { id: jobId }, header: { 'Idempotency-Key': key } },
        body: { ...input, obligationId: line.obligationId },
      }),
    { done: '已确认' },
  );
  return (
    <DeedModal<Verdict>
      label="确认"
      title={`${line.what}：${due(line.from)} → ${due(line.to)}`}
      busy={settle.isPending}
      hint="该期限原已确定，按新的放假安排或督办制度会提前。请确认是否提前。"
      onSubmit={(values) => settle.mutateAsync(values)}
    >
      <Form.Item name="verdict" label="处理" rules={[{ required: true, message: '请选择' }]}>
        <Radio.Group
          options={[
            { value: 'keep', label: `保持${due(line.from)}` },
            { value: 'move', label: `提前到${due(line.to)}` },
          ]}
        />
      </Form.Item>
      <Form.Item name="reason" label="理由" rules={[{ required: true, message: '请填写理由' }]}>
        <Input maxLength={500} />
      </Form.Item>
    </DeedModal>
  );
}
