import type { LineOrigin } from '../source';
import { readLabel } from '../outline/labels';
import type { Collected } from './word-collected';
import { WordFields } from './word-fields';
import { WordTable } from './word-table';
import type { WordNumbering } from './word-numbering';
import { type Attributes, localName, type XmlVisitor } from './xml';

interface OpenParagraph {
  text: string;
  style: string | null;
  numId?: string;
  level?: number;
  /** Its paragraph mark was deleted in a tracked change: the next paragraph goes on in it. */
  markDeleted: boolean;
  isContents: boolean;
  readonly boxed: string[];
  /** The notes that it refers to, as `footnote 2`. */
  readonly notes: string[];
}

// What a reader of the accepted text must not see: deleted and moved-away text, field codes, the second copy of a drawing
// that Word writes for old programs, phonetic guides, properties that were in force before a change.
const SKIPPED = new Set([
  'del', 'moveFrom', 'delText', 'delInstrText', 'Fallback', 'rt', 'rPrChange', 'pPrChange', 'tcPrChange', 'trPrChange',
  'tblPrChange', 'sectPrChange', 'numberingChange', 'sectPr', 'docPr', 'commentRangeStart', 'binData',
]); // prettier-ignore
const val = (attributes: Attributes): string => attributes['w:val'] ?? '';

/** True for a text box whose paragraphs are numbered text of the document, not a remark beside it. */
function holdsClauses(paragraphs: readonly string[]): boolean {
  const ranks = paragraphs.flatMap((text) => readLabel(text)?.rank ?? []);
  return ranks.length >= 2 || ranks.some((rank) => rank <= 2);
}

/** Turns the events of a Word part (the document, its footnotes) into lines and tables. */
export class WordBody implements XmlVisitor {
  private readonly paragraphs: OpenParagraph[] = [];
  private readonly tables: WordTable[] = [];
  private readonly inRunProperties: boolean[] = [];
  private readonly path: string[] = [];
  private skipDepth = 0;
  private runIsHidden = false;
  private keepText = false;
  private boxes = 0;
  private carried: OpenParagraph | null = null;
  private readonly fields = new WordFields();
  private keepCode = false;
  private readonly contentControls: boolean[] = [];
  private readonly contentsByField: number[] = [];
  private noteOf: number | undefined;

  constructor(
    private readonly numbering: WordNumbering,
    private readonly collected: Collected,
    private readonly origin: LineOrigin,
  ) {}

  open(name: string, attributes: Attributes): void {
    const local = localName(name);
    if (this.skipDepth > 0) {
      this.skipDepth++;
      return;
    }
    if (this.isSkipped(local, attributes)) {
      this.skipDepth = 1;
      return;
    }
    const parent = this.path[this.path.length - 1];
    this.path.push(local);
    const paragraph = this.paragraphs[this.paragraphs.length - 1];
    switch (local) {
      case 'p':
        if (name.startsWith('a:')) break; // a drawing's own text has its own paragraphs
        this.openParagraph();
        break;
      case 't':
        this.keepText = name.startsWith('w:') || name.startsWith('m:') || name.startsWith('a:');
        break;
      case 'ins':
      case 'moveTo':
        this.collected.sayOnce('DOCUMENT.TRACKED_CHANGES');
        break;
      case 'tab':
        if (parent === 'r') this.add('\t');
        break;
      case 'br':
      case 'cr':
        if (attributes['w:type'] !== 'page' && attributes['w:type'] !== 'column') this.add('\n');
        break;
      case 'noBreakHyphen':
        this.add('-');
        break;
      case 'fldChar':
        this.fields.mark(attributes['w:fldCharType'] ?? '');
        if (paragraph && this.fields.isContents) paragraph.isContents = true;
        break;
      case 'instrText':
        this.keepCode = true;
        break;
      case 'sdt':
        this.contentControls.push(false);
        break;
      case 'docPartGallery':
        if (val(attributes) === 'Table of Contents') this.contentControls[this.contentControls.length - 1] = true;
        break;
      case 'footnoteReference':
      case 'endnoteReference':
        paragraph?.notes.push(`${local.replace('Reference', '')} ${attributes['w:id'] ?? ''}`);
        break;
      case 'footnote':
      case 'endnote':
        this.noteOf = this.collected.noteLines.get(`${local} ${attributes['w:id'] ?? ''}`);
        break;
      case 'rPr':
        this.inRunProperties.push(parent === 'r');
        break;
      case 'r':
        this.runIsHidden = false;
        break;
      case 'vanish':
        if (this.inRunProperties[this.inRunProperties.length - 1] && val(attributes) !== '0' && val(attributes) !== 'false') {
          this.runIsHidden = true;
          this.collected.sayOnce('DOCUMENT.HIDDEN_TEXT');
        }
        break;
      case 'pStyle':
        if (paragraph) paragraph.style = val(attributes);
        break;
      case 'numId':
        if (paragraph) paragraph.numId = val(attributes);
        break;
      case 'ilvl':
        if (paragraph) paragraph.level = Number(val(attributes));
        break;
      case 'txbxContent':
        this.boxes++;
        break;
      default:
        this.openTablePart(local, attributes);
    }
  }

