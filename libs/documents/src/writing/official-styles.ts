import { AlignmentType, type IStylesOptions } from 'docx';
import { documentWording } from '@duban/wording';
import {
  BODY_FONT,
  BODY_SIZE,
  fontSlots,
  LEVEL_ONE_FONT,
  LEVEL_TWO_FONT,
  SMALL_SIZE,
  TABLE_SIZE,
  TITLE_FONT,
  TITLE_SIZE,
} from './official-fonts';
import { LINE_PITCH, CHARACTER_SPACING } from './official-page';
import type { PartEdit } from './fixed-package';

/** Style ids of an official paper; Word's own where Word has one, so that outline, navigation and contents work. */
export const STYLE = {
  title: 'Title',
  level1: 'Heading1',
  level2: 'Heading2',
  level3: 'Heading3',
  body: 'OfficialBody',
  flush: 'OfficialFlush',
  tableHeading: 'OfficialTableHeading',
  tableText: 'OfficialTableText',
  fieldLabel: 'OfficialFieldLabel',
  fieldText: 'OfficialFieldText',
  imprint: 'OfficialImprint',
  signature: 'OfficialSignature',
} as const;

const EXACT_LINE = { before: 0, after: 0, line: LINE_PITCH, lineRule: 'exact' } as const;
/** Two characters of 3号, by count (the grid decides their width) and in twips for programs that do not read the count. */
export const INDENT_TWO = { firstLine: 640, firstLineChars: 200 } as const;

/** Takes from each 3号 character what it is wider than the grid. */
const BODY_SPACING = { characterSpacing: CHARACTER_SPACING } as const;

const heading = (chinese: string, outlineLevel: number, bold = false) => ({
  basedOn: 'Normal',
  next: STYLE.body,
  quickFormat: true,
  run: { font: fontSlots(chinese), size: BODY_SIZE, bold, boldComplexScript: bold, color: '000000', ...BODY_SPACING },
  paragraph: { spacing: EXACT_LINE, indent: INDENT_TWO, keepNext: true, outlineLevel },
});

/** An entry of the table of contents; each level one character further in. */
const contentsEntry = (level: number) => ({
  id: `TOC${level + 1}`,
  name: `toc ${level + 1}`,
  basedOn: 'Normal',
  next: 'Normal',
  uiPriority: 39,
  run: { font: fontSlots(BODY_FONT), size: BODY_SIZE, ...BODY_SPACING },
  paragraph: { alignment: AlignmentType.LEFT, spacing: EXACT_LINE, indent: { left: level * BODY_SIZE * 10 } },
});

/** Lines of a table's text, 1.5 times its size and some. */
const inTable = (id: string, name: string, chinese: string, size: number) => ({
  id,
  name,
  basedOn: 'Normal',
  run: { font: fontSlots(chinese), size },
  paragraph: { alignment: AlignmentType.LEFT, spacing: { ...EXACT_LINE, line: tableLine(size) } },
});

/** Twips of one line of a table's text of this size in half-points. */
export const tableLine = (size: number): number => Math.round(size * 10 * 1.55);

/** The styles: every slot of every script is named in the defaults and in each style that differs from them. */
export function officialStyles(): IStylesOptions {
  const names = documentWording.styleNames;
  const body = { font: fontSlots(BODY_FONT), size: BODY_SIZE };
  const gridBody = { ...body, ...BODY_SPACING };
  return {
    default: {
      document: {
        run: { ...body, snapToGrid: false, sizeComplexScript: BODY_SIZE, language: { value: 'en-US', eastAsia: 'zh-CN' } },
        paragraph: { spacing: EXACT_LINE, alignment: AlignmentType.BOTH },
      },
      title: {
        basedOn: 'Normal',
        next: STYLE.body,
        quickFormat: true,
        run: { font: fontSlots(TITLE_FONT), size: TITLE_SIZE, color: '000000' },
        paragraph: { alignment: AlignmentType.CENTER, spacing: EXACT_LINE, keepNext: true },
      },
      heading1: heading(LEVEL_ONE_FONT, 0),
      heading2: heading(LEVEL_TWO_FONT, 1),
      heading3: heading(BODY_FONT, 2, true),
    },
    paragraphStyles: [
      { id: 'Normal', name: 'Normal', quickFormat: true, run: body },
      {
        id: STYLE.body,
        name: names.body,
        basedOn: 'Normal',
        quickFormat: true,
        run: gridBody,
        paragraph: { indent: INDENT_TWO },
      },
      { id: STYLE.flush, name: names.flush, basedOn: 'Normal', quickFormat: true, run: gridBody },
      ...[0, 1, 2].map(contentsEntry),
      inTable(STYLE.tableHeading, names.tableHeading, LEVEL_ONE_FONT, TABLE_SIZE),
      inTable(STYLE.tableText, names.tableText, BODY_FONT, TABLE_SIZE),
      inTable(STYLE.fieldLabel, names.fieldLabel, LEVEL_ONE_FONT, SMALL_SIZE),
      inTable(STYLE.fieldText, names.fieldText, BODY_FONT, SMALL_SIZE),
      {
        id: STYLE.signature,
        name: names.signature,
        basedOn: 'Normal',
        run: gridBody,
        paragraph: { alignment: AlignmentType.RIGHT, keepLines: true },
      },
      {
        id: STYLE.imprint,
        name: names.imprint,
        basedOn: 'Normal',
        run: { font: fontSlots(BODY_FONT), size: SMALL_SIZE },
        paragraph: { spacing: { ...EXACT_LINE, line: 480 } },
      },
    ],
  };
}

/**
 * Takes every paragraph off the grid that the page declares: its lines are exact and its characters spaced by the styles, so
 * that Word, WPS and LibreOffice break lines and pages alike (LibreOffice gives a character wider than a grid cell two cells).
 * Right indents are kept as they are computed and not rounded to whole characters. The library has no option for it.
 */
export const takeOffGrid: PartEdit = (xml) => {
  const defaults = '<w:pPrDefault><w:pPr>';
  if (!xml.includes(defaults)) throw new Error('styles.xml has no paragraph defaults');
  return xml.replace(defaults, `${defaults}<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>`);
};
