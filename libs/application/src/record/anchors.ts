import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOfInstant } from '@duban/domain';
import { withTransaction } from '@duban/database';
import type { Deps } from '../kernel/deps';

/** A head of the chain, kept outside the database: whoever rewrites the chain cannot rewrite this. */
export interface Anchor {
  readonly position: number;
  readonly hash: string;
  /** The day on which it was taken, Asia/Shanghai. */
  readonly on: string;
}

const FILE = 'anchors.jsonl';

/** The anchors of a folder in the order in which they were taken; none where there is no file. */
export async function readAnchors(folder: string): Promise<Anchor[]> {
  let text: string;
  try {
    text = await readFile(join(folder, FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Anchor);
}

/**
 * Appends the head of the chain to the folder's file, on disk before this returns. The folder should be on another host or
 * medium than the database. Null: nothing is sealed yet.
 */
export async function anchorHead(deps: Deps, folder: string): Promise<Anchor | null> {
  const head = await withTransaction(deps.database, async (tx): Promise<Anchor | null> => {
    const [row] = await tx.query<{ position: string; hash: string }>(
      'select s.position::text, s.hash from event_seal s order by s.position desc limit 1',
    );
    if (!row) return null;
    return { position: Number(row.position), hash: row.hash, on: dayOfInstant(await deps.clock.nowMs(tx)) };
  });
  if (!head) return null;
  await mkdir(folder, { recursive: true });
  const file = await open(join(folder, FILE), 'a');
  try {
    await file.appendFile(`${JSON.stringify(head)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return head;
}

/** Anchors once a day, by the days of `BusinessClock`; what the worker calls as often as it likes. */
export async function anchorDaily(deps: Deps, folder: string): Promise<Anchor | null> {
  const last = (await readAnchors(folder)).at(-1);
  const today = await withTransaction(deps.database, async (tx) => dayOfInstant(await deps.clock.nowMs(tx)));
  if (last && last.on >= today) return null;
  return anchorHead(deps, folder);
}
