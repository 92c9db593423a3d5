import type { Chain, ChainStep, Policy, Rung } from './policy';
import { checkPolicy } from './check-policy';

const days = (n: number) => ({ n, unit: 'workingDays' as const });
const rung = (key: string, on: Rung['on']['kind'], offset: number, more: Partial<Rung> = {}): Rung => ({
  key,
  name: key,
  on: { kind: on },
  from: { base: 'due' },
  offset: days(offset),
  hour: 9,
  act: { kind: 'remind' },
  receivers: [{ of: 'jurisdiction', role: 'officeClerk' }],
  ...more,
});
const paper = (instrument: 'urging' | 'supervisionOrder' | 'summons' | 'procuratorialSuggestion'): Pick<Rung, 'act'> => ({
  act: { kind: 'instrument', instrument, grouping: 'perUnit' },
});
const step = (key: string, role: 'officeHead' | 'chiefLeader'): ChainStep => ({
  key,
  name: key,
  mode: 'any',
  posts: [{ of: 'jurisdiction', role }],
  limit: days(3),
});
const chain = (
  key: string,
  steps: readonly ChainStep[] = [step('office', 'officeHead'), step('chief', 'chiefLeader')],
): Chain => ({
  key,
  name: key,
  steps,
  onRefusal: 'returnAtOnce',
  allowSamePerson: false,
});
const owes = { receipt: true, periodReports: true, completion: true };
const chains = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, chain(key)]));

/** A small policy with nothing wrong. */
const good: Policy = {
  key: 'small',
  name: '小制度',
  authority: '授权',
  owes: {
    lead: owes,
    collating: owes,
    responsible: owes,
    cooperating: { receipt: true, periodReports: false, completion: false },
  },
  receiptTerm: days(3),
  periodReportTerm: days(5),
  defaultCycle: 'quarterly',
  graceMinutes: 240,
  ladder: [
    rung('receipt.late', 'receipt', 1),
    rung('period.late', 'periodReport', 1),
    rung('stage.late', 'instrumentStage', 1),
    rung('step.late', 'signOffStep', 1),
    rung('completion.soon', 'completion', -3, { receivers: [{ of: 'holderUnit', role: 'liaison' }] }),
    rung('completion.urging', 'completion', 1, paper('urging')),
    rung('completion.later', 'completion', 2, { from: { base: 'rung', rungKey: 'completion.urging' } }),
    rung('extension.silence', 'signOffStep', 2, {
      on: { kind: 'signOffStep', chain: 'extension' },
      act: { kind: 'silence', answer: 'refuse' },
    }),
  ],
  chains: chains('planApproval', 'progressReport', 'completion', 'extension', 'annualReport'),
  instruments: { supervisionOrder: { receipt: days(2), answer: days(10), acceptance: days(5) } },
  extension: { maxTimes: 1, maxDays: 30 },
  returnTerm: days(10),
  lamps: (['done', 'doneLate', 'overdue', 'dueSoon', 'onTrack', 'suspended', 'longTerm', 'madeUpLate'] as const).map((fact) => ({
    fact,
    word: fact,
    colour: '蓝',
  })),
};

const found = (policy: unknown, context = {}) =>
  checkPolicy(policy, context).findings.map(
    ({ code, place }) => `${code.replace('POLICY.', '')} ${place.part}/${place.key ?? ''}/${place.field ?? ''}`,
  );
const ladder = (...more: Rung[]): Policy => ({ ...good, ladder: [...good.ladder, ...more] });
const without = (key: string): Policy => ({ ...good, ladder: good.ladder.filter((each) => each.key !== key) });
const withChain = (key: string, value: unknown) => ({ ...good, chains: { ...good.chains, [key]: value } });

test('nothing is found in a good policy', () => {
  expect(checkPolicy(good)).toEqual({ policy: good, findings: [], isSound: true });
});

