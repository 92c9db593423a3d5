import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readForImport } from '../import/read-for-import';
import { readSource } from '../read-source';
import type { ReadingOrder } from './read-in-process';

// The child of readSourceInProcess: reads one file, sends one answer, ends. It has no database, no network and no secrets.
process.once('message', (order: ReadingOrder) => {
  const source = readSource(readFileSync(order.path), order.fileName ?? basename(order.path));
  const answer = source.ok && order.plan ? readForImport(source.value, order.plan.options, order.plan.choices) : source;
  process.send?.(answer, undefined, {}, () => process.exit(0));
});
