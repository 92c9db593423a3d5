import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The release of this software, as its package says: what a stored file was written by. */
export const RELEASE: string = (
  JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { readonly version: string }
).version;
