import { widthInCharacters } from './text-width';

/** Points of one line of the sheet's 11 pt text, and of the space above and below the text together. */
const LINE_POINTS = 15.5;
const PADDING_POINTS = 7;
/** Excel's limit. */
const MOST_POINTS = 409;
/** Sheet width units that one full-width character of 11 pt takes. */
const UNITS_PER_CHARACTER = 2.15;

/** How high a wrapped text stands in a column of the given width, in points. */
export function textPoints(text: string, columnWidth: number): number {
  const perLine = Math.max(1, Math.floor((columnWidth - 1) / UNITS_PER_CHARACTER));
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(widthInCharacters(line) / perLine)), 0);
  return lines * LINE_POINTS + PADDING_POINTS;
}

/** A cell that is shown over several rows. */
export interface TallCell {
  readonly from: number;
  readonly to: number;
  readonly points: number;
}

/**
 * The height of each row: that of its highest own cell, and together enough for the cells joined over it. Programs that only
 * read the file (LibreOffice, previews, printers) do not compute the height of wrapped text themselves.
 */
export function rowHeights(own: readonly number[], tall: readonly TallCell[]): number[] {
  const heights = own.map((points) => Math.min(points, MOST_POINTS));
  for (const cell of tall) {
    const rows = heights.slice(cell.from, cell.to + 1);
    const missing = cell.points - rows.reduce((sum, points) => sum + points, 0);
    if (missing <= 0) continue;
    rows.forEach((points, index) => (heights[cell.from + index] = Math.min(MOST_POINTS, points + missing / rows.length)));
  }
  return heights;
}
