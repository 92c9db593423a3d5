import { Card, Flex, Form, Input, Table, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords, instantWords } from '../../ui/format';

type Held = Schemas['HeldRung'];

/** Steps that our own outage made late: released or dropped, many at once, with one reason. */
export function HeldRungs({ items }: { readonly items: readonly Held[] }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const ids = chosen.filter((id) => items.some((each) => each.recordId === id));
  return (
    <Card
      title={`暂缓的督办步骤（${items.length}）`}
      extra={
        <Flex gap={8}>
          <Settle ids={ids} resolution="released" onDone={() => setChosen([])} />
          <Settle ids={ids} resolution="dropped" onDone={() => setChosen([])} />
        </Flex>
      }
      styles={{ body: { padding: 0 } }}
    >
      <Table
        rowKey="recordId"
        dataSource={[...items]}
        pagination={items.length > 20 ? { pageSize: 20 } : false}
        rowSelection={{ selectedRowKeys: ids, onChange: (keys) => setChosen(keys.map(String)) }}
        columns={[
          { title: '步骤', width: 160, dataIndex: 'rungName' },
          {
            title: '事项',
            render: (_, each) => (each.taskId ? <Link to={`/tasks/${each.taskId}`}>{each.subject}</Link> : each.subject),
          },
          { title: '单位', width: 180, render: (_, each) => each.unitName ?? '' },
          { title: '期限', width: 140, render: (_, each) => dayWords(each.dueOn) },
          { title: '原定时间', width: 180, render: (_, each) => instantWords(each.fireAt) },
          {
            title: '暂缓原因',
            width: 240,
            render: (_, each) => <Typography.Text type="secondary">{each.reason}</Typography.Text>,
          },
        ]}
      />
    </Card>
  );
}

interface SettleProps {
  readonly ids: readonly string[];
  readonly resolution: 'released' | 'dropped';
  readonly onDone: () => void;
}

function Settle({ ids, resolution, onDone }: SettleProps) {
  const settle = useCommand(
    (input: { reason: string; recordIds: string[] }, key) =>
      client.POST('/api/exceptions/held', {
        params: { header: { 'Idempotency-Key': key } },
        body: { ...input, resolution },
      }),
    { done: resolution === 'released' ? '已放行，后续步骤从现在起算' : '已撤销', onDone },
  );
  const label = resolution === 'released' ? '放行' : '撤销';
  return (
    <DeedModal<{ reason: string }>
      label={ids.length > 0 ? `${label}（${ids.length}）` : label}
      title={`${label}暂缓的督办步骤`}
      primary={resolution === 'released'}
      danger={resolution === 'dropped'}
      busy={settle.isPending}
      okText={label}
      hint={
        ids.length === 0
          ? '请先在表中勾选要处理的步骤。'
          : resolution === 'released'
            ? `将放行${ids.length}项：仍未办结的立即发出，后续步骤从放行之日起算；已办结或期限已变的不再发出。`
            : `将撤销${ids.length}项，不再发出，由它引出的后续步骤一并取消。`
      }
      onSubmit={(values) => (ids.length === 0 ? Promise.resolve() : settle.mutateAsync({ ...values, recordIds: [...ids] }))}
    >
      <Form.Item name="reason" label="理由" rules={[{ required: true, whitespace: true, message: '请填写理由' }]}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
    </DeedModal>
  );
}
