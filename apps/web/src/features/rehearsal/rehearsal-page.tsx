import { Alert, Card, Descriptions, Flex, Select, Slider, Table, Tabs, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { usePolicies, useRehearsal, type RehearsalInput } from '../../api/policy-queries';
import { dayWords, instantWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';
import { DaysView } from './days-view';
import { LoadMap } from './load-map';

type Rehearsal = Schemas['Rehearsal'];

/** 推演: before a plan is issued, who would be told what on which day, where it piles up and who would be called in. */
export function RehearsalPage() {
  const planId = useParams()['id'] ?? '';
  const [done, setDone] = useState(0);
  const [input, setInput] = useState<RehearsalInput>({ done: 0 });
  const policies = usePolicies();
  const rehearsal = useRehearsal(planId, input);
  const versions = (policies.data?.items ?? []).flatMap((policy) =>
    policy.versions.map((version) => ({
      value: version.id,
      label: `${policy.name} 第${version.version}版（${instantWords(version.madeAt)}）`,
    })),
  );
  return (
    <Loaded query={rehearsal}>
      {(data) => (
        <Page title="全年督办推演" back={{ to: `/plans/${planId}`, text: data.title }}>
          <Card size="small">
            <Flex gap={24} align="center" wrap>
              <Flex gap={8} align="center">
                <span>按期办理的比例</span>
                <Slider
                  aria-label="按期办理的比例"
                  min={0}
                  max={100}
                  step={5}
                  value={done}
                  style={{ width: 220 }}
                  onChange={setDone}
                  onChangeComplete={(value) => setInput({ ...input, done: value })}
                />
                <span>{done === 0 ? '无人办理' : `${done}%`}</span>
              </Flex>
              <Select
                allowClear
                placeholder="按计划现用的制度；可选其他版本试推"
                style={{ width: 420 }}
                options={versions}
                value={input.policyVersionId}
                onChange={(policyVersionId?: string) => setInput({ ...input, policyVersionId })}
              />
            </Flex>
          </Card>
          <RehearsalView data={data} />
        </Page>
      )}
    </Loaded>
  );
}

function RehearsalView({ data }: { data: Rehearsal }) {
  const { counts } = data;
  return (
    <>
      <Card size="small">
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2, xl: 4 }}
          items={[
            { key: 'policy', label: '制度', children: data.policyName },
            { key: 'from', label: '印发', children: dayWords(data.issuedOn) },
            { key: 'through', label: '看到', children: dayWords(data.throughOn) },
            { key: 'calendar', label: '日历版本', children: data.calendar },
            { key: 'tasks', label: '任务和单位', children: `${counts.tasks}项，${counts.units}个单位` },
            { key: 'owed', label: '应办事项', children: `${counts.owed}件` },
            { key: 'told', label: '提醒和督办', children: `${counts.tellings}次` },
            { key: 'papers', label: '文书', children: `${counts.papers}份` },
          ]}
        />
      </Card>
      {counts.superseded > 0 && (
        <Alert type="warning" showIcon title={`有${counts.superseded}个步骤的时点在印发之前，不会补发`} />
      )}
      <Typography.Text type="secondary">
        推演用的是正式计时的同一套规则；假定签批的人都用足时限再签，按期办理的办结和填报也都要签批。
      </Typography.Text>
      <Tabs
        items={[
          { key: 'load', label: '期限密集程度', children: <LoadMap rehearsal={data} /> },
          {
            key: 'called',
            label: `约谈和挂牌（${data.papers.filter((paper) => paper.callsIn).length}）`,
            children: <Called papers={data.papers} />,
          },
          { key: 'days', label: '逐日', children: <DaysView days={data.days} /> },
          { key: 'rungs', label: '各步骤', children: <Rungs rungs={data.rungs} /> },
          { key: 'kinds', label: '各类事项', children: <Kinds kinds={data.kinds} /> },
          {
            key: 'ofOffice',
            label: `督办机构自己的期限（${data.ofOffice.length}）`,
            children: <OfOffice items={data.ofOffice} />,
          },
          { key: 'daysOff', label: `落在休息日的期限（${counts.onDaysOff}）`, children: <DaysOff items={data.daysOff} /> },
          { key: 'receivers', label: '各人收到多少', children: <Receivers items={data.receivers} /> },
        ]}
      />
    </>
  );
}

