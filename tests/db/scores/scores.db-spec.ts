import {
  actorOn,
  awardPoints,
  decideAppeal,
  finaliseScores,
  keepScheme,
  publishScores,
  appealScore,
  readLiveScores,
  readRoster,
  readScoreRound,
  runCommand,
  scopeOf,
  scoresFile,
  withdrawAward,
  type Act,
  type Scope,
} from '@duban/application';
import { withTransaction, type Tx } from '@duban/database';
import { dayOfInstant, instantOf, type Decision } from '@duban/domain';
import { readSource } from '@duban/documents';
import { writeSampleJurisdiction, standardScheme, type SampleJurisdiction } from '@duban/sample';
import { newId } from '@duban/application';
import { openTestDeps, type TestDeps } from '../../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let planId: string;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2026-07-08', 9));
  sample = await writeSampleJurisdiction(
    deps,
    { name: '示例区', officeName: '示例区司法局', unitNames: ['甲局', '乙局', '丙局'], fromOn: '2020-01-01' },
    'x',
  );
  planId = await writePlan();
});
afterAll(() => deps.close());

/** 甲局 leads a task that is done in time and one that is overdue and urged; 乙局 is responsible for one done late. */
async function writePlan(): Promise<string> {
  const id = newId();
  const point = newId();
  await withTransaction(deps.database, async (tx) => {
    await tx.run(
      `insert into plan (id, jurisdiction_id, year, kind, title, state, version, policy_version_id, calendar_id, source)
       values ($1, $2, 2026, 'annual', '计划', 'issued', 1, $3, $4, '{}')`,
      [id, sample.jurisdictionId, sample.policyVersionId, sample.calendarId],
    );
    await tx.run(
      `insert into work_point (id, jurisdiction_id, plan_id, position, chapter, label, path, heading, text, source)
       values ($1, $2, $3, 1, '一、', '', '', '条目', '', '{}')`,
      [point, sample.jurisdictionId, id],
    );
    const shares = [
      { title: '建章立制', unit: 0, role: 'lead', filed: '2026-06-20', met: true },
      { title: '清理文件', unit: 0, role: 'lead', filed: null, met: false },
      { title: '案卷评查', unit: 1, role: 'responsible', filed: '2026-07-02', met: true },
    ];
    for (const [index, share] of shares.entries()) {
      const [task, assignment, obligation] = [newId(), newId(), newId()];
      const unitId = sample.units[share.unit]?.unitId;
      await tx.run(
        `insert into task (id, jurisdiction_id, plan_id, work_point_id, position, title, deadline_kind, due_on, original_due_on, version)
         values ($1, $2, $3, $4, $5, $6, 'date', '2026-06-30', '2026-06-30', 1)`,
        [task, sample.jurisdictionId, id, point, index + 1, share.title],
      );
      await tx.run(
        `insert into assignment (id, jurisdiction_id, plan_id, task_id, unit_id, role, printed_role, printed_unit, state, version)
         values ($1, $2, $3, $4, $5, $6, '牵头', '单位', $7, 1)`,
        [assignment, sample.jurisdictionId, id, task, unitId, share.role, share.met ? 'struckOff' : 'received'],
      );
      const filed = share.filed === null ? null : new Date(instantOf(share.filed, 9));
      await tx.run(
        `insert into obligation (id, jurisdiction_id, kind, owner_kind, owner_id, task_id, assignment_id, holder_unit_id, opened_at,
           due_on, original_due_on, due_version, provisional, state, filed_at, met_at, policy_version_id, calendar_id, due_reason)
         values ($1, $2, 'completion', 'plan', $3, $4, $5, $6, $7, '2026-06-30', '2026-06-30', 1, false, $8, $9, $9, $10, $11, 'x')`,
        [
          ...[obligation, sample.jurisdictionId, id, task, assignment, unitId, new Date(instantOf('2026-01-05', 9))],
          ...[share.met ? 'met' : 'open', filed, sample.policyVersionId, sample.calendarId],
        ],
      );
      if (share.met) continue;
      const [instrument, target] = [newId(), newId()];
      await tx.run(
        `insert into instrument (id, jurisdiction_id, plan_id, kind, title, grounds, requirements, service, state, stage_key, number,
           opened_at, issued_at, policy_version_id, is_public, version)
         values ($1, $2, $3, 'urging', '催办', '', '', 'inbox', 'issued', 'service', '催办〔2026〕1号', $4, $4, $5, false, 1)`,
        [instrument, sample.jurisdictionId, id, new Date(instantOf('2026-07-01', 9)), sample.policyVersionId],
      );
      await tx.run(
        `insert into instrument_target (id, jurisdiction_id, instrument_id, unit_id, stage_key, state, version)
         values ($1, $2, $3, $4, 'answer', 'open', 1)`,
        [target, sample.jurisdictionId, instrument, unitId],
      );
      await tx.run(
        `insert into instrument_item (id, jurisdiction_id, instrument_id, target_id, obligation_id, task_id, assignment_id, text, state, added_at)
         values ($1, $2, $3, $4, $5, $6, $7, '清理文件', 'open', $8)`,
        [newId(), sample.jurisdictionId, instrument, target, obligation, task, assignment, new Date(instantOf('2026-07-01', 9))],
      );
    }
  });
  return id;
}

