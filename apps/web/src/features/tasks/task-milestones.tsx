import { Card, Flex, Form, Input, Table, Tag, Typography } from 'antd';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import type { Task } from '../../api/shown';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { FileField, FileList, type Attached } from '../../ui/files';
import { dayWords, instantWords } from '../../ui/format';
import { attached } from './attached';

type Milestone = Schemas['Milestone'];

/** 阶段节点 of the task: who owes each by when, and what was filed for it. */
export function TaskMilestones({ task }: { task: Task }) {
  if (task.milestones.length === 0) return null;
  return (
    <Card title="阶段节点" styles={{ body: { padding: 0 } }}>
      <Table
        rowKey="id"
        size="middle"
        pagination={false}
        dataSource={task.milestones}
        columns={[
          { title: '节点', dataIndex: 'name' },
          { title: '单位', width: 180, dataIndex: 'unitName' },
          {
            title: '期限',
            width: 170,
            render: (_, each) => (
              <Flex vertical>
                <span>{dayWords(each.dueOn)}</span>
                {each.originalDueOn !== each.dueOn && (
                  <Typography.Text type="secondary">原定{dayWords(each.originalDueOn)}</Typography.Text>
                )}
              </Flex>
            ),
          },
          { title: '状态', width: 170, render: (_, each) => <MilestoneState milestone={each} /> },
          {
            title: '操作',
            width: 120,
            render: (_, each) => (
              <>
                {each.actions.includes('file') && <FileMilestone milestone={each} />}
                {each.actions.includes('return') && <ReturnMilestone milestone={each} />}
              </>
            ),
          },
        ]}
        expandable={{
          rowExpandable: (each) => each.filings.length > 0,
          expandedRowRender: (each) => (
            <Flex vertical gap={12}>
              {each.filings.map((filing) => (
                <Flex key={filing.id} vertical gap={4}>
                  <Typography.Text type="secondary">
                    {filing.filedBy}，{instantWords(filing.filedAt)}
                  </Typography.Text>
                  <span className="prewrap">{filing.text}</span>
                  <FileList files={filing.evidence} />
                  {filing.returnedAt && (
                    <Typography.Text type="danger">
                      {instantWords(filing.returnedAt)}退回：{filing.returnReason}
                    </Typography.Text>
                  )}
                </Flex>
              ))}
            </Flex>
          ),
        }}
      />
    </Card>
  );
}

function MilestoneState({ milestone }: { milestone: Milestone }) {
  const { state, isOverdue, wasLate } = milestone;
  return (
    <Flex gap={4} wrap>
      {state === 'met' && <Tag color={wasLate ? 'warning' : 'success'}>{wasLate ? '逾期后完成' : '已完成'}</Tag>}
      {state === 'void' && <Tag>不再办理</Tag>}
      {state === 'open' && <Tag color={isOverdue ? 'error' : 'processing'}>{isOverdue ? '逾期' : '未完成'}</Tag>}
      {state === 'open' && wasLate && !isOverdue && <Tag color="warning">曾逾期</Tag>}
    </Flex>
  );
}

function FileMilestone({ milestone }: { milestone: Milestone }) {
  const file = useCommand(
    (input: { text: string; evidence?: Attached[] }, key) =>
      client.POST('/api/milestones/{id}/completion', {
        params: { path: { id: milestone.id }, header: { 'Idempotency-Key': key } },
        body: { text: input.text, evidence: attached(input.evidence) },
      }),
    { done: '节点已完成' },
  );
  return (
    <DeedModal<{ text: string; evidence?: Attached[] }>
      label="完成节点"
      title={`完成节点：${milestone.name}`}
      size="small"
      primary
      busy={file.isPending}
      hint="提交即为完成，不需要签批；督办机构认为不符合要求的，可以退回。"
      onSubmit={(values) => file.mutateAsync(values)}
    >
      <Form.Item name="text" label="完成情况" rules={[{ required: true, whitespace: true, message: '请填写完成情况' }]}>
        <Input.TextArea rows={4} maxLength={10_000} showCount />
      </Form.Item>
      <Form.Item name="evidence" label="佐证材料">
        <FileField />
      </Form.Item>
    </DeedModal>
  );
}

function ReturnMilestone({ milestone }: { milestone: Milestone }) {
  const giveBack = useCommand(
    (input: { reason: string; dueOn?: string }, key) =>
      client.POST('/api/milestones/{id}/return', {
        params: { path: { id: milestone.id }, header: { 'Idempotency-Key': key } },
        body: input,
      }),
    { done: '已退回，已通知责任单位' },
  );
  return (
    <DeedModal<{ reason: string; dueOn?: string }>
      label="退回"
      title={`退回节点：${milestone.name}`}
      size="small"
      danger
      busy={giveBack.isPending}
      hint={`现行期限${dayWords(milestone.dueOn)}。不填新的期限时，按督办制度的退回重办时限确定。`}
      onSubmit={(values) => giveBack.mutateAsync(values)}
    >
      <Form.Item name="reason" label="退回理由" rules={[{ required: true, whitespace: true, message: '请填写退回理由' }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Form.Item name="dueOn" label="新的完成时限（可不填）">
        <DayField />
      </Form.Item>
    </DeedModal>
  );
}
