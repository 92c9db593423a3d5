import { Alert, Button, Card, Flex, Form, Input, Statistic, Tag, Typography } from 'antd';
import { client, type Schemas } from '../../api/client';
import { useChannels } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';
import { Loaded, Nothing, Page } from '../../ui/page';
import { AddChannel, ChangeChannel, type ChannelKind } from './channel-form';

type Channel = Schemas['Channel'];

/** 通知渠道: where I am reached beside the inbox; for the office also the settings and how each channel does. */
export function ChannelsPage() {
  const channels = useChannels();
  return (
    <Loaded query={channels}>
      {({ items, mayManage, kinds }) => (
        <Page title="通知渠道" extra={mayManage && <AddChannel kinds={kinds} />}>
          <Alert
            type="info"
            showIcon
            title="站内通知人人都有。登记接收地址后，同样的通知还会发到下列渠道；事项在发出前已经办结的，不再发送。"
          />
          {items.length === 0 && (
            <Card>
              <Nothing
                text={mayManage ? '还没有设置通知渠道，目前只有站内通知' : '督办机构还没有设置其他渠道，目前只有站内通知'}
              />
            </Card>
          )}
          {items.map((channel) => (
            <ChannelCard key={channel.id} channel={channel} mayManage={mayManage} kinds={kinds} />
          ))}
        </Page>
      )}
    </Loaded>
  );
}

interface CardProps {
  readonly channel: Channel;
  readonly mayManage: boolean;
  readonly kinds: readonly ChannelKind[];
}

function ChannelCard({ channel, mayManage, kinds }: CardProps) {
  return (
    <Card
      title={
        <Flex gap={8} align="center">
          {channel.name}
          <Tag>{channel.kindName}</Tag>
          {!channel.active && <Tag color="warning">已停用</Tag>}
        </Flex>
      }
      extra={
        <Flex gap={8}>
          {channel.actions.includes('writeAddress') && <MyAddress channel={channel} />}
          {channel.actions.includes('try') && <Try id={channel.id} />}
          {channel.actions.includes('change') && <ChangeChannel channel={channel} kinds={kinds} />}
        </Flex>
      }
    >
      <Flex vertical gap={12}>
        {channel.addressName && (
          <span>
            我的{channel.addressName}：{channel.myAddress || '尚未登记'}
            {channel.isMyAddressRefused && (
              <Typography.Text type="danger">（平台没有这个接收人，请核对后重新登记）</Typography.Text>
            )}
          </span>
        )}
        {mayManage && (
          <Flex gap={48} wrap>
            {channel.addressName && <Statistic title="已登记" value={channel.addresses} suffix="人" />}
            <Statistic title="近30天送达" value={channel.delivered} />
            <Statistic title="未送达" value={channel.failed} />
            <Statistic title="等待发送" value={channel.waiting} />
            <Statistic title="每分钟上限" value={channel.perMinute} />
          </Flex>
        )}
        {channel.lastTrouble && <Typography.Text type="secondary">最近一次未成功：{channel.lastTrouble}</Typography.Text>}
      </Flex>
    </Card>
  );
}

function MyAddress({ channel }: { channel: Channel }) {
  const label = channel.addressName ?? '接收地址';
  const write = useCommand(
    (input: { address?: string }, key) =>
      client.POST('/api/channels/{id}/address', {
        params: { path: { id: channel.id }, header: { 'Idempotency-Key': key } },
        body: input,
      }),
    { done: '已登记' },
  );
  return (
    <DeedModal<{ address?: string }>
      label={channel.myAddress ? '修改地址' : '登记地址'}
      title={`${channel.name}的接收地址`}
      busy={write.isPending}
      okText="保存"
      initial={{ address: channel.myAddress ?? '' }}
      onSubmit={(values) => write.mutateAsync(values)}
    >
      <Form.Item name="address" label={label} extra="清空后保存，即不再从这个渠道接收。">
        <Input maxLength={255} />
      </Form.Item>
    </DeedModal>
  );
}

function Try({ id }: { id: string }) {
  const send = useCommand(
    (_: null, key) => client.POST('/api/channels/{id}/trial', { params: { path: { id }, header: { 'Idempotency-Key': key } } }),
    { done: '已试发给您本人，几秒钟后可在本页看到结果' },
  );
  return (
    <Button loading={send.isPending} onClick={() => send.mutate(null)}>
      试发
    </Button>
  );
}