  close(name: string): void {
    if (this.skipDepth > 0) {
      this.skipDepth--;
      return;
    }
    const local = this.path.pop() ?? '';
    switch (local) {
      case 't':
        this.keepText = false;
        break;
      case 'rPr':
        this.inRunProperties.pop();
        break;
      case 'instrText':
        this.keepCode = false;
        break;
      case 'sdt':
        this.contentControls.pop();
        break;
      case 'p':
        if (!name.startsWith('a:')) this.closeParagraph();
        break;
      case 'txbxContent':
        this.boxes--;
        break;
      case 'tc':
        this.table?.closeCell();
        break;
      case 'tbl':
        this.closeTable();
        break;
    }
  }

  /** To be called behind the last event: a table of contents whose field never ends was none. */
  finish(): void {
    if (this.fields.isContents) this.collected.setOrigin(this.contentsByField, this.origin);
  }

  text(text: string): void {
    if (this.skipDepth === 0 && this.keepCode) this.fields.addCode(text);
    if (this.skipDepth === 0 && this.keepText && !this.runIsHidden) this.add(text);
  }

  private get table(): WordTable | undefined {
    return this.tables[this.tables.length - 1];
  }

  private isSkipped(local: string, attributes: Attributes): boolean {
    if (local === 'del' || local === 'moveFrom') {
      this.collected.sayOnce('DOCUMENT.TRACKED_CHANGES');
      const parent = this.path[this.path.length - 1];
      const paragraph = this.paragraphs[this.paragraphs.length - 1];
      // Inside the paragraph mark's own properties it is the mark that was deleted, inside a row's the row.
      if (parent === 'rPr' && this.path[this.path.length - 2] === 'pPr' && paragraph) paragraph.markDeleted = true;
      if (parent === 'trPr') this.table?.deleteRow();
    }
    // Separator and continuation notes are lines drawn by Word.
    if ((local === 'footnote' || local === 'endnote') && attributes['w:type'] !== undefined && attributes['w:type'] !== 'normal')
      return true;
    return SKIPPED.has(local);
  }

  private add(text: string): void {
    const paragraph = this.paragraphs[this.paragraphs.length - 1];
    if (paragraph && !this.fields.isCode) paragraph.text += text;
  }

  private openParagraph(): void {
    if (this.carried && this.paragraphs.length === 0) {
      this.paragraphs.push(this.carried);
      this.carried.markDeleted = false;
      this.carried = null;
    } else {
      const isContents = this.fields.isContents || this.contentControls.includes(true);
      this.paragraphs.push({ text: '', style: null, markDeleted: false, isContents, boxed: [], notes: [] });
    }
  }

  private closeParagraph(): void {
    const paragraph = this.paragraphs.pop();
    if (!paragraph) return;
    if (paragraph.markDeleted && this.paragraphs.length === 0) {
      this.carried = paragraph;
      return;
    }
    const place = this.numbering.placeOf(paragraph, paragraph.style);
    // Word shows no number on an empty paragraph's behalf in text, but counts it; a stray empty list line is counted too.
    const counted = place ? this.numbering.next(place) : '';
    // Word sets a tab behind the number; without a mark of its own the number would run into the words.
    const number = /[\u4e00-\u9fff\d]$/.test(counted) && /^\S/.test(paragraph.text) ? `${counted} ` : counted;
    const text = number + paragraph.text;
    const outer = this.paragraphs[this.paragraphs.length - 1];
    if (outer && this.boxes > 0) {
      outer.boxed.push(text);
      return;
    }
    if (this.table?.isRowDeleted) return;
    const isContents = paragraph.isContents || this.numbering.isContentsStyle(paragraph.style);
    const origin = this.table ? 'table' : isContents && this.origin === 'body' ? 'contents' : this.origin;
    const line = this.collected.paragraph(text, origin, number.length, this.noteOf);
    if (paragraph.isContents) this.contentsByField.push(line);
    for (const note of paragraph.notes) this.collected.noteLines.set(note, line);
    this.table?.paragraph(text, line);
    const boxOrigin = holdsClauses(paragraph.boxed) ? 'body' : 'textBox';
    for (const box of paragraph.boxed) {
      this.table?.paragraph(box);
      this.collected.paragraph(box, boxOrigin, 0);
    }
  }

  private openTablePart(local: string, attributes: Attributes): void {
    if (local === 'tbl') {
      if (this.tables.length > 0) this.collected.sayOnce('DOCUMENT.NESTED_TABLE');
      this.tables.push(new WordTable());
    } else if (local === 'tr') this.table?.openRow(this.collected.nextLine);
    else if (local === 'tc') this.table?.openCell();
    else if (local === 'gridBefore') this.table?.skip(Number(val(attributes)) || 0);
    else if (local === 'gridSpan' && this.table) this.table.span = Number(val(attributes));
    else if (local === 'vMerge' && this.table) this.table.merge = val(attributes) === 'restart' ? 'restart' : 'continue';
  }

  private closeTable(): void {
    const table = this.tables.pop();
    if (!table) return;
    const outer = this.table;
    if (!outer) {
      this.collected.tables.push(table.finish(`表${this.collected.tables.length + 1}`));
      if (this.origin === 'body') this.collected.setOrigin(table.framedLines(), 'body');
      return;
    }
    // A table inside a cell: its text stays in the cell.
    for (const row of table.finish('').rows) {
      const cells = row.cells.filter((c) => c.mergedFrom === undefined && c.text !== '').map((c) => c.text);
      if (cells.length > 0) outer.paragraph(cells.join('\t'));
    }
  }
}
