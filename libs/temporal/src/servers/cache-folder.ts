import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where programs that were fetched or built once are kept: the user's cache folder, as XDG names it. */
export function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'];
  return join(base !== undefined && base !== '' ? base : join(homedir(), '.cache'), 'duban');
}

/** A folder inside the cache, made when it is missing. */
export async function cacheSubfolder(...names: string[]): Promise<string> {
  const folder = join(cacheFolder(), ...names);
  await mkdir(folder, { recursive: true });
  return folder;
}
