import { Button, Flex, Form, Input, Radio, Select, Typography } from 'antd';
import { useState } from 'react';
import { answer, client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { cycles, word } from '../../i18n/zh-CN';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords } from '../../ui/format';
import { MilestoneFields, milestonesOf, type MilestoneChoice } from '../../ui/milestone-fields';
import { ShareFields, type ShareChoice } from '../../ui/share-fields';

type Plan = Schemas['Plan'];
type Task = Plan['points'][number]['tasks'][number];

interface Props {
  readonly plan: Plan;
  readonly label: string;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  /** The task that is changed; absent: a new one of `pointId`. */
  readonly task?: Task;
  readonly pointId?: string;
}

interface Values {
  readonly title: string;
  readonly deliverable?: string;
  readonly shares: readonly ShareChoice[];
  readonly deadlineKind: 'date' | 'longTerm';
  readonly deadlinePhrase?: string;
  readonly dueOn?: string;
  readonly cycle?: Schemas['DraftTaskBody']['cycle'];
  readonly milestones?: readonly MilestoneChoice[];
}

/** A task of a draft: what, by whom, until when. The unit and the day may be left for later; 送审 asks for them. */
export function TaskForm({ plan, label, units, task, pointId = '' }: Props) {
  const save = useCommand(
    ({ shares, milestones, ...values }: Values, key) => {
      const header = { 'Idempotency-Key': key, 'If-Match': `"${plan.version}"` };
      const named = (shares ?? []).flatMap(({ unitId, role }) => (unitId ? [{ unitId, role }] : []));
      const body = { ...values, units: named, cycle: values.cycle ?? undefined, milestones: milestonesOf(milestones) };
      return task
        ? client.POST('/api/plans/{id}/tasks/{taskId}/change', {
            params: { path: { id: plan.id, taskId: task.id }, header },
            body,
          })
        : client.POST('/api/plans/{id}/points/{pointId}/tasks', {
            params: { path: { id: plan.id, pointId }, header },
            body,
          });
    },
    { done: task ? '已保存' : '已添加任务' },
  );
  const initial: Partial<Values> = task
    ? {
        title: task.title,
        deliverable: task.deliverable ?? undefined,
        shares: task.shares.map(({ unitId, role }) => ({ unitId, role })),
        deadlineKind: task.deadlineKind,
        deadlinePhrase: task.deadlinePhrase ?? undefined,
        dueOn: task.dueOn ?? undefined,
        cycle: (task.cycle as Values['cycle']) ?? undefined,
        milestones: task.milestones.map(({ name, dueOn, unitId }) => ({ name, dueOn, unitId: unitId ?? undefined })),
      }
    : { deadlineKind: 'date', shares: [{ role: 'lead' }] };
  return (
    <DeedModal<Values>
      key={plan.version}
      label={label}
      title={task ? '修改任务' : '添加任务'}
      okText="保存"
      size="small"
      busy={save.isPending}
      initial={initial}
      onSubmit={(values) => save.mutateAsync(values)}
    >
      <Form.Item name="title" label="任务内容" rules={[{ required: true, whitespace: true, message: '请填写任务内容' }]}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 5 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name="deliverable" label="成果形式">
        <Input maxLength={1000} />
      </Form.Item>
      <ShareFields units={units} />
      <DeadlineFields year={plan.year} />
      <MilestoneFields units={units} />
      <Form.Item name="cycle" label="填报周期">
        <Select
          allowClear
          placeholder="按督办制度"
          options={Object.entries(cycles).map(([value, text]) => ({ value, label: text }))}
        />
      </Form.Item>
    </DeedModal>
  );
}

/** A deadline as a day, or in words that are read and shown before they count. */
function DeadlineFields({ year }: { year: number }) {
  const form = Form.useFormInstance<Values>();
  const kind = Form.useWatch('deadlineKind', form);
  const [told, setTold] = useState('');
  const read = async () => {
    const phrase = form.getFieldValue('deadlinePhrase') as string | undefined;
    if (!phrase?.trim()) return;
    const got = await answer(client.GET('/api/plans/deadline-reading', { params: { query: { phrase, year } } })).catch(
      () => null,
    );
    if (!got || got.kind === 'unread') return setTold('这个说法不能确定日期，请直接选择日期。');
    form.setFieldsValue({
      deadlineKind: got.kind === 'longTerm' ? 'longTerm' : 'date',
      dueOn: got.dueOn ?? undefined,
      ...(got.cycle ? { cycle: got.cycle } : {}),
    });
    const until = got.kind === 'longTerm' ? '长期坚持' : dayWords(got.dueOn);
    setTold(`读作：${until}${got.cycle ? `，${word(cycles, got.cycle)}填报` : ''}`);
  };
  return (
    <>
      <Form.Item label="时限原文（可不填）" extra={told && <Typography.Text type="secondary">{told}</Typography.Text>}>
        <Flex gap={8}>
          <Form.Item name="deadlinePhrase" noStyle>
            <Input
              maxLength={200}
              placeholder="如：6月底前、第三季度、每季度、长期坚持"
              onPressEnter={(e) => e.preventDefault()}
            />
          </Form.Item>
          <Button onClick={() => void read()}>读出日期</Button>
        </Flex>
      </Form.Item>
      <Form.Item name="deadlineKind" label="时限">
        <Radio.Group
          options={[
            { value: 'date', label: '按日期' },
            { value: 'longTerm', label: '长期坚持' },
          ]}
        />
      </Form.Item>
      {kind !== 'longTerm' && (
        <Form.Item name="dueOn" label="完成日期">
          <DayField />
        </Form.Item>
      )}
    </>
  );
}
