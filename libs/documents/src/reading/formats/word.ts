import { accept, type Decision, refuse } from '@duban/domain';
import type { SourceDocument } from '../source';
import { WordBody } from './word-body';
import { Collected } from './word-collected';
import { readStyleLists, WordNumbering } from './word-numbering';
import { walkXml } from './xml';
import type { ZipArchive } from './zip';

/**
 * Reads a .docx: paragraphs with their automatic numbers as text, tables with merged cells, text boxes, footnotes; tracked
 * changes as if all were accepted. A paragraph's number is its `line`; a manual line break starts a new one.
 */
export function readWordSource(zip: ZipArchive, fileName: string): Decision<SourceDocument> {
  const part = (name: string): Decision<string | null> => {
    const bytes = zip.read(name);
    if (!bytes.ok) return bytes;
    return accept(bytes.value === null ? null : decodeXml(bytes.value));
  };
  const stylesXml = part('word/styles.xml');
  if (!stylesXml.ok) return stylesXml;
  const styles = readStyleLists(stylesXml.value);
  if (!styles.ok) return styles;
  const numberingXml = part('word/numbering.xml');
  if (!numberingXml.ok) return numberingXml;
  const numbering = WordNumbering.read(numberingXml.value, styles.value);
  if (!numbering.ok) return numbering;
  const documentXml = part('word/document.xml');
  if (!documentXml.ok) return documentXml;
  if (documentXml.value === null) return refuse('DOCUMENT.DAMAGED', { detail: 'word/document.xml' });
  const collected = new Collected();
  const body = new WordBody(numbering.value, collected, 'body');
  const walked = walkXml(documentXml.value, body);
  if (!walked.ok) return walked;
  body.finish();
  for (const name of ['word/footnotes.xml', 'word/endnotes.xml']) {
    const notes = part(name);
    if (!notes.ok) return notes;
    if (notes.value === null) continue;
    const read = walkXml(notes.value, new WordBody(numbering.value, collected, 'footnote'));
    if (!read.ok) return read;
  }
  if (collected.lines.every((l) => l.text.trim() === '')) return refuse('DOCUMENT.EMPTY');
  return accept({
    format: 'docx',
    fileName,
    encoding: null,
    lines: collected.lines,
    tables: collected.tables,
    doubts: collected.doubts,
  });
}

function decodeXml(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}
