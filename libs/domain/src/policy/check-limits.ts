import { isTerm } from '../calendar/term';
import { definitionOf, mainStages } from '../instrument/definitions';
import type { InstrumentKind } from '../instrument/kinds';
import type { Cycle, Limit } from '../shared/limit';
import { instrumentsOf } from './check-ladder';
import { inPolicy, problemAt, remarkAt, type PolicyFinding, type PolicyPlace } from './policy-finding';
import { missLeadsTo, type LampFact, type Policy } from './policy';

const DAYS_OF_CYCLE: Readonly<Record<Cycle, number>> = { monthly: 28, quarterly: 90, halfYearly: 181, yearly: 365 };
/** Rough length in calendar days: enough to see what is out of sense. */
const DAYS_OF_UNIT = { workingDays: 1.4, calendarDays: 1, months: 30.4, workingHours: 1 / 8, minutes: 1 / 1440 } as const;

const lengthOf = (limit: Limit): number => limit.n * DAYS_OF_UNIT[limit.unit];

const LONGEST_TERM_DAYS = 366;
const LONGEST_RECEIPT_DAYS = 31;
const LONGEST_STEP_DAYS = 92;
/** Three years: a repetition is counted across plan years, but not for ever. */
const LONGEST_REPEAT_DAYS = 1097;
const LONGEST_OFFSET_DAYS = 366;
const LONGEST_GRACE_MINUTES = 3 * 1440;

/** Limits that no office means: nought, negative, a fraction of a day, longer than the thing that they belong to. */
export function checkLimits(policy: Policy): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  const term = (limit: Limit, longestDays: number, place: PolicyPlace): void => {
    const isWhole = Number.isInteger(limit.n) || limit.unit === 'workingHours';
    if (limit.n <= 0 || !isWhole || lengthOf(limit) > longestDays) {
      findings.push(problemAt('LIMIT_OUT_OF_SENSE', place, { n: limit.n, unit: limit.unit }));
    }
  };
  term(policy.receiptTerm, LONGEST_RECEIPT_DAYS, inPolicy('general', null, 'receiptTerm'));
  term(policy.returnTerm, LONGEST_TERM_DAYS, inPolicy('general', null, 'returnTerm'));
  if (policy.returnBounds) {
    const { least, most } = policy.returnBounds;
    const place = inPolicy('general', null, 'returnBounds');
    for (const bound of [least, most]) {
      if (isTerm(bound)) term(bound, LONGEST_TERM_DAYS, place);
      else findings.push(problemAt('LIMIT_OUT_OF_SENSE', place, { n: bound.n, unit: bound.unit }));
    }
    const lengths = [least, policy.returnTerm, most].map(lengthOf);
    if (lengths.some((length, at) => length < (lengths[at - 1] ?? 0)))
      findings.push(problemAt('RETURN_BOUNDS_CROSSED', place, {}));
  }
  if (policy.reassignTerm) term(policy.reassignTerm, LONGEST_TERM_DAYS, inPolicy('general', null, 'reassignTerm'));
  const cycleDays = policy.defaultCycle === null ? LONGEST_STEP_DAYS : DAYS_OF_CYCLE[policy.defaultCycle];
  term(policy.periodReportTerm, cycleDays, inPolicy('general', null, 'periodReportTerm'));
  for (const [kind, rule] of Object.entries(policy.repeats ?? {}))
    term(rule.within, LONGEST_REPEAT_DAYS, inPolicy('repeats', kind, 'within'));
  for (const rung of policy.ladder) {
    const { offset } = rung;
    const isWhole = Number.isInteger(offset.n) || offset.unit === 'workingHours';
    // Working hours are counted forward from an instant only.
    if (!isWhole || Math.abs(lengthOf(offset)) > LONGEST_OFFSET_DAYS || (offset.unit === 'workingHours' && offset.n < 0)) {
      findings.push(problemAt('LIMIT_OUT_OF_SENSE', inPolicy('ladder', rung.key, 'offset'), { n: offset.n, unit: offset.unit }));
    }
  }
  for (const [key, chain] of Object.entries(policy.chains)) {
    for (const step of chain.steps) term(step.limit, LONGEST_STEP_DAYS, inPolicy('chains', key, `steps.${step.key}`));
  }
  for (const [kind, terms] of Object.entries(policy.instruments)) {
    const known = definitionOf(kind).stages.map((stage): string => stage.key);
    for (const [stage, limit] of Object.entries(terms)) {
      const place = inPolicy('instruments', kind, stage);
      if (!known.includes(stage)) findings.push(problemAt('STAGE_UNKNOWN', place, { instrument: kind, stage }));
      term(limit, LONGEST_TERM_DAYS, place);
    }
  }
  const { maxTimes, maxDays } = policy.extension;
  if (maxTimes > 12 || maxDays > LONGEST_TERM_DAYS || maxTimes > 0 !== maxDays > 0) {
    findings.push(problemAt('EXTENSION_OUT_OF_SENSE', inPolicy('extension'), { maxTimes, maxDays }));
  }
  if (policy.objection) {
    term(policy.objection.term, LONGEST_STEP_DAYS, inPolicy('objection', null, 'term'));
    term(policy.objection.decision, LONGEST_STEP_DAYS, inPolicy('objection', null, 'decision'));
  }
  if (policy.graceMinutes > LONGEST_GRACE_MINUTES) {
    findings.push(problemAt('GRACE_OUT_OF_SENSE', inPolicy('general', null, 'graceMinutes'), { minutes: policy.graceMinutes }));
  }
  return [...findings, ...stagesWithoutLimit(policy), ...missesWithoutEnd(policy)];
}

