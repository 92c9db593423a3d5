import { accept, type Decision, refuse } from '@duban/domain';

export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
  /** True where another encoding would have read as well: a person is asked. */
  readonly unsure: boolean;
}

/**
 * Decodes a text file: by its byte order mark, else strict UTF-8, else UTF-16 by its zero bytes, else GB18030. A file that
 * reads in none of them like Chinese or ASCII text is refused (`DOCUMENT.UNKNOWN_ENCODING`), not shown as gibberish.
 */
export function decodeText(bytes: Uint8Array): Decision<DecodedText> {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decoded(bytes.subarray(3), 'utf-8');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes.subarray(2), 'utf-16be');
  const utf8 = strict(bytes, 'utf-8');
  const wide = withoutMark(bytes);
  if (wide) return accept({ ...wide, unsure: true });
  if (utf8 !== null && !utf8.includes('\0')) {
    // Two-byte UTF-8 sequences are also valid GBK pairs; real Chinese UTF-8 has three bytes a character.
    const odd = [...utf8].filter((c) => c > '\x7f' && !isExpected(c)).length;
    const foreign = [...utf8].filter((c) => c > '\x7f').length;
    const unsure = odd > 0 && odd * 2 > foreign && looksChinese(bytes);
    return accept({ text: utf8, encoding: 'utf-8', unsure });
  }
  const gb = strict(bytes, 'gb18030');
  if (gb !== null && !gb.includes('\0') && looksChinese(bytes)) return accept({ text: gb, encoding: 'gb18030', unsure: false });
  return refuse('DOCUMENT.UNKNOWN_ENCODING');
}

function decoded(bytes: Uint8Array, encoding: DecodedText['encoding']): Decision<DecodedText> {
  const text = strict(bytes, encoding);
  return text === null ? refuse('DOCUMENT.UNKNOWN_ENCODING') : accept({ text, encoding, unsure: false });
}

function strict(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return null;
    throw error;
  }
}

// UTF-16 without a mark: every line feed, digit and space has a zero byte on one side.
function withoutMark(bytes: Uint8Array): Pick<DecodedText, 'text' | 'encoding'> | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null;
  let zeroFirst = 0;
  let zeroSecond = 0;
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    if (bytes[i] === 0) zeroFirst++;
    if (bytes[i + 1] === 0) zeroSecond++;
  }
  if (zeroFirst === 0 && zeroSecond === 0) return null;
  const encoding = zeroSecond > zeroFirst ? 'utf-16le' : 'utf-16be';
  const text = strict(bytes, encoding);
  if (text === null || text.includes('\0')) return null;
  const characters = [...text];
  return characters.filter(isExpected).length >= characters.length * 0.95 ? { text, encoding } : null;
}

const isExpected = (c: string): boolean =>
  /[\t\n\r\x20-\x7e\u00a0\u00b0-\u00b9\u2010-\u2030\u2103\u2160-\u217f\u2460-\u249b\u25a0-\u25cf\u3000-\u3029\u3220-\u3229\u33a1\u4e00-\u9fff\uff00-\uffef]/.test(
    c,
  );

// In ordinary Chinese text nearly all characters lie in the first level of GB 2312 (lead bytes B0–D7, trail from A1);
// Big5, Shift-JIS and binary rubbish do not.
function looksChinese(bytes: Uint8Array): boolean {
  let pairs = 0;
  let common = 0;
  for (let i = 0; i + 1 < bytes.length; i++) {
    const lead = bytes[i] as number;
    if (lead < 0x81 || lead === 0xff) continue;
    const trail = bytes[i + 1] as number;
    pairs++;
    if (((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3)) && trail >= 0xa1) common++;
    i++;
  }
  return pairs > 0 && common >= pairs * 0.8;
}

/** Physical lines; every kind of line end counts once. */
export const splitLines = (text: string): string[] => {
  const lines = text.split(/\r\n|\r|\n|\u2028|\u0085/);
  if (lines[lines.length - 1] === '') lines.pop();
  return lines;
};
