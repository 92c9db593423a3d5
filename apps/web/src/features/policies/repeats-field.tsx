import { Checkbox, Flex, InputNumber } from 'antd';
import type { Schemas } from '../../api/client';
import { FindingsAt } from './findings';
import { LimitInput } from './limit-input';
import type { PolicyBody } from './policy-body';
import { issuedKinds } from './policy-options';

interface Props {
  readonly policy: PolicyBody;
  readonly findings: readonly Schemas['PolicyFindingShown'][];
  readonly onChange: (policy: PolicyBody) => void;
}

/** 催办 goes out by itself: nobody signs it, so that no repetition is signed a level up. */
const signedKinds = issuedKinds.filter(({ value }) => value !== 'urging');

/** From which time on, counted over how long, a paper for the same unit is signed by the chain for repetitions. */
export function RepeatsField({ policy, findings, onChange }: Props) {
  const { repeats = {}, ...rest } = policy;
  const set = (next: NonNullable<PolicyBody['repeats']>) =>
    onChange(Object.keys(next).length === 0 ? rest : { ...policy, repeats: next });
  return (
    <Flex vertical gap={8}>
      {signedKinds.map(({ value: kind, label }) => {
        const rule = repeats[kind];
        const { [kind]: _, ...others } = repeats;
        return (
          <Flex key={kind} vertical>
            <Flex gap={8} align="center" wrap>
              <Checkbox
                style={{ width: 110 }}
                checked={rule !== undefined}
                onChange={({ target }) =>
                  set(target.checked ? { ...repeats, [kind]: { from: 2, within: { n: 12, unit: 'months' } } } : others)
                }
              >
                {label}
              </Checkbox>
              {rule && (
                <>
                  同一单位
                  <LimitInput
                    label={`${label}重复的计算时段`}
                    value={rule.within}
                    onChange={(within) => set({ ...repeats, [kind]: { ...rule, within } })}
                  />
                  内第
                  <InputNumber
                    aria-label={`${label}从第几次起提级签发`}
                    min={2}
                    max={100}
                    style={{ width: 76 }}
                    value={rule.from}
                    onChange={(from) => set({ ...repeats, [kind]: { ...rule, from: Number(from ?? 2) } })}
                  />
                  次起，改由上一级签发
                </>
              )}
            </Flex>
            <FindingsAt findings={findings} part="repeats" at={kind} />
          </Flex>
        );
      })}
    </Flex>
  );
}
