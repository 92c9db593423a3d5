import { Client, Connection } from '@temporalio/client';
import type { ClockRunSettings } from '../relay/start-or-signal';

/** For a command that comes and goes: a client of the clocks' runs at an address, to be closed by the caller. */
export async function openClockRuns(
  address: string,
  options: { readonly namespace?: string; readonly taskQueue?: string } = {},
): Promise<{ readonly runs: ClockRunSettings; close(): Promise<void> }> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace: options.namespace ?? 'default' });
  return {
    runs: { client, taskQueue: options.taskQueue ?? 'duban', searchAttributes: true },
    close: () => connection.close(),
  };
}
