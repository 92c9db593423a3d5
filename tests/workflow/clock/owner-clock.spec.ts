import { createYearEnvironment, type YearEnvironment } from '@duban/temporal';
import type { OwnerKind } from '@duban/workflows/contract';
import { startClockRun, type ClockRunUnderTest } from '../../support/clock/clock-runs';
import { quietRuntime } from '../../support/clock/quiet-runtime';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2021, 0, 4, 1);

let environment: YearEnvironment;
beforeAll(async () => {
  quietRuntime();
  environment = await createYearEnvironment({ startMs: START_MS });
}, 300_000);
afterAll(() => environment?.stop());

/** Waits for what another process (the server, the worker) brings about; time itself stands. */
async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (const endMs = Date.now() + 20_000; !(await what());) {
    if (Date.now() > endMs) throw new Error('it did not come about in 20 seconds');
    await new Promise((done) => setTimeout(done, 5));
  }
}

const runsOf = async ({ handle }: ClockRunUnderTest): Promise<{ events: number; days: number }[]> => {
  const runs: { events: number; days: number }[] = [];
  let runId: string | undefined = (await handle.describe()).raw.workflowExecutionInfo?.firstRunId ?? undefined;
  while (runId !== undefined && runId !== '') {
    const history = await environment.client.workflow.getHandle(handle.workflowId, runId).fetchHistory();
    const events = history.events ?? [];
    const seconds = (index: number) => Number(events.at(index)?.eventTime?.seconds ?? 0);
    runs.push({ events: events.length, days: (seconds(-1) - seconds(0)) / 86_400 });
    runId = events.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
  return runs;
};

/** What Temporal's pages show of a run: its metadata query. */
const detailsOf = async ({ handle }: ClockRunUnderTest): Promise<string> => {
  const metadata = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return metadata.currentDetails ?? '';
};

describe.each<OwnerKind>(['plan', 'instrument', 'signOff'])('the clock of a %s', (kind) => {
  test('records what comes due at its moment, once, and ends when its owner is closed', async () => {
    const begin = await environment.nowMs();
    const moments = [3, 10, 47].map((days) => begin + days * DAY_MS);
    const run = await startClockRun(environment, kind, (port) => {
      port.armedMs = [...moments, moments[1] ?? 0];
    });
    await environment.sleepUntil(begin + 60 * DAY_MS);
    await run.end();
    expect(run.port.recorded.map((each) => each.atMs)).toEqual([moments[0], moments[1], moments[1], moments[2]]);
    for (const { atMs, nowMs } of run.port.recorded) expect(nowMs - atMs).toBeLessThan(60_000);
    // Two rungs of one moment are one call.
    expect(run.port.passes).toBe(3);
    expect((await run.handle.describe()).status.name).toBe('COMPLETED');
  }, 60_000);
});

describe('the loop that all three share', () => {
  test('an earlier moment that is armed during the wait is waited for instead', async () => {
    const begin = await environment.nowMs();
    const run = await startClockRun(environment, 'plan', (port) => {
      port.armedMs = [begin + 20 * DAY_MS];
    });
    await until(() => run.port.reads >= 1);
    run.port.armedMs.push(begin + 5 * DAY_MS);
    await run.signal();
    await environment.sleepUntil(begin + 6 * DAY_MS);
    expect(run.port.recorded.map((each) => each.atMs)).toEqual([begin + 5 * DAY_MS]);
    await run.end();
  }, 60_000);

  test('a change that commits during the read causes one more read and is not lost', async () => {
    const begin = await environment.nowMs();
    const run = await startClockRun(environment, 'plan', () => undefined);
    await until(() => run.port.reads >= 1);
    const before = run.port.reads;
    run.port.duringRead = async () => {
      // After the row was read: the answer under way says that nothing is armed.
      run.port.armedMs = [begin + 2 * DAY_MS];
      await run.signal();
    };
    await run.signal();
    await until(() => run.port.reads >= before + 2);
    await environment.sleepUntil(begin + 3 * DAY_MS);
    expect(run.port.recorded.map((each) => each.atMs)).toEqual([begin + 2 * DAY_MS]);
    await run.end();
  }, 60_000);

  test('a moment at which nothing fires ends in one pass', async () => {
    const begin = await environment.nowMs();
    const run = await startClockRun(environment, 'plan', (port) => {
      port.armedMs = [begin + DAY_MS];
      port.handleDue = () => {
        port.passes += 1;
        port.armedMs = [];
        return Promise.resolve({ recorded: 0, more: false });
      };
    });
    await environment.sleepUntil(begin + 20 * DAY_MS);
    expect(run.port.passes).toBe(1);
    await run.end();
  }, 60_000);

  test('while PostgreSQL is away it waits and goes on by itself', async () => {
    const begin = await environment.nowMs();
    const run = await startClockRun(environment, 'plan', (port) => {
      port.armedMs = [begin + DAY_MS];
    });
    await until(() => run.port.reads >= 1);
    run.port.failures = 5;
    await environment.sleepUntil(begin + 2 * DAY_MS);
    expect(run.port.recorded.map((each) => each.atMs)).toEqual([begin + DAY_MS]);
    await run.end();
  }, 60_000);

  test('a late signal-with-start of a closed owner reads once and ends', async () => {
    const run = await startClockRun(environment, 'signOff', (port) => {
      port.closed = true;
    });
    await run.handle.result();
    expect(run.port.reads).toBe(1);
    await run.end();
  }, 60_000);

  test('it continues as new by passes, and no moment is lost or doubled on the way', async () => {
    const begin = await environment.nowMs();
    const moments = Array.from({ length: 12 }, (_, index) => begin + (index + 1) * DAY_MS);
    const run = await startClockRun(
      environment,
      'plan',
      (port) => {
        port.armedMs = [...moments];
      },
      { passesPerRun: 4 },
    );
    await environment.sleepUntil(begin + 14 * DAY_MS);
    await run.end();
    expect(run.port.recorded.map((each) => each.atMs)).toEqual(moments);
    expect((await runsOf(run)).length).toBeGreaterThanOrEqual(6);
  }, 60_000);

  test('of fifty changes that come while the run continues as new again and again none is lost (S49)', async () => {
    const begin = await environment.nowMs();
    const run = await startClockRun(environment, 'plan', () => undefined, { passesPerRun: 1 });
    // Each change arms an earlier moment than all before it: a change that is lost is a moment told late.
    const moments = Array.from({ length: 50 }, (_, index) => begin + (51 - index) * 3_600_000);
    for (const moment of moments) {
      run.port.armedMs.push(moment);
      await run.signal();
    }
    await environment.sleepUntil(begin + 52 * 3_600_000);
    await run.end();
    expect(run.port.recorded.map((each) => each.atMs)).toEqual([...moments].reverse());
    expect(Math.max(...run.port.recorded.map(({ atMs, nowMs }) => nowMs - atMs))).toBeLessThan(60_000);
    expect((await runsOf(run)).length).toBeGreaterThanOrEqual(10);
  }, 90_000);

  test('an operator sees on the run’s own page what it waits for and since when', async () => {
    const begin = await environment.nowMs();
    const run = await startClockRun(environment, 'plan', (port) => {
      port.armedMs = [begin + 20 * DAY_MS];
      port.rungKey = 'completion.remind7';
    });
    await until(() => run.port.reads >= 1);
    await until(async () => (await detailsOf(run)).includes('completion.remind7'));
    expect(await detailsOf(run)).toMatch(
      /^等待步骤“completion\.remind7”，\d{4}-\d{2}-\d{2} \d{2}:\d{2} 到时；自 \d{4}-\d{2}-\d{2} \d{2}:\d{2} 起等待$/,
    );
    await run.end();
  }, 60_000);

  test('over 400 quiet days no run outlives a month and histories stay short (S48)', async () => {
    const begin = await environment.nowMs();
    const run = await startClockRun(environment, 'plan', () => undefined);
    await environment.sleepUntil(begin + 400 * DAY_MS);
    await run.end();
    const runs = await runsOf(run);
    expect(runs.length).toBeGreaterThanOrEqual(13);
    expect(Math.max(...runs.map((each) => each.days))).toBeLessThan(30.1);
    expect(Math.max(...runs.map((each) => each.events))).toBeLessThan(40);
    expect(run.port.recorded).toEqual([]);
  }, 120_000);
});
