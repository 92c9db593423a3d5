import { instantOf } from '@duban/domain';
import { isQuiet, nextClockMoment } from '@duban/application';
import { createYearEnvironment, startWorkerHost, type YearEnvironment } from '@duban/temporal';
import { quietRuntime } from '../support/clock/quiet-runtime';
import { sourceBundle } from '../support/clock/workflow-bundle';
import { atMost, timed, type Figure } from './figure';
import { approvedPlan, issue, writeJurisdiction } from './issued-shares';
import type { Stage } from './stage';

const TASKS = 500;
const START_MS = instantOf('2021-01-11', 9);
const END_MS = instantOf('2022-04-01', 9);

/** The events of a plan's clock over a year of 500 tasks with monthly reports, in all its runs together. */
export async function measureYearHistory(stage: Stage): Promise<Figure> {
  stage.tell(`计划时钟：${TASKS} 项任务、按月填报的一年`);
  quietRuntime();
  const name = await stage.makeDatabase();
  const deps = await stage.open(name, START_MS);
  const environment = await createYearEnvironment({ startMs: START_MS });
  const failures: unknown[] = [];
  const host = await startWorkerHost(deps, {
    temporal: environment,
    taskQueue: 'year',
    workflowBundle: await sourceBundle(),
    canList: false,
    searchAttributes: false,
    pollMs: 20,
    onError: (_, error) => failures.push(error),
  });
  try {
    const sample = await writeJurisdiction(deps, 20);
    const plan = await approvedPlan(deps, sample, { units: 20, tasks: TASKS, sharesATask: 1, year: 2021, cycle: 'monthly' });
    await issue(deps, plan);
    const quiet = async () => {
      for (const endMs = Date.now() + 300_000; !(await isQuiet(deps, deps.clock.ms));) {
        if (Date.now() > endMs) throw new Error(`not quiet: ${failures.map(String).join()}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    await quiet();
    const first = await environment.client.workflow.getHandle(`plan:${plan.planId}`).describe();
    const yearMs = await timed(async () => {
      for (let next = await nextClockMoment(deps); next !== null && next <= END_MS; next = await nextClockMoment(deps)) {
        deps.clock.moveTo(Math.max(next, deps.clock.ms));
        await environment.sleepUntil(deps.clock.ms);
        await quiet();
      }
    });
    const { events, runs } = await eventsOf(environment, `plan:${plan.planId}`, first.runId);
    const [fired] = await deps.database.query<{ n: number }[]>('select count(*)::int as n from rung_record');
    return {
      key: 'yearHistory',
      name: `一年 ${TASKS} 项任务、按月填报：计划时钟的事件`,
      value: events,
      unit: '个',
      bounds: [atMost('上限', events, 10_000)],
      more: { runs, rungsRecorded: fired?.n ?? 0, yearMs },
    };
  } finally {
    await host.stop();
    await environment.stop();
    await deps.close();
    await stage.dropDatabase(name);
  }
}

/** Follows the runs one after another: this server has no list. */
async function eventsOf(
  environment: YearEnvironment,
  workflowId: string,
  firstRunId: string,
): Promise<{ events: number; runs: number }> {
  let events = 0;
  let runs = 0;
  for (let runId: string | null | undefined = firstRunId; runId;) {
    const history = await environment.client.workflow.getHandle(workflowId, runId).fetchHistory();
    events += history.events?.length ?? 0;
    runs += 1;
    runId = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return { events, runs };
}
