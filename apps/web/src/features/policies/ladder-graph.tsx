import { Flex, Tag, Typography } from 'antd';
import type { PolicyBody, RungBody } from './policy-body';
import { bases, issuedKinds, limitUnits, subjects } from './policy-options';

const labelOf = (options: readonly { value: string; label: string }[], value: string | undefined): string =>
  options.find((each) => each.value === value)?.label ?? value ?? '';

const COLOURS: Record<string, string> = {
  urging: 'gold',
  supervisionOrder: 'orange',
  summons: 'volcano',
  listing: 'red',
  bulletin: 'magenta',
};

/** Rough days, only to put the steps of one line in their order. */
const DAYS: Record<string, number> = { workingDays: 1.4, calendarDays: 1, months: 30, workingHours: 0.2, minutes: 0.001 };
const orderOf = (rung: RungBody): number => rung.offset.n * (DAYS[rung.offset.unit] ?? 1);

/** The ladder as a graph: a line of steps before and after the due day, and a branch wherever steps count from a service or a step. */
export function LadderGraph({ policy }: { readonly policy: PolicyBody }) {
  const kinds = subjects.filter(({ value }) => policy.ladder.some((rung) => rung.on.kind === value));
  return (
    <Flex vertical gap={20}>
      {kinds.map(({ value, label }) => {
        const rungs = policy.ladder.filter((rung) => rung.on.kind === value);
        const main = rungs
          .filter((rung) => rung.from.base !== 'served' && rung.from.base !== 'rung')
          .sort((a, b) => orderOf(a) - orderOf(b));
        const before = main.filter((rung) => rung.offset.n < 0);
        const after = main.filter((rung) => rung.offset.n >= 0);
        const branches = branchesOf(rungs);
        return (
          <Flex key={value} vertical gap={8}>
            <Typography.Text strong>{label}</Typography.Text>
            <Flex align="center" gap={6} wrap>
              {before.map((rung) => (
                <Step key={rung.key} rung={rung} />
              ))}
              <Tag color="#1d4f91" style={{ margin: 0, padding: '4px 10px' }}>
                {value === 'periodReport' ? '填报期限' : '期限'}
              </Tag>
              {after.map((rung) => (
                <Step key={rung.key} rung={rung} />
              ))}
            </Flex>
            {branches.map(([from, steps]) => (
              <Flex key={from} align="center" gap={6} wrap style={{ paddingInlineStart: 32 }}>
                <Typography.Text type="secondary">└ {nameOfBase(from, policy)}</Typography.Text>
                {steps.map((rung) => (
                  <Step key={rung.key} rung={rung} />
                ))}
              </Flex>
            ))}
          </Flex>
        );
      })}
    </Flex>
  );
}

function branchesOf(rungs: readonly RungBody[]): [string, RungBody[]][] {
  const branches = new Map<string, RungBody[]>();
  for (const rung of rungs) {
    const { base, instrument, rungKey } = rung.from;
    if (base !== 'served' && base !== 'rung') continue;
    const from = `${base}:${instrument ?? rungKey ?? ''}`;
    branches.set(
      from,
      [...(branches.get(from) ?? []), rung].sort((a, b) => orderOf(a) - orderOf(b)),
    );
  }
  return [...branches];
}

function nameOfBase(from: string, policy: PolicyBody): string {
  const [base, ...rest] = from.split(':');
  const what = rest.join(':');
  if (base === 'served') return `${labelOf(issuedKinds, what)}送达后`;
  return `“${policy.ladder.find((rung) => rung.key === what)?.name ?? what}”之后`;
}

function Step({ rung }: { readonly rung: RungBody }) {
  const { n, unit } = rung.offset;
  const words = n === 0 ? '当日' : `${n < 0 ? '前' : '后'}${Math.abs(n)}${labelOf(limitUnits, unit)}`;
  const base =
    rung.from.base === 'due' || rung.from.base === 'served' || rung.from.base === 'rung' ? '' : labelOf(bases, rung.from.base);
  const colour =
    rung.act.kind === 'instrument'
      ? (COLOURS[rung.act.instrument ?? ''] ?? 'blue')
      : rung.act.kind === 'silence'
        ? 'purple'
        : 'default';
  return (
    <Flex align="center" gap={6}>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        — {base}
        {words} →
      </Typography.Text>
      <Tag color={colour} style={{ margin: 0, padding: '4px 10px', whiteSpace: 'normal' }}>
        {rung.name}
      </Tag>
    </Flex>
  );
}
