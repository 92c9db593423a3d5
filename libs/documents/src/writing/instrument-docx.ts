import type { FileChild } from 'docx';
import {
  documentWording,
  instrumentLayouts,
  type InstrumentLayout,
  type LabelStyle,
  type LayoutBlock,
  type LayoutField,
} from '@duban/wording';
import { ChartParts } from './chart-parts';
import { chineseNumeral } from './chinese-numeral';
import type { FactChart, FactTable, InstrumentDocument } from './instrument-document';
import { fieldTable } from './field-table';
import { checkInstrumentLayout, fillPlaces, instrumentLists, placesOf, instrumentValues, lineValues } from './instrument-values';
import { imprintBlocks } from './imprint';
import { packOfficialDocument } from './official-document';
import { LINE_PITCH } from './official-page';
import {
  attachmentParagraphs,
  mastheadParagraphs,
  paragraph,
  receiverParagraph,
  run,
  signatureParagraphs,
  titleParagraph,
} from './official-paragraphs';
import { STYLE } from './official-styles';
import { dataTable } from './official-tables';

const HEADING_STYLE = { 1: STYLE.level1, 2: STYLE.level2, 3: STYLE.level3 } as const;

/** What a draft leaves room for. */
const WRITTEN_AT_SIGNING: readonly string[] = ['number', 'date', 'approver'];

/** The label before an entry of a list: 1. · 一是 · （一）. */
const LABEL: Record<LabelStyle, (n: number) => string> = {
  arabic: (n) => `${n}.`,
  chinese: (n) => chineseNumeral(n) + documentWording.firstly,
  bracketed: (n) => `（${chineseNumeral(n)}）`,
};

/**
 * Writes a supervision paper (催办通知, 督办单, 约谈通知书, 约谈纪要, 挂牌督办通知书, 摘牌通知, 通报) as .docx from its data and a
 * layout, the system's or the office's own. The same input gives the same bytes.
 *
 * @throws {RangeError} when the layout is for another paper or names what no paper has (`checkInstrumentLayout` tells which),
 *   or a date is no calendar day
 */
export async function writeInstrumentDocx(
  document: InstrumentDocument,
  layout: InstrumentLayout = instrumentLayouts[document.paper],
): Promise<Uint8Array> {
  if (layout.paper !== document.paper) throw new RangeError(`a layout for ${layout.paper} and a paper ${document.paper}`);
  const wrong = checkInstrumentLayout(layout);
  if (wrong.length > 0) throw new RangeError(`the layout names what no paper has: ${wrong.map((each) => each.name).join(', ')}`);
  const setting = new LayoutSetting(document);
  const children = layout.blocks.flatMap((block, index) => setting.blocks(block, setting.endsText(layout, index)));
  return packOfficialDocument({ title: setting.title(layout), day: document.date, children, charts: setting.charts });
}

/** One paper's values, put into one block after another. */
class LayoutSetting {
  readonly charts = new ChartParts();
  private readonly values: Readonly<Record<string, string | undefined>>;
  private readonly lists: Readonly<Record<string, readonly string[]>>;

  constructor(private readonly document: InstrumentDocument) {
    this.values = instrumentValues(document);
    this.lists = instrumentLists(document);
  }

  title(layout: InstrumentLayout): string {
    const block = layout.blocks.find((each) => each.block === 'title');
    return this.document.title ?? (block ? fillPlaces(block.text, this.values) : '');
  }

  /** Whether only the names and date follow: the text then stays with them, so that they are never alone on a page. */
  endsText(layout: InstrumentLayout, index: number): boolean {
    const rest = layout.blocks.slice(index + 1);
    const signature = rest.findIndex((block) => block.block === 'signature');
    return (
      signature >= 0 &&
      rest
        .slice(0, signature)
        .every((block) => block.block === 'attachments' || block.block === 'signLines' || this.isAbsent(block))
    );
  }

