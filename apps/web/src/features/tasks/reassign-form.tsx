import { Form, Input, Select } from 'antd';
import { client } from '../../api/client';
import { useLedgerUnits } from '../../api/queries';
import type { Share } from '../../api/shown';
import { useCommand } from '../../api/use-command';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords } from '../../ui/format';

interface ReassignValues {
  readonly toUnitId: string;
  readonly dueOn?: string;
  readonly grounds: string;
}

/** 转办: to which unit, why, and the new day where the policy's rule is not to count. */
export function ReassignForm({ share }: { share: Share }) {
  const units = useLedgerUnits();
  const reassign = useCommand(
    (body: ReassignValues, key) =>
      client.POST('/api/assignments/{id}/reassignment', {
        params: { path: { id: share.id }, header: { 'Idempotency-Key': key, 'If-Match': `"${share.version}"` } },
        body,
      }),
    { done: '已转办，两个单位均已通知' },
  );
  return (
    <DeedModal<ReassignValues>
      label="转办"
      busy={reassign.isPending}
      hint="转办后由新单位签收承办，原有填报、附件和办理经过保留；不填日期的，按督办制度确定完成时限。"
      onSubmit={(values) => reassign.mutateAsync(values)}
    >
      <Form.Item name="toUnitId" label="转交单位" rules={[{ required: true, message: '请选择单位' }]}>
        <Select
          showSearch
          optionFilterProp="label"
          loading={units.isPending}
          placeholder="选择单位"
          options={(units.data?.items ?? [])
            .filter((unit) => unit.id !== share.unitId)
            .map((unit) => ({ value: unit.id, label: unit.name }))}
        />
      </Form.Item>
      {share.dueOn && (
        <Form.Item name="dueOn" label={`完成时限（现为${dayWords(share.dueOn)}）`}>
          <DayField />
        </Form.Item>
      )}
      <Form.Item name="grounds" label="理由" rules={[{ required: true, whitespace: true, message: '请填写理由' }]}>
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
    </DeedModal>
  );
}
