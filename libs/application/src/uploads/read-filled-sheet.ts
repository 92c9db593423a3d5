import { readFillIn, readRoster, type FillInRead, type RosterRead } from '@duban/documents';
import type { Decision } from '@duban/domain';
import { readUploadedSource } from './read-upload';

/** The filled-in sheet of a unit. */
export async function readFilledSheet(content: Uint8Array, fileName: string): Promise<Decision<FillInRead>> {
  const source = await readUploadedSource(content, fileName);
  return source.ok ? readFillIn(source.value) : source;
}

/** The filled-in roster of an office. */
export async function readFilledRoster(content: Uint8Array, fileName: string): Promise<Decision<RosterRead>> {
  const source = await readUploadedSource(content, fileName);
  return source.ok ? readRoster(source.value) : source;
}
