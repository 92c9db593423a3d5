import { instantOf, type Rung } from '@duban/domain';
import { closeMoments, handleDue, newId, openObligations, type Deps } from '@duban/application';
import { AssignmentRow, TaskRow } from '@duban/database';
import { standardPolicy } from '@duban/sample';
import { inCommand, issuedPlan, officeOf, sampleOf } from '../support/clock/issued-plan';
import { storePolicy } from '../support/clock/policies';
import { atMostTimesSlower, median, timed, type Figure } from './figure';
import { connectBare, rowsOf, type BareConnection } from './bare';
import { rowsBefore, rowsWritten, writeBare } from './same-rows';
import type { Stage } from './stage';

const START_MS = instantOf('2026-03-02', 9);
const DUE_ON = '2026-06-30';
const UNITS = 50;
const SHARES_A_TASK = 5;

/** What the rungs of a storm do: a reminder to two people each, or one 催办 for each unit with all its items. */
const STORMS = [
  { key: 'storm', name: '提醒风暴', rungKey: 'completion.remind1' },
  { key: 'urgingStorm', name: '催办风暴', rungKey: 'completion.urging' },
] as const;

/** (a) From the moment until every rung is recorded and every receiver's digest is written, beside the bare SQL of the same rows. */
export async function measureStorms(stage: Stage, sizes: readonly number[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const storm of STORMS) {
    const rung = standardPolicy.ladder.find((each) => each.key === storm.rungKey);
    if (!rung) throw new Error(`no rung ${storm.rungKey}`);
    for (const size of sizes) {
      stage.tell(`${storm.name}：${size} 个时点同时到期`);
      figures.push(await measureStorm(stage, storm, rung, size));
    }
  }
  return figures;
}

async function measureStorm(stage: Stage, storm: (typeof STORMS)[number], rung: Rung, size: number): Promise<Figure> {
  const seed = await stage.makeDatabase();
  const { planId, fireAtMs } = await seedStorm(stage, seed, rung, size);
  const repeats = size <= 5_000 ? 3 : 1;
  const ours: number[] = [];
  const bare: number[] = [];
  const shares: { handleMs: number; closeMs: number }[] = [];
  let counts = {};
  // One more at first, which is not counted: statements are compiled, caches filled.
  for (let turn = size <= 5_000 ? -1 : 0; turn < repeats; turn += 1) {
    const name = await stage.makeDatabase(seed);
    const before = await rowsBefore(stage.urlOf(name));
    await stage.settle();
    const share = await runStorm(stage, name, planId, fireAtMs, size);
    const written = await rowsWritten(stage.urlOf(name), before);
    counts = written.counts;
    await stage.dropDatabase(name);

    const bareName = await stage.makeDatabase(seed);
    const client = await connectBare(stage.urlOf(bareName));
    await client.query('select count(*) from armed_rung');
    await stage.settle();
    const bareMs = await timed(async () => {
      await deleteArmed(client, fireAtMs);
      await writeBare(client, written);
    });
    await client.end();
    await stage.dropDatabase(bareName);
    if (turn < 0) continue;
    ours.push((size * 1000) / (share.handleMs + share.closeMs));
    bare.push((size * 1000) / bareMs);
    shares.push(share);
  }
  await stage.dropDatabase(seed);
  const rate = median(ours);
  return {
    key: `${storm.key}${size}`,
    name: `${storm.name}，${size} 个时点`,
    value: rate,
    unit: '个/秒',
    bounds: [atMostTimesSlower('同样的行，裸SQL', rate, median(bare), 4)],
    more: {
      recordMs: median(shares.map((share) => share.handleMs)),
      digestMs: median(shares.map((share) => share.closeMs)),
      rows: Object.entries(counts)
        .map(([table, count]) => `${table} ${String(count)}`)
        .join(', '),
    },
  };
}

async function deleteArmed(client: BareConnection, fireAtMs: number): Promise<void> {
  const rows = await rowsOf<{ id: string; version: number; key: string }>(
    client,
    `select obligation_id as id, due_version as version, rung_key as key from armed_rung where fire_at <= $1`,
    [new Date(fireAtMs)],
  );
  for (let from = 0; from < rows.length; from += 500) {
    const part = rows.slice(from, from + 500);
    await client.query({
      name: 'bare_delete',
      text: `delete from armed_rung a using unnest($1::uuid[], $2::int[], $3::text[]) as k(id, version, key)
        where a.obligation_id = k.id and a.due_version = k.version and a.rung_key = k.key`,
      values: [part.map((row) => row.id), part.map((row) => row.version), part.map((row) => row.key)],
    });
  }
}

