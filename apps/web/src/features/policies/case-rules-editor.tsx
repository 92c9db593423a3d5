import { Card, Checkbox, Descriptions, Flex, Select, Typography } from 'antd';
import type { Schemas } from '../../api/client';
import { instrumentKinds, word } from '../../i18n/zh-CN';
import { FindingsAt } from './findings';
import { LimitInput } from './limit-input';
import type { PolicyBody } from './policy-body';
import { RepeatsField } from './repeats-field';
import { bulletinCycles, issuedKinds } from './policy-options';

interface Props {
  readonly policy: PolicyBody;
  readonly findings: readonly Schemas['PolicyFindingShown'][];
  /** The kinds that may miss something, and where each goes on of itself. */
  readonly misses: readonly MissRule[];
  readonly onChange: (policy: PolicyBody) => void;
}

type MissRule = Schemas['PolicyMiss'];

/** What a paper may be answered with, what a missed stage leads on to, and the 通报 that come round. */
export function CaseRulesEditor(props: Props) {
  const { findings } = props;
  return (
    <Card title="异议、提级、转入和定期通报" size="small">
      <Descriptions
        size="small"
        bordered
        column={1}
        styles={{ label: { width: 220 } }}
        items={[
          {
            key: 'objection',
            label: '对文书的异议',
            children: (
              <Flex vertical gap={4}>
                <Objection {...props} />
                <FindingsAt findings={findings} part="objection" at={null} />
              </Flex>
            ),
          },
          {
            key: 'repeats',
            label: '同一单位重复的提级签发',
            children: <RepeatsField {...props} />,
          },
          {
            key: 'bulletins',
            label: '定期通报',
            children: (
              <Flex vertical gap={4}>
                <Bulletins {...props} />
                <FindingsAt findings={findings} part="bulletins" at={null} />
              </Flex>
            ),
          },
          {
            key: 'missLeadsTo',
            label: '未到会、不落实或者验收不通过的',
            children: (
              <Flex vertical gap={8}>
                {props.misses.map((miss) => (
                  <Miss key={miss.kind} {...miss} {...props} />
                ))}
                <FindingsAt findings={findings} part="missLeadsTo" at={null} />
              </Flex>
            ),
          },
        ]}
      />
    </Card>
  );
}

const WORKING_DAYS = (n: number) => ({ n, unit: 'workingDays' as const });

function Objection({ policy, onChange }: Props) {
  const { objection, ...rest } = policy;
  return (
    <Flex gap={8} align="center" wrap>
      <Checkbox
        checked={objection !== undefined}
        onChange={({ target }) =>
          onChange(target.checked ? { ...policy, objection: { term: WORKING_DAYS(5), decision: WORKING_DAYS(10) } } : rest)
        }
      >
        单位可以提出异议
      </Checkbox>
      {objection && (
        <>
          送达后
          <LimitInput
            label="提出异议的时限"
            value={objection.term}
            onChange={(term) => onChange({ ...policy, objection: { ...objection, term } })}
          />
          内提出，
          <LimitInput
            label="复核异议的时限"
            value={objection.decision}
            onChange={(decision) => onChange({ ...policy, objection: { ...objection, decision } })}
          />
          内由未参与该文书办理的人复核
        </>
      )}
    </Flex>
  );
}

function Bulletins({ policy, onChange }: Props) {
  const { bulletins, ...rest } = policy;
  return (
    <Flex vertical gap={4}>
      <Checkbox.Group
        options={bulletinCycles}
        value={[...(bulletins ?? [])]}
        onChange={(chosen) => onChange(chosen.length === 0 ? rest : { ...policy, bulletins: chosen })}
      />
      <Typography.Text type="secondary">
        每期的进展填报时限届满后自动起草，经签发发给计划中承担任务的全部单位；起草到发出的时限与填报时限相同。
      </Typography.Text>
    </Flex>
  );
}

const NOWHERE = 'nowhere';
const BY_ITSELF = 'byItself';

function Miss({ kind, next: byItself, policy, findings, onChange }: Props & MissRule) {
  const own = policy.missLeadsTo?.[kind];
  const set = (value: string) => {
    const { [kind]: _, ...others } = policy.missLeadsTo ?? {};
    const next = value === BY_ITSELF ? others : { ...others, [kind]: value === NOWHERE ? null : value };
    const { missLeadsTo: __, ...rest } = policy;
    onChange(Object.keys(next).length === 0 ? rest : { ...policy, missLeadsTo: next });
  };
  return (
    <Flex vertical>
      <Flex gap={8} align="center">
        <span style={{ width: 170 }}>{word(instrumentKinds, kind)}，转入</span>
        <Select
          aria-label={`${word(instrumentKinds, kind)}不落实的转入`}
          style={{ width: 240 }}
          value={own === undefined ? BY_ITSELF : (own ?? NOWHERE)}
          onChange={set}
          options={[
            { value: BY_ITSELF, label: `${byItself === null ? '不转入' : word(instrumentKinds, byItself)}（通行做法）` },
            { value: NOWHERE, label: '不转入' },
            ...issuedKinds.filter((each) => each.value !== kind && each.value !== 'urging'),
          ]}
        />
      </Flex>
      <FindingsAt findings={findings} part="missLeadsTo" at={kind} />
    </Flex>
  );
}
