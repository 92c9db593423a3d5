import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';

/** The earliest date that a zip entry can hold, in the writer's own zone so that the stored bytes are the same anywhere. */
export const ZIP_DATE = new Date(1980, 0, 1, 0, 0, 0);

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

export type PartEdit = (xml: string) => string;

/**
 * Packs an Office file anew so that the same content gives the same bytes: entries in a fixed order, one fixed entry date, one
 * compression level, the given edits applied to named parts, and further parts added.
 *
 * @param bytes the package as a library made it
 * @param edits part path → edit; a part that does not exist is an error, because the edit would be silently lost
 * @param added part path → bytes of what the library does not make
 */
export function packFixed(
  bytes: Uint8Array,
  edits: Readonly<Record<string, PartEdit>>,
  added: Readonly<Record<string, Uint8Array>> = {},
): Uint8Array {
  const parts = { ...unzipSync(bytes), ...added };
  for (const path of Object.keys(edits)) {
    const part = parts[path];
    const edit = edits[path];
    if (!part || !edit) throw new Error(`the package has no part ${path}`);
    parts[path] = strToU8(edit(decode(part)));
  }
  const ordered: Zippable = {};
  for (const path of Object.keys(parts).sort(byPackageOrder)) {
    if (path.endsWith('/')) continue;
    ordered[path] = [parts[path] as Uint8Array, { level: 6, mtime: ZIP_DATE }];
  }
  return zipSync(ordered);
}

/** [Content_Types].xml first, as readers that stream the package expect; the rest by code point. */
function byPackageOrder(a: string, b: string): number {
  const first = '[Content_Types].xml';
  if (a === first || b === first) return a === b ? 0 : a === first ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The instant that stands in a file's properties: the paper's own day, or a fixed one while it has none. */
export const packageInstant = (day: string | undefined): string => `${day ?? '2000-01-01'}T00:00:00Z`;

/** Sets both property dates of docProps/core.xml. */
export const fixCoreDates =
  (instant: string): PartEdit =>
  (xml) =>
    xml.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*(<\/dcterms:\2>)/g, `$1${instant}$3`);