async function runStorm(
  stage: Stage,
  name: string,
  planId: string,
  fireAtMs: number,
  size: number,
): Promise<{ handleMs: number; closeMs: number }> {
  const deps = await stage.open(name, fireAtMs);
  try {
    let recorded = 0;
    const handleMs = await timed(async () => {
      for (let more = true; more;) {
        const done = await handleDue(deps, { owner: { kind: 'plan', id: planId }, nowMs: fireAtMs });
        recorded += done.recorded;
        more = done.more;
      }
    });
    let digests = 0;
    const closeMs = await timed(async () => {
      digests = (await closeMoments(deps)).digests;
    });
    if (recorded !== size) throw new Error(`${recorded} of ${size} rungs were recorded`);
    if (digests !== UNITS * 2) throw new Error(`${digests} digests instead of ${UNITS * 2}`);
    return { handleMs, closeMs };
  } finally {
    await deps.close();
  }
}

/** Tasks with five responsible shares each, whose completions all have the one rung at the one moment. */
async function seedStorm(stage: Stage, name: string, rung: Rung, size: number): Promise<{ planId: string; fireAtMs: number }> {
  const deps = await stage.open(name, START_MS);
  try {
    const sample = await sampleOf(deps, UNITS);
    const policyVersionId = await storePolicy(deps, sample, [{ ...rung, offset: { n: 0, unit: 'workingDays' } }]);
    const planId = await issuedPlan(deps, sample, 2026, policyVersionId);
    const actor = await officeOf(deps, sample);
    const tasks = size / SHARES_A_TASK;
    for (let from = 0; from < tasks; from += 1_000) {
      await inCommand(deps, actor, async (act) => {
        const rows = taskRows(sample.jurisdictionId, planId, from, Math.min(1_000, tasks - from));
        const shares = rows.flatMap((task) =>
          Array.from({ length: SHARES_A_TASK }, (_, share) => {
            const unit = sample.units[(task.position * SHARES_A_TASK + share) % UNITS];
            if (!unit) throw new Error('no unit');
            return shareRow(task, unit.unitId);
          }),
        );
        await act.tx.insert(TaskRow, rows);
        await act.tx.insert(AssignmentRow, shares);
        await openObligations(
          act,
          shares.map((share) => ({
            kind: 'completion' as const,
            owner: { kind: 'plan' as const, id: planId },
            policyVersionId,
            calendarId: sample.calendarId,
            taskId: share.taskId,
            assignmentId: share.id,
            holderUnitId: share.unitId,
            due: { on: DUE_ON },
            dueReason: 'plan.text',
          })),
        );
      });
    }
    await deps.database.query('analyze');
    return { planId, fireAtMs: await armedAt(deps, size) };
  } finally {
    await deps.close();
  }
}

async function armedAt(deps: Deps, size: number): Promise<number> {
  const rows = await deps.database.query<{ at: Date; rungs: number }[]>(
    'select fire_at as at, count(*)::int as rungs from armed_rung group by 1',
  );
  const [row] = rows;
  if (rows.length !== 1 || row?.rungs !== size) throw new Error('the rungs do not lie at one moment');
  return row.at.getTime();
}

function taskRows(jurisdictionId: string, planId: string, from: number, count: number): TaskRow[] {
  return Array.from({ length: count }, (_, index) => ({
    id: newId(),
    jurisdictionId,
    planId,
    workPointId: planId,
    position: from + index + 1,
    title: `第${from + index + 1}项任务：全面落实行政执法公示、执法全过程记录和重大执法决定法制审核制度`,
    deliverable: null,
    deadlineKind: 'date',
    deadlinePhrase: null,
    dueOn: DUE_ON,
    originalDueOn: DUE_ON,
    cycle: null,
    answersAssignmentId: null,
    version: 1,
  }));
}

const shareRow = (task: TaskRow, unitId: string): AssignmentRow => ({
  id: newId(),
  jurisdictionId: task.jurisdictionId,
  planId: task.planId,
  taskId: task.id,
  unitId,
  leaderPostId: null,
  role: 'responsible',
  printedRole: '责任单位',
  printedUnit: '',
  state: 'received',
  outcome: null,
  dueOn: DUE_ON,
  originalDueOn: DUE_ON,
  receivedAt: null,
  receivedBy: null,
  completionFiledAt: null,
  completionFiledBy: null,
  completionText: null,
  struckOffAt: null,
  struckOffBy: null,
  reopenedFromId: null,
  version: 1,
});
