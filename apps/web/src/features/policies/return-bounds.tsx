import { Checkbox, Flex } from 'antd';
import { LimitInput } from './limit-input';
import type { PolicyBody } from './policy-body';

interface Props {
  readonly policy: PolicyBody;
  readonly onChange: (policy: PolicyBody) => void;
}

/** Between what days whoever returns a completion may name the new one; without a tick, any day. */
export function ReturnBounds({ policy, onChange }: Props) {
  const { returnBounds: bounds, ...rest } = policy;
  const set = (change: Partial<NonNullable<PolicyBody['returnBounds']>>) =>
    bounds && onChange({ ...policy, returnBounds: { ...bounds, ...change } });
  return (
    <Flex gap={8} align="center" wrap>
      <Checkbox
        checked={bounds !== undefined}
        onChange={({ target }) =>
          onChange(
            target.checked
              ? { ...policy, returnBounds: { least: { n: 1, unit: 'workingDays' }, most: { ...policy.returnTerm } } }
              : rest,
          )
        }
      >
        限定范围
      </Checkbox>
      {bounds && (
        <>
          最短
          <LimitInput label="退回后最短时限" value={bounds.least} onChange={(least) => set({ least })} />
          最长
          <LimitInput label="退回后最长时限" value={bounds.most} onChange={(most) => set({ most })} />
        </>
      )}
    </Flex>
  );
}
