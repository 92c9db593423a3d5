import { readChineseNumber } from '../text/chinese-number';

/**
 * The same text with wide digits, letters and signs made narrow, character for character, so that places in it are places in
 * the document. White space becomes a plain space.
 */
export function evenText(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000\s]/g, (c) => {
    if (c === '\u3000' || /\s/.test(c)) return ' ';
    return String.fromCharCode(c.charCodeAt(0) - 0xfee0);
  });
}

// Pieces of patterns. A space may stand on either side of a number, as text copied from Word has it (2021 年 6 月底).
export const NUMBER = '(?:\\d{1,3}|[〇○零一二两三四五六七八九十廿卅百]{1,5})';
export const SMALL_NUMBER = '(?:\\d{1,2}|[一二三四五六七八九十廿卅]{1,3})';
export const YEAR_NUMBER = '(?:\\d{4}|[〇○零一二三四五六七八九]{4})';
export const BEFORE = '(?:之前|以前|前(?![后往期来述端台沿款提景瞻列]))';
export const WITHIN = '(?:之内|以内|内(?![容部外控设涵]))';
export const MANNER = '(?:要|须|应当?|需|必须|确保|力争|争取|全面|全部|基本|如期|按时|按期|初步)';
/** What is to be reached by the day; behind a date without 前 or 内 it marks the date as a deadline. 完成了 is a fact. */
export const REACHED = '(?:完成(?![了率时])|办结(?![了率])|办理完毕|报送|上报|提交|建成|出台|到位|见效|销号|整改完毕)';

/** The number, or null where the text is none or it is out of range. */
export function numberWithin(text: string | undefined, from: number, to: number): number | null {
  if (text === undefined) return null;
  const value = readChineseNumber(text);
  return value !== null && value >= from && value <= to ? value : null;
}
