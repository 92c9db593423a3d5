import type { ObligationKind } from '../clock/obligation';
import { definitionOf } from '../instrument/definitions';
import type { InstrumentKind } from '../instrument/kinds';
import type { PostRule } from '../roster/roster';
import type { Limit } from '../shared/limit';
import { inPolicy, problemAt, type PolicyFinding } from './policy-finding';
import { missLeadsTo, type Policy, type Rung, type RungSubject } from './policy';

const KEY_FORM = /^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$/;
/** The clock's own rungs (next period) live under this word. */
const RESERVED = 'duban.';

const OF_TASKS: readonly ObligationKind[] = ['receipt', 'completion', 'milestone', 'periodReport', 'explanation'];

/**
 * The ladder as a graph: every rung has its own key, its own boundary and a receiver that can be, every rung can be reached,
 * none waits for itself, and where time runs out something is done by a person who may do it.
 */
export function checkLadder(policy: Policy): PolicyFinding[] {
  return [
    ...keys(policy.ladder),
    ...boundaries(policy.ladder),
    ...policy.ladder.flatMap((rung) => [
      ...receivers(rung),
      ...bases(rung, policy),
      ...acts(rung, policy),
      ...moments(rung, policy),
    ]),
    ...circles(policy.ladder),
    ...ends(policy),
  ];
}

const at = (rung: Rung, field: string | null = null) => inPolicy('ladder', rung.key, field);

function keys(ladder: readonly Rung[]): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  const seen = new Set<string>();
  for (const rung of ladder) {
    if (seen.has(rung.key)) findings.push(problemAt('RUNG_KEY_TWICE', at(rung, 'key'), { key: rung.key }));
    seen.add(rung.key);
    if (!KEY_FORM.test(rung.key) || rung.key.startsWith(RESERVED)) {
      findings.push(problemAt('RUNG_KEY_FORM', at(rung, 'key'), { key: rung.key }));
    }
  }
  return findings;
}

/** Two rungs that would act on the same thing at the very same moment: nobody could say which is first. */
function boundaries(ladder: readonly Rung[]): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  ladder.forEach((rung, index) => {
    const twin = ladder.slice(0, index).find((other) => sameMoment(rung, other) && overlap(rung.on, other.on));
    if (twin) findings.push(problemAt('RUNG_SAME_BOUNDARY', at(rung, 'offset'), { name: rung.name, other: twin.name }));
  });
  return findings;
}

function sameMoment(a: Rung, b: Rung): boolean {
  const isByDay = (limit: Limit) => limit.unit !== 'minutes' && limit.unit !== 'workingHours';
  const base = (rung: Rung) =>
    rung.from.base === 'served'
      ? `served ${rung.from.instrument}`
      : rung.from.base === 'rung'
        ? `rung ${rung.from.rungKey}`
        : rung.from.base;
  if (base(a) !== base(b) || a.offset.n !== b.offset.n) return false;
  // Nought of any unit of days is the day itself.
  if (a.offset.unit !== b.offset.unit && !(a.offset.n === 0 && isByDay(a.offset) && isByDay(b.offset))) return false;
  return !isByDay(a.offset) || a.hour === b.hour;
}

/** May one obligation be the subject of both? A narrowing that only one of them has does not part them. */
function overlap(a: RungSubject, b: RungSubject): boolean {
  const parted = (x: string | undefined, y: string | undefined) => x !== undefined && y !== undefined && x !== y;
  return a.kind === b.kind && !parted(a.instrument, b.instrument) && !parted(a.stage, b.stage) && !parted(a.chain, b.chain);
}

function receivers(rung: Rung): PolicyFinding[] {
  if (rung.receivers.length === 0) return [problemAt('RUNG_NO_RECEIVER', at(rung, 'receivers'), { name: rung.name })];
  return rung.receivers
    .filter((rule) => !canReceive(rung.on, rule))
    .map((rule) => problemAt('RUNG_RECEIVER_IMPOSSIBLE', at(rung, 'receivers'), { name: rung.name, receiver: ruleWord(rule) }));
}

/** Does whoever owes this have such a post? What tasks owe is a unit's; a step of a sign-off is a post's; a stage is either's. */
function canReceive(on: RungSubject, rule: PostRule): boolean {
  // A piece is the unit's own affair: nobody but the post that holds it is told.
  if (on.kind === 'piece') return rule.of === 'holderPost';
  if (rule.of === 'jurisdiction' || rule.of === 'leaderInCharge') return true;
  // A report is the office's own to send: it has no other unit and no post that owes it.
  if (on.kind === 'reportDuty') return false;
  if (rule.of === 'coUnits') return OF_TASKS.includes(on.kind);
  if (on.kind === 'instrumentStage') return stageActors(on).has(rule.of === 'holderUnit' ? 'unit' : 'office');
  return (on.kind === 'signOffStep') === (rule.of === 'holderPost');
}

