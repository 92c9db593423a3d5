import { Alert, Card, Flex, Form, Input, Select, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { usePolicies, usePolicyChange } from '../../api/policy-queries';
import { usePlan } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { obligationKinds, word } from '../../i18n/zh-CN';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords, instantWords, periodWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';
import { DifferenceTable } from './policy-reading';

type Change = Schemas['PolicyChange'];
type Line = Schemas['PolicyChangeLine'];

const SHIFTS: Record<string, { text: string; colour: string }> = {
  moved: { text: '改期', colour: 'warning' },
  added: { text: '新增', colour: 'success' },
  dropped: { text: '取消', colour: 'error' },
  superseded: { text: '时点已过，不再发', colour: 'default' },
};

/** Changing a plan's policy: first the difference, then which unfired steps move, appear or go, then the deed. */
export function PlanPolicyPage() {
  const planId = useParams()['id'] ?? '';
  const plan = usePlan(planId);
  const policies = usePolicies();
  const [to, setTo] = useState<string | null>(null);
  const change = usePolicyChange(planId, to);
  const versions = (policies.data?.items ?? []).flatMap((policy) => policy.versions.map((version) => ({ policy, version })));
  const current = versions.find(({ version }) => version.plans.some((each) => each.id === planId));
  return (
    <Loaded query={plan}>
      {(data) => (
        <Page title="更换督办制度" back={{ to: `/plans/${planId}`, text: data.title }}>
          <Card size="small">
            <Flex gap={16} align="center" wrap>
              <span>
                现按
                {current ? (
                  <Link
                    to={`/policies/versions/${current.version.id}`}
                  >{`${current.policy.name}第${current.version.version}版`}</Link>
                ) : (
                  '—'
                )}
                执行，改为
              </span>
              <Select
                placeholder="选择制度版本"
                style={{ width: 420 }}
                value={to}
                onChange={(value: string) => setTo(value)}
                options={versions
                  .filter(({ version }) => version.id !== current?.version.id)
                  .map(({ policy, version }) => ({
                    value: version.id,
                    label: `${policy.name} 第${version.version}版（${instantWords(version.madeAt)}发布）`,
                  }))}
              />
              {to !== null && change.data && (
                <Deed planId={planId} version={data.version} to={to} isRunning={data.issuedAt !== null} />
              )}
            </Flex>
          </Card>
          {to === null ? (
            <Nothing text="选择要改用的版本，先看差异，再决定" />
          ) : (
            <Loaded query={change}>{(found) => <ChangeView change={found} />}</Loaded>
          )}
        </Page>
      )}
    </Loaded>
  );
}

function ChangeView({ change }: { change: Change }) {
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={`未办结事项${change.obligations}项，其中${change.lines.length}项的期限或尚未执行的督办步骤有变化`}
        description="已经执行或记录过的步骤不变；新时点已过的步骤不补发。"
      />
      <Card title="制度差异" size="small">
        <DifferenceTable items={change.differences} />
      </Card>
      {change.rungs.length > 0 && (
        <Card title="各步骤的变化" size="small" styles={{ body: { padding: 0 } }}>
          <Table
            rowKey="key"
            size="small"
            pagination={false}
            dataSource={change.rungs}
            columns={[
              { title: '步骤', dataIndex: 'name' },
              { title: '改期', width: 110, render: (_, rung) => count(rung.moved) },
              { title: '新增', width: 110, render: (_, rung) => count(rung.added) },
              { title: '取消', width: 110, render: (_, rung) => count(rung.dropped) },
              { title: '时点已过不再发', width: 150, render: (_, rung) => count(rung.superseded) },
            ]}
          />
        </Card>
      )}
      {change.lines.length > 0 && (
        <Card title="逐项清单" size="small" styles={{ body: { padding: 0 } }}>
          <Table
            rowKey="obligationId"
            size="small"
            pagination={change.lines.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
            dataSource={change.lines}
            columns={[
              { title: '单位', width: 200, render: (_, line) => line.unitName ?? '—' },
              { title: '事项', width: 320, render: (_, line) => <Owed line={line} /> },
              { title: '期限', width: 220, render: (_, line) => <MovedDue due={line.due} /> },
              { title: '督办步骤', render: (_, line) => <Shifts line={line} /> },
            ]}
          />
        </Card>
      )}
    </>
  );
}

const count = (n: number): string => (n === 0 ? '—' : `${n}项`);

function Owed({ line }: { line: Line }) {
  const kind = `${line.period === null ? '' : periodWords(line.period)}${word(obligationKinds, line.kind)}`;
  return (
    <Flex vertical>
      {line.taskId === null ? null : <Link to={`/tasks/${line.taskId}`}>{line.taskTitle}</Link>}
      <Typography.Text type="secondary">{kind}</Typography.Text>
    </Flex>
  );
}

function MovedDue({ due }: { due: Line['due'] }) {
  if (due === null) return '不变';
  const words = (text: string | null) => (text === null ? '无期限' : dayWords(text) || instantWords(text));
  return (
    <Flex vertical>
      <span>
        {words(due.from)} → {words(due.to)}
      </span>
      {due.outcome === 'waits' && <Typography.Text type="warning">期限提前，须督办机构逐项确认</Typography.Text>}
    </Flex>
  );
}

function Shifts({ line }: { line: Line }) {
  return (
    <Flex vertical gap={4}>
      {line.rungs.map((rung) => (
        <Flex key={rung.key} gap={6} align="center" wrap>
          <Tag color={SHIFTS[rung.change]?.colour} style={{ margin: 0 }}>
            {SHIFTS[rung.change]?.text}
          </Tag>
          <span>{rung.name}</span>
          <Typography.Text type="secondary">
            {rung.from && instantWords(rung.from)}
            {rung.from && rung.to && ' → '}
            {rung.to && instantWords(rung.to)}
          </Typography.Text>
        </Flex>
      ))}
    </Flex>
  );
}

function Deed({ planId, version, to, isRunning }: { planId: string; version: number; to: string; isRunning: boolean }) {
  const navigate = useNavigate();
  const change = useCommand(
    (input: { reason: string }, key) =>
      client.POST('/api/plans/{id}/policy', {
        params: { path: { id: planId }, header: { 'Idempotency-Key': key, 'If-Match': `"${version}"` } },
        body: { policyVersionId: to, reason: input.reason },
      }),
    {
      done: isRunning ? '已更换，正在重排未执行的步骤' : '已更换',
      onDone: ({ jobId }) => void navigate(jobId ? `/rewrites/${jobId}` : `/plans/${planId}`),
    },
  );
  return (
    <DeedModal<{ reason: string }>
      label="更换制度"
      primary
      busy={change.isPending}
      hint={isRunning ? '更换后，未执行的督办步骤按新制度重排，已执行的不变。' : '计划尚未印发，印发时即按新制度执行。'}
      onSubmit={(values) => change.mutateAsync(values)}
    >
      <Form.Item name="reason" label="更换理由" rules={[{ required: true, message: '请填写理由' }]}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </DeedModal>
  );
}
