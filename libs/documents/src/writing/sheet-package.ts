import type { Workbook } from 'exceljs';
import { fixCoreDates, packageInstant, packFixed } from './fixed-package';

/** Cells to be shown as one, by 1-based row and column. */
export interface JoinedCells {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

export const rangeOf = (cells: JoinedCells): string =>
  `${columnLetters(cells.fromColumn)}${cells.fromRow}:${columnLetters(cells.toColumn)}${cells.toRow}`;

/**
 * Packs a workbook of one sheet so that the same content gives the same bytes, and joins cells in it.
 *
 * The cells are joined here and not by the library, which would empty all but the first: with the value in each of them a
 * filter finds every row of a clause, and a reader that knows nothing of joined cells loses nothing.
 */
export async function packWorkbook(
  workbook: Workbook,
  day: string | undefined,
  joined: readonly JoinedCells[],
): Promise<Uint8Array> {
  const instant = packageInstant(day);
  workbook.created = new Date(instant);
  workbook.modified = new Date(instant);
  const packed = new Uint8Array(await workbook.xlsx.writeBuffer());
  return packFixed(packed, {
    'docProps/core.xml': fixCoreDates(instant),
    'xl/worksheets/sheet1.xml': (xml) => letRowsGrow(joined.length === 0 ? xml : joinCells(xml, joined)),
  });
}

function joinCells(xml: string, joined: readonly JoinedCells[]): string {
  const place = /<autoFilter[^>]*\/>|<\/sheetData>(?!.*<autoFilter)/s.exec(xml);
  if (!place) throw new Error('the sheet has no place for joined cells');
  const at = place.index + place[0].length;
  const cells = joined.map((each) => `<mergeCell ref="${rangeOf(each)}"/>`).join('');
  return `${xml.slice(0, at)}<mergeCells count="${joined.length}">${cells}</mergeCells>${xml.slice(at)}`;
}

/** A height that is not called custom is a first height: the row grows when somebody writes more into it. */
const letRowsGrow = (xml: string): string => xml.replace(/(<row [^>]*?) customHeight="1"/g, '$1');
