import { Button, Card, Flex, Form, Input, Table, Tag } from 'antd';
import { useState } from 'react';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';
import { instantWords } from '../../ui/format';

type Failed = Schemas['FailedDelivery'];

/** Notices that a platform refused, or of which nobody knows whether they arrived. They stand in the inbox all the same. */
export function FailedDeliveries({ items }: { readonly items: readonly Failed[] }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const ids = chosen.filter((id) => items.some((each) => each.deliveryId === id));
  const settle = useCommand(
    (input: { deliveryIds: string[]; how: 'retry' | 'close'; reason?: string }, key) =>
      client.POST('/api/exceptions/deliveries', { params: { header: { 'Idempotency-Key': key } }, body: input }),
    { done: '已处理', onDone: () => setChosen([]) },
  );
  return (
    <Card
      title={`未送达的通知（${items.length}）`}
      extra={
        <Flex gap={8}>
          <Button
            disabled={ids.length === 0}
            loading={settle.isPending}
            onClick={() => settle.mutate({ deliveryIds: [...ids], how: 'retry' })}
          >
            重新发送{ids.length > 0 && `（${ids.length}）`}
          </Button>
          <DeedModal<{ reason: string }>
            label={ids.length > 0 ? `登记处理（${ids.length}）` : '登记处理'}
            title="登记处理情况"
            busy={settle.isPending}
            okText="登记"
            {...(ids.length === 0 ? { hint: '请先在表中勾选通知。' } : {})}
            onSubmit={(values) =>
              ids.length === 0 ? Promise.resolve() : settle.mutateAsync({ ...values, deliveryIds: [...ids], how: 'close' })
            }
          >
            <Form.Item name="reason" label="处理情况" rules={[{ required: true, whitespace: true, message: '请填写处理情况' }]}>
              <Input.TextArea rows={3} maxLength={1000} placeholder="如：已电话告知本人" />
            </Form.Item>
          </DeedModal>
        </Flex>
      }
      styles={{ body: { padding: 0 } }}
    >
      <Table
        rowKey="deliveryId"
        dataSource={[...items]}
        pagination={items.length > 20 ? { pageSize: 20 } : false}
        rowSelection={{ selectedRowKeys: ids, onChange: (keys) => setChosen(keys.map(String)) }}
        columns={[
          { title: '接收人', width: 140, dataIndex: 'receiver' },
          { title: '通知', dataIndex: 'title' },
          { title: '渠道', width: 140, dataIndex: 'channelName' },
          {
            title: '结果',
            width: 110,
            render: (_, each) =>
              each.state === 'failed' ? <Tag color="error">未送达</Tag> : <Tag color="warning">不能确定</Tag>,
          },
          {
            title: '原因',
            width: 320,
            render: (_, each) => `${each.detail}${each.platformCode ? `（代码${each.platformCode}）` : ''}`,
          },
          { title: '时间', width: 180, render: (_, each) => instantWords(each.settledAt) },
        ]}
      />
    </Card>
  );
}
