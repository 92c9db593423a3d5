import {
  AlignmentType,
  BorderStyle,
  OverlapType,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
  type Paragraph,
} from 'docx';
import { documentWording } from '@duban/wording';
import { chineseDay } from './chinese-day';
import { SMALL_SIZE } from './official-fonts';
import { MARGIN, TEXT_WIDTH } from './official-page';
import { paragraph, run } from './official-paragraphs';
import { STYLE } from './official-styles';
import type { Imprint } from './report-content';

/** 0.35 mm and 0.25 mm, in eighths of a point (clause 7.4.2). */
const THICK = { style: BorderStyle.SINGLE, size: 8, color: '000000' } as const;
const THIN = { style: BorderStyle.SINGLE, size: 6, color: '000000' } as const;
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
/** One 4号 character. */
const SIDE = SMALL_SIZE * 10;

/** 版记 at the foot of the last page: thick, thin and thick rule, text one character in from both sides (clause 7.4). */
export function imprintBlocks(imprint: Imprint): (Paragraph | Table)[] {
  const lines = imprintLines(imprint);
  if (lines.length === 0) return [];
  const rows = lines.map(
    (line) =>
      new TableRow({
        cantSplit: true,
        children: [
          new TableCell({
            width: { size: TEXT_WIDTH, type: WidthType.DXA },
            margins: { left: 0, right: 0, marginUnitType: WidthType.DXA },
            children: [line],
          }),
        ],
      }),
  );
  const table = new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [TEXT_WIDTH],
    layout: TableLayoutType.FIXED,
    margins: { left: 0, right: 0, marginUnitType: WidthType.DXA },
    borders: { top: THICK, bottom: THICK, left: NONE, right: NONE, insideHorizontal: THIN, insideVertical: NONE },
    // Across, it is placed from the page and not from the margin: only then does LibreOffice let so wide a table float.
    float: {
      horizontalAnchor: TableAnchorType.PAGE,
      absoluteHorizontalPosition: MARGIN.left,
      verticalAnchor: TableAnchorType.MARGIN,
      relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      overlap: OverlapType.NEVER,
    },
    rows,
  });
  // The table's anchor; next to no height, so that a full page stays one page.
  const anchor = paragraph(STYLE.flush, [], { spacing: { before: 0, after: 0, line: 20, lineRule: 'exact' } });
  return [table, anchor];
}

function imprintLines(imprint: Imprint): Paragraph[] {
  const copies = imprint.copies ?? [];
  const lines: Paragraph[] = [];
  if (copies.length > 0) {
    const text = documentWording.copiesLead + copies.join(documentWording.listSeparator) + documentWording.fullStop;
    lines.push(
      paragraph(STYLE.imprint, [run(text)], {
        alignment: AlignmentType.LEFT,
        indent: { left: SIDE * 4, hanging: SIDE * 3, right: SIDE },
      }),
    );
  }
  if (imprint.printedBy !== undefined || imprint.printedOn !== undefined) {
    const day = imprint.printedOn === undefined ? '' : chineseDay(imprint.printedOn) + documentWording.printedOnEnd;
    lines.push(
      paragraph(STYLE.imprint, [run(`${imprint.printedBy ?? ''}\t${day}`)], {
        alignment: AlignmentType.LEFT,
        indent: { left: SIDE, right: SIDE },
        tabStops: [{ type: 'right', position: TEXT_WIDTH - SIDE }],
      }),
    );
  }
  return lines;
}
