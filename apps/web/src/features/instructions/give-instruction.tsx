import { Form, Input } from 'antd';
import { client } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';

interface Values {
  readonly text: string;
  readonly dueOn?: string;
}

interface Props {
  /** What it is written on; left out where it stands alone. */
  readonly source?: { readonly sourceKind: 'signOff' | 'task' | 'instrument'; readonly sourceId: string };
}

/** 批示 by a leader: the office hands it on as a task or an instrument. */
export function GiveInstruction({ source }: Props) {
  const give = useCommand(
    (input: Values, key) =>
      client.POST('/api/instructions', {
        params: { header: { 'Idempotency-Key': key } },
        body: { ...input, ...source },
      }),
    { done: '批示已转督办机构交办' },
  );
  return (
    <DeedModal<Values>
      label="批示"
      title="批示"
      primary={source === undefined}
      busy={give.isPending}
      okText="批示"
      hint="批示转督办机构，由其立项交办或者起草督办文书，办理情况可在“领导批示”中查看。"
      onSubmit={(values) => give.mutateAsync(values)}
    >
      <Form.Item name="text" label="批示内容" rules={[{ required: true, whitespace: true, message: '请填写批示内容' }]}>
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
      <Form.Item name="dueOn" label="要求办结日期" extra="不填则由督办机构确定。">
        <DayField />
      </Form.Item>
    </DeedModal>
  );
}
