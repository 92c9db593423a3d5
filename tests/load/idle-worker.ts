import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOfInstant } from '@duban/domain';
import { startTemporalDevServer } from '@duban/temporal';
import { atMost, type Figure } from './figure';
import { approvedPlan, issue, writeJurisdiction } from './issued-shares';
import { startProgram } from '../support/programs';
import type { Stage } from './stage';

const PLANS = 10;
const TASKS_A_PLAN = 2_000;
const SHARES = 5;
const SETTLING_MS = 20_000;

/** The worker's memory while 100,000 open assignments wait for their days: their clocks are rows, not timers. */
export async function measureIdleWorker(stage: Stage): Promise<Figure> {
  const assignments = PLANS * TASKS_A_PLAN * SHARES;
  stage.tell(`空闲：${assignments} 项在办分工时工作进程的内存`);
  const name = await stage.makeDatabase();
  const nowMs = Date.now();
  const deps = await stage.open(name, nowMs);
  const sample = await writeJurisdiction(deps, 50);
  // Of the year that follows, so that nothing falls due while it is looked at.
  const year = Number(dayOfInstant(nowMs).slice(0, 4)) + 1;
  for (let n = 0; n < PLANS; n += 1) {
    await issue(deps, await approvedPlan(deps, sample, { units: 50, tasks: TASKS_A_PLAN, sharesATask: SHARES, year }));
  }
  await deps.close();
  const temporal = await startTemporalDevServer({ dbFile: join(stage.folder, 'idle-temporal.db'), onProgress: stage.tell });
  const worker = startProgram('apps/worker/dist/main.js', {
    DUBAN_DATABASE_URL: stage.urlOf(name),
    DUBAN_FILES: stage.folder,
    DUBAN_TEMPORAL_ADDRESS: temporal.address,
  });
  try {
    const peaks: number[] = [];
    for (const endMs = Date.now() + SETTLING_MS; Date.now() < endMs;) {
      await Promise.race([
        new Promise((resolve) => setTimeout(resolve, 1_000)),
        worker.exited.then((code) => {
          throw new Error(`the worker ended with ${code}: ${worker.log.slice(-10).join('\n')}`);
        }),
      ]);
      peaks.push(await residentMB(worker.pid));
    }
    const idle = peaks.at(-1) ?? 0;
    return {
      key: 'idleWorker',
      name: `${assignments} 项在办分工，工作进程空闲内存`,
      value: idle,
      unit: 'MB',
      bounds: [atMost('上限', idle, 300)],
      more: { highestMB: Math.max(...peaks), plans: PLANS },
    };
  } finally {
    await worker.stop();
    await temporal.stop();
    await stage.dropDatabase(name);
  }
}

async function residentMB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
