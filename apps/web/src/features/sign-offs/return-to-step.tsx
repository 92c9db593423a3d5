import { Alert, Button, Checkbox, Form, Input, Select } from 'antd';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';

type SignOff = Schemas['SignOff'];

interface Values {
  readonly stepKey: string;
  readonly postIds?: string[];
  readonly opinion: string;
}

/** 退回至某一环节: to the whole step, or to some of those who co-signed; the others' signatures stand. */
export function ReturnToStep({ signOff }: { readonly signOff: SignOff }) {
  const send = useCommand(
    (input: Values, key) =>
      client.POST('/api/sign-offs/{id}/return', {
        params: { path: { id: signOff.id }, header: { 'Idempotency-Key': key } },
        body: { ...input, ...(input.postIds?.length ? { postIds: input.postIds } : { postIds: undefined }) },
      }),
    { done: '已退回，对方的待签批中已列出' },
  );
  const [last] = signOff.returnTo.slice(-1);
  return (
    <DeedModal<Values>
      label="退回至前面环节"
      title="退回至前面环节重新签批"
      busy={send.isPending}
      okText="退回"
      hint="签批不终止：只有退回到的环节需要重签，草稿、附件和其余签名都保留。"
      initial={last ? { stepKey: last.key } : {}}
      onSubmit={(values) => send.mutateAsync(values)}
    >
      <Form.Item name="stepKey" label="退回到" rules={[{ required: true, message: '请选择环节' }]}>
        <Select options={signOff.returnTo.map((step) => ({ value: step.key, label: step.name }))} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(before, after) => before.stepKey !== after.stepKey}>
        {({ getFieldValue }) => {
          const posts = signOff.returnTo.find((step) => step.key === getFieldValue('stepKey'))?.posts ?? [];
          if (posts.length < 2) return null;
          return (
            <Form.Item name="postIds" label="只退回给" extra="不勾选则该环节全部重签。">
              <Checkbox.Group options={posts.map((post) => ({ value: post.postId, label: post.title }))} />
            </Form.Item>
          );
        }}
      </Form.Item>
      <Form.Item name="opinion" label="退回意见" rules={[{ required: true, whitespace: true, message: '请填写退回意见' }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </DeedModal>
  );
}

/** The post that a step lacked has been made: the office lets the step go on. */
export function Resolve({ id }: { readonly id: string }) {
  const resolve = useCommand(
    (_: null, key) =>
      client.POST('/api/sign-offs/{id}/resolution', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
      }),
    { done: '已转给相应职务签批' },
  );
  return (
    <Alert
      type="warning"
      showIcon
      title="当前环节原来没有对应的职务，现在已经设置。"
      action={
        <Button type="primary" loading={resolve.isPending} onClick={() => resolve.mutate(null)}>
          转给该职务签批
        </Button>
      }
    />
  );
}
