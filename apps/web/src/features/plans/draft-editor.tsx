import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Popconfirm, Table, Tag, Typography } from 'antd';
import { client, type Schemas } from '../../api/client';
import { useDraftChoices } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { cycles, roles, word } from '../../i18n/zh-CN';
import { dayWords } from '../../ui/format';
import { Nothing } from '../../ui/page';
import { PlannedMilestones } from '../../ui/planned-milestones';
import { PointForm } from './point-form';
import { TaskForm } from './task-form';

type Plan = Schemas['Plan'];
type Point = Plan['points'][number];
type Task = Point['tasks'][number];

/** What the plan's version was when the person saw it goes with every edit. */
export const draftHeaders = (plan: Plan, key: string) => ({ 'Idempotency-Key': key, 'If-Match': `"${plan.version}"` });

/** The work points and tasks of a draft, each to be changed, moved and taken out in its place. */
export function DraftEditor({ plan }: { plan: Plan }) {
  const choices = useDraftChoices();
  const units = choices.data?.units ?? [];
  const last = plan.points.at(-1);
  return (
    <Flex vertical gap={16}>
      {plan.points.length === 0 && <Nothing text="草案中还没有条目，请添加条目，再在条目下添加任务" />}
      {plan.points.map((point, index) => (
        <PointCard key={point.id} plan={plan} point={point} index={index} units={units} />
      ))}
      <div>
        <PointForm plan={plan} label="添加条目" afterId={last?.id} chapter={last?.chapter} />
      </div>
    </Flex>
  );
}

interface PointProps {
  readonly plan: Plan;
  readonly point: Point;
  readonly index: number;
  readonly units: readonly { readonly id: string; readonly name: string }[];
}

function PointCard({ plan, point, index, units }: PointProps) {
  const path = { id: plan.id, pointId: point.id };
  const move = useCommand(
    (afterId: string | undefined, key) =>
      client.POST('/api/plans/{id}/points/{pointId}/move', {
        params: { path, header: draftHeaders(plan, key) },
        body: { afterId },
      }),
    { done: '已调整次序' },
  );
  const remove = useCommand(
    (_: null, key) =>
      client.POST('/api/plans/{id}/points/{pointId}/removal', { params: { path, header: draftHeaders(plan, key) } }),
    { done: '已删除条目' },
  );
  return (
    <Card
      size="small"
      title={
        <Flex vertical style={{ padding: '6px 0' }}>
          {point.chapter && <Typography.Text type="secondary">{point.chapter}</Typography.Text>}
          <span style={{ whiteSpace: 'normal' }}>
            {point.label} {point.heading}
          </span>
        </Flex>
      }
      extra={
        <Flex gap={4}>
          <Button
            size="small"
            icon={<ArrowUpOutlined />}
            aria-label="条目上移"
            disabled={index === 0 || move.isPending}
            onClick={() => move.mutate(plan.points[index - 2]?.id)}
          />
          <Button
            size="small"
            icon={<ArrowDownOutlined />}
            aria-label="条目下移"
            disabled={index === plan.points.length - 1 || move.isPending}
            onClick={() => move.mutate(plan.points[index + 1]?.id)}
          />
          <PointForm plan={plan} label="修改" point={point} />
          <PointForm plan={plan} label="在后面添加条目" afterId={point.id} chapter={point.chapter} />
          <Popconfirm
            title={point.tasks.length > 0 ? `条目下的${point.tasks.length}项任务也将删除，确定？` : '确定删除这个条目？'}
            okText="删除"
            cancelText="取消"
            onConfirm={() => remove.mutate(null)}
          >
            <Button size="small" danger loading={remove.isPending}>
              删除
            </Button>
          </Popconfirm>
        </Flex>
      }
    >
      <Flex vertical gap={12}>
        {point.text !== point.heading && (
          <Typography.Paragraph
            type="secondary"
            className="prewrap"
            ellipsis={{ rows: 2, expandable: true, symbol: '展开' }}
            style={{ margin: 0 }}
          >
            {point.text}
          </Typography.Paragraph>
        )}
        {point.tasks.length > 0 && <TaskTable plan={plan} point={point} units={units} />}
        <div>
          <TaskForm plan={plan} label="添加任务" pointId={point.id} units={units} />
        </div>
      </Flex>
    </Card>
  );
}

