import { accept, type Decision, refuse } from '@duban/domain';

export type Attributes = Readonly<Record<string, string>>;

/** What a reader of XML gets to see, in document order. Names keep their prefix as written (`w:p`). */
export interface XmlVisitor {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

const DEEPEST = 256;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Walks an XML text once, keeping nothing. Only the five built-in and the numeric entities are known; a document type is
 * refused (so no external entity and no billion laughs), and so is a nesting deeper than any office program writes.
 */
export function walkXml(xml: string, visitor: XmlVisitor): Decision<null> {
  const open: string[] = [];
  let at = xml.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    if (tag === -1) break;
    if (tag > at && open.length > 0) visitor.text(unescapeXml(xml.slice(at, tag)));
    const next = xml.charCodeAt(tag + 1);
    if (next === 0x21 /* ! */) {
      if (xml.startsWith('<!--', tag)) {
        at = after(xml, '-->', tag + 4);
      } else if (xml.startsWith('<![CDATA[', tag)) {
        const end = xml.indexOf(']]>', tag);
        if (end === -1) return refuse('DOCUMENT.DAMAGED', { detail: 'XML' });
        visitor.text(xml.slice(tag + 9, end));
        at = end + 3;
      } else return refuse('DOCUMENT.FORBIDDEN_XML');
    } else if (next === 0x3f /* ? */) {
      at = after(xml, '?>', tag);
    } else {
      const end = tagEnd(xml, tag + 1);
      if (end === -1) return refuse('DOCUMENT.DAMAGED', { detail: 'XML' });
      if (next === 0x2f /* / */) {
        const name = xml.slice(tag + 2, end).trim();
        if (open.pop() !== name) return refuse('DOCUMENT.DAMAGED', { detail: 'XML' });
        visitor.close(name);
      } else {
        const empty = xml.charCodeAt(end - 1) === 0x2f;
        const inner = xml.slice(tag + 1, empty ? end - 1 : end);
        const space = inner.search(/\s/);
        const name = space === -1 ? inner : inner.slice(0, space);
        visitor.open(name, space === -1 ? {} : attributesOf(inner.slice(space)));
        if (empty) visitor.close(name);
        else if (open.push(name) > DEEPEST) return refuse('DOCUMENT.TOO_DEEP', { limit: DEEPEST });
      }
      at = end + 1;
    }
    if (at === -1) return refuse('DOCUMENT.DAMAGED', { detail: 'XML' });
  }
  return open.length === 0 ? accept(null) : refuse('DOCUMENT.DAMAGED', { detail: 'XML' });
}

function after(xml: string, mark: string, from: number): number {
  const end = xml.indexOf(mark, from);
  return end === -1 ? xml.length : end + mark.length;
}

// A > inside a quoted attribute does not end the tag.
function tagEnd(xml: string, from: number): number {
  const plain = xml.indexOf('>', from);
  // Looked for inside the tag only: a search through all of a long file for each tag would cost its square.
  if (plain === -1 || !/["']/.test(xml.slice(from, plain))) return plain;
  for (let i = from; i < xml.length; i++) {
    const c = xml.charCodeAt(i);
    if (c === 0x3e) return i;
    if (c === 0x22 || c === 0x27) {
      i = xml.indexOf(String.fromCharCode(c), i + 1);
      if (i === -1) return -1;
    }
  }
  return -1;
}

function attributesOf(text: string): Attributes {
  const attributes: Record<string, string> = {};
  for (const match of text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[match[1] ?? ''] = unescapeXml(match[2] ?? match[3] ?? '');
  }
  return attributes;
}

export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff && code > 0 ? String.fromCodePoint(code) : whole;
  });
}

/** The name without its prefix: `p` for `w:p`. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
