import { Button, Card, Descriptions, Flex, Table, Tabs, Tag, Typography } from 'antd';
import { Link, useParams } from 'react-router';
import type { Share, Task } from '../../api/shown';
import { useTask } from '../../api/queries';
import { assignmentStates, cycles, extensionStates, outcomes, roles, word } from '../../i18n/zh-CN';
import { FileList } from '../../ui/files';
import { dayWords, instantWords } from '../../ui/format';
import { Lamp } from '../../ui/lamp';
import { Loaded, Page } from '../../ui/page';
import { TaskAmendments } from '../amendments/amended-text';
import { ShareDeeds } from './share-deeds';
import { TaskClock } from './task-clock';
import { TaskEvents } from './task-events';
import { TaskMilestones } from './task-milestones';
import { TaskPieces } from './task-pieces';
import { TaskReports } from './task-reports';

export function TaskPage() {
  const id = useParams()['id'] ?? '';
  const task = useTask(id);
  return <Loaded query={task}>{(data) => <TaskView key={id} task={data} />}</Loaded>;
}

/** Offered once everything owed is struck off, to whoever reads all of the task. */
function CaseFileButton({ task }: { task: Task }) {
  const isClosed = task.shares.some((share) => share.state === 'struckOff' || share.state === 'archived');
  const isOpen = task.shares.some((share) => share.role !== 'cooperating' && OPEN_STATES.includes(share.state));
  const readsAll = task.shares.every((share) => share.isOpen);
  if (!isClosed || isOpen || !readsAll) return null;
  return <Button href={`/api/tasks/${task.id}/case-file`}>导出案卷</Button>;
}

const OPEN_STATES: readonly string[] = ['assigned', 'received', 'completionFiled', 'returned', 'suspended'];

/** 已销号（部分完成）: an outcome that is not plainly done is said. */
const stateWords = ({ state, outcome }: Share): string =>
  `${word(assignmentStates, state)}${state === 'struckOff' && outcome !== null && outcome !== 'done' ? `（${word(outcomes, outcome)}）` : ''}`;

function TaskView({ task }: { task: Task }) {
  const mine = task.shares.filter((share) => share.actions.length > 0);
  return (
    <Page title={task.title} back={{ to: `/plans/${task.planId}`, text: task.planTitle }} extra={<CaseFileButton task={task} />}>
      <Card size="small">
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2, xl: 3 }}
          items={[
            { key: 'clause', label: '要点条目', children: `${task.chapter} ${task.clause}${task.heading}` },
            { key: 'deliverable', label: '成果形式', children: task.deliverable ?? '—' },
            {
              key: 'due',
              label: '完成时限',
              children: (
                <Flex vertical>
                  <span>{task.dueOn ? dayWords(task.dueOn) : '长期坚持'}</span>
                  {task.originalDueOn && task.originalDueOn !== task.dueOn && (
                    <Typography.Text type="secondary">原定{dayWords(task.originalDueOn)}</Typography.Text>
                  )}
                </Flex>
              ),
            },
            { key: 'phrase', label: '时限原文', children: task.deadlinePhrase ?? '—' },
            { key: 'cycle', label: '填报周期', children: task.cycle ? word(cycles, task.cycle) : '按督办制度' },
          ]}
        />
        <Typography.Paragraph
          className="prewrap"
          type="secondary"
          style={{ margin: '8px 0 0' }}
          ellipsis={{ rows: 3, expandable: true, symbol: '展开' }}
        >
          {task.text}
        </Typography.Paragraph>
      </Card>
      <TaskAmendments amendments={task.amendments} />
      {mine.map((share) => (
        <ShareDeeds key={share.id} task={task} share={share} />
      ))}
      <Card title="责任分工" styles={{ body: { padding: 0 } }}>
        <Table
          rowKey="id"
          size="middle"
          pagination={false}
          dataSource={task.shares}
          columns={[
            { title: '责任', width: 80, render: (_, share) => <Tag>{word(roles, share.role)}</Tag> },
            { title: '单位', render: (_, share) => (share.isMine ? <strong>{share.unitName}</strong> : share.unitName) },
            { title: '状态', width: 120, render: (_, share) => stateWords(share) },
            { title: '进度', width: 120, render: (_, share) => <Lamp share={share} /> },
            {
              title: '时限',
              width: 170,
              render: (_, share) => (
                <Flex vertical>
                  <span>{share.dueOn ? dayWords(share.dueOn) : '—'}</span>
                  {share.originalDueOn && share.originalDueOn !== share.dueOn && (
                    <Typography.Text type="secondary">原定{dayWords(share.originalDueOn)}</Typography.Text>
                  )}
                </Flex>
              ),
            },
            { title: '签收', width: 180, render: (_, share) => instantWords(share.receivedAt) || '—' },
            { title: '销号', width: 180, render: (_, share) => instantWords(share.struckOffAt) || '—' },
          ]}
          expandable={{
            rowExpandable: (share) => share.completionText !== null || filesOf(task, share).length > 0,
            expandedRowRender: (share) => (
              <Flex vertical gap={4}>
                <Typography.Text strong>办结情况</Typography.Text>
                <span className="prewrap">{share.completionText}</span>
                <FileList files={filesOf(task, share)} />
              </Flex>
            ),
          }}
        />
      </Card>
      <TaskMilestones task={task} />
      <TaskPieces task={task} />
      <Card>
        <Tabs
          items={[
            { key: 'reports', label: `进展填报（${task.reports.length}）`, children: <TaskReports reports={task.reports} /> },
            { key: 'extensions', label: `延期（${task.extensions.length}）`, children: <Extensions task={task} /> },
            { key: 'clock', label: '时钟', children: <TaskClock task={task} /> },
            { key: 'events', label: '办理经过', children: <TaskEvents taskId={task.id} /> },
          ]}
        />
      </Card>
      <Link to={`/plans/${task.planId}`}>返回计划</Link>
    </Page>
  );
}

const filesOf = (task: Task, share: Share) => task.completionEvidence.filter((file) => file.assignmentId === share.id);

function Extensions({ task }: { task: Task }) {
  return (
    <Table
      rowKey="id"
      size="small"
      pagination={false}
      dataSource={task.extensions}
      locale={{ emptyText: '没有延期申请' }}
      columns={[
        { title: '单位', render: (_, each) => task.shares.find((share) => share.id === each.assignmentId)?.unitName },
        { title: '申请延至', width: 150, render: (_, each) => dayWords(each.askedUntilOn) },
        { title: '理由', dataIndex: 'reason' },
        { title: '申请时间', width: 180, render: (_, each) => instantWords(each.askedAt) },
        { title: '结果', width: 100, render: (_, each) => <Tag>{word(extensionStates, each.state)}</Tag> },
      ]}
    />
  );
}
