import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Decision } from '@duban/domain';
import { readSourceInProcess, type SourceDocument } from '@duban/documents';

/** How many files are read at a time: each may take a core and 300 MB, and the API answers beside them. */
const AT_A_TIME = 2;

/**
 * Lays an uploaded file on the disk while it is read, in its turn among all uploads. `read` has a process of its own do it, so
 * that a hostile file takes only that process down and a large one keeps nobody waiting; nothing of it is left behind.
 */
export function readUpload<Result>(content: Uint8Array, read: (path: string) => Promise<Result>): Promise<Result> {
  return inTurn(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duban-upload-'));
    try {
      const path = join(folder, 'upload');
      await writeFile(path, content, { mode: 0o600 });
      return await read(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/** An uploaded file as lines and tables. */
export const readUploadedSource = (content: Uint8Array, fileName: string): Promise<Decision<SourceDocument>> =>
  readUpload(content, (path) => readSourceInProcess(path, {}, fileName));

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  // Whoever ends hands the place to the first who waits, so that nobody who comes later passes by.
  if (running >= AT_A_TIME) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
