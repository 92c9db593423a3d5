import type { Client } from '@temporalio/client';
import type { NativeConnection, WorkflowBundleOption } from '@temporalio/worker';
import type { ActivityTry } from './activity-log';

/** A server to connect to, or connections that the caller keeps and closes (a demo's, a test's). */
export type TemporalAccess =
  | {
      readonly address: string;
      readonly namespace?: string;
      /** A server elsewhere, such as Temporal Cloud. */
      readonly tls?: boolean;
      readonly apiKey?: string;
    }
  | { readonly client: Client; readonly nativeConnection: NativeConnection };

export interface WorkerHostSettings {
  readonly temporal: TemporalAccess;
  readonly taskQueue: string;
  readonly workflowBundle: WorkflowBundleOption;
  /** False on the time-skipping server, which has no list; then nothing that needs one is done. */
  readonly canList: boolean;
  /** Off where the server has not registered them. */
  readonly searchAttributes: boolean;
  /** Before it takes work the worker replays the open runs with its own code, and refuses to start on a mismatch. Default true; never where there is no list. */
  readonly replayGate?: boolean;
  /** The floor of every loop over PostgreSQL. Default 200. */
  readonly pollMs?: number;
  /** Where the record's head is anchored daily, outside the database; without it no anchor is taken. */
  readonly anchorsFolder?: string;
  /** Makes Temporal fit the rows at start and hourly. Default true; a demo's server is its own from the start. */
  readonly reconciles?: boolean;
  /**
   * How many runs are kept in memory between their tasks. Default 1,000; 0 keeps none and replays a run for each task. The
   * time-skipping server waits for ever for a worker that kept a run and has gone, so what stops and starts on it keeps none.
   */
  readonly cachedRuns?: number;
  /** The tool's own name for this build (a release, a commit), which an operator sees beside each workflow task. */
  readonly buildId?: string;
  readonly onActivity?: (tried: ActivityTry) => void;
  /** A pass of a loop that failed; it is done again after a growing pause. */
  readonly onError: (loop: string, error: unknown, failuresInARow: number) => void;
}