const today = () => dayOfInstant(deps.clock.ms);
const actorOf = async (tx: Tx, personId: string) =>
  actorOn(await readRoster(tx, sample.jurisdictionId), sample.jurisdictionId, personId, today());
const scopeFor = (personId: string): Promise<Scope> =>
  withTransaction(deps.database, async (tx) => scopeOf(deps.database, await actorOf(tx, personId)));

async function act<Value>(personId: string, work: (act: Act) => Promise<Decision<Value>>): Promise<Decision<Value>> {
  const actor = await withTransaction(deps.database, (tx) => actorOf(tx, personId));
  return runCommand(deps, { actor, route: 'test', key: null, body: null }, work);
}
const codeOf = (decision: Decision<unknown>) => (decision.ok ? 'ok' : decision.refusal.code);

const clerk = () => sample.office.clerk.personId;
const live = async (personId: string) => {
  const scope = await scopeFor(personId);
  return withTransaction(deps.database, (tx) => readLiveScores(tx, scope, planId, deps.clock.ms));
};

test('each point has its reason: done in time, overdue as lead, urged, done late', async () => {
  const scores = await live(clerk());
  const sheets = scores?.units.map(({ unitName, rank, total, sheet }) => ({
    unitName,
    rank,
    total,
    lines: sheet?.lines.filter((line) => line.items.length > 0).map((line) => [line.name, line.points, line.items[0]?.title]),
  }));
  expect(sheets).toEqual([
    { unitName: '乙局', rank: 1, total: '79', lines: [['超期销号', '-1', '案卷评查']] },
    {
      unitName: '甲局',
      rank: 2,
      total: '76.5',
      lines: [
        ['按期销号', '2', '建章立制'],
        ['逾期未办结', '-5', '清理文件'],
        ['被催办', '-0.5', '催办通知 催办〔2026〕1号'],
      ],
    },
  ]);
});

test('a unit sees its own sheet before publication and no rank, and one without a share no plan', async () => {
  const own = await live(sample.units[0]?.liaison.personId ?? '');
  expect(own?.units.map(({ unitName, rank }) => [unitName, rank])).toEqual([['甲局', null]]);
  expect(await live(sample.units[2]?.liaison.personId ?? '')).toBeNull();
});

test('points by hand go by a rule made for it, and taken back they are gone', async () => {
  const unitId = sample.units[1]?.unitId ?? '';
  const award = { planId, unitId, ruleKey: 'praised', points: '1.5', reason: '主要领导批示肯定', awardedOn: '2026-07-01' };
  expect(codeOf(await act(clerk(), (a) => awardPoints(a, { ...award, ruleKey: 'overdue' })))).toBe('SCORE.NOT_AWARD');
  expect(codeOf(await act(sample.units[1]?.head.personId ?? '', (a) => awardPoints(a, award)))).toBe('PLAN.NOT_YOURS');
  const given = await act(clerk(), (a) => awardPoints(a, award));
  expect((await live(clerk()))?.units[0]?.total).toBe('80.5');
  if (!given.ok) throw new Error('refused');
  await act(clerk(), (a) => withdrawAward(a, given.value.awardId));
  expect((await live(clerk()))?.units[0]?.total).toBe('79');
  expect(codeOf(await act(clerk(), (a) => withdrawAward(a, given.value.awardId)))).toBe('SCORE.AWARD_WITHDRAWN');
});

