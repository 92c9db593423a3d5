import { readChineseNumber } from '@duban/domain';

export type ClauseKind = 'chapter' | 'section' | 'item' | 'point';

/** A number in front of a heading or a paragraph. */
export interface PrintedLabel {
  readonly kind: ClauseKind;
  /** The depth that this way of numbering has in an official document: 0 第一部分, 1 一、, 1.4 第一节, 1.7 第一条, 2 （一）, 3 1., 3.5 1.1, 3.7 1.1.1, 4 （1）, 5 ①. */
  readonly rank: number;
  /** As printed, without the mark that separates it from the text: 一 · (一) · 1 · （1） · ① · 第一章. */
  readonly label: string;
  readonly ordinal: number;
  /** Where the label starts in the line, and where the text behind it starts. */
  readonly start: number;
  readonly textStart: number;
}

const HAN = '[一二三四五六七八九十百零〇两]{1,6}';
const DIGITS = '[\\d０-９]{1,3}';
const STEP = '[\\d０-９]{1,2}';
const AFTER_STEPS = '(?:[\\s　]+|、|[.．]\\s*(?![\\d０-９]))(?=[\\u4e00-\\u9fff“《])(?![个件项人次家户份条万亿年月])';

interface LabelForm {
  readonly pattern: RegExp;
  readonly kind: ClauseKind;
  readonly rank: number;
}

// The first group is the label as printed, the second the number in it. `2.0版` and `2020.4` are no labels, `4.2025年打算` has one.
const FORMS: readonly LabelForm[] = [
  { pattern: new RegExp(`^(第(${HAN}|${DIGITS})(?:部分|篇|编))[\\s、:：.．]*`), kind: 'chapter', rank: 0 },
  { pattern: new RegExp(`^(第(${HAN}|${DIGITS})章)[\\s、:：.．]*`), kind: 'chapter', rank: 1 },
  { pattern: new RegExp(`^(第(${HAN}|${DIGITS})节)[\\s、:：.．]*`), kind: 'section', rank: 1.4 },
  { pattern: new RegExp(`^(第(${HAN}|${DIGITS})条)[\\s、:：.．]*`), kind: 'item', rank: 1.7 },
  { pattern: new RegExp(`^((${HAN}))\\s*[、.．，,]\\s*`), kind: 'chapter', rank: 1 },
  { pattern: new RegExp(`^([（(]\\s*(${HAN})\\s*[）)])\\s*[、.．]?\\s*`), kind: 'section', rank: 2 },
  { pattern: new RegExp(`^([（(]\\s*(${DIGITS})\\s*[）)])\\s*[、.．]?\\s*`), kind: 'item', rank: 4 },
  { pattern: new RegExp(`^((${DIGITS})[）)])\\s*`), kind: 'item', rank: 4 },
  { pattern: new RegExp(`^((${DIGITS}))\\s*(?:[.．](?:(?![\\d０-９])|(?=20\\d{2}年))|、)\\s*`), kind: 'item', rank: 3 },
  // 1 加强领导, 一　加强领导: the mark is missing. A short line, and no amount, so that a row of a table is none.
  {
    pattern: /^(([１-９]|[1-9]\d?))[ \u3000\t]+(?=[\u4e00-\u9fff“《][^\t]{1,40}$)(?![个件项人次家户份条万亿年月日号时分元])/,
    kind: 'item',
    rank: 3,
  },
  {
    pattern:
      /^(([一二三四五六七八九十]{1,3}))[ \u3000\t]+(?=[\u4e00-\u9fff“《][^\t。]{1,30}。?$)(?![是要个件项人次家户份条年月日])/,
    kind: 'chapter',
    rank: 1,
  },
  // 2.1 规范执法: a number of several steps; without the space it is an amount (2.1万件).
  { pattern: new RegExp(`^(${STEP}[.．](${STEP}))${AFTER_STEPS}`), kind: 'item', rank: 3.5 },
  { pattern: new RegExp(`^(${STEP}[.．]${STEP}[.．](${STEP}))${AFTER_STEPS}`), kind: 'item', rank: 3.7 },
];

// One character is the whole label; NFKC must not fold it before it has been read.
const SINGLE_CHARACTERS: readonly { first: number; count: number; kind: ClauseKind; rank: number }[] = [
  { first: 0x2460, count: 20, kind: 'item', rank: 5 }, // ①–⑳
  { first: 0x2474, count: 20, kind: 'item', rank: 4 }, // ⑴–⒇
  { first: 0x2488, count: 20, kind: 'item', rank: 3 }, // ⒈–⒛
  { first: 0x3220, count: 10, kind: 'section', rank: 2 }, // ㈠–㈩
];

/** The number that a line starts with, or null. Typed numbers only; Word's automatic ones are already text by then. */
export function readLabel(text: string): PrintedLabel | null {
  const start = text.length - text.trimStart().length;
  const rest = text.slice(start);
  const code = rest.codePointAt(0) ?? 0;
  for (const { first, count, kind, rank } of SINGLE_CHARACTERS) {
    if (code >= first && code < first + count) {
      const spaces = /^.[\s、.．]*/.exec(rest)?.[0].length ?? 1;
      return { kind, rank, label: rest.slice(0, 1), ordinal: code - first + 1, start, textStart: start + spaces };
    }
  }
  for (const { pattern, kind, rank } of FORMS) {
    const match = pattern.exec(rest);
    if (!match?.[1] || !match[2]) continue;
    const ordinal = readChineseNumber(match[2]);
    if (ordinal === null || ordinal === 0) continue;
    if (match[0].length === rest.length && kind !== 'chapter' && rank !== 2) continue; // a number alone is a table cell or a page number
    return { kind, rank, label: match[1], ordinal, start, textStart: start + match[0].length };
  }
  return null;
}

const OPENING = '（(〔[【《“';
const CLOSING = '）)〕]】》”';

/**
 * Where the lead sentence ends: the index of the first 。 outside brackets and titles, or -1. Quotes are counted as
 * brackets only if they are balanced, because copied text loses them.
 */
export function leadSentenceEnd(text: string): number {
  const balanced = countOf(text, '“') === countOf(text, '”');
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '。' && depth <= 0) return i;
    if (!balanced && (c === '“' || c === '”')) continue;
    if (OPENING.includes(c)) depth++;
    else if (CLOSING.includes(c)) depth--;
  }
  return depth > 0 ? text.indexOf('。') : -1;
}

export function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}
