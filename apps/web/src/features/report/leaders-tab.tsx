import { Flex, Form, Input, Select, Table, Typography } from 'antd';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { word } from '../../i18n/zh-CN';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords, instantWords } from '../../ui/format';
import { Loaded } from '../../ui/page';
import { useLeaderActivities } from './queries';
import { activityKinds } from './words';

type Activity = Schemas['LeaderActivities']['items'][number];

/** 第一责任人履职: meetings, studies, instructions, inspections and 述法, from which the report's chapter writes itself. */
export function LeadersTab({ planId }: { planId: string }) {
  const activities = useLeaderActivities(planId);
  return (
    <Loaded query={activities}>
      {(data) => (
        <Flex vertical gap={12}>
          <Flex justify="space-between" align="center" gap={12} wrap>
            <Typography.Text>主要负责人履行推进法治建设第一责任人职责的事项，登记后写入报告。</Typography.Text>
            {data.actions.includes('record') && <Record planId={planId} posts={data.posts} />}
          </Flex>
          <Table<Activity>
            rowKey="id"
            size="small"
            bordered
            pagination={false}
            locale={{ emptyText: '还没有登记' }}
            dataSource={data.items}
            columns={[
              { title: '日期', width: 140, render: (_, each) => dayWords(each.heldOn) },
              { title: '类别', width: 110, render: (_, each) => word(activityKinds, each.kind) },
              { title: '职务', width: 160, render: (_, each) => each.postTitle ?? '' },
              { title: '内容', className: 'prewrap', render: (_, each) => <Text activity={each} /> },
              { title: '登记人', width: 120, dataIndex: 'recordedBy' },
              ...(data.actions.includes('correct')
                ? [
                    {
                      title: '',
                      width: 100,
                      render: (_: unknown, each: Activity) => <Correct planId={planId} posts={data.posts} activity={each} />,
                    },
                  ]
                : []),
            ]}
          />
        </Flex>
      )}
    </Loaded>
  );
}

interface Recorded {
  readonly kind: 'meeting' | 'study' | 'instruction' | 'inspection' | 'dutyReport';
  readonly heldOn: string;
  readonly text: string;
  readonly postId?: string;
}

function Record({ planId, posts }: { planId: string; posts: Schemas['LeaderActivities']['posts'] }) {
  const record = useCommand(
    (input: Recorded, key) =>
      client.POST('/api/plans/{id}/leader-activities', {
        params: { path: { id: planId }, header: { 'Idempotency-Key': key } },
        body: input,
      }),
    { done: '已登记' },
  );
  return (
    <DeedModal<Recorded>
      label="登记履职事项"
      primary
      okText="登记"
      busy={record.isPending}
      initial={{ kind: 'meeting', ...(posts[0] ? { postId: posts[0].id } : {}) }}
      onSubmit={(values) => record.mutateAsync(values)}
    >
      <Fields posts={posts} />
    </DeedModal>
  );
}

const needed = (message: string) => [{ required: true, message }];

const Fields = ({ posts }: { posts: Schemas['LeaderActivities']['posts'] }) => (
  <>
    <Form.Item name="kind" label="类别" rules={needed('请选择类别')}>
      <Select options={Object.entries(activityKinds).map(([value, label]) => ({ value, label }))} />
    </Form.Item>
    <Form.Item name="heldOn" label="日期" rules={needed('请填写日期')}>
      <DayField />
    </Form.Item>
    <Form.Item name="postId" label="职务">
      <Select allowClear options={posts.map((post) => ({ value: post.id, label: post.title }))} />
    </Form.Item>
    <Form.Item
      name="text"
      label="内容"
      extra="不写姓名和日期，如：主持召开专题会议，听取上年度法治政府建设情况汇报。"
      rules={needed('请填写内容')}
    >
      <Input.TextArea rows={3} maxLength={2000} />
    </Form.Item>
  </>
);

/** What stands, and under it what it was corrected from and why. */
const Text = ({ activity }: { activity: Activity }) => (
  <Flex vertical gap={2}>
    <span>{activity.text}</span>
    {[activity, ...activity.earlier].slice(0, -1).map((each, index) => {
      const before = activity.earlier[index];
      return (
        <Typography.Text key={each.id} type="secondary">
          {instantWords(each.recordedAt)} {each.recordedBy}更正（{each.correctionReason}）；原登记：
          {before && `${dayWords(before.heldOn)}，${word(activityKinds, before.kind)}，${before.text}`}
        </Typography.Text>
      );
    })}
  </Flex>
);

interface Correction extends Recorded {
  readonly reason: string;
}

interface CorrectProps {
  readonly planId: string;
  readonly posts: Schemas['LeaderActivities']['posts'];
  readonly activity: Activity;
}

function Correct({ planId, posts, activity }: CorrectProps) {
  const correct = useCommand(
    (input: Correction, key) =>
      client.POST('/api/plans/{id}/leader-activities/corrections', {
        params: { path: { id: planId }, header: { 'Idempotency-Key': key } },
        body: { ...input, activityId: activity.id },
      }),
    { done: '已更正' },
  );
  return (
    <DeedModal<Correction>
      label="更正"
      title="更正履职事项"
      okText="更正"
      busy={correct.isPending}
      hint="更正后报告采用新的内容，原登记和更正理由一并保留。"
      initial={{ kind: activity.kind, heldOn: activity.heldOn, text: activity.text, postId: activity.postId ?? undefined }}
      onSubmit={(values) => correct.mutateAsync(values)}
    >
      <Fields posts={posts} />
      <Form.Item name="reason" label="更正理由" rules={[{ required: true, whitespace: true, message: '请写明理由' }]}>
        <Input maxLength={500} />
      </Form.Item>
    </DeedModal>
  );
}
