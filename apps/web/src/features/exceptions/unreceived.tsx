import { Card, Flex, Form, Input, Table } from 'antd';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';
import { instantWords } from '../../ui/format';
import { Appoint } from './appoint';

type Item = Schemas['UnreceivedItem'];

/** What was to be told and had no receiver. */
export function Unreceived({ items }: { readonly items: readonly Item[] }) {
  return (
    <Card title={`无人接收的通知（${items.length}）`} styles={{ body: { padding: 0 } }}>
      <Table
        rowKey="itemId"
        dataSource={[...items]}
        pagination={items.length > 20 ? { pageSize: 20 } : false}
        columns={[
          { title: '内容', dataIndex: 'text' },
          { title: '应接收职务', width: 200, render: (_, each) => each.postTitle ?? '尚未设置这个职务' },
          { title: '时间', width: 180, render: (_, each) => instantWords(each.madeAt) },
          {
            title: '',
            width: 240,
            render: (_, each) => (
              <Flex gap={8}>
                {each.postId && <Appoint postId={each.postId} postTitle={each.postTitle ?? ''} />}
                <Seen itemId={each.itemId} />
              </Flex>
            ),
          },
        ]}
      />
    </Card>
  );
}

function Seen({ itemId }: { itemId: string }) {
  const settle = useCommand(
    (input: { reason: string }, key) =>
      client.POST('/api/exceptions/unreceived', {
        params: { header: { 'Idempotency-Key': key } },
        body: { ...input, itemIds: [itemId] },
      }),
    { done: '已登记处理情况' },
  );
  return (
    <DeedModal<{ reason: string }>
      label="登记处理"
      title="登记处理情况"
      busy={settle.isPending}
      okText="登记"
      onSubmit={(values) => settle.mutateAsync(values)}
    >
      <Form.Item name="reason" label="处理情况" rules={[{ required: true, whitespace: true, message: '请填写处理情况' }]}>
        <Input.TextArea rows={3} maxLength={1000} placeholder="如：已电话告知本人" />
      </Form.Item>
    </DeedModal>
  );
}
