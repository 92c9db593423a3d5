import { Form, Input } from 'antd';
import { client } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { PersonSelect } from '../stand-ins/person-select';

interface Values {
  readonly personId: string;
  readonly fromOn: string;
  readonly toOn?: string;
  readonly reason: string;
}

/** 指定代理人 for a post that nobody can act for. */
export function Appoint({ postId, postTitle }: { readonly postId: string; readonly postTitle: string }) {
  const appoint = useCommand(
    (input: Values, key) =>
      client.POST('/api/stand-ins/acting', {
        params: { header: { 'Idempotency-Key': key } },
        body: { ...input, postId },
      }),
    { done: '已指定代理人，待办事项和补送的通知已转给本人' },
  );
  return (
    <DeedModal<Values>
      label="指定代理人"
      title={`指定“${postTitle}”的代理人`}
      busy={appoint.isPending}
      okText="指定"
      onSubmit={(values) => appoint.mutateAsync(values)}
    >
      <Form.Item name="personId" label="代理人" rules={[{ required: true, message: '请选择代理人' }]}>
        <PersonSelect />
      </Form.Item>
      <Form.Item name="fromOn" label="起始日期（含当日）" rules={[{ required: true, message: '请选择起始日期' }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="toOn" label="截止日期（含当日）" extra="不填则到另行结束为止。">
        <DayField />
      </Form.Item>
      <Form.Item name="reason" label="事由" rules={[{ required: true, whitespace: true, message: '请填写事由' }]}>
        <Input maxLength={500} placeholder="如：原任职人调离，新任职人未到岗" />
      </Form.Item>
    </DeedModal>
  );
}
