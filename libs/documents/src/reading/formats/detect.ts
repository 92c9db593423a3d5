import { accept, type Decision, refuse } from '@duban/domain';
import { looksLikeZip, openZip, type ZipArchive } from './zip';

export type Content =
  | { readonly kind: 'text' }
  | { readonly kind: 'docx'; readonly zip: ZipArchive }
  | { readonly kind: 'xlsx'; readonly zip: ZipArchive }
  | { readonly kind: 'xls' };

const starts = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, i) => bytes[i] === byte);

/** Tells by the content what a file is, whatever its name says; what cannot be read is refused with what to save it as. */
export function detect(bytes: Uint8Array): Decision<Content> {
  if (bytes.length === 0 || bytes.every((b) => b === 0x20 || b === 0x0a || b === 0x0d || b === 0x09))
    return refuse('DOCUMENT.EMPTY');
  if (looksLikeZip(bytes)) return detectZip(bytes);
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return detectCompound(bytes);
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (head.startsWith('%PDF')) return refuse('DOCUMENT.PDF');
  if (isImage(bytes, head)) return refuse('DOCUMENT.IMAGE');
  if (head.startsWith('Rar!') || starts(bytes, 0x37, 0x7a, 0xbc, 0xaf) || starts(bytes, 0x1f, 0x8b))
    return refuse('DOCUMENT.ARCHIVE');
  if (head.startsWith('{\\rtf')) return refuse('DOCUMENT.RICH_TEXT');
  const markup = head.replace(/^(\xef\xbb\xbf)?\s*/, '').toLowerCase();
  if (/^(<!doctype html|<html|<head|<body|<table|<meta)/.test(markup)) return refuse('DOCUMENT.WEB_PAGE');
  if (markup.startsWith('<?xml')) return refuse(markup.includes('<html') ? 'DOCUMENT.WEB_PAGE' : 'DOCUMENT.XML_TABLE');
  // Early Excel files (BIFF2–4) have no compound container.
  if (starts(bytes, 0x09, 0x00) || starts(bytes, 0x09, 0x02) || starts(bytes, 0x09, 0x04))
    return refuse('DOCUMENT.OLD_FORMAT', { kind: 'sheet' });
  return accept({ kind: 'text' });
}

function isImage(bytes: Uint8Array, head: string): boolean {
  return (
    starts(bytes, 0x89, 0x50, 0x4e, 0x47) ||
    starts(bytes, 0xff, 0xd8, 0xff) ||
    head.startsWith('GIF8') ||
    (head.startsWith('BM') && bytes.length > 54 && bytes[6] === 0 && bytes[7] === 0) ||
    starts(bytes, 0x49, 0x49, 0x2a, 0x00) ||
    starts(bytes, 0x4d, 0x4d, 0x00, 0x2a) ||
    (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP')
  );
}

function detectZip(bytes: Uint8Array): Decision<Content> {
  const zip = openZip(bytes);
  if (!zip.ok) return zip;
  const names = zip.value.entries.map((e) => e.name);
  if (zip.value.has('word/document.xml')) return accept({ kind: 'docx', zip: zip.value });
  if (zip.value.has('xl/workbook.xml')) return accept({ kind: 'xlsx', zip: zip.value });
  if (names.some((n) => /^xl\/workbook\.bin$/.test(n))) return refuse('DOCUMENT.OLD_FORMAT', { kind: 'sheet' });
  if (names.some((n) => n.startsWith('ppt/'))) return refuse('DOCUMENT.PRESENTATION');
  if (names.includes('OFD.xml')) return refuse('DOCUMENT.OFD');
  if (names.includes('mimetype') && names.includes('content.xml')) return refuse('DOCUMENT.OPEN_DOCUMENT');
  return refuse('DOCUMENT.ARCHIVE');
}

// The directory of a compound file lists its streams by name in UTF-16.
function detectCompound(bytes: Uint8Array): Decision<Content> {
  const streams = streamNames(bytes);
  if (streams === null) return refuse('DOCUMENT.DAMAGED', { detail: '' });
  if (streams.includes('EncryptedPackage')) return refuse('DOCUMENT.ENCRYPTED');
  if (streams.includes('WordDocument')) return refuse('DOCUMENT.OLD_FORMAT', { kind: 'text' });
  if (streams.includes('Workbook') || streams.includes('Book')) return accept({ kind: 'xls' });
  if (streams.includes('PowerPoint Document')) return refuse('DOCUMENT.PRESENTATION');
  // Very old WPS text files keep their text in streams of other names.
  return refuse('DOCUMENT.OLD_FORMAT', { kind: 'text' });
}

function streamNames(bytes: Uint8Array): string[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 512) return null;
  const sectorSize = 1 << view.getUint16(30, true);
  if (sectorSize !== 512 && sectorSize !== 4096) return null;
  const names: string[] = [];
  const seen = new Set<number>();
  let sector = view.getUint32(48, true);
  while (sector < 0xfffffffa && !seen.has(sector)) {
    seen.add(sector);
    const at = (sector + 1) * sectorSize;
    if (at + sectorSize > bytes.length) break;
    for (let entry = at; entry < at + sectorSize; entry += 128) {
      const length = view.getUint16(entry + 64, true);
      if (length >= 2 && length <= 64) names.push(new TextDecoder('utf-16le').decode(bytes.subarray(entry, entry + length - 2)));
    }
    // The next directory sector stands in the allocation table, whose first 109 sectors are listed in the header.
    const table = Math.floor(sector / (sectorSize / 4));
    const tableSector = table < 109 ? view.getUint32(76 + table * 4, true) : 0xffffffff;
    const slot = (tableSector + 1) * sectorSize + (sector % (sectorSize / 4)) * 4;
    sector = tableSector < 0xfffffffa && slot + 4 <= bytes.length ? view.getUint32(slot, true) : 0xffffffff;
  }
  return names;
}
