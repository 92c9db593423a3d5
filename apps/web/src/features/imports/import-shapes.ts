import type { Schemas } from '../../api/client';

export type Import = Schemas['Import'];
export type ImportedRow = Import['rows'][number];
export type Sheet = Import['sheets'][number];
export type Difference = NonNullable<Import['difference']>;

/** A change of an import names the version that the person had before the eyes. */
export const importHeaders = (read: Import, key: string) => ({
  path: { id: read.id },
  header: { 'Idempotency-Key': key, 'If-Match': `"${read.version}"` },
});
