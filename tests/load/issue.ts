import { instantOf } from '@duban/domain';
import { connectBare } from './bare';
import { atMostTimesSlower, median, timed, type Figure } from './figure';
import { approvedPlan, issue, writeJurisdiction } from './issued-shares';
import { rowsBefore, rowsWritten, writeBare } from './same-rows';
import type { Stage } from './stage';

const START_MS = instantOf('2026-02-02', 9);
const TASKS = 1_000;

/** (c) 印发 of a plan of 1,000 tasks with five shares each, beside the bare SQL of the same rows. */
export async function measureIssue(stage: Stage): Promise<Figure> {
  stage.tell(`印发 ${TASKS} 项任务的计划`);
  const seed = await stage.makeDatabase();
  const seeding = await stage.open(seed, START_MS);
  const sample = await writeJurisdiction(seeding, 50);
  const plan = await approvedPlan(seeding, sample, { units: 50, tasks: TASKS, sharesATask: 5, year: 2026 });
  await seeding.close();
  const ours: number[] = [];
  const bare: number[] = [];
  let counts = {};
  for (let turn = -1; turn < 3; turn += 1) {
    const name = await stage.makeDatabase(seed);
    const before = await rowsBefore(stage.urlOf(name));
    await stage.settle();
    const deps = await stage.open(name, START_MS);
    const oursMs = await timed(() => issue(deps, plan));
    await deps.close();
    const written = await rowsWritten(stage.urlOf(name), before);
    counts = written.counts;
    await stage.dropDatabase(name);
    const bareName = await stage.makeDatabase(seed);
    const client = await connectBare(stage.urlOf(bareName));
    await stage.settle();
    const bareMs = await timed(() => writeBare(client, written));
    await client.end();
    await stage.dropDatabase(bareName);
    if (turn < 0) continue;
    ours.push(oursMs);
    bare.push(bareMs);
  }
  await stage.dropDatabase(seed);
  const rate = (TASKS * 1000) / median(ours);
  return {
    key: 'issue',
    name: `印发 ${TASKS} 项任务（5000 项分工）`,
    value: rate,
    unit: '项/秒',
    bounds: [atMostTimesSlower('同样的行，裸SQL', rate, (TASKS * 1000) / median(bare), 4)],
    more: {
      ms: median(ours),
      rows: Object.entries(counts)
        .map(([table, count]) => `${table} ${String(count)}`)
        .join(', '),
    },
  };
}
