import type { Decision } from '@duban/domain';
import { readForImportInProcess, type ImportOptions, type ReadForImport, type SheetChoice } from '@duban/documents';
import { readUpload } from '../uploads/read-upload';

/** Reads an uploaded plan, ledger or report into a draft batch. */
export const readUploadedPlan = (
  content: Uint8Array,
  fileName: string,
  options: Omit<ImportOptions, 'mappings'>,
  choices: readonly SheetChoice[] = [],
): Promise<Decision<ReadForImport>> =>
  readUpload(content, (path) => readForImportInProcess(path, fileName, { options, choices }));
