import { AlignmentType, DocumentGridType, Footer, PageNumber, Paragraph, TextRun, type ISectionPropertiesOptions } from 'docx';
import { fontSlots, PAGE_NUMBER_FONT, SMALL_SIZE } from './official-fonts';

/**
 * The page of GB/T 9704-2012 clause 5: A4, 37 mm above, 28 mm at the binding edge, a text area of 156 × 225 mm with 22 lines
 * of 28 characters. All lengths in twips (1/20 pt).
 */
export const PAGE = { width: 11906, height: 16838 } as const;
export const MARGIN = { top: 2098, left: 1587, bottom: 1984, right: 1474 } as const;
export const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right;
export const LINES_PER_PAGE = 22;
export const CHARACTERS_PER_LINE = 28;

/** 225 mm / 22 is 579.8 twips; at 580 the 22nd line no longer fits, so 579. */
export const LINE_PITCH = 579;

/**
 * 156 mm / 28 is 15.79 pt, less than the 16 pt of the characters: the grid takes the difference off each, in 1/4096 pt.
 * -849 and not -848, so that 28 characters are never wider than the line.
 */
export const CHARACTER_SPACE = -849;

/**
 * The same by character spacing, in twips, for the body's styles: 15.7 pt a character, 28 of them 439.6 of 442.2 pt; at -5
 * LibreOffice's rounding breaks before the 28th.
 */
export const CHARACTER_SPACING = -6;

/** The width of one full-width body character, in twips. */
export const CHARACTER_PITCH = 320 + CHARACTER_SPACING;

/** Footer line box, and its distance from the paper's edge so that the dash stands 7 mm below the text area. */
const FOOTER_LINE = 320;
const FOOTER_DISTANCE = 1442;

/** One 4号 character: what a page number keeps from the text area's side. */
const FOOTER_INDENT = 280;

export const OFFICIAL_SECTION: ISectionPropertiesOptions = {
  page: {
    size: { width: PAGE.width, height: PAGE.height },
    margin: { ...MARGIN, header: 851, footer: FOOTER_DISTANCE, gutter: 0 },
  },
  grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: LINE_PITCH, charSpace: CHARACTER_SPACE },
};

function pageNumberFooter(side: 'left' | 'right'): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'right' ? { right: FOOTER_INDENT, firstLine: 0 } : { left: FOOTER_INDENT, firstLine: 0 },
        spacing: { before: 0, after: 0, line: FOOTER_LINE, lineRule: 'exact' },
        children: [
          new TextRun({
            children: ['— ', PageNumber.CURRENT, ' —'],
            font: { ...fontSlots(PAGE_NUMBER_FONT, PAGE_NUMBER_FONT), hint: 'eastAsia' },
            size: SMALL_SIZE,
            snapToGrid: false,
          }),
        ],
      }),
    ],
  });
}

/** Page numbers outside: odd pages at the right, even pages at the left (clause 7.5). */
export const officialFooters = (): { default: Footer; even: Footer } => ({
  default: pageNumberFooter('right'),
  even: pageNumberFooter('left'),
});
