import { Card, Checkbox, Descriptions, Flex, Input, InputNumber, Select, Table } from 'antd';
import type { Schemas } from '../../api/client';
import { instrumentKinds, instrumentStages, roles, word } from '../../i18n/zh-CN';
import { FindingsAt } from './findings';
import { LimitInput } from './limit-input';
import type { PolicyBody } from './policy-body';
import { ReturnBounds } from './return-bounds';
import { cycleOptions, lampColourOptions, lampFacts } from './policy-options';

interface Props {
  readonly policy: PolicyBody;
  readonly findings: readonly Schemas['PolicyFindingShown'][];
  readonly onChange: (policy: PolicyBody) => void;
}

const OWED = [
  { field: 'receipt', label: '签收' },
  { field: 'periodReports', label: '定期填报' },
  { field: 'completion', label: '办结' },
] as const;

/** Names, terms and what each kind of share owes. */
export function TermsEditor({ policy, findings, onChange }: Props) {
  const set = (change: Partial<PolicyBody>) => onChange({ ...policy, ...change });
  return (
    <Card title="时限和责任" size="small">
      {(['general', 'owes', 'extension'] as const).map((part) => (
        <FindingsAt key={part} findings={findings} part={part} at={null} />
      ))}
      <Descriptions
        size="small"
        bordered
        column={{ xs: 1, lg: 2 }}
        items={[
          {
            key: 'name',
            label: '制度名称',
            children: <Input value={policy.name} maxLength={100} onChange={({ target }) => set({ name: target.value })} />,
          },
          {
            key: 'authority',
            label: '督办依据',
            children: (
              <Input value={policy.authority} maxLength={200} onChange={({ target }) => set({ authority: target.value })} />
            ),
          },
          {
            key: 'receipt',
            label: '签收时限',
            children: <LimitInput label="签收时限" value={policy.receiptTerm} onChange={(receiptTerm) => set({ receiptTerm })} />,
          },
          {
            key: 'report',
            label: '每期结束后填报时限',
            children: (
              <LimitInput
                label="填报时限"
                value={policy.periodReportTerm}
                onChange={(periodReportTerm) => set({ periodReportTerm })}
              />
            ),
          },
          {
            key: 'cycle',
            label: '填报周期（任务未写明时）',
            children: (
              <Select
                style={{ width: 140 }}
                value={policy.defaultCycle ?? 'none'}
                options={cycleOptions}
                onChange={(cycle) => set({ defaultCycle: cycle === 'none' ? null : cycle })}
              />
            ),
          },
          {
            key: 'return',
            label: '退回重办时限',
            children: (
              <LimitInput label="退回重办时限" value={policy.returnTerm} onChange={(returnTerm) => set({ returnTerm })} />
            ),
          },
          {
            key: 'returnBounds',
            label: '退回时另定时限的范围',
            children: <ReturnBounds policy={policy} onChange={onChange} />,
          },
          {
            key: 'reassign',
            label: '转办后的最短时限',
            children: <ReassignTerm policy={policy} onChange={onChange} />,
          },
          {
            key: 'extension',
            label: '延期',
            children: (
              <Flex gap={8} align="center">
                至多
                <InputNumber
                  min={0}
                  max={12}
                  value={policy.extension.maxTimes}
                  onChange={(n) => set({ extension: { ...policy.extension, maxTimes: Number(n ?? 0) } })}
                />
                次，每次至多
                <InputNumber
                  min={0}
                  max={366}
                  value={policy.extension.maxDays}
                  onChange={(n) => set({ extension: { ...policy.extension, maxDays: Number(n ?? 0) } })}
                />
                个自然日
              </Flex>
            ),
          },
          {
            key: 'grace',
            label: '系统延误多久算迟发',
            children: (
              <Flex gap={8} align="center">
                <InputNumber
                  min={0}
                  max={10_000}
                  value={policy.graceMinutes}
                  onChange={(n) => set({ graceMinutes: Number(n ?? 0) })}
                />
                分钟
              </Flex>
            ),
          },
          ...Object.entries(policy.owes).map(([role, owes]) => ({
            key: role,
            label: `${word(roles, role)}单位承担`,
            children: (
              <Flex gap={12}>
                {OWED.map(({ field, label }) => (
                  <Checkbox
                    key={field}
                    checked={owes[field]}
                    onChange={({ target }) => set({ owes: { ...policy.owes, [role]: { ...owes, [field]: target.checked } } })}
                  >
                    {label}
                  </Checkbox>
                ))}
              </Flex>
            ),
          })),
        ]}
      />
    </Card>
  );
}

