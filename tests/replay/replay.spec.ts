import { resolve } from 'node:path';
import { bundleWorkflowSources } from '@duban/temporal';
import { Worker } from '@temporalio/worker';
import { quietRuntime } from '../support/clock/quiet-runtime';
import { sourceBundle } from '../support/clock/workflow-bundle';
import { storedHistories } from './histories';

const histories = storedHistories();

beforeAll(async () => {
  quietRuntime();
  await sourceBundle();
}, 60_000);

test('every kind of run has a stored history, waiting, signalled, continued and closed', () => {
  expect(histories.map((each) => each.name)).toEqual(
    expect.arrayContaining([
      'instrument-case-stages-v1',
      'plan-year-closed-at-first-read-v1',
      'plan-year-continued-v1',
      'plan-year-database-away-v1',
      'plan-year-fires-and-waits-v1',
      'plan-year-listed-v1',
      'plan-year-listed-v2',
      'plan-year-signalled-in-wait-v1',
      'sign-off-chain-silence-v1',
    ]),
  );
});

test.each(histories.map((each) => [each.name, each] as const))(
  '%s replays with the code as it is now',
  async (_name, stored) => {
    await Worker.runReplayHistory({ workflowBundle: await sourceBundle() }, stored.history, stored.workflowId);
  },
  60_000,
);

test('the check bites: a command put in before the others without a patch fails every open history of the type', async () => {
  const changed = await bundleWorkflowSources(resolve(__dirname, 'changed/index.ts'));
  const ofPlans = histories.filter((each) => each.name.startsWith('plan-year-'));
  expect(ofPlans.length).toBeGreaterThan(0);
  for (const { history, workflowId } of ofPlans) {
    await expect(Worker.runReplayHistory({ workflowBundle: changed }, history, workflowId)).rejects.toMatchObject({
      name: 'DeterminismViolationError',
    });
  }
}, 60_000);
