import { parseDay } from '../day/day';
import { problemAt, type PolicyFinding, type PolicyPlace } from './policy-finding';
import type { Policy } from './policy';
import {
  anyOf, counted, entriesOf, fact, flawless, listOf, maybe, record, shapeByWord, text, whole, wordOf, type Shape, type ShapePath,
} from './shape'; // prettier-ignore

const LIMIT_UNITS = ['workingDays', 'calendarDays', 'months', 'workingHours', 'minutes'] as const;
const KINDS = ['receipt', 'completion', 'milestone', 'piece', 'periodReport', 'explanation', 'bulletin', 'instrumentStage', 'signOffStep', 'reportDuty'] as const; // prettier-ignore
const INSTRUMENTS = [
  'urging', 'supervisionOrder', 'summons', 'listing', 'bulletin', 'enforcementOpinion', 'procuratorialSuggestion', 'judicialSuggestion',
  'congressSuggestion', 'consultativeProposal', 'auditRectification', 'caseReview', 'inspectionFeedback',
] as const; // prettier-ignore
const CHAINS = [
  'planApproval',
  'planAmendment',
  'progressReport',
  'completion',
  'extension',
  'delisting',
  'annualReport',
] as const;
const FACTS = ['done', 'doneLate', 'overdue', 'dueSoon', 'onTrack', 'suspended', 'longTerm', 'madeUpLate'] as const;
const EDITIONS = ['superior', 'committee', 'congress', 'public'] as const;
const ROLES = ['lead', 'collating', 'responsible', 'cooperating'] as const;

const limit = record({ n: counted, unit: wordOf(LIMIT_UNITS) });
const post = shapeByWord('of', {
  holderPost: {},
  holderUnit: { role: wordOf(['liaison', 'unitHead']) },
  leaderInCharge: {},
  jurisdiction: { role: wordOf(['officeClerk', 'officeHead', 'deputyLeader', 'chiefLeader']) },
  coUnits: { role: wordOf(['unitHead']) },
});
const base = shapeByWord('base', {
  due: {},
  opened: {},
  periodEnd: {},
  served: { instrument: wordOf(INSTRUMENTS) },
  rung: { rungKey: text },
});
const act = shapeByWord('kind', {
  remind: {},
  instrument: { instrument: wordOf(INSTRUMENTS), grouping: wordOf(['perTask', 'perUnit', 'perMoment']) },
  silence: { answer: wordOf(['approve', 'refuse']) },
});
const subject = record({ kind: wordOf(KINDS) }, { instrument: wordOf(INSTRUMENTS), stage: text, chain: text });
const rung = record({
  key: text,
  name: text,
  on: subject,
  from: base,
  offset: limit,
  hour: whole(0, 23),
  act,
  receivers: listOf(post),
});
const chain = record({
  key: text,
  name: text,
  steps: listOf(record({ key: text, name: text, mode: wordOf(['all', 'any']), posts: listOf(post), limit })),
  onRefusal: wordOf(['returnAtOnce', 'tallyThenReturn']),
  allowSamePerson: fact,
});
const dayOfYear: Shape = (value, path, flaws) => {
  const isDay = typeof value === 'string' && /^\d{2}-\d{2}$/.test(value) && parseDay(`2025-${value}`) !== null;
  if (!isDay) wordOf([])(value, path, flaws);
};
const policy: Shape = record(
  {
    key: text,
    name: anyOf('string'),
    authority: anyOf('string'),
    owes: record(
      Object.fromEntries(ROLES.map((role) => [role, record({ receipt: fact, periodReports: fact, completion: fact })])),
    ),
    receiptTerm: limit,
    periodReportTerm: limit,
    defaultCycle: maybe(wordOf(['monthly', 'quarterly', 'halfYearly', 'yearly'])),
    graceMinutes: whole(0, 100_000),
    ladder: listOf(rung),
    chains: entriesOf((key) => (CHAINS as readonly string[]).includes(key) || isPaperChain(key), chain),
    instruments: entriesOf(
      (key) => (INSTRUMENTS as readonly string[]).includes(key),
      entriesOf(() => true, limit),
    ),
    extension: record({ maxTimes: whole(0, 100), maxDays: whole(0, 10_000) }),
    returnTerm: limit,
    lamps: listOf(record({ fact: wordOf(FACTS), word: text, colour: text })),
  },
  {
    reassignTerm: limit,
    returnBounds: record({ least: limit, most: limit }),
    reportDuties: listOf(record({ name: text, edition: wordOf(EDITIONS), before: dayOfYear })),
    missLeadsTo: entriesOf((key) => (INSTRUMENTS as readonly string[]).includes(key), maybe(wordOf(INSTRUMENTS))),
    repeats: entriesOf((key) => (INSTRUMENTS as readonly string[]).includes(key), record({ from: whole(2, 100), within: limit })),
    objection: record({ term: limit, decision: limit }),
    bulletins: listOf(wordOf(['monthly', 'halfYearly'])),
  },
);

