import { zipSync, type Zippable } from 'fflate';
import { accept, type Decision } from '@duban/domain';
import { openZip } from '../reading/formats/zip';
import { ZIP_DATE } from '../writing/fixed-package';

/** Files in one zip, by code point of their paths and with one fixed date: the same files give the same bytes. */
export function packFiles(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const ordered: Zippable = {};
  for (const path of [...files.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))) {
    ordered[path] = [files.get(path) as Uint8Array, { level: 6, mtime: ZIP_DATE }];
  }
  return zipSync(ordered);
}

const LIMITS = { entries: 20_000, totalMb: 2_000 };

/** The files of a zip by path; refuses a damaged one, and one that would unpack to more than a case can hold. */
export function unpackFiles(bytes: Uint8Array): Decision<ReadonlyMap<string, Uint8Array>> {
  const zip = openZip(bytes, LIMITS);
  if (!zip.ok) return zip;
  const files = new Map<string, Uint8Array>();
  for (const { name } of zip.value.entries) {
    if (name.endsWith('/')) continue;
    const content = zip.value.read(name);
    if (!content.ok) return content;
    if (content.value) files.set(name, content.value);
  }
  return accept(files);
}
