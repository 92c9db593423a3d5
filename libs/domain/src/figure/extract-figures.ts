import { readChineseNumber } from '../text/chinese-number';
import { type Decimal, decimalOf, decimalOfInteger, plus, shift, toNumber } from './decimal';
import { isInside, isStandingService, nameSpans } from './names';
import { plainUnit, unitAt } from './units';

/** One line or paragraph of a source, 1-based. */
export interface SourceLine {
  readonly line: number;
  readonly text: string;
}

/** An amount as printed. `value` is in `unit`: 445.19万元 is 445.19 of 万元, and 1.2万余条 is 12000 of 条. */
export interface ExtractedFigure {
  readonly text: string;
  readonly value: number;
  readonly unit: string;
  /** 余, 多, 近, 约, 超过, 以上 … and ranges: the text does not claim the exact value. */
  readonly approximate: boolean;
  readonly line: number;
  /** The first character in the line, and the first one after it. */
  readonly start: number;
  readonly end: number;
  /** The upper end of a range such as 6—8个工作日, of which `value` is the lower. */
  readonly upTo?: number;
}

/** A figure with its exact value, for arithmetic. */
export interface ExactFigure extends ExtractedFigure {
  readonly exact: Decimal;
  /** The powers of ten between the printed digits and `exact`: 4 for 1.2万条, 0 for 445.19万元. */
  readonly multiplier: number;
  /** The place of the last printed digit as a power of ten of `unit`: 2 for 34.86万人, -2 for 445.19万元, 0 for 7874件. */
  readonly lastPlace: number;
}

/** Finds the amounts of a text with their units. Years, dates, document numbers, ordinals and names are no amounts. */
export function extractFigures(lines: readonly SourceLine[]): ExtractedFigure[] {
  return readFigures(lines).map(({ exact: _exact, multiplier: _multiplier, lastPlace: _lastPlace, ...figure }) => figure);
}

