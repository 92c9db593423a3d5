import { dayOfInstant, dutyOf, instantOf, type DayString, type Role } from '@duban/domain';
import {
  closeMoments,
  draftPlan,
  handleDue,
  issuePlan,
  nextFireAt,
  rehearsePlan,
  runCommand,
  scopeOf,
  type DraftTask,
  type PlanRehearsal,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import { standardPolicy, type SampleJurisdiction } from '@duban/sample';
import { describeRehearsal, rehearsalInWords } from '@duban/wording';
import { officeOf, sampleOf } from '../../support/clock/issued-plan';
import { openTestDeps, type TestDeps } from '../../support/database';

let deps: TestDeps;
beforeEach(async () => {
  deps = await openTestDeps(instantOf('2017-03-01', 9));
});
afterEach(() => deps.close());

/** Where no draft is signed, no stage and no step comes to be. */
const UNSIGNED: readonly string[] = ['instrumentStage', 'signOffStep'];

/** The ledger of 2017: 8 aspects, 49 items, each to its units (domain.md 9, column G); 40 units share them. */
const ASPECTS = [6, 6, 6, 6, 6, 6, 6, 7];
const DAYS: readonly (DayString | null)[] = ['2017-06-30', '2017-09-30', '2017-11-30', '2017-12-31', '2017-10-01', null];

async function draftOf(sample: SampleJurisdiction, aspects: readonly number[]): Promise<string> {
  let item = 0;
  const unitAt = (n: number) => sample.units[n % sample.units.length] ?? sample.units[0];
  const share = (n: number, role: Role, printedRole: string) => {
    const unit = unitAt(n);
    if (!unit) throw new Error('no unit');
    return { unitId: unit.unitId, role, printedRole, printedUnit: unit.name };
  };
  const points = aspects.map((count, aspect) => ({
    chapter: `方面${aspect + 1}`,
    label: `${aspect + 1}`,
    path: `${aspect + 1}`,
    heading: `方面${aspect + 1}`,
    text: `方面${aspect + 1}的各项工作。`,
    source: {},
    tasks: Array.from({ length: count }, (): DraftTask => {
      const n = (item += 1);
      const dueOn = DAYS[n % DAYS.length] ?? null;
      return {
        title: `第${n}项任务`,
        deadlineKind: dueOn === null ? 'longTerm' : 'date',
        deadlinePhrase: dueOn === null ? '长期坚持' : '按期完成',
        dueOn,
        assignments: [
          share(n, 'lead', '牵头单位'),
          share(n + 13, 'responsible', '责任单位'),
          share(n + 27, 'cooperating', '配合单位'),
        ],
      };
    }),
  }));
  const actor = await officeOf(deps, sample);
  const decision = await runCommand(deps, { actor, route: 'test', key: null, body: null }, (act) =>
    draftPlan(act, {
      year: 2017,
      title: '格尔木市2017年法治政府建设任务台账',
      policyVersionId: sample.policyVersionId,
      calendarId: sample.calendarId,
      source: {},
      points,
    }),
  );
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.value.planId;
}

async function rehearsed(sample: SampleJurisdiction, planId: string, donePercent: number): Promise<PlanRehearsal> {
  const scope = await scopeOf(deps.database, await officeOf(deps, sample));
  const found = await withTransaction(deps.database, (tx) =>
    rehearsePlan(tx, scope, { planId, issueOn: '2017-03-01', donePercent }, deps.clock.ms),
  );
  if (!found) throw new Error('nothing rehearsed');
  return found;
}

test('the full year of 49 items and 40 units is rehearsed in far less than a minute, and says what piles up', async () => {
  const sample = await sampleOf(deps, 40);
  const planId = await draftOf(sample, ASPECTS);
  const begun = performance.now();
  const result = await rehearsed(sample, planId, 0);
  const words = rehearsalInWords(result);
  const text = describeRehearsal(words);
  const ms = performance.now() - begun;
  console.log(
    `rehearsal of 49 items and 40 units: ${(ms / 1000).toFixed(2)} s; ${words.counts.owed} owed, ${words.counts.tellings} tellings, ${words.counts.papers} papers`,
  );
  expect(ms).toBeLessThan(60_000);
  expect([words.counts.tasks, words.counts.units]).toEqual([49, 40]);
  // Three shares each owe receipt; lead and responsible owe four quarters' reports, and completion where there is a day.
  const dated = Array.from({ length: 49 }, (_, index) => DAYS[(index + 1) % DAYS.length]).filter((day) => day !== null).length;
  const ofTasks = result.rehearsal.dues.filter((due) => due.taskId !== null);
  expect(ofTasks.filter((due) => due.kind === 'receipt')).toHaveLength(147);
  expect(ofTasks.filter((due) => due.kind === 'periodReport')).toHaveLength(49 * 2 * 4);
  expect(ofTasks.filter((due) => due.kind === 'completion')).toHaveLength(dated * 2);
  // Nobody did anything: the heads are called in, and every unit that owed a completion is talked to.
  expect(words.papers.some((paper) => paper.name === '约谈通知书')).toBe(true);
  expect(words.load[0]?.total ?? 0).toBeGreaterThanOrEqual(words.load.at(-1)?.total ?? 0);
  // 1 October is a holiday, 30 September 2017 a worked Saturday, 31 December a Sunday; the report is out by a Saturday.
  expect([...new Set(words.daysOff.map((each) => `${each.dueOn} ${each.why}`))].sort()).toEqual([
    '2017-10-01 国庆节放假',
    '2017-12-31 周末',
    '2018-03-31 周末',
  ]);
  expect(text).toContain('《格尔木市2017年法治政府建设任务台账》推演');
  // With everything done in time there is nothing but reminders and the periodic bulletins.
  const punctual = rehearsalInWords(await rehearsed(sample, planId, 100));
  expect([...new Set(punctual.papers.map((paper) => paper.name))]).toEqual(['通报']);
  const half = rehearsalInWords(await rehearsed(sample, planId, 50));
  expect(half.counts.papers).toBeLessThan(words.counts.papers);
});

test('what the rehearsal says is what the clock then does: the same rungs for the same tasks on the same days', async () => {
  const sample = await sampleOf(deps, 3);
  const planId = await draftOf(sample, [6]);
  const { rehearsal } = await rehearsed(sample, planId, 0);
  await deps.database.query(`update plan set state = 'approved' where id = $1`, [planId]);
  deps.clock.moveTo(instantOf('2017-03-01', 10));
  const actor = await officeOf(deps, sample);
  const issued = await runCommand(deps, { actor, route: 'test', key: null, body: null }, (act) => issuePlan(act, { planId }));
  if (!issued.ok) throw new Error(issued.refusal.code);
  const owner = { kind: 'plan' as const, id: planId };
  const endMs = instantOf('2018-04-10', 0);
  for (;;) {
    const next = await nextFireAt(deps, { owner });
    if (next.kind === 'closed' || next.atMs === null || next.atMs >= endMs) break;
    deps.clock.moveTo(next.atMs);
    await handleDue(deps, { owner, nowMs: next.atMs });
    await closeMoments(deps);
  }
  const fired = await deps.database.query<{ at: Date; key: string; unit: string; task: string | null }[]>(
    `select r.fire_at as at, r.rung_key as key, o.holder_unit_id as unit,
       coalesce(o.task_id::text, o.stage_key) as task
     from rung_record r join obligation o on o.id = r.obligation_id
     where o.owner_id = $1 and r.outcome = 'fired' and r.rung_key not like 'duban.%'`,
    [planId],
  );
  const aboutOf = (task: string | null) => dutyOf(standardPolicy, task)?.name ?? task ?? '';
  const really = fired.map((row) => `${dayOfInstant(row.at.getTime())} ${row.key} ${row.unit} ${aboutOf(row.task)}`).sort();
  // No draft is signed here: nothing that counts from a service comes, and what the unsigned half-yearly bulletin names is told
  // there and not once more. All else is the same.
  const predicted = rehearsal.told
    .filter((telling) => telling.atMs < endMs && !UNSIGNED.includes(telling.kind) && !telling.inCase)
    .filter((telling) => !['completion.summons', 'completion.listing', 'completion.bulletin'].includes(telling.rungKey))
    .flatMap((telling) =>
      [...telling.taskIds, ...telling.about].map(
        (task) => `${dayOfInstant(telling.atMs)} ${telling.rungKey} ${telling.unitId ?? ''} ${task}`,
      ),
    )
    .sort();
  expect(really.length).toBeGreaterThan(100);
  // A unit with two shares of one task owes two receipts and is told of the task once.
  expect([...new Set(predicted)]).toEqual([...new Set(really)]);
  expect(really.filter((each) => each.includes(' report.'))).toHaveLength(16);
  // The periodic bulletins are drawn on the days that were said.
  const drawn = await deps.database.query<{ at: Date; period: string }[]>(
    `select opened_at as at, period from instrument where plan_id = $1 and kind = 'bulletin' and period is not null`,
    [planId],
  );
  const said = rehearsal.papers.filter((paper) => paper.period !== null);
  expect(drawn.map((row) => `${dayOfInstant(row.at.getTime())} ${row.period}`).sort()).toEqual(
    said.map((paper) => `${dayOfInstant(paper.openedAtMs)} ${paper.period ?? ''}`).sort(),
  );
  expect(said).toHaveLength(12);
});