const isPaperChain = (key: string): boolean =>
  /^(issue|again)\./.test(key) && (INSTRUMENTS as readonly string[]).includes(key.slice('issue.'.length));

/** Words under which a policy might ask to count from 签收: the clock would stand still for whoever does not sign for it. */
const RECEIPT_BASES = ['receipt', 'received', 'signedFor'];

/**
 * Reads a policy that came from outside (a page, a file, another release). The policy where it has the shape of one, else
 * what is missing or not understood, each with its place. Two of these have codes of their own because an office would ask
 * for them: a clock that counts from 签收 without a deemed day (POLICY.BASE_NO_DEEMED_DAY) and a chain that does not say what
 * a refusal does (POLICY.CHAIN_NO_REFUSAL_RULE).
 */
export function readPolicyShape(value: unknown): { readonly policy: Policy | null; readonly findings: readonly PolicyFinding[] } {
  const flaws = flawless();
  policy(value, [], flaws);
  const findings = flaws.found.map(({ path, reason, found }) => {
    const place = placeOfPath(value, path);
    const at = path.at(-1);
    if (place.part === 'ladder' && at === 'base' && RECEIPT_BASES.includes(String(found))) {
      return problemAt('BASE_NO_DEEMED_DAY', { ...place, field: 'from' });
    }
    if (place.part === 'chains' && at === 'onRefusal')
      return problemAt('CHAIN_NO_REFUSAL_RULE', { ...place, field: 'onRefusal' });
    return problemAt(REASON_CODES[reason], place, { field: path.join('.'), found: shown(found) });
  });
  return { policy: findings.length === 0 ? (value as Policy) : null, findings };
}

const REASON_CODES = { missing: 'FIELD_MISSING', wrong: 'FIELD_WRONG', unknown: 'FIELD_UNKNOWN' } as const;

const shown = (found: unknown): string =>
  typeof found === 'string' ? found.slice(0, 60) : found === undefined ? '' : JSON.stringify(found).slice(0, 60);

const PARTS: Readonly<Record<string, PolicyPlace['part']>> = {
  owes: 'owes',
  ladder: 'ladder',
  chains: 'chains',
  instruments: 'instruments',
  missLeadsTo: 'missLeadsTo',
  repeats: 'repeats',
  extension: 'extension',
  objection: 'objection',
  bulletins: 'bulletins',
  lamps: 'lamps',
};

function placeOfPath(value: unknown, path: ShapePath): PolicyPlace {
  const [top, at, ...rest] = path;
  const part = PARTS[String(top)];
  if (part === undefined) return { part: 'general', key: null, field: top === undefined ? null : String(top) };
  const field =
    rest[0] === undefined ? null : rest[0] === 'steps' && rest[1] !== undefined ? `steps.${rest[1]}` : String(rest[0]);
  if (typeof at !== 'number') return { part, key: at === undefined ? null : at, field };
  const entry = ((value as Record<string, unknown>)[String(top)] as unknown[])[at] as Record<string, unknown> | null;
  const name = part === 'lamps' ? entry?.['fact'] : entry?.['key'];
  return { part, key: typeof name === 'string' && name !== '' ? name : `#${at + 1}`, field };
}