function TaskTable({ plan, point, units }: Omit<PointProps, 'index'>) {
  const move = useCommand(
    ({ taskId, afterId }: { taskId: string; afterId?: string }, key) =>
      client.POST('/api/plans/{id}/tasks/{taskId}/move', {
        params: { path: { id: plan.id, taskId }, header: draftHeaders(plan, key) },
        body: { pointId: point.id, afterId },
      }),
    { done: '已调整次序' },
  );
  const remove = useCommand(
    (taskId: string, key) =>
      client.POST('/api/plans/{id}/tasks/{taskId}/removal', {
        params: { path: { id: plan.id, taskId }, header: draftHeaders(plan, key) },
      }),
    { done: '已删除任务' },
  );
  return (
    <Table
      rowKey="id"
      size="small"
      bordered
      pagination={false}
      dataSource={[...point.tasks]}
      columns={[
        {
          title: '任务',
          render: (_, task) => (
            <Flex vertical>
              <span>{task.title}</span>
              {task.deliverable && <Typography.Text type="secondary">成果：{task.deliverable}</Typography.Text>}
              <PlannedMilestones milestones={task.milestones} />
            </Flex>
          ),
        },
        { title: '责任单位', width: 300, render: (_, task) => <TaskShares task={task} /> },
        { title: '时限', width: 170, render: (_, task) => <TaskDeadline task={task} /> },
        {
          title: '操作',
          width: 190,
          render: (_, task, index) => (
            <Flex gap={4}>
              <Button
                size="small"
                icon={<ArrowUpOutlined />}
                aria-label="任务上移"
                disabled={index === 0 || move.isPending}
                onClick={() => move.mutate({ taskId: task.id, afterId: point.tasks[index - 2]?.id })}
              />
              <Button
                size="small"
                icon={<ArrowDownOutlined />}
                aria-label="任务下移"
                disabled={index === point.tasks.length - 1 || move.isPending}
                onClick={() => move.mutate({ taskId: task.id, afterId: point.tasks[index + 1]?.id })}
              />
              <TaskForm plan={plan} label="修改" task={task} units={units} />
              <Popconfirm title="确定删除这项任务？" okText="删除" cancelText="取消" onConfirm={() => remove.mutate(task.id)}>
                <Button size="small" danger loading={remove.isPending && remove.variables === task.id}>
                  删除
                </Button>
              </Popconfirm>
            </Flex>
          ),
        },
      ]}
    />
  );
}

function TaskShares({ task }: { task: Task }) {
  if (!task.shares.some((share) => share.role !== 'cooperating')) {
    return (
      <>
        <Typography.Text type="danger">还没有责任单位</Typography.Text>
        <ShareList task={task} />
      </>
    );
  }
  return <ShareList task={task} />;
}

const ShareList = ({ task }: { task: Task }) =>
  task.shares.map((share) => (
    <div key={share.id}>
      <Tag>{word(roles, share.role)}</Tag>
      {share.unitName}
    </div>
  ));

function TaskDeadline({ task }: { task: Task }) {
  return (
    <Flex vertical>
      {task.deadlineKind === 'longTerm' ? (
        '长期坚持'
      ) : task.dueOn ? (
        dayWords(task.dueOn)
      ) : (
        <Typography.Text type="danger">还没有日期</Typography.Text>
      )}
      {task.deadlinePhrase && <Typography.Text type="secondary">原文“{task.deadlinePhrase}”</Typography.Text>}
      {task.cycle && <Typography.Text type="secondary">{word(cycles, task.cycle)}填报</Typography.Text>}
    </Flex>
  );
}
