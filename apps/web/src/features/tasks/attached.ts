import type { Attached } from '../../ui/files';

/** What a command is told of the files that were uploaded for it: their tickets and the names people know them by. */
export const attached = (files: readonly Attached[] | undefined) =>
  (files ?? []).map(({ ticket, fileName }) => ({ ticket, fileName }));
