import { Alert, Button, Card, Flex, Form, Input, Popconfirm, Typography } from 'antd';
import { client } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { roles, word } from '../../i18n/zh-CN';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { FileField, type Attached } from '../../ui/files';
import { dayWords } from '../../ui/format';
import { attached } from './attached';
import { ProgressForm } from './progress-form';
import { ReassignForm } from './reassign-form';
import { openPiecesWarning } from './task-pieces';
import type { Share, Task } from '../../api/shown';

const required = (message: string) => [{ required: true, whitespace: true, message }];

/** What this person may do with one share now: as the server says, button by button. */
export function ShareDeeds({ task, share }: { task: Task; share: Share }) {
  const params = (key: string) => ({
    path: { id: share.id },
    header: { 'Idempotency-Key': key, 'If-Match': `"${share.version}"` },
  });
  const receive = useCommand((_: null, key) => client.POST('/api/assignments/{id}/receipt', { params: params(key) }), {
    done: '已签收',
  });
  const complete = useCommand(
    (input: { text: string; evidence?: Attached[] }, key) =>
      client.POST('/api/assignments/{id}/completion', {
        params: params(key),
        body: { text: input.text, evidence: attached(input.evidence) },
      }),
    { done: '办结申请已提交，等待审核' },
  );
  const extend = useCommand(
    (input: { untilOn: string; reason: string }, key) =>
      client.POST('/api/assignments/{id}/extension', { params: params(key), body: input }),
    { done: '延期申请已提交，等待审批' },
  );
  const explain = useCommand(
    (input: { reason: string; expectedOn?: string }, key) =>
      client.POST('/api/assignments/{id}/explanation', { params: params(key), body: input }),
    { done: '逾期说明已记录' },
  );
  const office = useCommand(
    (input: { path: 'suspension' | 'resumption' | 'cancellation'; grounds: string }, key) =>
      client.POST(`/api/assignments/{id}/${input.path}`, { params: params(key), body: { grounds: input.grounds } }),
    { done: '已办理' },
  );
  const openPieces = openPiecesWarning(task, share.id);
  const can = (action: Share['actions'][number]) => share.actions.includes(action);
  const officeDeed = (path: 'suspension' | 'resumption' | 'cancellation', label: string, danger = false) => (
    <DeedModal<{ grounds: string }>
      label={label}
      danger={danger}
      busy={office.isPending}
      onSubmit={({ grounds }) => office.mutateAsync({ path, grounds })}
    >
      <Form.Item name="grounds" label="理由" rules={required('请填写理由')}>
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
    </DeedModal>
  );
  return (
    <Card
      size="small"
      title={`${share.unitName}（${word(roles, share.role)}单位）可办理`}
      style={{ borderColor: '#9db9de' }}
      extra={share.dueOn && <Typography.Text type="secondary">时限{dayWords(share.dueOn)}</Typography.Text>}
    >
      <Flex gap={8} wrap>
        {can('receive') && (
          <Popconfirm title="确认签收这项任务？" okText="签收" cancelText="取消" onConfirm={() => receive.mutate(null)}>
            <Button type="primary" loading={receive.isPending}>
              签收
            </Button>
          </Popconfirm>
        )}
        {can('reportProgress') && <ProgressForm task={task} share={share} />}
        {can('fileCompletion') && (
          <DeedModal<{ text: string; evidence?: Attached[] }>
            label="申请办结"
            primary
            busy={complete.isPending}
            hint="提交后按签批链审核，审核期间不再催办；全部同意后销号。"
            onSubmit={(values) => complete.mutateAsync(values)}
          >
            {openPieces !== null && <Alert type="warning" showIcon title={openPieces} style={{ marginBottom: 16 }} />}
            <Form.Item name="text" label="办结情况说明" rules={required('请填写办结情况说明')}>
              <Input.TextArea rows={6} maxLength={10_000} showCount />
            </Form.Item>
            <Form.Item name="evidence" label="佐证材料">
              <FileField />
            </Form.Item>
          </DeedModal>
        )}
        {can('askExtension') && (
          <DeedModal<{ untilOn: string; reason: string }>
            label="申请延期"
            busy={extend.isPending}
            hint={share.dueOn ? `现行期限${dayWords(share.dueOn)}。期限届满前申请的，审批期间暂停催办。` : undefined}
            onSubmit={(values) => extend.mutateAsync(values)}
          >
            <Form.Item name="untilOn" label="延至" rules={[{ required: true, message: '请选择日期' }]}>
              <DayField />
            </Form.Item>
            <Form.Item name="reason" label="理由" rules={required('请填写理由')}>
              <Input.TextArea rows={4} maxLength={2000} showCount />
            </Form.Item>
          </DeedModal>
        )}
        {can('explainLate') && (
          <DeedModal<{ reason: string; expectedOn?: string }>
            label="逾期说明"
            busy={explain.isPending}
            hint="说明记入办理经过，不改变逾期事实。"
            onSubmit={(values) => explain.mutateAsync(values)}
          >
            <Form.Item name="reason" label="逾期原因" rules={required('请填写逾期原因')}>
              <Input.TextArea rows={4} maxLength={2000} showCount />
            </Form.Item>
            <Form.Item name="expectedOn" label="预计完成日期">
              <DayField />
            </Form.Item>
          </DeedModal>
        )}
        {can('reassign') && <ReassignForm share={share} />}
        {can('suspend') && officeDeed('suspension', '中止')}
        {can('resume') && officeDeed('resumption', '恢复')}
        {can('cancel') && officeDeed('cancellation', '撤销', true)}
      </Flex>
    </Card>
  );
}
