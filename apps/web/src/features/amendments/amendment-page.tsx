import { Alert, Button, Card, Descriptions, Flex, Popconfirm, Table, Typography } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { client } from '../../api/client';
import { useDraftChoices, usePlan } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords, instantWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';
import { DifferenceView } from './amended-text';
import { AmendmentHeadFields, type AmendmentHead } from './amendment-head';
import { AmendmentState } from './amendments-card';
import { LineForm, type Amendment, type Line } from './line-form';
import { useAmendment } from './queries';

export function AmendmentPage() {
  const amendment = useAmendment(useParams()['id'] ?? '');
  return <Loaded query={amendment}>{(data) => <AmendmentView amendment={data} />}</Loaded>;
}

/** One amendment: by what, why, and line by line what stood before and stands after. */
function AmendmentView({ amendment }: { amendment: Amendment }) {
  const mayEdit = amendment.actions.includes('edit');
  const problems = amendment.items.filter((line) => line.state === 'drafted' && line.problem !== null).length;
  return (
    <Page
      title={`${amendment.planTitle}　${amendment.name}`}
      back={{ to: `/plans/${amendment.planId}`, text: amendment.planTitle }}
      extra={<AmendmentDeeds amendment={amendment} />}
    >
      <Card size="small">
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2, xl: 3 }}
          items={[
            { key: 'state', label: '状态', children: <AmendmentState state={amendment.state} /> },
            { key: 'basis', label: '依据', children: `${amendment.basis}（${dayWords(amendment.decidedOn)}）` },
            { key: 'by', label: '起草', children: `${amendment.draftedBy}　${instantWords(amendment.draftedAt)}` },
            { key: 'effective', label: '生效', children: instantWords(amendment.effectiveAt) || '—' },
            ...(amendment.signOffId
              ? [
                  {
                    key: 'signOff',
                    label: '审签',
                    children: <Link to={`/sign-offs/${amendment.signOffId}`}>查看审签</Link>,
                  },
                ]
              : []),
            { key: 'reason', label: '理由', span: 'filled', children: <span className="prewrap">{amendment.reason}</span> },
          ]}
        />
      </Card>
      {problems > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${problems}项现在不能生效，请修改或者删除后再送审；审定时仍不能生效的，该项不生效。`}
        />
      )}
      {mayEdit && <AddLines amendment={amendment} />}
      <Lines amendment={amendment} mayEdit={mayEdit} />
    </Page>
  );
}

const KINDS = [
  ['changeTask', '修改任务'],
  ['addShare', '增加责任单位'],
  ['takeShare', '去掉责任单位'],
  ['withdrawTask', '取消任务'],
  ['addTask', '增加任务'],
  ['addPoint', '增加条目'],
] as const;

function AddLines({ amendment }: { amendment: Amendment }) {
  const plan = usePlan(amendment.planId);
  const units = useDraftChoices().data?.units ?? [];
  if (!plan.data) return null;
  const data = plan.data;
  return (
    <Flex gap={8} wrap>
      {KINDS.map(([kind, label]) => (
        <LineForm key={kind} kind={kind} label={label} amendment={amendment} plan={data} units={units} />
      ))}
    </Flex>
  );
}

function Lines({ amendment, mayEdit }: { readonly amendment: Amendment; readonly mayEdit: boolean }) {
  if (amendment.items.length === 0) return <Nothing text="还没有调整事项，请从上面选择一种调整" />;
  return (
    <Card title="调整事项" styles={{ body: { padding: 0 } }}>
      <Table
        rowKey="id"
        size="middle"
        pagination={false}
        dataSource={amendment.items}
        columns={[
          { title: '序号', width: 64, render: (_, __, index) => index + 1 },
          { title: '方式', width: 120, dataIndex: 'kindName' },
          {
            title: '条目、任务',
            width: 260,
            render: (_, line) => (line.taskId ? <Link to={`/tasks/${line.taskId}`}>{line.subject}</Link> : line.subject),
          },
          {
            title: '调整前 → 调整后',
            render: (_, line) => (
              <Flex vertical gap={2}>
                {line.differences.map((difference, index) => (
                  <DifferenceView key={index} difference={difference} />
                ))}
                {line.grounds !== null && <span>理由：{line.grounds}</span>}
                {line.problem !== null && (
                  <Typography.Text type={line.state === 'lapsed' ? 'secondary' : 'danger'}>
                    {line.state === 'lapsed' ? '未生效：' : '不能生效：'}
                    {line.problem}
                  </Typography.Text>
                )}
              </Flex>
            ),
          },
          ...(mayEdit
            ? [{ title: '', width: 150, render: (_: unknown, line: Line) => <LineDeeds amendment={amendment} line={line} /> }]
            : []),
        ]}
      />
    </Card>
  );
}

function LineDeeds({ amendment, line }: { readonly amendment: Amendment; readonly line: Line }) {
  const plan = usePlan(amendment.planId).data;
  const units = useDraftChoices().data?.units ?? [];
  const remove = useCommand(
    (_: null, key) =>
      client.POST('/api/amendments/{id}/lines/{lineId}/removal', {
        params: {
          path: { id: amendment.id, lineId: line.id },
          header: { 'Idempotency-Key': key, 'If-Match': `"${amendment.version}"` },
        },
      }),
    { done: '已删除' },
  );
  return (
    <Flex gap={4}>
      {plan && <LineForm kind={line.kind} label="修改" amendment={amendment} plan={plan} units={units} line={line} />}
      <Popconfirm title="确定删除这项调整？" okText="删除" cancelText="取消" onConfirm={() => remove.mutate(null)}>
        <Button size="small" danger loading={remove.isPending}>
          删除
        </Button>
      </Popconfirm>
    </Flex>
  );
}

function AmendmentDeeds({ amendment }: { amendment: Amendment }) {
  const navigate = useNavigate();
  const params = (key: string) => ({
    path: { id: amendment.id },
    header: { 'Idempotency-Key': key, 'If-Match': `"${amendment.version}"` },
  });
  const change = useCommand(
    (body: AmendmentHead, key) => client.POST('/api/amendments/{id}/head', { params: params(key), body }),
    { done: '已保存' },
  );
  const submit = useCommand((_: null, key) => client.POST('/api/amendments/{id}/submission', { params: params(key) }), {
    done: '已送审',
  });
  const remove = useCommand((_: null, key) => client.POST('/api/amendments/{id}/removal', { params: params(key) }), {
    done: '已删除',
    onDone: ({ planId }) => void navigate(`/plans/${planId}`),
  });
  const { basis, reason, decidedOn } = amendment;
  return (
    <>
      {amendment.actions.includes('edit') && (
        <DeedModal<AmendmentHead>
          key={amendment.version}
          label="修改依据和理由"
          okText="保存"
          busy={change.isPending}
          initial={{ basis, reason, decidedOn }}
          onSubmit={(values) => change.mutateAsync(values)}
        >
          <AmendmentHeadFields />
        </DeedModal>
      )}
      {amendment.actions.includes('remove') && (
        <Popconfirm
          title={amendment.signOffId ? '送审过的调整作罢后留存备查，确定作罢？' : '确定删除这份调整草案？'}
          okText={amendment.signOffId ? '作罢' : '删除'}
          cancelText="取消"
          onConfirm={() => remove.mutate(null)}
        >
          <Button danger loading={remove.isPending}>
            {amendment.signOffId ? '作罢' : '删除草案'}
          </Button>
        </Popconfirm>
      )}
      {amendment.actions.includes('submit') && (
        <Popconfirm
          title="审定后即生效并通知有关单位，确定送审？"
          okText="送审"
          cancelText="取消"
          onConfirm={() => submit.mutate(null)}
        >
          <Button type="primary" loading={submit.isPending}>
            送审
          </Button>
        </Popconfirm>
      )}
    </>
  );
}