test.each<[string, unknown, string[]]>([
  ['no policy at all', 'x', ['FIELD_WRONG general//']],
  ['a field that is missing', { ...good, graceMinutes: undefined }, ['FIELD_MISSING general//graceMinutes']],
  ['a field that nobody knows', { ...good, grace: 3 }, ['FIELD_UNKNOWN general//grace']],
  ['an hour that no day has', ladder(rung('a', 'completion', 9, { hour: 24 })), ['FIELD_WRONG ladder/a/hour']],
  ['a rung without a key', ladder(rung('', 'completion', 9)), ['FIELD_WRONG ladder/#9/key', 'FIELD_WRONG ladder/#9/name']],
  [
    'a clock that counts from 签收 has no deemed day',
    { ...good, ladder: [...good.ladder, { ...rung('a', 'completion', 9), from: { base: 'received' } }] },
    ['BASE_NO_DEEMED_DAY ladder/a/from'],
  ],
  [
    'a sign-off step without a refusal rule',
    withChain('completion', { ...chain('completion'), onRefusal: undefined }),
    ['CHAIN_NO_REFUSAL_RULE chains/completion/onRefusal'],
  ],
  ['a chain of an unknown thing', withChain('lunch', chain('lunch')), ['FIELD_UNKNOWN chains/lunch/']],
  ['two rungs with one key', ladder(rung('receipt.late', 'completion', 9)), ['RUNG_KEY_TWICE ladder/receipt.late/key']],
  ["the clock's own word in a key", ladder(rung('duban.x', 'completion', 9)), ['RUNG_KEY_FORM ladder/duban.x/key']],
  ['two rungs on one boundary', ladder(rung('twin', 'completion', 1)), ['RUNG_SAME_BOUNDARY ladder/twin/offset']],
  ['the same day at another hour is another boundary', ladder(rung('noon', 'completion', 1, { hour: 12 })), []],
  [
    'nought working days and nought calendar days are one boundary',
    ladder(rung('a', 'completion', 0), rung('b', 'completion', 0, { offset: { n: 0, unit: 'calendarDays' } })),
    ['RUNG_SAME_BOUNDARY ladder/b/offset'],
  ],
  [
    'a rung for one chain lies on the boundary of one for all',
    ladder(rung('a', 'signOffStep', 1, { on: { kind: 'signOffStep', chain: 'completion' } })),
    ['RUNG_SAME_BOUNDARY ladder/a/offset'],
  ],
  [
    'a rung that names no receiver',
    ladder(rung('a', 'completion', 9, { receivers: [] })),
    ['RUNG_NO_RECEIVER ladder/a/receivers'],
  ],
  [
    'a task is owed by a unit, not by a post',
    ladder(rung('a', 'completion', 9, { receivers: [{ of: 'holderPost' }] })),
    ['RUNG_RECEIVER_IMPOSSIBLE ladder/a/receivers'],
  ],
  [
    'a step is owed by a post, not by a unit',
    ladder(rung('a', 'signOffStep', 9, { receivers: [{ of: 'holderUnit', role: 'unitHead' }] })),
    ['RUNG_RECEIVER_IMPOSSIBLE ladder/a/receivers'],
  ],
  [
    'a base that no rung has',
    ladder(rung('a', 'completion', 9, { from: { base: 'rung', rungKey: 'nowhere' } })),
    ['RUNG_BASE_UNKNOWN ladder/a/from'],
  ],
  [
    'a base that belongs to something else',
    ladder(rung('a', 'completion', 9, { from: { base: 'rung', rungKey: 'receipt.late' } })),
    ['RUNG_UNREACHABLE ladder/a/from'],
  ],
  [
    'the service of a paper that no rung opens',
    ladder(rung('a', 'completion', 9, { from: { base: 'served', instrument: 'supervisionOrder' } })),
    ['RUNG_UNREACHABLE ladder/a/from'],
  ],
  [
    "a period's end where there is no period",
    ladder(rung('a', 'completion', 9, { from: { base: 'periodEnd' } })),
    ['RUNG_UNREACHABLE ladder/a/from'],
  ],
  [
    'two rungs that wait for each other',
    ladder(
      rung('a', 'completion', 1, { from: { base: 'rung', rungKey: 'b' } }),
      rung('b', 'completion', 1, { from: { base: 'rung', rungKey: 'a' } }),
    ),
    ['LADDER_CIRCLE ladder/a/from', 'LADDER_CIRCLE ladder/b/from'],
  ],
  [
    'a rung that waits for itself',
    ladder(rung('a', 'completion', 1, { from: { base: 'rung', rungKey: 'a' } })),
    ['LADDER_CIRCLE ladder/a/from'],
  ],
  ['no rung after the due day: it cannot end', without('receipt.late'), ['LADDER_NO_END ladder//receipt']],
  [
    'reminders to the late one alone never end it',
    {
      ...good,
      ladder: good.ladder.map((each) =>
        each.key === 'period.late' ? { ...each, receivers: [{ of: 'holderUnit', role: 'liaison' }] } : each,
      ),
    },
    ['LADDER_NO_END ladder//periodReport'],
  ],
  [
    'a paper that only others send',
    ladder(rung('a', 'completion', 9, paper('procuratorialSuggestion'))),
    [
      'ACT_INCOMING ladder/a/act',
      'CHAIN_MISSING chains/issue.procuratorialSuggestion/',
      'CHAIN_MISSING chains/issue.supervisionOrder/',
      'CHAIN_MISSING chains/issue.summons/',
      'CHAIN_MISSING chains/issue.listing/',
      'CHAIN_MISSING chains/issue.bulletin/',
      'CHAIN_MISSING chains/delisting/',
    ],
  ],
  ['a reminder of a piece to the post that holds it', ladder(rung('a', 'piece', -3, { receivers: [{ of: 'holderPost' }] })), []],
  [
    "a piece is the unit's own: nobody else is told, and no paper is served for it",
    ladder(
      rung('a', 'piece', 1, { ...paper('urging'), receivers: [{ of: 'holderPost' }, { of: 'holderUnit', role: 'liaison' }] }),
    ),
    ['RUNG_RECEIVER_IMPOSSIBLE ladder/a/receivers', 'ACT_NOT_FOR_SUBJECT ladder/a/act'],
  ],
  [
    'an answer to silence on a task',
    ladder(rung('a', 'completion', 9, { act: { kind: 'silence', answer: 'refuse' } })),
    ['ACT_NOT_FOR_SUBJECT ladder/a/act'],
  ],
  [
    'a chain that is not there',
    ladder(rung('a', 'signOffStep', 9, { on: { kind: 'signOffStep', chain: 'delisting' } })),
    ['RUNG_UNREACHABLE ladder/a/on'],
  ],
  [
    'a stage that the paper has not',
    ladder(
      rung('a', 'instrumentStage', 9, { on: { kind: 'instrumentStage', instrument: 'supervisionOrder', stage: 'meeting' } }),
    ),
    ['RUNG_UNREACHABLE ladder/a/on'],
  ],
  ['a reminder before the thing is opened', ladder(rung('a', 'receipt', -3)), ['RUNG_BEFORE_OPENING ladder/a/offset']],
  [
    'a moment before its base',
    ladder(rung('a', 'completion', -1, { from: { base: 'rung', rungKey: 'completion.urging' } })),
    ['RUNG_BEFORE_BASE ladder/a/offset'],
  ],
  ['half a day', ladder(rung('a', 'completion', 1.5)), ['LIMIT_OUT_OF_SENSE ladder/a/offset']],
  [
    'working hours back',
    ladder(rung('a', 'completion', 0, { offset: { n: -2, unit: 'workingHours' } })),
    ['LIMIT_OUT_OF_SENSE ladder/a/offset'],
  ],
  ['a term of nought', { ...good, receiptTerm: days(0) }, ['LIMIT_OUT_OF_SENSE general//receiptTerm']],
  [
    'a report due after the next period has ended',
    { ...good, periodReportTerm: days(80) },
    ['LIMIT_OUT_OF_SENSE general//periodReportTerm'],
  ],
  [
    'a return that must name a day later than the one proposed',
    { ...good, returnBounds: { least: { n: 6, unit: 'months' }, most: { n: 9, unit: 'months' } } },
    ['RETURN_BOUNDS_CROSSED general//returnBounds'],
  ],
  ['an extension of no days', { ...good, extension: { maxTimes: 2, maxDays: 0 } }, ['EXTENSION_OUT_OF_SENSE extension//']],
  ['a grace of a week', { ...good, graceMinutes: 10_080 }, ['GRACE_OUT_OF_SENSE general//graceMinutes']],
  ['an extension with no answer to silence', without('extension.silence'), ['EXTENSION_NO_SILENCE ladder//extension']],
  ['a chain under another name', withChain('completion', chain('extension')), ['CHAIN_KEY chains/completion/key']],
  ['a chain of no steps', withChain('completion', chain('completion', [])), ['CHAIN_NO_STEPS chains/completion/steps']],
  [
    'a step that asks nobody',
    withChain('completion', chain('completion', [{ ...step('a', 'officeHead'), posts: [] }])),
    ['STEP_NO_POSTS chains/completion/steps.a'],
  ],
  [
    '会签 alone: nobody signs where the task has one unit',
    withChain('completion', chain('completion', [{ ...step('a', 'officeHead'), posts: [{ of: 'coUnits', role: 'unitHead' }] }])),
    ['CHAIN_NOBODY_SIGNS chains/completion/steps'],
  ],
  [
    'a unit head cannot approve a plan',
    withChain(
      'planApproval',
      chain('planApproval', [{ ...step('a', 'officeHead'), posts: [{ of: 'holderUnit', role: 'unitHead' }] }]),
    ),
    ['STEP_POST_IMPOSSIBLE chains/planApproval/steps.a'],
  ],
  [
    'one post for two steps: nobody may sign twice',
    withChain('completion', chain('completion', [step('a', 'officeHead'), step('b', 'officeHead')])),
    ['STEP_SAME_POST chains/completion/steps.b'],
  ],
  [
    'one post for two steps where the chain allows it',
    withChain('completion', {
      ...chain('completion', [step('a', 'officeHead'), step('b', 'officeHead')]),
      allowSamePerson: true,
    }),
    [],
  ],
  [
    'a chain that is missing',
    { ...good, chains: chains('planApproval', 'progressReport', 'extension', 'annualReport') },
    ['CHAIN_MISSING chains/completion/'],
  ],
  [
    'a stage with no limit keeps the case open',
    { ...good, instruments: { supervisionOrder: { receipt: days(2), answer: days(10) } } },
    ['STAGE_NO_LIMIT instruments/supervisionOrder/acceptance'],
  ],
  [
    'a limit of a stage that the paper has not',
    { ...good, instruments: { supervisionOrder: { ...good.instruments.supervisionOrder, meeting: days(3) } } },
    ['STAGE_UNKNOWN instruments/supervisionOrder/meeting'],
  ],
  [
    'a duty to report without a rung that tells anybody',
    { ...good, reportDuties: [{ name: '报上级', edition: 'superior', before: '03-01' }] },
    ['LADDER_NO_END ladder//reportDuty'],
  ],
  [
    'a duty to report before a day that is none',
    { ...good, reportDuties: [{ name: '报上级', edition: 'superior', before: '02-30' }] },
    ['FIELD_WRONG general//reportDuties'],
  ],
  [
    "a report is the office's own: no paper is served for it, and no unit is told",
    ladder(rung('a', 'reportDuty', 1, paper('urging'))),
    ['ACT_NOT_FOR_SUBJECT ladder/a/act', 'RUNG_UNREACHABLE ladder/a/on'],
  ],
  [
    'a repetition that goes a level up without saying to whom',
    { ...good, repeats: { summons: { from: 2, within: { n: 12, unit: 'months' } } } },
    ['CHAIN_MISSING chains/again.summons/'],
  ],
  [
    'a repetition that is counted for ever',
    {
      ...good,
      repeats: { summons: { from: 2, within: { n: 50, unit: 'months' } } },
      chains: { ...good.chains, 'again.summons': { ...chain('planApproval'), key: 'again.summons' } },
    },
    ['LIMIT_OUT_OF_SENSE repeats/summons/within'],
  ],
  ['no authority', { ...good, authority: ' ' }, ['AUTHORITY_EMPTY general//authority']],
  ['a lamp without a word', { ...good, lamps: good.lamps.slice(1) }, ['LAMP_MISSING lamps/done/']],
])('%s', (_name, policy, expected) => {
  const said = found(policy);
  for (const each of expected) expect(said).toContain(each);
  if (expected.length <= 1) expect(said).toEqual(expected);
  expect(checkPolicy(policy).isSound).toBe(expected.length === 0);
});

test('a key keeps its meaning for ever: another subject or act is refused, another day is not', () => {
  const before = { ...good, ladder: [...good.ladder, rung('old', 'completion', 9, paper('urging'))] };
  expect(found(ladder(rung('old', 'receipt', 9)), { earlier: [before] })).toEqual(['RUNG_KEY_REUSED ladder/old/key']);
  expect(found(ladder(rung('old', 'completion', 12, paper('urging'))), { earlier: [before] })).toEqual([]);
});

test('a post that the jurisdiction lacks is remarked on and does not keep the policy back', () => {
  const posts = [{ id: 'p', unitId: 'u', role: 'officeHead' as const, title: '', superiorPostId: null }];
  const check = checkPolicy(good, { roster: { units: [], posts, holdings: [], disabledPersonIds: [] } });
  expect(check.isSound).toBe(true);
  expect([...new Set(check.findings.map((finding) => `${finding.code} ${String(finding.params['role'])}`))]).toEqual([
    'POLICY.POST_NOT_HERE officeClerk',
    'POLICY.POST_NOT_HERE chiefLeader',
  ]);
});
