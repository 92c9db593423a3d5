import { randomUUID } from 'node:crypto';
import type { YearEnvironment } from '@duban/temporal';
import { CHANGED_SIGNAL, clockRunOf, type OwnerClockInput, type OwnerKind } from '@duban/workflows/contract';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { FakeClockPort } from './fake-clock-port';
import { sourceBundle } from './workflow-bundle';

export interface ClockRunUnderTest {
  readonly port: FakeClockPort;
  readonly handle: WorkflowHandle;
  readonly workflowId: string;
  signal(): Promise<void>;
  /** Closes the owner, lets the run end by its own path and the worker drain. */
  end(): Promise<void>;
}

/** A run of its own with a worker and a task queue of its own over a port in memory. */
export async function startClockRun(
  environment: YearEnvironment,
  kind: OwnerKind,
  prepare: (port: FakeClockPort) => void,
  more: Partial<OwnerClockInput> = {},
  isListed = false,
): Promise<ClockRunUnderTest> {
  const id = randomUUID();
  const port = new FakeClockPort();
  prepare(port);
  const { workflowType, workflowId } = clockRunOf({ kind, id });
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue: workflowId,
    workflowBundle: await sourceBundle(),
    activities: port.activities(),
  });
  const running = worker.run();
  const { client } = environment;
  const input: OwnerClockInput = { id, ...more };
  await client.workflow.signalWithStart(workflowType, {
    workflowId,
    taskQueue: workflowId,
    args: [input],
    signal: CHANGED_SIGNAL,
    signalArgs: [{ eventId: null }],
    // As the relay starts it where the server has the attributes.
    ...(isListed ? { searchAttributes: { dubanEntity: [kind], dubanJurisdiction: ['sample'] } } : {}),
  });
  // Without a run id: whichever run of the chain is the last.
  const handle = client.workflow.getHandle(workflowId);
  const signal = () => handle.signal(CHANGED_SIGNAL, { eventId: null });
  return {
    port,
    handle,
    workflowId,
    signal,
    async end() {
      port.closed = true;
      if ((await handle.describe()).status.name === 'RUNNING') await signal();
      await handle.result();
      worker.shutdown();
      await running;
    },
  };
}
