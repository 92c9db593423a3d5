import { Flex, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useEffect } from 'react';
import type { RungBody } from './policy-body';
import {
  acts,
  answers,
  bases,
  groupings,
  issuedKinds,
  limitUnits,
  postOf,
  postOptions,
  postWord,
  subjects,
} from './policy-options';

interface Values {
  readonly key: string;
  readonly name: string;
  readonly subject: string;
  readonly chain?: string;
  readonly base: string;
  readonly served?: string;
  readonly rungKey?: string;
  readonly direction: 'before' | 'after';
  readonly n: number;
  readonly unit: RungBody['offset']['unit'];
  readonly hour: number;
  readonly act: string;
  readonly instrument?: string;
  readonly grouping?: string;
  readonly answer?: string;
  readonly receivers: string[];
}

interface Props {
  readonly rung: RungBody;
  readonly isNew: boolean;
  readonly others: readonly RungBody[];
  readonly chains: readonly { readonly value: string; readonly label: string }[];
  readonly onDone: (rung: RungBody) => void;
  readonly onClose: () => void;
}

const need = [{ required: true, message: '请填写' }];

/** One step of the ladder, edited. Whether it makes sense is the check's to say, beside the draft. */
export function RungForm({ rung, isNew, others, chains, onDone, onClose }: Props) {
  const [form] = Form.useForm<Values>();
  useEffect(() => form.setFieldsValue(valuesOf(rung)), [form, rung]);
  const base = Form.useWatch('base', form);
  const act = Form.useWatch('act', form);
  const subject = Form.useWatch('subject', form);
  return (
    <Modal
      title={isNew ? '新增一步' : `修改“${rung.name}”`}
      open
      width={720}
      okText="确定"
      cancelText="取消"
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(values) => onDone(rungOf(values, rung))}>
        <Flex gap={16}>
          <Form.Item name="name" label="步骤名称" rules={need} style={{ flex: 1 }}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="key" label="标识" rules={need} style={{ flex: 1 }} extra="发布后不再改作他用">
            <Input maxLength={60} disabled={!isNew} />
          </Form.Item>
        </Flex>
        <Flex gap={16}>
          <Form.Item name="subject" label="针对" rules={need} style={{ width: 180 }}>
            <Select options={subjects} />
          </Form.Item>
          {subject === 'signOffStep' && (
            <Form.Item name="chain" label="只针对" style={{ width: 220 }}>
              <Select allowClear placeholder="全部签批" options={[...chains]} />
            </Form.Item>
          )}
        </Flex>
        <Flex gap={12} align="start" wrap>
          <Form.Item name="base" label="起算" rules={need} style={{ width: 140 }}>
            <Select options={bases} />
          </Form.Item>
          {base === 'served' && (
            <Form.Item name="served" label="文书" rules={need} style={{ width: 140 }}>
              <Select options={issuedKinds} />
            </Form.Item>
          )}
          {base === 'rung' && (
            <Form.Item name="rungKey" label="哪一步" rules={need} style={{ width: 220 }}>
              <Select options={others.map((each) => ({ value: each.key, label: each.name }))} />
            </Form.Item>
          )}
          <Form.Item name="direction" label="前后" style={{ width: 84 }}>
            <Select
              options={[
                { value: 'before', label: '前' },
                { value: 'after', label: '后' },
              ]}
            />
          </Form.Item>
          <Form.Item name="n" label="天数" rules={need} style={{ width: 90 }}>
            <InputNumber min={0} max={366} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="unit" label="计算方式" rules={need} style={{ width: 140 }}>
            <Select options={[...limitUnits]} />
          </Form.Item>
          <Form.Item name="hour" label="几时" rules={need} style={{ width: 90 }}>
            <InputNumber min={0} max={23} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        </Flex>
        <Flex gap={12} wrap>
          <Form.Item name="act" label="做什么" rules={need} style={{ width: 180 }}>
            <Select options={acts} />
          </Form.Item>
          {act === 'instrument' && (
            <>
              <Form.Item name="instrument" label="文书" rules={need} style={{ width: 160 }}>
                <Select options={issuedKinds} />
              </Form.Item>
              <Form.Item name="grouping" label="怎样合并" rules={need} style={{ width: 220 }}>
                <Select options={groupings} />
              </Form.Item>
            </>
          )}
          {act === 'silence' && (
            <Form.Item name="answer" label="怎么算" rules={need} style={{ width: 180 }}>
              <Select options={answers} />
            </Form.Item>
          )}
        </Flex>
        <Form.Item name="receivers" label="告知谁">
          <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={postOptions} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

const valuesOf = (rung: RungBody): Values => ({
  key: rung.key,
  name: rung.name,
  subject: rung.on.kind,
  chain: rung.on.chain,
  base: rung.from.base,
  served: rung.from.instrument,
  rungKey: rung.from.rungKey,
  direction: rung.offset.n < 0 ? 'before' : 'after',
  n: Math.abs(rung.offset.n),
  unit: rung.offset.unit,
  hour: rung.hour,
  act: rung.act.kind,
  instrument: rung.act.instrument,
  grouping: rung.act.grouping ?? 'perUnit',
  answer: rung.act.answer ?? 'refuse',
  receivers: rung.receivers.map(postWord),
});

function rungOf(values: Values, before: RungBody): RungBody {
  const from =
    values.base === 'served'
      ? { base: 'served', instrument: values.served ?? '' }
      : values.base === 'rung'
        ? { base: 'rung', rungKey: values.rungKey ?? '' }
        : { base: values.base };
  const act =
    values.act === 'instrument'
      ? { kind: 'instrument', instrument: values.instrument ?? '', grouping: values.grouping ?? 'perUnit' }
      : values.act === 'silence'
        ? { kind: 'silence', answer: values.answer ?? 'refuse' }
        : { kind: 'remind' };
  // A narrowing by paper and stage is kept as long as the step stays with the same things.
  const kept = values.subject === before.on.kind ? { instrument: before.on.instrument, stage: before.on.stage } : {};
  const on = {
    kind: values.subject,
    ...(kept.instrument === undefined ? {} : { instrument: kept.instrument }),
    ...(kept.stage === undefined ? {} : { stage: kept.stage }),
    ...(values.subject === 'signOffStep' && values.chain ? { chain: values.chain } : {}),
  };
  return {
    key: values.key.trim(),
    name: values.name.trim(),
    on,
    from,
    offset: { n: values.direction === 'before' ? -values.n : values.n, unit: values.unit },
    hour: values.hour,
    act,
    receivers: (values.receivers ?? []).map(postOf),
  };
}
