import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Decision } from '@duban/domain';
import { readForImportInProcess, type ImportOptions, type ReadForImport, type SheetChoice } from '@duban/documents';

/** How many files are read at a time: each may take a core and 300 MB, and the API answers beside them. */
const AT_A_TIME = 2;

/**
 * Reads an uploaded plan, ledger or report into a draft batch. A process of its own does all of it, so that a hostile file
 * takes only that process down and a large one keeps nobody waiting; nothing of it is left behind.
 */
export async function readUploadedPlan(
  content: Uint8Array,
  fileName: string,
  options: Omit<ImportOptions, 'mappings'>,
  choices: readonly SheetChoice[] = [],
): Promise<Decision<ReadForImport>> {
  return inTurn(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duban-upload-'));
    try {
      const path = join(folder, 'upload');
      await writeFile(path, content, { mode: 0o600 });
      return await readForImportInProcess(path, fileName, { options, choices });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

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
