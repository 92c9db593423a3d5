import { Alert, Button, Card, Descriptions, Flex, Form, Input, Popconfirm, Table, Tag, Typography } from 'antd';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { useMe, usePlan } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { cycles, planStates, roles, word } from '../../i18n/zh-CN';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords, instantWords } from '../../ui/format';
import { Lamp } from '../../ui/lamp';
import { PlannedMilestones } from '../../ui/planned-milestones';
import { Loaded, Nothing, Page } from '../../ui/page';
import { AmendedTags } from '../amendments/amended-text';
import { AmendmentsCard } from '../amendments/amendments-card';
import { Duties } from '../report/duties';
import { useReportDuties } from '../report/queries';
import { CarriedOverCard } from './carried-over-card';
import { DraftEditor } from './draft-editor';
import { EditHead } from './draft-head';
import { RemoveDraft } from './remove-draft';
import { WrapUp } from './wrap-up';

type Plan = Schemas['Plan'];
type Point = Plan['points'][number];

export function PlanPage() {
  const plan = usePlan(useParams()['id'] ?? '');
  return <Loaded query={plan}>{(data) => <PlanView plan={data} />}</Loaded>;
}

function PlanView({ plan }: { plan: Plan }) {
  const chapters = useMemo(() => byChapter(plan.points), [plan.points]);
  return (
    <Page title={plan.title} back={{ to: '/plans', text: '计划' }} extra={<PlanDeeds plan={plan} />}>
      <Card size="small">
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2, xl: 3 }}
          items={[
            {
              key: 'state',
              label: '状态',
              children:
                plan.kind === 'standing' ? '常设' : `${word(planStates, plan.state)}${plan.underReview ? '（审定中）' : ''}`,
            },
            { key: 'policy', label: '督办制度', children: plan.policyName || '—' },
            { key: 'number', label: '文号', children: plan.docNumber ?? '—' },
            { key: 'issued', label: '印发', children: instantWords(plan.issuedAt) || '—' },
            {
              key: 'tasks',
              label: '任务',
              children: `${plan.tasks}项，已销号${plan.done}项，逾期${plan.overdue}项`,
            },
          ]}
        />
      </Card>
      {plan.issuedAt !== null && plan.kind !== 'standing' && <ReportDuties planId={plan.id} />}
      {plan.issuedAt !== null && <AmendmentsCard plan={plan} />}
      {plan.issuedAt !== null && <CarriedOverCard planId={plan.id} />}
      <Lacks plan={plan} />
      {plan.actions.includes('edit') && <DraftEditor plan={plan} />}
      {!plan.actions.includes('edit') && chapters.length === 0 && plan.kind !== 'standing' && <Nothing text="计划中没有条目" />}
      {!plan.actions.includes('edit') &&
        chapters.map(([chapter, points]) => (
          <Card key={chapter} title={chapter || '工作要点'}>
            <Flex vertical gap={24}>
              {points.map((point) => (
                <PointView key={point.id} point={point} isRunning={plan.issuedAt !== null} />
              ))}
            </Flex>
          </Card>
        ))}
    </Page>
  );
}

/** The days by which the report on this plan is owed: the office's and the leaders' to see. */
function ReportDuties({ planId }: { planId: string }) {
  const mayRead = useMe().data?.pages.includes('report') === true;
  const duties = useReportDuties(planId, mayRead);
  return duties.data ? <Duties duties={duties.data.items} /> : null;
}

/** What 送审 or 印发 would be refused for, said before. */
function Lacks({ plan }: { plan: Plan }) {
  if (plan.lacks.length === 0) return null;
  const named = (what: string) => plan.lacks.filter((lack) => lack.what === what).map((lack) => `“${lack.title}”`);
  const words = (titles: readonly string[]) => `${titles.slice(0, 5).join('、')}${titles.length > 5 ? '等' : ''}`;
  const [units, days] = [named('unit'), named('day')];
  return (
    <Alert
      type="warning"
      showIcon
      title="送审、印发之前还要补充："
      description={
        <>
          {units.length > 0 && <div>{`${units.length}项任务没有责任单位：${words(units)}`}</div>}
          {days.length > 0 && <div>{`${days.length}项任务没有完成时限：${words(days)}`}</div>}
        </>
      }
    />
  );
}

function byChapter(points: readonly Point[]): [string, Point[]][] {
  const chapters: [string, Point[]][] = [];
  for (const point of points) {
    const last = chapters.at(-1);
    if (last?.[0] === point.chapter) last[1].push(point);
    else chapters.push([point.chapter, [point]]);
  }
  return chapters;
}

