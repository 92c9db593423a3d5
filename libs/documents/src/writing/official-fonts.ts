import type { IFontAttributesProperties } from 'docx';

/**
 * Fonts of an official paper by use (GB/T 9704-2012, clause 5.2 and 7). Names only: the files are the reader's, none is
 * embedded. Chinese and Latin have their own slots, so that digits are never set in a Chinese font by accident.
 */
export const LATIN_FONT = 'Times New Roman';
export const TITLE_FONT = '方正小标宋简体';
export const BODY_FONT = '仿宋_GB2312';
export const LEVEL_ONE_FONT = '黑体';
export const LEVEL_TWO_FONT = '楷体_GB2312';
export const PAGE_NUMBER_FONT = '宋体';

/** Half-points: 2号 = 22 pt, 3号 = 16 pt, 4号 = 14 pt, 小4号 = 12 pt. */
export const TITLE_SIZE = 44;
export const BODY_SIZE = 32;
export const SMALL_SIZE = 28;
export const TABLE_SIZE = 24;

/** A font the paper names, with the fonts a word processor may take where it is absent, in order. */
export interface NamedFont {
  readonly name: string;
  readonly fallbacks: readonly string[];
  readonly script: 'chinese' | 'latin';
  readonly family: 'roman' | 'modern' | 'script';
}

/** Every font the writers name; the export lists them so that a missing one is visible and not silently replaced. */
export const OFFICIAL_FONTS: readonly NamedFont[] = [
  { name: LATIN_FONT, fallbacks: ['Liberation Serif'], script: 'latin', family: 'roman' },
  { name: TITLE_FONT, fallbacks: ['方正小标宋_GBK', '小标宋体', '华文中宋', '宋体'], script: 'chinese', family: 'script' },
  { name: BODY_FONT, fallbacks: ['仿宋', 'FangSong', '华文仿宋'], script: 'chinese', family: 'modern' },
  { name: LEVEL_ONE_FONT, fallbacks: ['SimHei', '华文黑体'], script: 'chinese', family: 'modern' },
  { name: LEVEL_TWO_FONT, fallbacks: ['楷体', 'KaiTi', '华文楷体'], script: 'chinese', family: 'modern' },
  { name: PAGE_NUMBER_FONT, fallbacks: ['SimSun', '新宋体'], script: 'chinese', family: 'roman' },
];

/** Font slots for a style: Chinese text in `chinese`, Latin letters and digits in `latin`. */
export const fontSlots = (chinese: string, latin: string = LATIN_FONT): IFontAttributesProperties => ({
  ascii: latin,
  hAnsi: latin,
  eastAsia: chinese,
  cs: latin,
});

/**
 * Slots for a run inside a styled paragraph: only the hint, which makes the characters that both scripts share (“ ” — … ·)
 * Chinese and full width. Word reads the hint on the run, not in the style.
 */
export const CHINESE_HINT: IFontAttributesProperties = { hint: 'eastAsia' };

const escapeAttribute = (text: string) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

/** word/fontTable.xml with the fallbacks as alternative names (`w:altName` takes a comma-separated list). */
export function fontTableXml(): string {
  const fonts = OFFICIAL_FONTS.map(
    (font) =>
      `<w:font w:name="${escapeAttribute(font.name)}"><w:altName w:val="${escapeAttribute(font.fallbacks.join(','))}"/>` +
      `<w:charset w:val="${font.script === 'chinese' ? '86' : '00'}"/><w:family w:val="${font.family}"/><w:pitch w:val="variable"/></w:font>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    `<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`
  );
}
