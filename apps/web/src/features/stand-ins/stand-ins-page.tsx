import { Alert, Card, Form, Input, Select, Table, Tag } from 'antd';
import { client, type Schemas } from '../../api/client';
import { useStandIns } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';
import { PersonSelect } from './person-select';

type StandIn = Schemas['StandIn'];

/** 委托代理：谁在什么时间代谁办理。 */
export function StandInsPage() {
  const standIns = useStandIns();
  return (
    <Loaded query={standIns}>
      {({ myPosts, items }) => (
        <Page title="委托代理" extra={myPosts.length > 0 && <Delegate posts={myPosts} />}>
          <Alert
            type="info"
            showIcon
            title="委托期间，待签批和待办事项双方都能看到，由谁办理都算数；受托人办理的，记录载明“受托人代委托人”。期满自动失效，也可以提前撤销。"
          />
          <Card styles={{ body: { padding: items.length > 0 ? 0 : 24 } }}>
            {items.length === 0 ? <Nothing text="目前没有委托或代理" /> : <StandInTable items={items} />}
          </Card>
        </Page>
      )}
    </Loaded>
  );
}

function StandInTable({ items }: { items: readonly StandIn[] }) {
  return (
    <Table
      rowKey="id"
      dataSource={[...items]}
      pagination={items.length > 20 ? { pageSize: 20 } : false}
      columns={[
        {
          title: '类别',
          width: 90,
          render: (_, each) => <Tag>{each.kind === 'delegate' ? '委托' : '代理'}</Tag>,
        },
        {
          title: '职务',
          render: (_, each) => (each.postTitle.startsWith(each.unitName) ? each.postTitle : `${each.unitName}${each.postTitle}`),
        },
        { title: '任职人', width: 160, render: (_, each) => each.principal ?? '空缺' },
        { title: '代行人', width: 160, dataIndex: 'personName' },
        {
          title: '起止日期',
          width: 280,
          render: (_, each) => `${dayWords(each.fromOn)}至${each.toOn ? dayWords(each.toOn) : '另行通知'}`,
        },
        {
          title: '状态',
          width: 100,
          render: (_, each) => (each.isInForce ? <Tag color="processing">生效中</Tag> : <Tag>未开始</Tag>),
        },
        { title: '', width: 110, render: (_, each) => each.actions.includes('end') && <End standIn={each} /> },
      ]}
    />
  );
}

interface DelegateValues {
  readonly postId: string;
  readonly personId: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly reason?: string;
}

function Delegate({ posts }: { posts: Schemas['StandIns']['myPosts'] }) {
  const delegate = useCommand(
    (input: DelegateValues, key) =>
      client.POST('/api/stand-ins', { params: { header: { 'Idempotency-Key': key } }, body: input }),
    { done: '已委托，受托人已收到通知' },
  );
  const [only] = posts.length === 1 ? posts : [];
  return (
    <DeedModal<DelegateValues>
      label="委托他人代办"
      primary
      busy={delegate.isPending}
      okText="委托"
      initial={only ? { postId: only.postId } : {}}
      onSubmit={(values) => delegate.mutateAsync(values)}
    >
      <Form.Item name="postId" label="委托的职务" rules={[{ required: true, message: '请选择职务' }]}>
        <Select
          options={posts.map((post) => ({
            value: post.postId,
            label: post.title.startsWith(post.unitName) ? post.title : `${post.unitName}${post.title}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="personId" label="受托人" rules={[{ required: true, message: '请选择受托人' }]}>
        <PersonSelect />
      </Form.Item>
      <Form.Item name="fromOn" label="起始日期（含当日）" rules={[{ required: true, message: '请选择起始日期' }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="toOn" label="截止日期（含当日）" rules={[{ required: true, message: '请选择截止日期' }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="reason" label="事由">
        <Input maxLength={500} placeholder="如：外出学习" />
      </Form.Item>
    </DeedModal>
  );
}

function End({ standIn }: { standIn: StandIn }) {
  const end = useCommand(
    (input: { reason?: string }, key) =>
      client.POST('/api/stand-ins/{id}/end', {
        params: { path: { id: standIn.id }, header: { 'Idempotency-Key': key } },
        body: input,
      }),
    { done: standIn.kind === 'delegate' ? '委托已撤销' : '代理已结束' },
  );
  return (
    <DeedModal<{ reason?: string }>
      label={standIn.kind === 'delegate' ? '撤销' : '结束'}
      title={standIn.kind === 'delegate' ? '撤销委托' : '结束代理'}
      danger
      busy={end.isPending}
      okText={standIn.kind === 'delegate' ? '撤销委托' : '结束代理'}
      hint={`${standIn.personName}从现在起不再代行“${standIn.postTitle}”，此前办理的仍然有效。`}
      onSubmit={(values) => end.mutateAsync(values)}
    >
      <Form.Item name="reason" label="事由">
        <Input maxLength={500} />
      </Form.Item>
    </DeedModal>
  );
}
