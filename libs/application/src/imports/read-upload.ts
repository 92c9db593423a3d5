import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Decision } from '@duban/domain';
import { importPlan, readSourceInProcess, type ImportBatch, type ImportOptions } from '@duban/documents';

/**
 * Reads an uploaded plan, ledger or report into a draft batch. A process of its own reads the file, so that a hostile one
 * takes only that process down; nothing of it is left behind.
 */
export async function readUploadedPlan(
  content: Uint8Array,
  fileName: string,
  options: ImportOptions,
): Promise<Decision<ImportBatch>> {
  const folder = await mkdtemp(join(tmpdir(), 'duban-upload-'));
  try {
    const path = join(folder, 'upload');
    await writeFile(path, content, { mode: 0o600 });
    const source = await readSourceInProcess(path, {}, fileName);
    return source.ok ? importPlan(source.value, options) : source;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