/** What a missed stage leads to is a paper that goes out, and comes to an end. */
function missesWithoutEnd(policy: Policy): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  for (const [kind, next] of Object.entries(policy.missLeadsTo ?? {}) as [InstrumentKind, InstrumentKind | null][]) {
    const place = inPolicy('missLeadsTo', kind);
    if (next !== null && definitionOf(next).origin === 'incoming') {
      findings.push(problemAt('MISS_LEADS_NOWHERE', place, { instrument: kind, next }));
    }
    const seen = new Set<InstrumentKind>();
    for (let at: InstrumentKind | null = kind; at !== null; at = missLeadsTo(policy, at)) {
      if (seen.has(at)) {
        findings.push(problemAt('MISS_CIRCLE', place, { instrument: kind, next: at }));
        break;
      }
      seen.add(at);
    }
  }
  return findings;
}

/** A stage that the line cannot pass without being done, and that never becomes due, would keep the case open for ever. */
function stagesWithoutLimit(policy: Policy): PolicyFinding[] {
  const used = instrumentsOf(policy);
  const findings: PolicyFinding[] = [];
  for (const kind of new Set([...used, ...(Object.keys(policy.instruments) as (keyof Policy['instruments'])[])])) {
    const terms = policy.instruments[kind] ?? {};
    for (const stage of mainStages(definitionOf(kind))) {
      // 摘牌 is a sign-off, whose steps have limits of their own.
      if (stage.key === 'delisting' || stage.onlyIf !== undefined || stage.key in terms) continue;
      findings.push(
        problemAt('STAGE_NO_LIMIT', inPolicy('instruments', kind, stage.key), { instrument: kind, stage: stage.key }),
      );
    }
  }
  return findings;
}

const LAMP_FACTS: readonly LampFact[] = [
  'done',
  'doneLate',
  'overdue',
  'dueSoon',
  'onTrack',
  'suspended',
  'longTerm',
  'madeUpLate',
];

/** Names, authority, what is owed, and the lamps' words. */
export function checkGeneral(policy: Policy): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  if (policy.name.trim() === '') findings.push(problemAt('NAME_EMPTY', inPolicy('general', null, 'name')));
  if (policy.authority.trim() === '') findings.push(problemAt('AUTHORITY_EMPTY', inPolicy('general', null, 'authority')));
  if (!Object.values(policy.owes).some((owes) => owes.completion)) findings.push(problemAt('OWES_NOTHING', inPolicy('owes')));
  if (!policy.owes.lead.completion) findings.push(remarkAt('LEAD_OWES_NOTHING', inPolicy('owes', 'lead', 'completion')));
  for (const fact of LAMP_FACTS) {
    const words = policy.lamps.filter((lamp) => lamp.fact === fact);
    if (words.length === 0) findings.push(problemAt('LAMP_MISSING', inPolicy('lamps', fact), { fact }));
    if (words.length > 1) findings.push(problemAt('LAMP_TWICE', inPolicy('lamps', fact), { fact }));
  }
  return findings;
}
