import type { Role } from '../task/assignment';
import type { EachRule, Points, RateRule, RateSubject, ScoreFactKind, ScoreRule, ScoreScheme } from './scheme';

/** One row of the record that a rule may score. */
export interface ScoredFact {
  readonly kind: ScoreFactKind;
  readonly source: { readonly kind: 'assignment' | 'progressReport' | 'instrument'; readonly id: string };
  /** Null for what concerns several shares at once. */
  readonly role: Role | null;
  /** The tasks that it is about; an instrument may be about many. */
  readonly taskIds: readonly string[];
  /** What a person reads: the task or the document. */
  readonly title: string;
  readonly on: string | null;
}

export interface Award {
  readonly id: string;
  readonly ruleKey: string;
  readonly points: Points;
  readonly reason: string;
  readonly on: string;
}

export interface ScoreItem {
  readonly points: Points;
  readonly title: string;
  readonly on: string | null;
  readonly source: { readonly kind: ScoredFact['source']['kind'] | 'award'; readonly id: string };
  readonly taskIds: readonly string[];
  /** A heavier one of the same group counts for the same task; this one is shown and costs nothing. */
  readonly isCovered: boolean;
}

export interface ScoreLine {
  readonly ruleKey: string;
  readonly name: string;
  readonly points: Points;
  /** What the items come to before the rule's limit. */
  readonly uncapped: Points;
  readonly isCapped: boolean;
  /** Of a rate: how many were on time of how many. */
  readonly rate: { readonly onTime: number; readonly due: number } | null;
  readonly items: readonly ScoreItem[];
}

export interface ScoreSheet {
  readonly base: Points;
  readonly lines: readonly ScoreLine[];
  readonly total: Points;
  /** The total before the scheme's own bounds. */
  readonly unbounded: Points;
}

/** A unit's sheet by a scheme, from facts alone: the same facts in any order give the same sheet. Points are exact hundredths. */
export function scoreUnit(scheme: ScoreScheme, facts: readonly ScoredFact[], awards: readonly Award[]): ScoreSheet {
  const covered = coveredFacts(scheme.rules, facts);
  const lines = scheme.rules.map((rule) => lineOf(rule, facts, awards, covered));
  const unbounded = hundredths(scheme.base) + lines.reduce((sum, line) => sum + hundredths(line.points), 0);
  return { base: show(hundredths(scheme.base)), lines, unbounded: show(unbounded), total: show(bounded(scheme, unbounded)) };
}

/** A total kept within the scheme's bounds. */
export const boundPoints = (scheme: ScoreScheme, points: Points): Points => show(bounded(scheme, hundredths(points)));

/** Sums points exactly. */
export const addPoints = (...points: readonly Points[]): Points => show(points.reduce((sum, each) => sum + hundredths(each), 0));

export const comparePoints = (a: Points, b: Points): number => hundredths(a) - hundredths(b);

function bounded(scheme: ScoreScheme, total: number): number {
  const most = scheme.most === null ? total : Math.min(total, hundredths(scheme.most));
  return scheme.least === null ? most : Math.max(most, hundredths(scheme.least));
}

type Covered = ReadonlyMap<string, ReadonlySet<ScoredFact>>;

function lineOf(rule: ScoreRule, facts: readonly ScoredFact[], awards: readonly Award[], covered: Covered): ScoreLine {
  switch (rule.kind) {
    case 'rate':
      return rateLine(rule, facts);
    case 'each':
      return cappedLine(
        rule,
        sorted(facts.filter((fact) => fact.kind === rule.fact)).map((fact) => ({
          points: covered.get(rule.key)?.has(fact) ? show(0) : show(pointsFor(rule, fact.role)),
          title: fact.title,
          on: fact.on,
          source: fact.source,
          taskIds: fact.taskIds,
          isCovered: covered.get(rule.key)?.has(fact) ?? false,
        })),
      );
    case 'award':
      return cappedLine(
        rule,
        [...awards]
          .filter((award) => award.ruleKey === rule.key)
          .sort((a, b) => (a.on === b.on ? compareText(a.id, b.id) : compareText(a.on, b.on)))
          .map((award) => ({
            points: show(hundredths(award.points)),
            title: award.reason,
            on: award.on,
            source: { kind: 'award' as const, id: award.id },
            taskIds: [],
            isCovered: false,
          })),
      );
  }
}

