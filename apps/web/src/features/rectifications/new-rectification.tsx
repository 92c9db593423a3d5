import { Checkbox, Flex, Form, Input, Select } from 'antd';
import { client } from '../../api/client';
import { useLedgerUnits, usePlans } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { instrumentKinds } from '../../i18n/zh-CN';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';

interface Values {
  readonly sourceKind?: string;
  readonly sourceNote?: string;
  readonly planId?: string;
  readonly unitId: string;
  readonly problem: string;
  readonly cause?: string;
  readonly goal?: string;
  readonly measure?: string;
  readonly owner?: string;
  readonly isContinuing?: boolean;
  readonly dueOn?: string;
}

interface Props {
  /** The instrument that a line is of; left out, the office names the source itself. */
  readonly source?: {
    readonly kind: string;
    readonly id: string;
    readonly units: readonly { readonly value: string; readonly label: string }[];
  };
}

/** 列入整改问题, from an instrument or by hand. */
export function NewRectification({ source }: Props) {
  const units = useLedgerUnits();
  const plans = usePlans();
  const add = useCommand(
    ({ isContinuing, dueOn, sourceKind, ...body }: Values, key) =>
      client.POST('/api/rectifications', {
        params: { header: { 'Idempotency-Key': key } },
        body: {
          ...body,
          sourceKind: source?.kind ?? sourceKind ?? 'handMade',
          sourceId: source?.id,
          nature: isContinuing ? 'continuing' : 'normal',
          dueOn: isContinuing ? undefined : dueOn,
        },
      }),
    { done: '已列入整改问题清单' },
  );
  const named = source?.units ?? (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }));
  return (
    <DeedModal<Values>
      label="列入整改问题"
      primary={source === undefined}
      okText="列入"
      busy={add.isPending}
      initial={{ sourceKind: 'handMade', unitId: named.length === 1 ? named[0]?.value : undefined }}
      onSubmit={(values) => add.mutateAsync(values)}
    >
      {!source && (
        <Flex gap={12}>
          <Form.Item name="sourceKind" label="问题来源" style={{ flex: 1 }}>
            <Select
              options={[
                { value: 'handMade', label: '自行排查' },
                ...Object.entries(instrumentKinds).map(([value, label]) => ({ value, label })),
              ]}
            />
          </Form.Item>
          <Form.Item name="sourceNote" label="来源说明" style={{ flex: 2 }}>
            <Input maxLength={400} placeholder="来文文号、检查名称、会议" />
          </Form.Item>
        </Flex>
      )}
      {!source && (
        <Form.Item name="planId" label="所属计划">
          <Select allowClear options={(plans.data?.items ?? []).map((plan) => ({ value: plan.id, label: plan.title }))} />
        </Form.Item>
      )}
      <Form.Item name="unitId" label="责任单位" rules={[{ required: true, message: '请选择单位' }]}>
        <Select showSearch optionFilterProp="label" options={[...named]} />
      </Form.Item>
      <Form.Item name="problem" label="存在问题" rules={[{ required: true, whitespace: true, message: '请写明问题' }]}>
        <Input.TextArea rows={2} maxLength={4000} />
      </Form.Item>
      <Form.Item name="cause" label="原因分析">
        <Input.TextArea rows={2} maxLength={4000} />
      </Form.Item>
      <Form.Item name="goal" label="整改目标">
        <Input maxLength={2000} />
      </Form.Item>
      <Form.Item name="measure" label="整改措施">
        <Input.TextArea rows={2} maxLength={4000} />
      </Form.Item>
      <Flex gap={12} wrap>
        <Form.Item name="owner" label="责任人" style={{ flex: 1 }}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="dueOn" label="整改时限" style={{ flex: 1 }}>
          <DayField />
        </Form.Item>
        <Form.Item name="isContinuing" label="性质" valuePropName="checked">
          <Checkbox>持续整改（没有时限）</Checkbox>
        </Form.Item>
      </Flex>
    </DeedModal>
  );
}
