import { StoredFileRow, withTransaction } from '@duban/database';
import type { Deps } from '../kernel/deps';

/** Stores bytes under their hash and notes that they are there. Repeating it changes nothing. */
export async function storeFile(deps: Deps, content: Uint8Array, mediaType: string): Promise<{ sha256: string; size: number }> {
  const stored = await deps.files.put(content);
  await withTransaction(deps.database, async (tx) => {
    const nowMs = await deps.clock.nowMs(tx);
    await tx.insertMissing(StoredFileRow, [{ ...stored, mediaType, storedAt: new Date(nowMs) }]);
  });
  return stored;
}
