import { once } from 'node:events';
import { connect } from 'node:http2';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { YearEnvironment } from '@duban/temporal';
import { createYearEnvironment } from '@duban/temporal';
import { Worker } from '@temporalio/worker';

const dayMs = 86_400_000;
const startMs = Date.UTC(2018, 0, 1);

describe('the time-skipping server', () => {
  let environment: YearEnvironment;

  beforeAll(async () => {
    environment = await createYearEnvironment({ startMs });
  }, 300_000);
  afterAll(() => environment.stop());

  it('starts at the instant it is given', async () => {
    const now = await environment.nowMs();
    expect(now).toBeGreaterThanOrEqual(startMs);
    expect(now).toBeLessThan(startMs + 120_000);
  });

  it('takes a workflow with a timer of thirty days through a hundred days, run after run', async () => {
    const taskQueue = 'month-loop';
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue,
      workflowsPath: resolve(__dirname, '../../support/servers/month-loop.workflow.ts'),
    });
    const running = worker.run();
    try {
      const begin = await environment.nowMs();
      const handle = await environment.client.workflow.start('monthLoopWorkflow', {
        taskQueue,
        workflowId: 'month-loop',
        args: [3],
        searchAttributes: { dubanEntity: ['plan'], dubanJurisdiction: ['sample'] },
      });
      await environment.sleepUntil(begin + 100 * dayMs);
      const days = ((await handle.result()) as number[]).map((at) => Math.floor((at - begin) / dayMs));
      expect(days).toEqual([30, 60, 90]);
      expect(new Date(await environment.nowMs()).toISOString().slice(0, 10)).toBe('2018-04-11');
    } finally {
      worker.shutdown();
      await running;
    }
  }, 120_000);

  it('keeps a connection that asks again and again whether it lives, as every client of the SDK does', async () => {
    const session = connect(`http://${environment.address}`);
    await once(session, 'connect');
    let isSentAway = false;
    session.on('goaway', () => (isSentAway = true));
    const ping = promisify((done: (error: Error | null) => void) => session.ping(done));
    // Without leave the third is too many.
    for (let n = 0; n < 10; n += 1) await ping();
    expect(isSentAway).toBe(false);
    expect(session.closed).toBe(false);
    session.close();
  });

  it('returns at once from a sleep to an instant that is past', async () => {
    const now = await environment.nowMs();
    await environment.sleepUntil(startMs);
    expect((await environment.nowMs()) - now).toBeLessThan(dayMs);
  });
});
