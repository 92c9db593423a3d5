import { accept, type Decision } from '@duban/domain';
import { isOpenData } from '../../open-data/is-open-data';
import { openPlanBatch } from '../../open-data/open-plan-batch';
import { readSource } from '../read-source';
import type { ImportOptions } from './import-plan';
import { readForImport, type ReadForImport, type SheetChoice } from './read-for-import';

/** A file's bytes as a draft batch, whatever kind of file it is: a document, a ledger, or a plan as open data. */
export function readFileForImport(
  bytes: Uint8Array,
  fileName: string,
  options: Omit<ImportOptions, 'mappings'>,
  choices: readonly SheetChoice[] = [],
): Decision<ReadForImport> {
  if (isOpenData(bytes)) {
    const batch = openPlanBatch(bytes, options);
    return batch.ok ? accept({ batch: batch.value, preview: [] }) : batch;
  }
  const source = readSource(bytes, fileName);
  return source.ok ? readForImport(source.value, options, choices) : source;
}