function cappedLine(rule: Exclude<ScoreRule, RateRule>, items: readonly ScoreItem[]): ScoreLine {
  const uncapped = items.reduce((sum, item) => sum + hundredths(item.points), 0);
  const cap = rule.cap === null ? null : hundredths(rule.cap);
  const points = cap === null ? uncapped : Math.max(-cap, Math.min(cap, uncapped));
  return {
    ruleKey: rule.key,
    name: rule.name,
    points: show(points),
    uncapped: show(uncapped),
    isCapped: points !== uncapped,
    rate: null,
    items,
  };
}

function rateLine(rule: RateRule, facts: readonly ScoredFact[]): ScoreLine {
  const of = (subject: RateSubject, how: 'onTime' | 'late' | 'overdue') =>
    facts.filter((fact) => fact.kind === `${subject}.${how}`);
  const onTime = of(rule.of, 'onTime').length;
  const missed = [...of(rule.of, 'late'), ...of(rule.of, 'overdue')];
  const due = onTime + missed.length;
  const full = hundredths(rule.full);
  // Half up in whole hundredths: (2·full·onTime + due) div (2·due).
  const points = due === 0 ? (rule.whenNothing === 'full' ? full : 0) : Math.floor((2 * full * onTime + due) / (2 * due));
  return {
    ruleKey: rule.key,
    name: rule.name,
    points: show(points),
    uncapped: show(points),
    isCapped: false,
    rate: { onTime, due },
    // What was on time needs no reason; what was not is listed, for it is what the rate lost.
    items: sorted(missed).map(({ title, on, source, taskIds }) => ({
      points: show(0),
      title,
      on,
      source,
      taskIds,
      isCovered: false,
    })),
  };
}

/** In each group the heaviest fact of a task counts; a fact all of whose tasks have a heavier one is covered. */
function coveredFacts(rules: readonly ScoreRule[], facts: readonly ScoredFact[]): Covered {
  const covered = new Map<string, Set<ScoredFact>>();
  const groups = new Set(rules.flatMap((rule) => (rule.kind === 'each' && rule.group !== null ? [rule.group] : [])));
  for (const group of groups) {
    const own = rules.filter((rule): rule is EachRule => rule.kind === 'each' && rule.group === group);
    const scored = own
      .flatMap((rule) => sorted(facts.filter((fact) => fact.kind === rule.fact)).map((fact) => ({ rule, fact })))
      .sort(
        (a, b) =>
          Math.abs(pointsFor(b.rule, b.fact.role)) - Math.abs(pointsFor(a.rule, a.fact.role)) || compareFacts(a.fact, b.fact),
      );
    const taken = new Set<string>();
    for (const { rule, fact } of scored) {
      if (fact.taskIds.length > 0 && fact.taskIds.every((id) => taken.has(id))) {
        covered.set(rule.key, (covered.get(rule.key) ?? new Set()).add(fact));
      }
      for (const id of fact.taskIds) taken.add(id);
    }
  }
  return covered;
}

const pointsFor = (rule: EachRule, role: Role | null): number =>
  hundredths((role === null ? undefined : rule.byRole[role]) ?? rule.points);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const compareFacts = (a: ScoredFact, b: ScoredFact): number =>
  compareText(a.on ?? '', b.on ?? '') || compareText(a.source.id, b.source.id) || compareText(a.kind, b.kind);
const sorted = (facts: readonly ScoredFact[]): ScoredFact[] => [...facts].sort(compareFacts);

/** The checker lets nothing through that is not digits with at most two decimals. */
function hundredths(points: Points): number {
  const sign = points.startsWith('-') ? -1 : 1;
  const [whole = '0', fraction = ''] = points.replace('-', '').split('.');
  return sign * (Number(whole) * 100 + Number(fraction.padEnd(2, '0')));
}

function show(value: number): Points {
  const absolute = Math.abs(value);
  const fraction = String(absolute % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  const digits = String(Math.floor(absolute / 100)) + (fraction === '' ? '' : `.${fraction}`);
  return value < 0 ? `-${digits}` : digits;
}