function PointView({ point, isRunning }: { point: Point; isRunning: boolean }) {
  return (
    <Flex vertical gap={8}>
      <Typography.Text strong>
        {point.label}
        {point.heading}
      </Typography.Text>
      {point.text !== point.heading && (
        <Typography.Paragraph
          type="secondary"
          className="prewrap"
          ellipsis={{ rows: 3, expandable: true, symbol: '展开' }}
          style={{ margin: 0 }}
        >
          {point.text}
        </Typography.Paragraph>
      )}
      {point.tasks.length > 0 && (
        <Table
          rowKey="id"
          size="small"
          bordered
          pagination={false}
          dataSource={point.tasks}
          columns={[
            {
              title: '任务',
              render: (_, task) => (
                <Flex vertical>
                  <Link to={`/tasks/${task.id}`}>{task.title}</Link>
                  <AmendedTags amendments={task.amendments} />
                  {task.deliverable && <Typography.Text type="secondary">成果：{task.deliverable}</Typography.Text>}
                  <PlannedMilestones milestones={task.milestones} />
                </Flex>
              ),
            },
            { title: '责任单位', width: 360, render: (_, task) => <Shares shares={task.shares} isRunning={isRunning} /> },
            {
              title: '时限',
              width: 170,
              render: (_, task) => (
                <Flex vertical>
                  <span>{task.dueOn ? dayWords(task.dueOn) : '长期坚持'}</span>
                  {task.originalDueOn && task.originalDueOn !== task.dueOn && (
                    <Typography.Text type="secondary">原定{dayWords(task.originalDueOn)}</Typography.Text>
                  )}
                  {task.deadlinePhrase && <Typography.Text type="secondary">原文“{task.deadlinePhrase}”</Typography.Text>}
                  {task.cycle && <Typography.Text type="secondary">{word(cycles, task.cycle)}填报</Typography.Text>}
                </Flex>
              ),
            },
          ]}
        />
      )}
    </Flex>
  );
}

function Shares({ shares, isRunning }: { shares: readonly Schemas['Share'][]; isRunning: boolean }) {
  return (
    <Flex vertical gap={2}>
      {shares.map((share) => (
        <Flex key={share.id} gap={6} align="center">
          <Tag style={{ margin: 0 }}>{word(roles, share.role)}</Tag>
          <span style={{ flex: 1 }}>{share.unitName}</span>
          {isRunning && <Lamp share={share} />}
        </Flex>
      ))}
    </Flex>
  );
}

function PlanDeeds({ plan }: { plan: Plan }) {
  const headers = (key: string) => ({
    path: { id: plan.id },
    header: { 'Idempotency-Key': key, 'If-Match': `"${plan.version}"` },
  });
  const submit = useCommand((_: null, key) => client.POST('/api/plans/{id}/submission', { params: headers(key) }), {
    done: '已送审',
  });
  const issue = useCommand(
    (input: { docNumber?: string }, key) => client.POST('/api/plans/{id}/issue', { params: headers(key), body: input }),
    { done: '已印发，已通知各责任单位' },
  );
  const archive = useCommand((_: null, key) => client.POST('/api/plans/{id}/archive', { params: headers(key) }), {
    done: '已归档',
  });
  // Whoever reads policies may rehearse a plan by them and take it out whole; the menu comes from the same rule.
  const mayRehearse = useMe().data?.pages.includes('policies') ?? false;
  return (
    <>
      {mayRehearse && <Link to={`/plans/${plan.id}/rehearsal`}>{plan.issuedAt === null ? '印发前推演' : '全年推演'}</Link>}
      {plan.actions.includes('edit') && <EditHead plan={plan} />}
      {plan.actions.includes('edit') && <RemoveDraft plan={plan} />}
      {mayRehearse && <Button href={`/api/plans/${plan.id}/open-data`}>导出公开数据</Button>}
      {plan.state !== 'draft' && plan.state !== 'approved' && (
        <Button href={`/api/ledger/plans/${plan.id}/export`}>导出台账</Button>
      )}
      {plan.actions.includes('submit') && (
        <Popconfirm title="送审后草案不能修改，确定送审？" okText="送审" cancelText="取消" onConfirm={() => submit.mutate(null)}>
          <Button type="primary" loading={submit.isPending}>
            送审
          </Button>
        </Popconfirm>
      )}
      {plan.actions.includes('issue') && (
        <DeedModal<{ docNumber?: string }>
          label="印发"
          title="印发计划"
          primary
          okText="印发"
          busy={issue.isPending}
          hint={`印发后正文不再改动，${plan.tasks}项任务开始计时，并通知全部责任单位。`}
          onSubmit={(values) => issue.mutateAsync(values)}
        >
          <Form.Item name="docNumber" label="文号（可不填）">
            <Input placeholder="如：示法委〔2026〕1号" maxLength={60} />
          </Form.Item>
        </DeedModal>
      )}
      {plan.actions.includes('wrapUp') && <WrapUp plan={plan} />}
      {plan.actions.includes('archive') && (
        <Popconfirm title="确定归档？" okText="归档" cancelText="取消" onConfirm={() => archive.mutate(null)}>
          <Button loading={archive.isPending}>归档</Button>
        </Popconfirm>
      )}
    </>
  );
}
