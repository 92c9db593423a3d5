import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFillIn, readSourceInProcess, type FillInRead } from '@duban/documents';
import type { Decision } from '@duban/domain';

/** Reads an uploaded sheet in a process of its own, so that a hostile file takes only that process down. */
export async function readFilledSheet(content: Uint8Array, fileName: string): Promise<Decision<FillInRead>> {
  const folder = await mkdtemp(join(tmpdir(), 'duban-fill-in-'));
  try {
    const path = join(folder, 'upload');
    await writeFile(path, content, { mode: 0o600 });
    const source = await readSourceInProcess(path, {}, fileName);
    return source.ok ? readFillIn(source.value) : source;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