function stageActors(on: RungSubject): ReadonlySet<'unit' | 'office'> {
  const stage =
    on.instrument === undefined ? undefined : definitionOf(on.instrument).stages.find((each) => each.key === on.stage);
  if (!stage) return new Set(['unit', 'office']);
  return new Set([stage.actor === 'unit' ? 'unit' : 'office']);
}

/** The key of a receiver, as wording names it: `holderUnit.liaison`, `leaderInCharge`. */
export const ruleWord = (rule: PostRule): string => ('role' in rule ? `${rule.of}.${rule.role}` : rule.of);

function bases(rung: Rung, policy: Policy): PolicyFinding[] {
  const { from } = rung;
  const place = at(rung, 'from');
  switch (from.base) {
    case 'due':
    case 'opened':
      return [];
    case 'periodEnd':
      return rung.on.kind === 'periodReport' ? [] : [problemAt('RUNG_UNREACHABLE', place, { name: rung.name, why: 'noPeriod' })];
    case 'served': {
      if (!OF_TASKS.includes(rung.on.kind)) return [problemAt('RUNG_UNREACHABLE', place, { name: rung.name, why: 'notServed' })];
      const made = policy.ladder.some(
        (other) =>
          other !== rung &&
          other.act.kind === 'instrument' &&
          other.act.instrument === from.instrument &&
          overlap(other.on, rung.on),
      );
      return made
        ? []
        : [problemAt('RUNG_UNREACHABLE', place, { name: rung.name, why: 'noInstrument', instrument: from.instrument })];
    }
    case 'rung': {
      const base = policy.ladder.find((other) => other.key === from.rungKey);
      if (!base) return [problemAt('RUNG_BASE_UNKNOWN', place, { name: rung.name, base: from.rungKey })];
      return overlap(base.on, rung.on)
        ? []
        : [problemAt('RUNG_UNREACHABLE', place, { name: rung.name, why: 'otherSubject', base: base.name })];
    }
  }
}

function acts(rung: Rung, policy: Policy): PolicyFinding[] {
  const { act, on } = rung;
  const findings: PolicyFinding[] = [];
  if (act.kind === 'instrument') {
    if (definitionOf(act.instrument).origin === 'incoming') {
      findings.push(problemAt('ACT_INCOMING', at(rung, 'act'), { name: rung.name, instrument: act.instrument }));
    }
    // A step is signed for by a person, a piece is held by one; a paper is served on a unit.
    if (on.kind === 'signOffStep' || on.kind === 'reportDuty' || on.kind === 'piece') {
      findings.push(problemAt('ACT_NOT_FOR_SUBJECT', at(rung, 'act'), { name: rung.name }));
    }
  }
  if (act.kind === 'silence' && (on.kind !== 'signOffStep' || on.chain === undefined)) {
    findings.push(problemAt('ACT_NOT_FOR_SUBJECT', at(rung, 'act'), { name: rung.name }));
  }
  if (on.chain !== undefined && (on.kind !== 'signOffStep' || !(on.chain in policy.chains))) {
    findings.push(problemAt('RUNG_UNREACHABLE', at(rung, 'on'), { name: rung.name, why: 'noChain', chain: on.chain }));
  }
  if (on.instrument !== undefined || on.stage !== undefined) {
    const stages = on.instrument === undefined ? null : definitionOf(on.instrument).stages;
    const isThere = stages === null || on.stage === undefined || stages.some((stage) => stage.key === on.stage);
    if (on.kind !== 'instrumentStage' || !isThere) {
      findings.push(problemAt('RUNG_UNREACHABLE', at(rung, 'on'), { name: rung.name, why: 'noStage', stage: on.stage ?? '' }));
    }
  }
  if (!isOwed(policy, on.kind)) {
    findings.push(problemAt('RUNG_UNREACHABLE', at(rung, 'on'), { name: rung.name, why: 'nobodyOwes' }));
  }
  return findings;
}

const FIELD_OF_KIND = { receipt: 'receipt', completion: 'completion', periodReport: 'periodReports' } as const;

function isOwed(policy: Policy, kind: ObligationKind): boolean {
  if (kind === 'reportDuty') return (policy.reportDuties ?? []).length > 0;
  if (kind !== 'receipt' && kind !== 'completion' && kind !== 'periodReport') return true;
  return Object.values(policy.owes).some((owes) => owes[FIELD_OF_KIND[kind]]);
}