test('published sheets stay; a unit appeals in time, another decides, and the ranking follows', async () => {
  const published = await act(clerk(), (a) => publishScores(a, { planId, title: '上半年考核得分' }));
  if (!published.ok) throw new Error(published.refusal.code);
  const { roundId, appealUntilOn } = published.value;
  expect(appealUntilOn).toBe('2026-07-15');
  const [first, second] = sample.units;
  if (!first || !second) throw new Error('two units');
  const appeal = { roundId, unitId: first.unitId, ruleKey: 'overdue', text: '办结材料已于6月29日报送' };
  expect(codeOf(await act(second.liaison.personId, (a) => appealScore(a, appeal)))).toBe('SCORE.UNKNOWN');
  const filed = await act(first.liaison.personId, (a) => appealScore(a, appeal));
  if (!filed.ok) throw new Error(filed.refusal.code);
  expect(codeOf(await act(first.head.personId, (a) => appealScore(a, appeal)))).toBe('SCORE.APPEAL_TWICE');
  const decision = { appealId: filed.value.appealId, upheld: true, adjustment: '5', reason: '经核实属实' };
  expect(codeOf(await act(clerk(), (a) => decideAppeal(a, decision)))).toBe('SCORE.OWN_DECISION');
  expect(codeOf(await act(clerk(), (a) => finaliseScores(a, roundId)))).toBe('SCORE.APPEAL_RUNNING');
  deps.clock.moveTo(instantOf('2026-07-16', 9));
  const late = { ...appeal, ruleKey: 'urged' };
  expect(codeOf(await act(first.liaison.personId, (a) => appealScore(a, late)))).toBe('SCORE.APPEAL_OVER');
  expect(codeOf(await act(clerk(), (a) => finaliseScores(a, roundId)))).toBe('SCORE.APPEALS_OPEN');
  expect(codeOf(await act(sample.office.head.personId, (a) => decideAppeal(a, decision)))).toBe('ok');
  expect(codeOf(await act(sample.office.head.personId, (a) => decideAppeal(a, decision)))).toBe('SCORE.APPEAL_DECIDED');
  expect(codeOf(await act(clerk(), (a) => finaliseScores(a, roundId)))).toBe('ok');
  const round = await withTransaction(deps.database, async (tx) =>
    readScoreRound(tx, await scopeFor(second.liaison.personId), roundId, today()),
  );
  expect(round?.state).toBe('final');
  expect(round?.units.map(({ unitName, rank, total, sheet }) => [unitName, rank, total, sheet !== null])).toEqual([
    ['甲局', 1, '81.5', false],
    ['乙局', 2, '79', true],
  ]);
  // Another unit's appeal is not this unit's to read.
  expect(round?.appeals).toEqual([]);
  const notices = await deps.database.query(
    `select distinct text from notice_item where subject_kind = 'scoreRound' and receiver_id = $1 order by text`,
    [first.liaison.personId],
  );
  expect(notices).toHaveLength(3);
});

test('the table holds the ranking, the rules and each point, the same bytes each time', async () => {
  const scores = await live(clerk());
  if (!scores?.scheme) throw new Error('no scores');
  const input = { title: '考核得分', asOfMs: deps.clock.ms, scheme: scores.scheme, units: scores.units };
  const [file, again] = [await scoresFile(input), await scoresFile(input)];
  expect(Buffer.compare(file.content, again.content)).toBe(0);
  const read = readSource(Buffer.from(file.content), file.fileName);
  if (!read.ok) throw new Error(read.refusal.code);
  const text = JSON.stringify(read.value);
  for (const words of ['得分排名', '每次逾期未办结计-2.5分（牵头-5分）', '催办通知 催办〔2026〕1号'])
    expect(text).toContain(words);
});

test('rules that do not hold together are refused with what is wrong', async () => {
  const keep = (scheme: unknown) => act(clerk(), (a) => keepScheme(a, scheme, 1));
  expect(codeOf(await keep({ ...standardScheme, base: '120' }))).toBe('SCORE.BAD_SCHEME');
  const kept = await keep({ ...standardScheme, base: '70' });
  expect(kept.ok && kept.value.version).toBe(2);
  expect(codeOf(await keep({ ...standardScheme, base: '60' }))).toBe('SCORE.SCHEME_CHANGED');
  expect((await live(clerk()))?.units[0]?.total).toBe('69');
});
