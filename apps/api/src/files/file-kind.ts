import { fileTypeFromBuffer } from 'file-type/core';
import { accept, refuse, type Decision } from '@duban/domain';
import { zipEntryNames } from './zip-entries';

/** Endings that a browser or a system would run, whatever is inside: refused by name too. */
const ACTIVE_ENDING =
  /\.(html?|xhtml|shtml|mht|mhtml|svgz?|xml|xsl|xslt|js|mjs|cjs|jsp|php\d?|asp|aspx|exe|dll|com|bat|cmd|ps1|vbs|vbe|wsf|hta|msi|scr|jar|sh|lnk|reg|docm|xlsm|pptm|dotm|xltm)$/i;

const DOCUMENTS: ReadonlySet<string> = new Set([
  'application/pdf',
  'application/zip',
  'application/x-7z-compressed',
  'application/x-rar-compressed',
  'application/vnd.rar',
  'application/x-cfb',
  'application/rtf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
]);

/** Text that a browser might take for a page. */
const MARKUP = /<\s*(!doctype|html|head|body|script|svg|iframe|object|embed|link|meta|\?xml|xsl:|img|form)\b|^\s*<\?xml/i;

/**
 * The media type of a file by its content; what the client declares and how the name ends say nothing about it (case S45).
 * Refuses what is active, what cannot be told, and an archive whose entries point outside.
 */
export async function fileKindOf(content: Uint8Array, fileName: string): Promise<Decision<string>> {
  if (content.byteLength === 0) return refuse('FILE.EMPTY', { fileName });
  if (ACTIVE_ENDING.test(fileName)) return refuse('FILE.ACTIVE_TYPE', { fileName });
  const found = await fileTypeFromBuffer(content);
  if (!found) return textKind(content, fileName);
  const { mime } = found;
  if (isZip(content)) {
    const names = zipEntryNames(content);
    if (names === null) return refuse('FILE.DAMAGED', { fileName });
    if (names.some(pointsOutside)) return refuse('FILE.UNSAFE_ARCHIVE', { fileName });
    if (names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name))) return refuse('FILE.ACTIVE_TYPE', { fileName });
    // An OFD is a zip with this entry; file-type calls it a zip.
    if (names.includes('OFD.xml')) return accept('application/ofd');
  }
  if (DOCUMENTS.has(mime)) return accept(mime);
  if (/^(image|audio|video)\//.test(mime) && !mime.includes('svg')) return accept(mime);
  return refuse(/html|xml|svg|javascript|executable|msdownload|elf|mach/.test(mime) ? 'FILE.ACTIVE_TYPE' : 'FILE.UNKNOWN_TYPE', {
    fileName,
  });
}

const isZip = (content: Uint8Array): boolean => content[0] === 0x50 && content[1] === 0x4b;

function pointsOutside(name: string): boolean {
  const path = name.replaceAll('\\', '/');
  return path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').includes('..') || path.includes('\0');
}

function textKind(content: Uint8Array, fileName: string): Decision<string> {
  const text = decode(content);
  if (text === null || /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) return refuse('FILE.UNKNOWN_TYPE', { fileName });
  if (MARKUP.test(text)) return refuse('FILE.ACTIVE_TYPE', { fileName });
  return accept('text/plain');
}

function decode(content: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(content);
    } catch {
      // not this encoding; the next is tried
    }
  }
  return null;
}
