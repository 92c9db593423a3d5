import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readFileForImport } from '../import/read-file-for-import';
import { readSource } from '../read-source';
import type { ReadingOrder } from './read-in-process';

// The child of readSourceInProcess: reads one file, sends one answer, ends. It has no database, no network and no secrets.
process.once('message', (order: ReadingOrder) => {
  const bytes = readFileSync(order.path);
  const fileName = order.fileName ?? basename(order.path);
  const answer = order.plan
    ? readFileForImport(bytes, fileName, order.plan.options, order.plan.choices)
    : readSource(bytes, fileName);
  process.send?.(answer, undefined, {}, () => process.exit(0));
});