/** 转办: the least that the unit which takes a share over has; without a tick, the day in force stays. */
function ReassignTerm({ policy, onChange }: Pick<Props, 'policy' | 'onChange'>) {
  const { reassignTerm, ...rest } = policy;
  return (
    <Flex gap={8} align="center" wrap>
      <Checkbox
        checked={reassignTerm !== undefined}
        onChange={({ target }) => onChange(target.checked ? { ...policy, reassignTerm: { ...policy.returnTerm } } : rest)}
      >
        另给时限
      </Checkbox>
      {reassignTerm ? (
        <LimitInput
          label="转办后的最短时限"
          value={reassignTerm}
          onChange={(next) => onChange({ ...policy, reassignTerm: next })}
        />
      ) : (
        '沿用原期限'
      )}
    </Flex>
  );
}

/** What is stored keeps no order: shown in that of the words. */
function inOrder<Value>(entries: Readonly<Record<string, Value>>, words: Readonly<Record<string, string>>): [string, Value][] {
  const order = Object.keys(words);
  return Object.entries(entries).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
}

/** How long each stage of a paper may take. */
export function StagesEditor({ policy, findings, onChange }: Props) {
  const rows = inOrder(policy.instruments, instrumentKinds).filter(([, terms]) => Object.keys(terms).length > 0);
  return (
    <Card title="文书各环节时限" size="small" styles={{ body: { padding: 0 } }}>
      <Table
        rowKey={([kind]) => kind}
        size="small"
        pagination={false}
        dataSource={rows}
        columns={[
          {
            title: '文书',
            width: 200,
            render: (_, [kind]) => (
              <Flex vertical>
                {word(instrumentKinds, kind)}
                <FindingsAt findings={findings} part="instruments" at={kind} />
              </Flex>
            ),
          },
          {
            title: '各环节',
            render: (_, [kind, terms]) => (
              <Flex gap={16} wrap>
                {inOrder(terms, instrumentStages).map(([stage, limit]) => (
                  <Flex key={stage} gap={6} align="center">
                    {stage === 'meeting' ? '提前通知' : word(instrumentStages, stage)}
                    <LimitInput
                      label={`${word(instrumentKinds, kind)}${word(instrumentStages, stage)}时限`}
                      value={limit}
                      onChange={(next) =>
                        onChange({ ...policy, instruments: { ...policy.instruments, [kind]: { ...terms, [stage]: next } } })
                      }
                    />
                  </Flex>
                ))}
              </Flex>
            ),
          },
        ]}
      />
    </Card>
  );
}

/** The policy's own words and colours for facts. */
export function LampsEditor({ policy, findings, onChange }: Props) {
  return (
    <Card title="亮灯" size="small" styles={{ body: { padding: 0 } }}>
      <Table
        rowKey="fact"
        size="small"
        pagination={false}
        dataSource={[...policy.lamps]}
        columns={[
          {
            title: '情形',
            width: 200,
            render: (_, lamp) => (
              <Flex vertical>
                {lampFacts[lamp.fact] ?? lamp.fact}
                <FindingsAt findings={findings} part="lamps" at={lamp.fact} />
              </Flex>
            ),
          },
          {
            title: '颜色',
            width: 120,
            render: (_, lamp, index) => (
              <Select
                aria-label="颜色"
                value={lamp.colour}
                options={lampColourOptions}
                style={{ width: 80 }}
                onChange={(colour) =>
                  onChange({ ...policy, lamps: policy.lamps.map((each, at) => (at === index ? { ...each, colour } : each)) })
                }
              />
            ),
          },
          {
            title: '显示的字',
            render: (_, lamp, index) => (
              <Input
                aria-label="显示的字"
                value={lamp.word}
                maxLength={20}
                style={{ width: 240 }}
                onChange={({ target }) =>
                  onChange({
                    ...policy,
                    lamps: policy.lamps.map((each, at) => (at === index ? { ...each, word: target.value } : each)),
                  })
                }
              />
            ),
          },
        ]}
      />
    </Card>
  );
}
