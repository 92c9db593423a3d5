import { CHARACTER_SPACING } from './official-page';

/** Narrow Latin glyphs of Times New Roman in 1/1000 em; letters and digits not listed are taken as half an em. */
const LATIN_WIDTH: Readonly<Record<string, number>> = {
  '.': 250,
  ',': 250,
  ' ': 250,
  ':': 278,
  ';': 278,
  '-': 333,
  '(': 333,
  ')': 333,
  '/': 278,
  '%': 833,
};

/** The width of a text in full-width characters (em): Chinese 1, digits and most Latin letters ½. */
export function widthInCharacters(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/[\u0020-\u007e]/.test(character)) width += (LATIN_WIDTH[character] ?? 500) / 1000;
    else width += 1;
  }
  return width;
}

/** What a word processor puts between Chinese and Latin, in twips: some 3.2 pt in LibreOffice, up to 4 pt in Word. */
const SCRIPT_GAP = 70;
const SCRIPT_CHANGE = /(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])/gu;

/** The width of a body text in twips, with each character's share for the grid and the gaps between the scripts. */
export function widthOnGrid(text: string): number {
  const gaps = text.match(SCRIPT_CHANGE)?.length ?? 0;
  return widthInCharacters(text) * 320 + [...text].length * CHARACTER_SPACING + gaps * SCRIPT_GAP;
}