  blocks(block: LayoutBlock, keepNext = false): FileChild[] {
    const { document } = this;
    if ('when' in block && block.when !== undefined && !this.has(block.when)) return [];
    switch (block.block) {
      case 'masthead':
        return document.masthead ? mastheadParagraphs(document.masthead, this.values['number']) : [];
      case 'title':
        return [titleParagraph(document.title ?? fillPlaces(block.text, this.values), undefined, document.masthead ? 2 : 0)];
      case 'number':
        // The red head carries the number already.
        if (document.masthead) return [];
        // A paper that has its day and no number of its own is not numbered; a draft leaves room for it.
        if (document.number === undefined && document.date !== undefined) return [];
        return [paragraph(STYLE.flush, [run(this.values['number'] ?? '')], { alignment: block.align })];
      case 'receivers':
        return document.targets.length > 0 ? [receiverParagraph(document.targets.join(documentWording.listSeparator))] : [];
      case 'paragraph':
        return [paragraph(block.flush ? STYLE.flush : STYLE.body, [run(fillPlaces(block.text, this.values))], { keepNext })];
      case 'heading':
        return [paragraph(HEADING_STYLE[block.level], [run(fillPlaces(block.text, this.values))])];
      case 'list':
        return this.list(block.of).map((entry, index, entries) =>
          // A single entry is not numbered.
          paragraph(STYLE.body, [run((block.label && entries.length > 1 ? LABEL[block.label](index + 1) : '') + entry)], {
            keepNext: keepNext && index === entries.length - 1,
          }),
        );
      case 'fieldTable':
        return [
          ...fieldTable(
            block.rows
              .map((row) => row.filter((field) => this.isShown(field)))
              .filter((row) => row.length > 0)
              .map((row) =>
                row.map((field) => ({
                  label: field.label,
                  text: field.list === undefined ? fillPlaces(field.value ?? '', this.values, '') : this.numbered(field.list),
                  lines: field.lines,
                })),
              ),
          ),
        ];
      case 'itemTable':
        return this.itemTable(block);
      case 'factTable': {
        const table = document.tables?.[block.of as FactTable];
        return table ? dataTable({ ...table, caption: block.caption ?? table.caption }) : [];
      }
      case 'chart': {
        const chart = document.charts?.[block.of as FactChart];
        return chart ? this.charts.place({ ...chart, caption: block.caption ?? chart.caption }) : [];
      }
      case 'signLines':
        return block.lines.map((line, index) =>
          paragraph(STYLE.body, [run(line)], { spacing: { before: index === 0 ? LINE_PITCH : 0 }, keepNext: true }),
        );
      case 'attachments':
        return attachmentParagraphs(document.attachments ?? []);
      case 'signature':
        return signatureParagraphs(document.signature, document.date);
      case 'imprint':
        return document.imprint ? imprintBlocks(document.imprint) : [];
      case 'pageBreak':
        return [
          paragraph(STYLE.flush, [], { pageBreakBefore: true, spacing: { before: 0, after: 0, line: 20, lineRule: 'exact' } }),
        ];
    }
  }

  /** Setting a chart gives it its place in the package, so that it is asked for and not set here. */
  private isAbsent(block: LayoutBlock): boolean {
    if (block.block === 'chart') return this.document.charts?.[block.of as FactChart] === undefined;
    return this.blocks(block).length === 0;
  }

  /** A field with nothing in it is left out with its label, unless it is there to be written in by hand. */
  private isShown(field: LayoutField): boolean {
    if (field.lines !== undefined) return true;
    if (field.list !== undefined) return this.list(field.list).length > 0;
    const places = placesOf(field.value ?? '');
    if (this.document.date === undefined && places.some((place) => WRITTEN_AT_SIGNING.includes(place))) return true;
    return places.length === 0 || places.some((place) => this.has(place));
  }

  private has(name: string): boolean {
    if (name === 'items') return (this.document.items ?? []).length > 0;
    if (name in this.lists) return this.list(name).length > 0;
    return this.values[name] !== undefined && this.values[name] !== '';
  }

  private list(name: string): readonly string[] {
    return this.lists[name] ?? [];
  }

  /** A list inside a cell: one line an entry, numbered where there are several. */
  private numbered(name: string): string {
    const entries = this.list(name);
    return entries.map((entry, index) => (entries.length > 1 ? LABEL.arabic(index + 1) : '') + entry).join('\n');
  }

  private itemTable(block: Extract<LayoutBlock, { block: 'itemTable' }>): FileChild[] {
    const rows = (this.document.items ?? []).map((line, index) =>
      block.columns.map((column) => fillPlaces(column.value, lineValues(line, index), '')),
    );
    return dataTable({ caption: block.caption, columns: block.columns, rows });
  }
}