/** The same with exact values. */
export function readFigures(lines: readonly SourceLine[]): ExactFigure[] {
  return lines.flatMap((source) => figuresOfLine(source));
}

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?`;
const SPACE = String.raw`[ \t\u00a0\u3000]{0,2}`;
const DASH = String.raw`(?:-|–|—{1,2}|~|～|至|到)`;
const ARABIC = new RegExp(
  String.raw`(?<number>${NUMBER})(?:(?<rangeUnit>%)?${SPACE}${DASH}${SPACE}(?<upper>${NUMBER}))?` +
    String.raw`${SPACE}(?<large>亿|万|千)?(?:(?<second>\d+(?:\.\d+)?)(?<secondLarge>万)?)?(?<about>余|多|几|来)?(?<late>万|亿)?${SPACE}(?<about2>余|多)?`,
  'g',
);
const CHINESE = /(?<number>[零〇一二三四五六七八九十百千万亿两廿卅]+)(?<about>余|多|几|来)?(?<late>万|亿)?/g;
const PERCENT_IN_WORDS = /百分之(?<number>[零〇一二三四五六七八九十百两]+)(?:点(?<fraction>[零〇一二三四五六七八九]+))?/g;

const ABOUT_BEFORE =
  /(?:(?<![最附邻就])近|(?<![签合条预节履违公契集制邀])约|约为|大约|逾|超|超过|突破|不少于|不低于|不超过|至少.{0,4}|最多|将近|接近|少于|多于|高于|低于|上(?=[百千万]))$/;
const ABOUT_AFTER = /^(?:以上|以下|以内|左右|上下)/;
/** 第121次, 第一、二、三次: an ordinal, and what is listed under the same 第. */
const ORDINAL_BEFORE = /第[\d零〇一二三四五六七八九十百、]*$/;
const EXPONENTS: Readonly<Record<string, number>> = { 千: 3, 万: 4, 亿: 8 };

/** Full-width digits, point, comma and percent sign become half-width, one character for one, so that places stay. */
function halfWidth(text: string): string {
  return text.replace(/[０-９．％＋]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}

interface Reading {
  readonly start: number;
  readonly end: number;
  readonly exact: Decimal;
  readonly upper?: Decimal | undefined;
  readonly multiplier: number;
  readonly lastPlace: number;
  readonly unit: string;
  readonly about: boolean;
}

function figuresOfLine(source: SourceLine): ExactFigure[] {
  const text = halfWidth(source.text);
  const names = nameSpans(text);
  const readings: Reading[] = [];
  const isFree = (start: number, end: number) => readings.every((other) => end <= other.start || start >= other.end);
  for (const reading of [...arabicReadings(text), ...percentsInWords(text), ...chineseReadings(text)]) {
    if (isInside(names, reading.start) || isStandingService(text, reading.start, reading.end)) continue;
    if (isFree(reading.start, reading.end)) readings.push(reading);
  }
  return readings
    .sort((a, b) => a.start - b.start)
    .map((reading) => ({
      text: source.text.slice(reading.start, reading.end),
      value: toNumber(reading.exact),
      unit: reading.unit,
      approximate:
        reading.about ||
        reading.upper !== undefined ||
        ABOUT_BEFORE.test(text.slice(Math.max(0, reading.start - 8), reading.start).trimEnd()) ||
        ABOUT_AFTER.test(text.slice(reading.end)),
      line: source.line,
      start: reading.start,
      end: reading.end,
      ...(reading.upper ? { upTo: toNumber(reading.upper) } : {}),
      exact: reading.exact,
      multiplier: reading.multiplier,
      lastPlace: reading.lastPlace,
    }));
}

function* arabicReadings(text: string): Generator<Reading> {
  const pattern = new RegExp(ARABIC.source, 'g');
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const reading = arabicReading(text, match);
    if (reading) yield reading;
    // Without a unit the upper end of what looked like a range may still be an amount of its own.
    pattern.lastIndex = reading ? reading.end : match.index + (match.groups?.['number']?.length ?? 1);
  }
}

function arabicReading(text: string, match: RegExpExecArray): Reading | null {
  const groups = match.groups as Record<string, string | undefined>;
  let start = match.index;
  const before = text.slice(0, start);
  if (/[A-Za-z0-9.+·/]$/.test(before) || /\d[:：]$/.test(before) || ORDINAL_BEFORE.test(before)) return null;
  const unitStart = start + match[0].length;
  const found = unitAt(text, unitStart);
  if (found === null || text[unitStart + found.length] === '+') return null;
  let printed = (groups['number'] ?? '').replace(/,/g, '');
  const large = groups['late'] ?? groups['large'];
  // 1.23件 at the head of a line is clause 1. and 23件: nothing is counted in hundredths.
  const clause = /^\s*$/.test(before) && large === undefined && !groups['upper'] ? /^(\d{1,2}\.)(\d+)$/.exec(printed) : null;
  if (clause && /^[\p{Script=Han}]+$/u.test(found) && !/元|米|公里|公顷|亩|吨|百分点|倍|小时|天/.test(found)) {
    start += clause[1]?.length ?? 0;
    printed = clause[2] ?? '';
  }
  const negative = /(?:^|[^\d%])[-−]$/.test(before) && groups['upper'] === undefined;
  if (negative) start -= 1;
  const scaled = scaledAmount((negative ? '-' : '') + printed, groups, found);
  if (!scaled) return null;
  const upper =
    groups['upper'] === undefined ? undefined : shift(decimalOf(groups['upper'].replace(/,/g, '')), scaled.multiplier);
  return {
    start,
    end: unitStart + found.length,
    ...scaled,
    lastPlace: scaled.multiplier - ((groups['second'] ?? printed).split('.')[1]?.length ?? 0),
    upper,
    about: groups['about'] !== undefined || groups['about2'] !== undefined,
  };
}

/** 万 and 亿 belong to the unit of money (445.19万元) and to the number of anything else (1.2万条 is 12000条). */
function scaledAmount(
  printed: string,
  groups: Record<string, string | undefined>,
  found: string,
): { exact: Decimal; multiplier: number; unit: string } | null {
  const isYuan = found === '元';
  const { large, second, secondLarge, late } = groups;
  if (second !== undefined) {
    // 6亿3000万元, 2万1500元: both pieces in the smaller unit.
    if (large !== '亿' && large !== '万') return null;
    const smaller = secondLarge === '万' ? 4 : 0;
    const exponent = (EXPONENTS[large] ?? 0) - smaller;
    if (exponent <= 0) return null;
    const inSmaller = plus(shift(decimalOf(printed), exponent), decimalOf(second));
    if (isYuan) return { exact: inSmaller, multiplier: 0, unit: smaller === 4 ? '万元' : '元' };
    return { exact: shift(inSmaller, smaller), multiplier: smaller, unit: plainUnit(found) };
  }
  const letters = [large, late].filter((letter) => letter !== undefined);
  const attached = isYuan ? letters.findLast((letter) => letter !== '千') : undefined;
  const inNumber = isYuan ? letters.filter((letter) => letter !== attached) : letters;
  const multiplier = inNumber.reduce((total, letter) => total + (EXPONENTS[letter] ?? 0), 0);
  return { exact: shift(decimalOf(printed), multiplier), multiplier, unit: `${attached ?? ''}${plainUnit(found)}` };
}

function* percentsInWords(text: string): Generator<Reading> {
  for (const match of text.matchAll(PERCENT_IN_WORDS)) {
    const whole = readChineseNumber(match.groups?.['number'] ?? '');
    if (whole === null) continue;
    const fraction = [...(match.groups?.['fraction'] ?? '')].map((digit) => readChineseNumber(digit) ?? 0).join('');
    const exact = decimalOf(fraction === '' ? String(whole) : `${whole}.${fraction}`);
    yield {
      start: match.index,
      end: match.index + match[0].length,
      exact,
      multiplier: 0,
      lastPlace: -exact.scale,
      unit: '%',
      about: false,
    };
  }
}

/** 一 is mostly an article or part of a name; it counts only as the object of something done: 调解一起, 召开一次. */
const DONE_BEFORE =
  /(?:召开|举办|开展|组织|办理|查处|调解|破获|处置|新增|受理|审理|打掉|摧毁|完成|建成|设立|成立|发生|作出|发出|撤销|整改|清理)(?:了|过)?$/;

function* chineseReadings(text: string): Generator<Reading> {
  for (const match of text.matchAll(CHINESE)) {
    const start = match.index;
    const before = text.slice(0, start);
    let printed = match.groups?.['number'] ?? '';
    if (ORDINAL_BEFORE.test(before) || /[\d.数几每某各余多点同唯任之]$/.test(before) || /^[零〇]/.test(printed)) continue;
    const unitStart = start + match[0].length;
    const found = unitAt(text, unitStart, true);
    if (found === null) continue;
    const about = match.groups?.['about'] !== undefined || ABOUT_BEFORE.test(`${before}`.trimEnd()) || /上$/.test(before);
    if (printed === '二' || (printed === '一' && !DONE_BEFORE.test(before))) continue;
    if (/^[百千万亿]/.test(printed)) {
      // 百余名, 近千人 are amounts; 百件, 千家万户 are figures of speech.
      if (!about) continue;
      printed = `一${printed}`;
    }
    const attached = found === '元' ? (match.groups?.['late'] ?? /[万亿]$/.exec(printed)?.[0]) : undefined;
    if (attached !== undefined && match.groups?.['late'] === undefined) printed = printed.slice(0, -1);
    const value = readChineseNumber(printed);
    if (value === null) continue;
    const multiplier = found === '元' ? 0 : (EXPONENTS[match.groups?.['late'] ?? ''] ?? 0);
    const exact = shift(decimalOfInteger(value), multiplier);
    const unit = `${attached ?? ''}${plainUnit(found)}`;
    yield { start, end: unitStart + found.length, exact, multiplier, lastPlace: multiplier, unit, about };
  }
}
