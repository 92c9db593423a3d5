import { chineseDay } from './chinese-day';
import type { Signature } from './report-content';
import { CHARACTER_PITCH, TEXT_WIDTH } from './official-page';
import { widthOnGrid } from './text-width';

/** A line of the signature block: its text and how far it ends from the right edge of the text area, in twips. */
export interface SignatureLine {
  readonly text: string;
  readonly rightIndent: number;
  /** Blank lines above it. */
  readonly linesBefore: number;
}

/** Room to write the date by hand while it is not known. */
const OPEN_DATE = '　　　　年　　月　　日';

/**
 * Places names and date by GB/T 9704-2012 clause 7.3.5. With a seal the date ends 4 characters from the right and the names
 * are centred on it; without one the longest name ends 2 characters from the right and the date begins 2 characters to the
 * right of it, or, where the date is the longer, the date ends 2 characters from the right and the names move left.
 */
export function signatureLines(signature: Signature, date: string | undefined): SignatureLine[] {
  const dateText = date === undefined ? OPEN_DATE : chineseDay(date);
  const dateWidth = widthOnGrid(dateText);
  const longest = Math.max(0, ...signature.names.map(widthOnGrid));
  const two = 2 * CHARACTER_PITCH;
  const line = (text: string, right: number, index: number, before: number): SignatureLine => ({
    text,
    rightIndent: Math.round(Math.min(Math.max(right, 0), TEXT_WIDTH - widthOnGrid(text))),
    linesBefore: index === 0 ? before : 0,
  });

  if (signature.sealed) {
    // A name wider than the date and its 4 characters would run over the edge: then both move left together.
    const centre = Math.max(4 * CHARACTER_PITCH + dateWidth / 2, two + longest / 2);
    return [...signature.names, dateText].map((text, index) => line(text, centre - widthOnGrid(text) / 2, index, 2));
  }
  const dateRight = Math.max(two, longest - dateWidth);
  const namesLeft = TEXT_WIDTH - dateRight - dateWidth - two;
  return [
    ...signature.names.map((name, index) => line(name, TEXT_WIDTH - namesLeft - widthOnGrid(name), index, 1)),
    line(dateText, dateRight, signature.names.length, 1),
  ];
}
