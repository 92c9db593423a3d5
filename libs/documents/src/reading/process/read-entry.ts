import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readSource } from '../read-source';

// The child of readSourceInProcess: reads one file, sends one answer, ends. It has no database, no network and no secrets.
process.once('message', (message: { path: string; fileName?: string }) => {
  const answer = readSource(readFileSync(message.path), message.fileName ?? basename(message.path));
  process.send?.(answer, undefined, {}, () => process.exit(0));
});
