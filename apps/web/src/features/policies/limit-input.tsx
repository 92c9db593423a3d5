import { InputNumber, Select, Space } from 'antd';
import type { Limit } from './policy-body';
import { limitUnits } from './policy-options';

interface Props {
  readonly value: Limit;
  readonly onChange: (limit: Limit) => void;
  readonly label: string;
}

/** A length with what it is counted in. */
export function LimitInput({ value, onChange, label }: Props) {
  return (
    <Space.Compact>
      <InputNumber
        aria-label={label}
        min={0}
        max={10_000}
        value={value.n}
        style={{ width: 76 }}
        onChange={(n) => onChange({ ...value, n: Number(n ?? 0) })}
      />
      <Select
        aria-label={`${label}的计算方式`}
        value={value.unit}
        options={[...limitUnits]}
        style={{ width: 120 }}
        onChange={(unit) => onChange({ ...value, unit })}
      />
    </Space.Compact>
  );
}
