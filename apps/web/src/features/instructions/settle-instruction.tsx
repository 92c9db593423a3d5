import { Form, Input, Radio, Select } from 'antd';
import { client, type Schemas } from '../../api/client';
import { useLedgerUnits } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';

type Body = Schemas['SettleBody'];

/** The office hands an instruction on: as a task, as an instrument, or with an answer. */
export function SettleInstruction({ instruction }: { readonly instruction: Schemas['Instruction'] }) {
  const settle = useCommand(
    (input: Body, key) =>
      client.POST('/api/instructions/{id}/settlement', {
        params: { path: { id: instruction.id }, header: { 'Idempotency-Key': key } },
        body: input,
      }),
    { done: '批示已交办' },
  );
  return (
    <DeedModal<Body>
      label="交办"
      title="交办批示"
      primary
      busy={settle.isPending}
      okText="交办"
      hint={`${instruction.postTitle}批示：${instruction.text}`}
      initial={{ opens: 'task', dueOn: instruction.dueOn ?? undefined, kind: 'supervisionOrder' }}
      onSubmit={(values) => settle.mutateAsync(values)}
    >
      <Form.Item name="opens" label="交办方式">
        <Radio.Group
          options={[
            { value: 'task', label: '立项交办' },
            { value: 'instrument', label: '起草督办文书' },
            { value: 'nothing', label: '直接回复' },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(before: Body, after: Body) => before.opens !== after.opens}>
        {({ getFieldValue }) => <Fields opens={getFieldValue('opens') as Body['opens']} />}
      </Form.Item>
    </DeedModal>
  );
}

function Fields({ opens }: { opens: Body['opens'] }) {
  if (opens === 'nothing') {
    return (
      <Form.Item name="answer" label="回复内容" rules={[{ required: true, whitespace: true, message: '请填写回复内容' }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    );
  }
  if (opens === 'instrument') {
    return (
      <>
        <Form.Item name="kind" label="文书种类">
          <Select
            options={[
              { value: 'supervisionOrder', label: '督办单' },
              { value: 'summons', label: '约谈' },
              { value: 'listing', label: '挂牌督办' },
            ]}
          />
        </Form.Item>
        <Units name="unitIds" label="被督办单位" required />
        <Form.Item name="requirements" label="办理要求">
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </>
    );
  }
  return (
    <>
      <Form.Item name="title" label="任务名称" rules={[{ required: true, whitespace: true, message: '请填写任务名称' }]}>
        <Input maxLength={300} />
      </Form.Item>
      <Units name="unitIds" label="牵头单位" required />
      <Units name="cooperatingUnitIds" label="配合单位" />
      <Form.Item name="dueOn" label="办结期限" extra="不填为长期工作：定期填报，不计逾期。">
        <DayField />
      </Form.Item>
    </>
  );
}

function Units({ name, label, required = false }: { name: string; label: string; required?: boolean }) {
  const units = useLedgerUnits();
  return (
    <Form.Item name={name} label={label} rules={[{ required, message: `请选择${label}` }]}>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        loading={units.isPending}
        options={(units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))}
      />
    </Form.Item>
  );
}
