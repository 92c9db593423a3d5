import { Form, Input } from 'antd';
import { client } from '../api/client';
import { useCommand } from '../api/use-command';
import { DeedModal } from './deed-modal';

interface Passwords {
  readonly old: string;
  readonly wanted: string;
}

/** One's own password. */
export function OwnPassword() {
  const change = useCommand((body: Passwords) => client.POST('/api/me/password', { body }), { done: '密码已修改' });
  return (
    <DeedModal<Passwords & { again: string }>
      label="修改密码"
      okText="修改"
      type="text"
      busy={change.isPending}
      hint="修改后，其他设备上的登录会退出。"
      onSubmit={({ old, wanted }) => change.mutateAsync({ old, wanted })}
    >
      <Form.Item name="old" label="原密码" rules={[{ required: true, message: '请填写原密码' }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="wanted"
        label="新密码"
        extra="至少10个字符，字母、数字、符号中至少有两类"
        rules={[{ required: true, message: '请填写新密码' }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label="再填一次新密码"
        dependencies={['wanted']}
        rules={[
          { required: true, message: '请再填一次' },
          (form) => ({
            validator: (_, value) =>
              value === form.getFieldValue('wanted') ? Promise.resolve() : Promise.reject(new Error('两次填写的新密码不一致')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </DeedModal>
  );
}
