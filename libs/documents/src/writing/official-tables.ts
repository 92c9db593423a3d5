import type { Paragraph } from 'docx';
import {
  AlignmentType,
  BorderStyle,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
  type ITableBordersOptions,
} from 'docx';
import { TEXT_WIDTH } from './official-page';
import { STYLE } from './official-styles';
import { paragraph, run } from './official-paragraphs';
import type { ReportTable } from './report-content';

const THIN = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const THICK = { style: BorderStyle.SINGLE, size: 8, color: '000000' } as const;

export const GRID_BORDERS: ITableBordersOptions = {
  top: THICK,
  bottom: THICK,
  left: THICK,
  right: THICK,
  insideHorizontal: THIN,
  insideVertical: THIN,
};

/** Twips of each column for the given shares of the text width; the last takes what rounding left. */
export function columnTwips(shares: readonly number[]): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => Math.floor((TEXT_WIDTH * share) / total));
  const rest = TEXT_WIDTH - widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width, index) => (index === widths.length - 1 ? width + rest : width));
}

export interface CellText {
  readonly text: string;
  readonly width: number;
  readonly columnSpan?: number;
  /** Heading and text of a table of rows, or label and text of a field. */
  readonly style: 'tableHeading' | 'tableText' | 'fieldLabel' | 'fieldText';
  readonly align?: 'left' | 'center' | 'right';
}

const ALIGNMENT = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

/** A cell of text; each line of the text is a paragraph. */
export function textCell(cell: CellText): TableCell {
  const align = cell.align ?? (cell.style === 'tableHeading' || cell.style === 'fieldLabel' ? 'center' : 'left');
  return new TableCell({
    width: { size: cell.width, type: WidthType.DXA },
    columnSpan: cell.columnSpan,
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 80, right: 80, top: 40, bottom: 40, marginUnitType: WidthType.DXA },
    children: cell.text.split('\n').map((line) => paragraph(STYLE[cell.style], [run(line)], { alignment: ALIGNMENT[align] })),
  });
}

export function gridTable(widths: readonly number[], rows: readonly TableRow[]): Table {
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: GRID_BORDERS,
    rows,
  });
}

/** A table with a heading row that is repeated on each page; rows are not torn over two pages. */
export function dataTable(table: ReportTable): (Paragraph | Table)[] {
  const widths = columnTwips(table.columns.map((column) => column.share));
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: table.columns.map((column, index) =>
      textCell({ text: column.heading, width: widths[index] as number, style: 'tableHeading' }),
    ),
  });
  const rows = table.rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: table.columns.map((column, index) =>
          textCell({ text: row[index] ?? '', width: widths[index] as number, style: 'tableText', align: column.align }),
        ),
      }),
  );
  const caption = table.caption
    ? paragraph(STYLE.fieldLabel, [run(table.caption)], {
        alignment: AlignmentType.CENTER,
        keepNext: true,
        spacing: { before: 120, after: 60 },
      })
    : tableSpace();
  return [caption, gridTable(widths, [head, ...rows]), tableSpace()];
}

/** Keeps a table off the text and off another table, which Word would join to it. */
export const tableSpace = (): Paragraph =>
  paragraph(STYLE.tableText, [], { spacing: { before: 0, after: 0, line: 160, lineRule: 'exact' } });
