import { Alert, Button, Form, Input, Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import type { Schemas } from '../../api/client';
import { cycles } from '../../i18n/zh-CN';
import { DayField } from '../../ui/day-field';
import { dayWords } from '../../ui/format';
import { MilestoneFields, milestonesOf, type MilestoneChoice } from '../../ui/milestone-fields';
import { ShareFields, type ShareChoice } from '../../ui/share-fields';
import type { ImportedRow } from './import-shapes';

type Correction = Schemas['RowCorrectionBody'];

interface Props {
  readonly row: ImportedRow;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly busy: boolean;
  readonly onSave: (correction: Correction) => Promise<unknown>;
}

interface Values {
  readonly title: string;
  readonly deliverable?: string;
  readonly shares: readonly ShareChoice[];
  readonly kind?: 'date' | 'longTerm';
  readonly dueOn?: string;
  readonly cycle?: Correction['cycle'];
  readonly milestones?: readonly MilestoneChoice[];
}

/** Corrects one row; what was read stays beside it and can be taken back. */
export function RowForm({ row, units, busy, onSave }: Props) {
  const [open, setOpen] = useState(false);
  const save = async (correction: Correction) => {
    try {
      await onSave(correction);
      setOpen(false);
    } catch {
      // useCommand has told the person why
    }
  };
  return (
    <>
      <Button size="small" type="link" onClick={() => setOpen(true)}>
        更正
      </Button>
      {open && <OpenForm row={row} units={units} busy={busy} onClose={() => setOpen(false)} onSave={save} />}
    </>
  );
}

function OpenForm({
  row,
  units,
  busy,
  onClose,
  onSave,
}: Omit<Props, 'onSave'> & { onClose: () => void; onSave: (c: Correction) => Promise<void> }) {
  // prettier-ignore
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form);
  const name = useId();
  const initial: Values = {
    title: row.title,
    deliverable: row.deliverable ?? undefined,
    shares: row.shares.flatMap(({ unitId, role }) => (unitId === null ? [] : [{ unitId, role }])),
    kind: row.deadline.kind === 'open' ? undefined : row.deadline.kind,
    dueOn: row.deadline.dueOn ?? undefined,
    cycle: (row.deadline.cycle as Correction['cycle']) ?? undefined,
    milestones: (row.milestones ?? []).map(({ name: what, dueOn, unitId }) => ({
      name: what,
      dueOn,
      unitId: unitId ?? undefined,
    })),
  };
  const submit = ({ title, deliverable, shares, kind: deadlineKind, dueOn, cycle, milestones }: Values) =>
    onSave({
      key: row.key,
      title,
      deliverable: deliverable ?? '',
      units: shares.flatMap(({ unitId, role }) => (unitId ? [{ unitId, role }] : [])),
      deadlineKind,
      dueOn,
      cycle: cycle ?? undefined,
      milestones: milestonesOf(milestones),
      isLeftOut: row.isLeftOut,
    });
  // Where the row's own day is asked for, the last of several is its end.
  const takeStages = () => {
    const last = row.deadline.kind === 'open' ? row.stages.at(-1) : undefined;
    form.setFieldsValue({
      ...(last ? { kind: 'date' as const, dueOn: last.dueOn } : {}),
      milestones: row.stages.filter((stage) => stage !== last).map(({ name: what, dueOn }) => ({ name: what, dueOn })),
    });
  };
  return (
    <Modal
      open
      width={720}
      title={`更正第${row.number}条${row.where ? `（${row.where}）` : ''}`}
      onCancel={onClose}
      footer={[
        row.isCorrected && (
          <Button key="reset" onClick={() => void onSave({ key: row.key, isReset: true })}>
            恢复为读出的内容
          </Button>
        ),
        <Button key="cancel" onClick={onClose}>
          取消
        </Button>,
        <Button key="save" type="primary" loading={busy} onClick={() => form.submit()}>
          保存
        </Button>,
      ]}
    >
      <Form name={name} form={form} layout="vertical" initialValues={initial} onFinish={(values) => void submit(values)}>
        <Form.Item name="title" label="任务内容" rules={[{ required: true, whitespace: true, message: '请填写任务内容' }]}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 5 }} maxLength={4000} />
        </Form.Item>
        <Form.Item name="deliverable" label="成果形式">
          <Input maxLength={1000} />
        </Form.Item>
        <ShareFields units={units} />
        <Form.Item
          name="kind"
          label={`时限${row.deadline.phrase ? `（原文“${row.deadline.phrase}”）` : ''}`}
          rules={[{ required: true, message: '请选择时限' }]}
        >
          <Radio.Group
            options={[
              { value: 'date', label: '按日期' },
              { value: 'longTerm', label: '长期坚持' },
            ]}
          />
        </Form.Item>
        {kind === 'date' && (
          <Form.Item name="dueOn" label="完成日期" rules={[{ required: true, message: '请选择日期' }]}>
            <DayField />
          </Form.Item>
        )}
        {row.stages.length > 0 && <ReadStages stages={row.stages} onTake={takeStages} />}
        <MilestoneFields units={units} />
        <Form.Item name="cycle" label="填报周期">
          <Select
            allowClear
            placeholder="按督办制度"
            options={Object.entries(cycles).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Several days that the text names: taken as steps by one click, and then seen and changed like any other. */
function ReadStages({ stages, onTake }: { stages: ImportedRow['stages']; onTake: () => void }) {
  return (
    <Alert
      type="info"
      style={{ marginBottom: 16 }}
      title="原文写有几个时限，可作为阶段节点"
      description={stages.map((stage) => `${dayWords(stage.dueOn)}：${stage.name}`).join('；')}
      action={
        <Button size="small" onClick={onTake}>
          采用
        </Button>
      }
    />
  );
}
