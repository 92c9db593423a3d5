import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  readFillIn,
  readRoster,
  readSourceInProcess,
  type FillInRead,
  type RosterRead,
  type SourceDocument,
} from '@duban/documents';
import type { Decision } from '@duban/domain';

/** The filled-in sheet of a unit. */
export const readFilledSheet = (content: Uint8Array, fileName: string): Promise<Decision<FillInRead>> =>
  readFilled(content, fileName, readFillIn);

/** The filled-in roster of an office. */
export const readFilledRoster = (content: Uint8Array, fileName: string): Promise<Decision<RosterRead>> =>
  readFilled(content, fileName, readRoster);

/** Reads an uploaded file in a process of its own, so that a hostile one takes only that process down. */
async function readFilled<Read>(
  content: Uint8Array,
  fileName: string,
  read: (source: SourceDocument) => Decision<Read>,
): Promise<Decision<Read>> {
  const folder = await mkdtemp(join(tmpdir(), 'duban-fill-in-'));
  try {
    const path = join(folder, 'upload');
    await writeFile(path, content, { mode: 0o600 });
    const source = await readSourceInProcess(path, {}, fileName);
    return source.ok ? read(source.value) : source;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
