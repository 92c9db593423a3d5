import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Input, Select, Tag, Typography } from 'antd';
import type { Schemas } from '../../api/client';
import { rateSubjects, scoredFacts, scoredRoles, type EachRule, type RateRule, type Rule } from './scheme-body';

type Flaw = Schemas['ScoreFlaw'];

const KINDS: Record<Rule['kind'], string> = { each: '逐次计分', rate: '按比率计分', award: '逐次登记' };

interface Props {
  readonly rule: Rule;
  readonly index: number;
  readonly count: number;
  readonly flaws: readonly Flaw[];
  readonly onChange: (rule: Rule) => void;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}

/** One rule with its fields and what is wrong with them. */
export function RuleEditor({ rule, index, count, flaws, onChange, onMove, onRemove }: Props) {
  const at = (field: string) => flaws.filter((flaw) => flaw.place.startsWith(`rules.${index}.${field}`));
  return (
    <Card size="small">
      <Flex gap={8} align="start" wrap>
        <Tag style={{ marginTop: 26 }}>{KINDS[rule.kind]}</Tag>
        <Labelled label="名称" flaws={[...at('name'), ...at('key')]} width={160}>
          <Input
            aria-label={`第${index + 1}条名称`}
            maxLength={60}
            value={rule.name}
            onChange={(event) => onChange({ ...rule, name: event.target.value })}
          />
        </Labelled>
        {rule.kind === 'each' && <EachFields rule={rule} at={at} onChange={onChange} />}
        {rule.kind === 'rate' && <RateFields rule={rule} at={at} onChange={onChange} />}
        {rule.kind !== 'rate' && (
          <Labelled label="合计上限" flaws={at('cap')} width={66}>
            <Points
              value={rule.cap ?? ''}
              placeholder="不限"
              onChange={(cap) => onChange({ ...rule, cap: cap === '' ? null : cap })}
            />
          </Labelled>
        )}
        <Flex gap={4} style={{ marginLeft: 'auto', marginTop: 22 }}>
          <Button aria-label="上移" icon={<ArrowUpOutlined />} disabled={index === 0} onClick={() => onMove(-1)} />
          <Button aria-label="下移" icon={<ArrowDownOutlined />} disabled={index === count - 1} onClick={() => onMove(1)} />
          <Button aria-label="删除" danger icon={<DeleteOutlined />} onClick={onRemove} />
        </Flex>
      </Flex>
    </Card>
  );
}

type At = (field: string) => readonly Flaw[];

function EachFields({ rule, at, onChange }: { rule: EachRule; at: At; onChange: (rule: Rule) => void }) {
  return (
    <>
      <Labelled label="每次" flaws={at('fact')} width={150}>
        <Select
          value={rule.fact}
          onChange={(fact) => onChange({ ...rule, fact })}
          options={Object.entries(scoredFacts).map(([value, label]) => ({ value, label }))}
        />
      </Labelled>
      <Labelled label="计分" flaws={at('points')} width={60}>
        <Points value={rule.points} onChange={(points) => onChange({ ...rule, points })} />
      </Labelled>
      {Object.entries(scoredRoles).map(([role, name]) => (
        <Labelled key={role} label={`${name}计`} flaws={at(`byRole.${role}`)} width={58}>
          <Points
            value={rule.byRole[role] ?? ''}
            placeholder="同左"
            onChange={(points) => {
              const { [role]: _, ...others } = rule.byRole;
              onChange({ ...rule, byRole: points === '' ? others : { ...others, [role]: points } });
            }}
          />
        </Labelled>
      ))}
      <Labelled label="归组" flaws={at('group')} width={80}>
        <Input
          maxLength={20}
          placeholder="不归组"
          value={rule.group ?? ''}
          onChange={(event) => onChange({ ...rule, group: event.target.value === '' ? null : event.target.value })}
        />
      </Labelled>
    </>
  );
}

function RateFields({ rule, at, onChange }: { rule: RateRule; at: At; onChange: (rule: Rule) => void }) {
  return (
    <>
      <Labelled label="比率" flaws={at('of')} width={160}>
        <Select
          value={rule.of}
          onChange={(of) => onChange({ ...rule, of })}
          options={Object.entries(rateSubjects).map(([value, label]) => ({ value, label }))}
        />
      </Labelled>
      <Labelled label="满分" flaws={at('full')} width={80}>
        <Points value={rule.full} onChange={(full) => onChange({ ...rule, full })} />
      </Labelled>
      <Labelled label="没有到期事项时" flaws={at('whenNothing')} width={140}>
        <Select
          value={rule.whenNothing}
          onChange={(whenNothing) => onChange({ ...rule, whenNothing })}
          options={[
            { value: 'full', label: '计满分' },
            { value: 'none', label: '不计分' },
          ]}
        />
      </Labelled>
    </>
  );
}

interface LabelledProps {
  readonly label: string;
  readonly flaws: readonly Flaw[];
  readonly width: number;
  readonly children: React.ReactNode;
}

export const Labelled = ({ label, flaws, width, children }: LabelledProps) => (
  <Flex vertical style={{ width }}>
    <Typography.Text type="secondary">{label}</Typography.Text>
    {children}
    {flaws.map((flaw, index) => (
      <Typography.Text key={index} type="danger" style={{ fontSize: 12 }}>
        {flaw.sentence}
      </Typography.Text>
    ))}
  </Flex>
);

interface PointsProps {
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}

/** Points as digits: what one types is what is stored, so that nothing is rounded on the way. */
export const Points = ({ value, placeholder, onChange }: PointsProps) => (
  <Input maxLength={8} value={value} placeholder={placeholder} onChange={(event) => onChange(event.target.value.trim())} />
);
