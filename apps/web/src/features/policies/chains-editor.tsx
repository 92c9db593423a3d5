import { Button, Card, Checkbox, Flex, Input, Select, Typography } from 'antd';
import type { Schemas } from '../../api/client';
import { FindingsAt } from './findings';
import { LimitInput } from './limit-input';
import type { ChainBody, PolicyBody } from './policy-body';
import { postOf, postOptions, postWord, refusalRules } from './policy-options';

interface Props {
  readonly policy: PolicyBody;
  /** The chains' names in words, by key. */
  readonly names: ReadonlyMap<string, string>;
  readonly findings: readonly Schemas['PolicyFindingShown'][];
  readonly onChange: (chains: PolicyBody['chains']) => void;
}

/** 签批链: each with its steps, who signs and how long, and what one refusal does. */
export function ChainsEditor({ policy, names, findings, onChange }: Props) {
  // What is stored keeps no order: shown in that of the reading.
  const order = [...names.keys()];
  const chains = Object.entries(policy.chains).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return (
    <Card title="签批" size="small">
      <Flex vertical gap={16}>
        {chains.map(([key, chain]) => (
          <ChainEditor
            key={key}
            name={names.get(key) ?? chain.name}
            chain={chain}
            findings={findings}
            onChange={(next) => onChange({ ...policy.chains, [key]: next })}
          />
        ))}
        {findings.some(({ place }) => place.part === 'chains' && place.key !== null && !(place.key in policy.chains)) && (
          <Flex vertical>
            {findings
              .filter(({ place }) => place.part === 'chains' && place.key !== null && !(place.key in policy.chains))
              .map((finding) => (
                <Flex key={finding.place.key} gap={8} align="center">
                  <Typography.Text type="danger">{finding.sentence}</Typography.Text>
                  <Button
                    size="small"
                    onClick={() => onChange({ ...policy.chains, [finding.place.key ?? '']: newChain(finding.place.key ?? '') })}
                  >
                    添加
                  </Button>
                </Flex>
              ))}
          </Flex>
        )}
      </Flex>
    </Card>
  );
}

const newChain = (key: string): ChainBody => ({
  key,
  name: key,
  steps: [newStep(1)],
  onRefusal: 'returnAtOnce',
  allowSamePerson: false,
});

const newStep = (n: number): ChainBody['steps'][number] => ({
  key: `step${n}`,
  name: '审核',
  mode: 'any',
  posts: [{ of: 'jurisdiction', role: 'officeHead' }],
  limit: { n: 3, unit: 'workingDays' },
});

interface ChainProps {
  readonly name: string;
  readonly chain: ChainBody;
  readonly findings: readonly Schemas['PolicyFindingShown'][];
  readonly onChange: (chain: ChainBody) => void;
}

function ChainEditor({ name, chain, findings, onChange }: ChainProps) {
  const setStep = (at: number, change: Partial<ChainBody['steps'][number]>) =>
    onChange({ ...chain, steps: chain.steps.map((step, index) => (index === at ? { ...step, ...change } : step)) });
  const nextKey = () => {
    for (let n = chain.steps.length + 1; ; n += 1) if (!chain.steps.some((step) => step.key === `step${n}`)) return n;
  };
  return (
    <Flex vertical gap={6}>
      <Flex gap={12} align="center" wrap>
        <Typography.Text strong style={{ minWidth: 150 }}>
          {name}
        </Typography.Text>
        <Select
          aria-label="不同意时"
          size="small"
          value={chain.onRefusal}
          options={refusalRules}
          style={{ width: 180 }}
          onChange={(onRefusal) => onChange({ ...chain, onRefusal })}
        />
        <Checkbox
          checked={chain.allowSamePerson}
          onChange={({ target }) => onChange({ ...chain, allowSamePerson: target.checked })}
        >
          允许同一人签两个环节
        </Checkbox>
        <Button size="small" onClick={() => onChange({ ...chain, steps: [...chain.steps, newStep(nextKey())] })}>
          加一个环节
        </Button>
      </Flex>
      <FindingsAt findings={findings} part="chains" at={chain.key} />
      {chain.steps.map((step, index) => (
        <Flex key={step.key} gap={8} align="center" wrap style={{ paddingInlineStart: 24 }}>
          <Typography.Text type="secondary">{index + 1}</Typography.Text>
          <Input
            aria-label="环节名称"
            size="small"
            value={step.name}
            maxLength={40}
            style={{ width: 180 }}
            onChange={({ target }) => setStep(index, { name: target.value })}
          />
          <Select
            aria-label="签批人"
            size="small"
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            style={{ minWidth: 280 }}
            options={postOptions}
            value={step.posts.map(postWord)}
            onChange={(words: string[]) => setStep(index, { posts: words.map(postOf) })}
          />
          <Select
            aria-label="几人签"
            size="small"
            style={{ width: 120 }}
            value={step.mode}
            options={[
              { value: 'any', label: '一人签即可' },
              { value: 'all', label: '须全部签' },
            ]}
            onChange={(mode) => setStep(index, { mode })}
          />
          <LimitInput label={`${name}${step.name}时限`} value={step.limit} onChange={(limit) => setStep(index, { limit })} />
          <Button
            size="small"
            type="link"
            danger
            onClick={() => onChange({ ...chain, steps: chain.steps.filter((_, at) => at !== index) })}
          >
            删除
          </Button>
        </Flex>
      ))}
    </Flex>
  );
}
