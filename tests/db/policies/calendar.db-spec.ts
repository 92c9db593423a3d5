import { addDays, instantOf, type WorkCalendar } from '@duban/domain';
import {
  handleDue,
  listCalendars,
  loadCalendar,
  previewCalendar,
  readJob,
  runCommand,
  runNextJob,
  scopeOf,
  settleEarlierDue,
  type RewriteJobDetail,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import type { SampleJurisdiction } from '@duban/sample';
import { addTasks, issuedPlan, officeOf, sampleOf } from '../../support/clock/issued-plan';
import { onCompletion, remind, storePolicy } from '../../support/clock/policies';
import { openTestDeps, type TestDeps } from '../../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
beforeEach(async () => {
  deps = await openTestDeps(instantOf('2026-12-25', 10));
  sample = await sampleOf(deps, 3);
});
afterEach(() => deps.close());

/** In the shape of a notice; the real one of 2027 is not out. Friday 1 January to Sunday, with Monday 4 January off too. */
const TABLE_2027 = [
  '日期,类型,名称',
  '2027-01-01至2027-01-04,放假,元旦',
  '2027-01-09,补班,元旦',
  '2027-02-05至2027-02-12,放假,春节',
].join('\n');

const act = async <Value>(work: Parameters<typeof runCommand<Value>>[2]): Promise<Value> => {
  const decision = await runCommand(deps, { actor: await officeOf(deps, sample), route: 'test', key: null, body: null }, work);
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.value;
};
const load = (text: string) => act((one) => loadCalendar(one, { text, source: 'test' }));
const scope = async () => scopeOf(deps.database, await officeOf(deps, sample));
const jobOf = async (jobId: string): Promise<RewriteJobDetail> => {
  const who = await scope();
  const job = await withTransaction(deps.database, (tx) => readJob(tx, who, jobId));
  if (!job) throw new Error('no job');
  return job;
};
const dueOf = async (id: string | undefined) => {
  const [row] = await deps.database.query<{ dueOn: string; version: number; provisional: boolean; reason: string }[]>(
    'select due_on as "dueOn", due_version as version, provisional, due_reason as reason from obligation where id = $1',
    [id],
  );
  return row;
};
/** Ten working days from 28 December: provisional beyond the published year (case S03). */
const receipt = {
  kind: 'receipt' as const,
  due: { within: { n: 10, unit: 'workingDays' as const } },
  dueReason: 'policy.receiptTerm',
};

/** A plan whose policy gives ten working days for receipt, opened on 28 December. */
async function planOf(owed: Parameters<typeof addTasks>[3]) {
  deps.clock.moveTo(instantOf('2026-12-28', 10));
  const policyId = await storePolicy(deps, sample, [{ ...onCompletion('late', 1, remind), on: { kind: 'receipt' } }]);
  await deps.database.query(
    `update policy_version set body = jsonb_set(body, '{receiptTerm}', '{"n": 10, "unit": "workingDays"}') where id = $1`,
    [policyId],
  );
  const planId = await issuedPlan(deps, sample, 2026, policyId);
  return { planId, tasks: await addTasks(deps, sample, planId, owed) };
}

test('S03: the task is saved, provisional; the table of 2027 moves it, with old day, new day and reason, and the unit is told', async () => {
  const { tasks } = await planOf([[receipt]]);
  const id = tasks[0]?.obligations[0]?.id;
  expect(await dueOf(id)).toMatchObject({ dueOn: '2027-01-11', version: 1, provisional: true });
  const who = await scope();
  const preview = await withTransaction(deps.database, (tx) => previewCalendar(tx, who, TABLE_2027));
  if (!preview.ok) throw new Error(preview.refusal.code);
  expect(preview.value.moves).toMatchObject([{ obligationId: id, outcome: 'moves', from: '2027-01-11', to: '2027-01-12' }]);

  const { jobId, version } = await load(TABLE_2027);
  expect(version).toBe('cn-2004-2027');
  await runNextJob(deps);
  // 29, 30, 31 December; 5–8 January, the make-up Saturday 9, 11 and 12 January.
  expect(await dueOf(id)).toEqual({ dueOn: '2027-01-12', version: 2, provisional: false, reason: 'calendarChanged' });
  const job = await jobOf(jobId);
  expect(job.lines.map(({ outcome, taskTitle, unitName, line }) => ({ outcome, taskTitle, unitName, due: line.due }))).toEqual([
    {
      outcome: 'moved',
      taskTitle: '任务1',
      unitName: '第1局',
      due: { from: '2027-01-11', to: '2027-01-12', provisional: false },
    },
  ]);
  const changes = await deps.database.query('select from_due_on as was, to_due_on as is, reason, breached from due_change');
  expect(changes).toEqual([{ was: '2027-01-11', is: '2027-01-12', reason: 'calendarChanged', breached: false }]);
  const notices = await deps.database.query<{ text: string }[]>(`select text from notice_item where obligation_id = $1`, [id]);
  expect([...new Set(notices.map((row) => row.text))]).toEqual([
    '“任务1”签收的期限由2027年1月11日改为2027年1月12日。原因：放假和补班安排公布，期限按新的工作日历重新计算。',
  ]);
  const armed = await deps.database.query<{ at: Date; version: number }[]>(
    `select fire_at as at, due_version as version from armed_rung where obligation_id = $1 and rung_key = 'late'`,
    [id],
  );
  expect(armed).toEqual([{ at: new Date(instantOf('2027-01-13', 9)), version: 2 }]);
});

test('closed tasks never move, written days never move, and what keeps its day is provisional no longer', async () => {
  const short = { ...receipt, due: { within: { n: 3, unit: 'workingDays' as const } } };
  const { tasks } = await planOf([[receipt], [{ kind: 'completion', due: { on: '2027-01-02' } }], [short]]);
  const [closed, written, other] = tasks.map((task) => task.obligations[0]?.id);
  await deps.database.query(`update obligation set state = 'met' where id = $1`, [closed]);
  const { jobId } = await load(TABLE_2027);
  await runNextJob(deps);
  expect(await dueOf(closed)).toMatchObject({ dueOn: '2027-01-11', version: 1, provisional: true });
  expect(await dueOf(written)).toMatchObject({ dueOn: '2027-01-02', version: 1, provisional: false });
  // Its own term is not the policy's: nothing says how it was counted, so it stays.
  expect(await dueOf(other)).toMatchObject({ dueOn: '2026-12-31', version: 1 });
  expect((await jobOf(jobId)).lines.map((line) => line.outcome).filter((outcome) => outcome === 'moved')).toEqual([]);
});

test('a second notice: what was certain moves by itself only to a later day; an earlier one waits for the office (D4.4)', async () => {
  deps.clock.moveTo(instantOf('2026-12-28', 10));
  const { tasks } = await planOf([[receipt], [receipt]]);
  const [first, second] = tasks.map((task) => task.obligations[0]?.id);
  await load(TABLE_2027);
  await runNextJob(deps);
  expect([await dueOf(first), await dueOf(second)].map((row) => row?.dueOn)).toEqual(['2027-01-12', '2027-01-12']);
  // Monday the 4th is worked after all: the tenth working day is a day earlier.
  const { jobId, version } = await load(TABLE_2027.replace('2027-01-04', '2027-01-03'));
  expect(version).toBe('cn-2004-2027.3');
  await runNextJob(deps);
  const job = await jobOf(jobId);
  expect(job.lines.map((line) => [line.outcome, line.line.due?.from, line.line.due?.to])).toEqual([
    ['waiting', '2027-01-12', '2027-01-11'],
    ['waiting', '2027-01-12', '2027-01-11'],
  ]);
  expect(job.progress.waiting).toBe(2);
  expect((await dueOf(first))?.dueOn).toBe('2027-01-12');
  await act((one) => settleEarlierDue(one, { jobId, obligationId: first ?? '', verdict: 'move', reason: '按新安排' }));
  await act((one) => settleEarlierDue(one, { jobId, obligationId: second ?? '', verdict: 'keep', reason: '已告知单位' }));
  expect([await dueOf(first), await dueOf(second)].map((row) => row?.dueOn)).toEqual(['2027-01-11', '2027-01-12']);
  expect((await jobOf(jobId)).lines.map((line) => line.outcome).sort()).toEqual(['kept', 'moved']);
  await expect(
    act((one) => settleEarlierDue(one, { jobId, obligationId: first ?? '', verdict: 'move', reason: '再次' })),
  ).rejects.toThrow('CALENDAR.NOTHING_WAITS');
  // A later day comes by itself: Tuesday the 5th off as well. The day that the office kept is a person's word and stays.
  const later = await load(TABLE_2027.replace('2027-01-04', '2027-01-05'));
  await runNextJob(deps);
  expect((await jobOf(later.jobId)).lines.map((line) => [line.obligationId, line.outcome, line.line.due?.to])).toEqual([
    [first, 'moved', '2027-01-13'],
  ]);
  expect((await dueOf(second))?.dueOn).toBe('2027-01-12');
});

test('the clock comes before the job: the rung of the old day does not fire', async () => {
  const { planId, tasks } = await planOf([[receipt]]);
  const { jobId } = await load(TABLE_2027);
  deps.clock.moveTo(instantOf('2027-01-12', 9));
  await handleDue(deps, { owner: { kind: 'plan', id: planId }, nowMs: deps.clock.ms });
  expect(await deps.database.query(`select 1 from rung_record where outcome = 'fired'`)).toEqual([]);
  expect((await dueOf(tasks[0]?.obligations[0]?.id))?.dueOn).toBe('2027-01-12');
  await runNextJob(deps);
  const job = await jobOf(jobId);
  expect([job.state, job.lines.map((line) => line.outcome)]).toEqual(['done', ['moved']]);
});

test('1,000 open tasks: the list names exactly those whose day moved', async () => {
  const dated = Array.from({ length: 700 }, (_, n) => [
    { kind: 'completion' as const, due: { on: addDays('2027-01-01', n % 300) } },
  ]);
  const counted = Array.from({ length: 300 }, () => [receipt]);
  await planOf([...dated, ...counted]);
  const { jobId } = await load(TABLE_2027);
  await runNextJob(deps);
  const job = await jobOf(jobId);
  const moved = await deps.database.query<{ id: string }[]>('select obligation_id as id from due_change order by 1');
  expect(
    job.lines
      .filter((line) => line.outcome === 'moved')
      .map((line) => line.obligationId)
      .sort(),
  ).toEqual(moved.map((row) => row.id));
  expect(moved).toHaveLength(300);
  // One notice for each receiver, however many of its days moved in a chunk.
  const units = await deps.database.query<{ n: number }[]>(
    `select count(*)::int as n from notice where title = '期限随放假安排调整' group by receiver_id`,
  );
  expect(Math.max(...units.map((row) => row.n))).toBeLessThanOrEqual(7);
});

test('versions are kept with who loaded them; the same table again is refused, and so is a bad one with its line', async () => {
  await load(TABLE_2027);
  const who = await scope();
  const versions = await withTransaction(deps.database, (tx) => listCalendars(tx, who));
  expect(
    versions.map(({ version, name, publishedThrough, loadedBy }) => ({ version, name, publishedThrough, loadedBy })),
  ).toEqual([
    { version: 2, name: 'cn-2004-2027', publishedThrough: 2027, loadedBy: '督办专员' },
    { version: 1, name: 'cn-2004-2026', publishedThrough: 2026, loadedBy: null },
  ]);
  await expect(load(TABLE_2027)).rejects.toThrow('CALENDAR.NO_CHANGE');
  const far = '2029-01-01至2029-01-03,放假,元旦\n2029-02-13至2029-02-20,放假,春节';
  await expect(load(far)).rejects.toThrow('CALENDAR.YEAR_GAP');
  await expect(load(`${TABLE_2027}\n2027-02-05,补班,春节`)).rejects.toThrow('CALENDAR.TABLE_DAY_TWICE');
  const [row] = await deps.database.query<{ body: WorkCalendar }[]>('select body from work_calendar where version = 2');
  expect(row?.body.exceptions['2026-10-01']?.kind).toBe('off');
});
