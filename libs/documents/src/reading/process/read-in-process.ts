import { fork } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type Decision, refuse } from '@duban/domain';
import type { ImportOptions } from '../import/import-plan';
import type { ReadForImport, SheetChoice } from '../import/read-for-import';
import type { SourceDocument } from '../source';

export interface ReadingLimits {
  /** Heap of the child; what it holds outside the heap is bounded by the unpacking limits. */
  readonly memoryMb: number;
  readonly seconds: number;
}

const DEFAULT_LIMITS: ReadingLimits = { memoryMb: 300, seconds: 20 };

/** What the child is asked for: the source alone, or the draft batch that is read of it. */
export interface ReadingOrder {
  readonly path: string;
  readonly fileName: string | undefined;
  readonly plan?: { readonly options: Omit<ImportOptions, 'mappings'>; readonly choices: readonly SheetChoice[] };
}

/**
 * Reads a file in a process of its own, so that a hostile or broken file costs the caller nothing: a crash, too much memory or
 * too much time becomes a refusal with a Chinese sentence. The path is trusted, the content is not. `fileName` is the name to
 * show where the path is a temporary one.
 */
export const readSourceInProcess = (
  path: string,
  limits: Partial<ReadingLimits> = {},
  fileName?: string,
): Promise<Decision<SourceDocument>> => inProcess<SourceDocument>({ path, fileName }, limits);

/** The same for the whole way to a draft batch: finding clauses and units of a large file takes longer than reading it. */
export const readForImportInProcess = (
  path: string,
  fileName: string,
  plan: NonNullable<ReadingOrder['plan']>,
  limits: Partial<ReadingLimits> = {},
): Promise<Decision<ReadForImport>> => inProcess<ReadForImport>({ path, fileName, plan }, limits);

async function inProcess<Value>(order: ReadingOrder, limits: Partial<ReadingLimits>): Promise<Decision<Value>> {
  const { memoryMb, seconds } = { ...DEFAULT_LIMITS, ...limits };
  if (!existsSync(order.path) || !statSync(order.path).isFile()) return refuse('DOCUMENT.NOT_FOUND');
  const child = fork(entry(), [], {
    execArgv: [`--max-old-space-size=${memoryMb}`],
    // No environment but the zone: nothing in the child may depend on it, and no secret reaches it.
    env: { TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  return new Promise((resolve) => {
    let answer: Decision<Value> | null = null;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, seconds * 1000);
    child.once('message', (message) => (answer = message as Decision<Value>));
    child.once('error', () => child.kill('SIGKILL'));
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (answer) resolve(answer);
      else if (isLate) resolve(refuse('DOCUMENT.TOO_SLOW', { seconds }));
      // V8 aborts when its heap is full; the kernel kills when the machine's memory is.
      else if (signal === 'SIGABRT' || signal === 'SIGKILL' || code === 134)
        resolve(refuse('DOCUMENT.TOO_MUCH_MEMORY', { memoryMb }));
      else resolve(refuse('DOCUMENT.READER_STOPPED'));
    });
    child.send(order);
  });
}

// A child is plain JavaScript: from the sources (tests) the compiled package beside them is used.
function entry(): string {
  const built = __dirname.replace(`${sep}src${sep}`, `${sep}dist${sep}`);
  const file = join(built, 'read-entry.js');
  if (!existsSync(file)) throw new Error('libs/documents is not built: run "npx tsc -b libs/documents"');
  return file;
}
