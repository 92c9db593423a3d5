import { Checkbox, Flex, Form, Input, Radio } from 'antd';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { FileField, type Attached } from '../../ui/files';
import { attached } from '../tasks/attached';

type Line = Schemas['Rectification'];

/** What the caller may do with a line now: the server's word, not the page's. */
export function RectificationDeeds({ line }: { line: Line }) {
  return (
    <Flex vertical gap={6} align="start">
      {line.actions.includes('markDone') && <MarkDone line={line} />}
      {line.actions.includes('check') && <Check line={line} />}
      {line.actions.includes('amend') && <Amend line={line} />}
      {line.actions.includes('reopen') && <Reopen line={line} />}
    </Flex>
  );
}

const header = (key: string) => ({ 'Idempotency-Key': key });

function MarkDone({ line }: { line: Line }) {
  const send = useCommand(
    ({ evidence, measure }: { measure: string; evidence?: Attached[] }, key) =>
      client.POST('/api/rectifications/{id}/completion', {
        params: { path: { id: line.id }, header: header(key) },
        body: { measure, evidence: attached(evidence) },
      }),
    { done: '整改情况已报送' },
  );
  return (
    <DeedModal<{ measure: string; evidence?: Attached[] }>
      label="报整改完成"
      primary
      busy={send.isPending}
      hint={line.problem}
      onSubmit={(values) => send.mutateAsync(values)}
    >
      <Form.Item name="measure" label="整改措施和结果" rules={[{ required: true, whitespace: true, message: '请填写整改情况' }]}>
        <Input.TextArea rows={4} maxLength={4000} />
      </Form.Item>
      <Form.Item name="evidence" label="佐证材料">
        <FileField />
      </Form.Item>
    </DeedModal>
  );
}

function Check({ line }: { line: Line }) {
  const send = useCommand(
    (body: { accepted: boolean; opinion?: string }, key) =>
      client.POST('/api/rectifications/{id}/check', { params: { path: { id: line.id }, header: header(key) }, body }),
    { done: '核查意见已登记' },
  );
  const isAcceptedForm = (
    <>
      <Form.Item name="accepted" label="核查结论" rules={[{ required: true, message: '请选择' }]}>
        <Radio.Group
          options={[
            { value: true, label: '整改到位，销号' },
            { value: false, label: '退回继续整改' },
          ]}
        />
      </Form.Item>
      <Form.Item name="opinion" label="核查意见" extra="退回的，须写明理由。">
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </>
  );
  return (
    <DeedModal<{ accepted: boolean; opinion?: string }>
      label="核查销号"
      primary
      busy={send.isPending}
      hint={`${line.problem}——${line.measure}`}
      onSubmit={(values) => send.mutateAsync(values)}
    >
      {isAcceptedForm}
    </DeedModal>
  );
}

interface Amendment {
  readonly owner?: string;
  readonly goal?: string;
  readonly measure?: string;
  readonly isContinuing?: boolean;
  readonly dueOn?: string;
  readonly reason: string;
}

function Amend({ line }: { line: Line }) {
  const send = useCommand(
    ({ isContinuing, ...body }: Amendment, key) =>
      client.POST('/api/rectifications/{id}/amendment', {
        params: { path: { id: line.id }, header: header(key) },
        body: { ...body, nature: isContinuing ? 'continuing' : 'normal' },
      }),
    { done: '已调整' },
  );
  return (
    <DeedModal<Amendment>
      label="调整"
      busy={send.isPending}
      hint={line.problem}
      initial={{
        owner: line.owner,
        goal: line.goal,
        measure: line.measure,
        isContinuing: line.nature === 'continuing',
        dueOn: line.dueOn ?? undefined,
      }}
      onSubmit={(values) => send.mutateAsync(values)}
    >
      <Form.Item name="owner" label="责任人">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="goal" label="整改目标">
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <Form.Item name="measure" label="整改措施">
        <Input.TextArea rows={2} maxLength={4000} />
      </Form.Item>
      <Form.Item name="dueOn" label="整改时限">
        <DayField />
      </Form.Item>
      <Form.Item name="isContinuing" valuePropName="checked">
        <Checkbox>持续整改（没有时限）</Checkbox>
      </Form.Item>
      <Form.Item name="reason" label="调整理由" rules={[{ required: true, whitespace: true, message: '请填写理由' }]}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </DeedModal>
  );
}

function Reopen({ line }: { line: Line }) {
  const send = useCommand(
    (body: { problem: string; dueOn?: string }, key) =>
      client.POST('/api/rectifications/{id}/reopening', { params: { path: { id: line.id }, header: header(key) }, body }),
    { done: '已重新立案' },
  );
  return (
    <DeedModal<{ problem: string; dueOn?: string }>
      label="反弹立案"
      busy={send.isPending}
      hint="已销号的问题反弹的，另立一条，原来的销号记录不变。"
      initial={{ problem: line.problem }}
      onSubmit={(values) => send.mutateAsync(values)}
    >
      <Form.Item name="problem" label="反弹情况" rules={[{ required: true, whitespace: true, message: '请填写情况' }]}>
        <Input.TextArea rows={3} maxLength={4000} />
      </Form.Item>
      <Form.Item name="dueOn" label="整改时限">
        <DayField />
      </Form.Item>
    </DeedModal>
  );
}