function Called({ papers }: { papers: Rehearsal['papers'] }) {
  const called = papers.filter((paper) => paper.callsIn);
  if (called.length === 0) return <Nothing text="照此办理，没有单位会被约谈或挂牌督办" />;
  return (
    <Table
      rowKey={(paper) => called.indexOf(paper).toString()}
      size="small"
      pagination={called.length > 30 ? { pageSize: 30, showSizeChanger: false } : false}
      dataSource={called}
      columns={[
        { title: '送达', width: 150, render: (_, paper) => dayWords(paper.servedOn) },
        {
          title: '文书',
          width: 170,
          render: (_, paper) => <Tag color={paper.kind === 'listing' ? 'red' : 'volcano'}>{paper.name}</Tag>,
        },
        { title: '单位', width: 260, render: (_, paper) => paper.units.join('、') },
        { title: '涉及任务', render: (_, paper) => <TaskNames names={paper.tasks} /> },
        { title: '起草', width: 150, render: (_, paper) => dayWords(paper.openedOn) },
      ]}
    />
  );
}

function TaskNames({ names }: { names: readonly string[] }) {
  const [first, ...more] = names;
  return (
    <Typography.Text title={names.join('\n')}>
      {first}
      {more.length > 0 && `等${names.length}项`}
    </Typography.Text>
  );
}

function Rungs({ rungs }: { rungs: Rehearsal['rungs'] }) {
  if (rungs.length === 0) return <Nothing text="没有步骤会发生" />;
  return (
    <Table
      rowKey="key"
      size="small"
      pagination={false}
      dataSource={rungs}
      columns={[
        { title: '步骤', dataIndex: 'name' },
        { title: '次数', width: 90, dataIndex: 'tellings' },
        { title: '单位', width: 90, render: (_, rung) => `${rung.units}个` },
        { title: '事项', width: 90, render: (_, rung) => `${rung.items}件` },
        { title: '最早', width: 150, render: (_, rung) => dayWords(rung.firstOn) },
        { title: '最晚', width: 150, render: (_, rung) => dayWords(rung.lastOn) },
      ]}
    />
  );
}

function Kinds({ kinds }: { kinds: Rehearsal['kinds'] }) {
  if (kinds.length === 0) return <Nothing text="没有应办的事项" />;
  const day = (on: string | null) => (on === null ? '无' : dayWords(on));
  return (
    <Table
      rowKey="kind"
      size="small"
      pagination={false}
      dataSource={kinds}
      columns={[
        { title: '类别', dataIndex: 'name' },
        { title: '应办', width: 110, render: (_, each) => (each.kind === 'signOffStep' ? '随文书和填报' : `${each.owed}件`) },
        { title: '提醒和督办', width: 120, render: (_, each) => `${each.tellings}次` },
        { title: '最早', width: 150, render: (_, each) => day(each.firstOn) },
        { title: '最晚', width: 150, render: (_, each) => day(each.lastOn) },
      ]}
    />
  );
}

function OfOffice({ items }: { items: Rehearsal['ofOffice'] }) {
  if (items.length === 0) return <Nothing text="按此制度，督办机构没有定期通报和报告报送" />;
  return (
    <Table
      rowKey={(item) => `${item.dueOn} ${item.what}`}
      size="small"
      pagination={false}
      dataSource={items}
      columns={[
        { title: '期限', width: 150, render: (_, item) => dayWords(item.dueOn) },
        { title: '事项', dataIndex: 'what' },
        { title: '自动起草', width: 150, render: (_, item) => (item.drawnOn === null ? '' : dayWords(item.drawnOn)) },
        { title: '签批用足时限后印发', width: 170, render: (_, item) => (item.outOn === null ? '' : dayWords(item.outOn)) },
      ]}
    />
  );
}

function DaysOff({ items }: { items: Rehearsal['daysOff'] }) {
  if (items.length === 0) return <Nothing text="没有期限落在休息日" />;
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">
        文件写明的日期不顺延，实际应在此前最后一个工作日办完。印发前可以考虑调整。
      </Typography.Text>
      <Table
        rowKey={(item) => items.indexOf(item).toString()}
        size="small"
        pagination={items.length > 30 ? { pageSize: 30, showSizeChanger: false } : false}
        dataSource={items}
        columns={[
          { title: '期限', width: 150, render: (_, item) => dayWords(item.dueOn) },
          { title: '原因', width: 150, dataIndex: 'why' },
          { title: '此前最后工作日', width: 150, render: (_, item) => dayWords(item.workingDayBefore) },
          { title: '单位', width: 220, dataIndex: 'unitName' },
          { title: '事项', render: (_, item) => `${item.task}${item.task === '' ? '' : '：'}${item.what}` },
        ]}
      />
    </Flex>
  );
}

function Receivers({ items }: { items: Rehearsal['receivers'] }) {
  return (
    <Table
      rowKey={(item) => items.indexOf(item).toString()}
      size="small"
      pagination={items.length > 30 ? { pageSize: 30, showSizeChanger: false } : false}
      dataSource={items}
      columns={[
        { title: '接收人', dataIndex: 'name' },
        { title: '通知', width: 120, render: (_, item) => `${item.notices}份` },
        { title: '其中事项', width: 120, render: (_, item) => `${item.items}件` },
      ]}
    />
  );
}
