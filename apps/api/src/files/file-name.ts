/** The longest name kept, in characters: a name is data, never a path, so its bytes do not matter. */
const MOST_CHARACTERS = 200;

/**
 * The name under which a person knows a file, from what a client declared. Browsers send it as UTF-8, old clients as the
 * same bytes read as Latin-1 (case S30): it is decoded once more only where that gives the same bytes back. Folders that
 * some clients prepend are cut, characters that would break a header or a list are dropped; a name too long keeps its ending.
 */
export function fileNameFrom(declared: string): string {
  const name = readAgain(declared).normalize('NFC');
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  // Controls and the marks that turn writing round (a name may not pretend another ending).
  const clean = last.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  if (clean === '' || /^\.+$/.test(clean)) return '未命名文件';
  return shorten(clean);
}

function readAgain(name: string): string {
  if (!/[\u0080-\u00ff]/.test(name) || /[^\u0000-\u00ff]/.test(name)) return name;
  const bytes = Buffer.from(name, 'latin1');
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return Buffer.from(decoded, 'utf8').equals(bytes) ? decoded : name;
  } catch {
    return name; // not UTF-8 under Latin-1: the name really has these letters
  }
}

function shorten(name: string): string {
  const characters = [...name];
  if (characters.length <= MOST_CHARACTERS) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 10 ? [...name.slice(dot)] : [];
  return [...characters.slice(0, MOST_CHARACTERS - ending.length), ...ending].join('');
}

/** `attachment` with the name twice: for clients that read RFC 5987 and for those that do not. */
export function dispositionOf(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(/['()*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