/** A moment before what it counts from, or before the thing can have been opened, is always past when it is armed. */
function moments(rung: Rung, policy: Policy): PolicyFinding[] {
  const { from, offset } = rung;
  if (from.base !== 'due' && from.base !== 'periodEnd') {
    const isByDay = offset.unit !== 'minutes' && offset.unit !== 'workingHours';
    return offset.n < 0 || (offset.n === 0 && isByDay)
      ? [problemAt('RUNG_BEFORE_BASE', at(rung, 'offset'), { name: rung.name })]
      : [];
  }
  if (offset.n >= 0 || from.base !== 'due') return [];
  const terms = termsBefore(rung.on, policy).filter((term) => term.unit === offset.unit);
  const shortest = Math.min(...terms.map((term) => term.n));
  return -offset.n >= shortest
    ? [problemAt('RUNG_BEFORE_OPENING', at(rung, 'offset'), { name: rung.name, days: -offset.n, term: shortest })]
    : [];
}

/** The terms within which something of this kind is due once it is opened; none where a day is written. */
function termsBefore(on: RungSubject, policy: Policy): readonly Limit[] {
  if (on.kind === 'receipt') return [policy.receiptTerm];
  if (on.kind === 'signOffStep') {
    return Object.entries(policy.chains).flatMap(([key, chain]) =>
      on.chain === undefined || on.chain === key ? chain.steps.map((step) => step.limit) : [],
    );
  }
  if (on.kind !== 'instrumentStage') return [];
  return Object.entries(policy.instruments).flatMap(([kind, terms]) =>
    on.instrument !== undefined && on.instrument !== kind
      ? []
      : Object.entries(terms).flatMap(([stage, term]) => (on.stage === undefined || on.stage === stage ? [term] : [])),
  );
}

/** What waits for itself: by rungs that count from rungs, and by services that count from services. */
function circles(ladder: readonly Rung[]): PolicyFinding[] {
  const waitsFor = (rung: Rung): readonly Rung[] => {
    const { from } = rung;
    if (from.base === 'rung') return ladder.filter((other) => other.key === from.rungKey);
    if (from.base !== 'served') return [];
    return ladder.filter(
      (other) => other.act.kind === 'instrument' && other.act.instrument === from.instrument && overlap(other.on, rung.on),
    );
  };
  // Reached: counts from something that comes by itself, or from something reached.
  const reached = new Set(ladder.filter((rung) => rung.from.base !== 'rung' && rung.from.base !== 'served'));
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const rung of ladder) if (waitsFor(rung).some((base) => base !== rung && reached.has(base))) reached.add(rung);
  }
  return ladder
    .filter((rung) => !reached.has(rung) && waitsFor(rung).length > 0)
    .map((rung) => problemAt('LADDER_CIRCLE', at(rung, 'from'), { name: rung.name }));
}

/**
 * Where time runs out, the ladder must come to an end in a person's hands: after the due day at least one rung that opens an
 * instrument or tells the office or a leader. A ladder of reminders to the one who is late goes on for ever.
 */
function ends(policy: Policy): PolicyFinding[] {
  const kinds: readonly ObligationKind[] = [
    'receipt',
    'completion',
    'periodReport',
    'instrumentStage',
    'signOffStep',
    'reportDuty',
  ];
  return kinds
    .filter((kind) => isOwed(policy, kind))
    .filter((kind) => !policy.ladder.some((rung) => coversWhole(rung.on, kind) && isAfter(rung) && isHandedOn(rung)))
    .map((kind) => problemAt('LADDER_NO_END', inPolicy('ladder', null, kind), { kind }));
}

const coversWhole = (on: RungSubject, kind: ObligationKind): boolean =>
  on.kind === kind && on.instrument === undefined && on.stage === undefined && on.chain === undefined;

const isAfter = ({ from, offset }: Rung): boolean => from.base !== 'due' || offset.n > 0;

const isHandedOn = (rung: Rung): boolean =>
  rung.act.kind === 'instrument' || rung.receivers.some((rule) => rule.of === 'jurisdiction' || rule.of === 'leaderInCharge');

/** The instruments that the ladder opens, and those that a failing target goes on to. */
export function instrumentsOf(policy: Policy): ReadonlySet<InstrumentKind> {
  const kinds = new Set<InstrumentKind>();
  const add = (kind: InstrumentKind): void => {
    if (kinds.has(kind)) return;
    kinds.add(kind);
    const next = missLeadsTo(policy, kind);
    if (next !== null) add(next);
  };
  for (const { act } of policy.ladder) if (act.kind === 'instrument') add(act.instrument);
  return kinds;
}
