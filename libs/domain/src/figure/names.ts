/**
 * Numerals inside names are no amounts. Decided so: whatever stands in a title 《…》 or in a short quotation (“三项制度”,
 * “1+12+21”, “五个一”) is a name; so are the set phrases below, which copied pages print without their quotation marks.
 */
const SET_PHRASES = [
  '三项制度', '四个意识', '四个自信', '四个全面', '四个伟大', '四个坚持', '四个转变', '四种形态', '两个维护', '两个确立', '两个责任',
  '两个毫不动摇', '两个一百年', '三个规定', '三个融入', '三个区分', '三张清单', '五个现代化', '八项规定', '六个必须', '九个坚持', '十一个坚持',
  '一件事', '两条线', '三个代表', '五项原则', '四项基本原则', '六个基本', '一类事', '两类人', '三支队伍', '十大类', '两个常态化',
]; // prettier-ignore

const SET_PHRASE = new RegExp([...SET_PHRASES].sort((a, b) => b.length - a.length).join('|'), 'g');

const LONGEST_NAME_IN_QUOTES = 12;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The spans of a line in which numerals are part of a name. */
export function nameSpans(text: string): Span[] {
  const spans: Span[] = [];
  for (const title of text.matchAll(/《[^《》]*》/g)) spans.push({ start: title.index, end: title.index + title[0].length });
  for (const quoted of text.matchAll(/“[^“”]*”|「[^「」]*」|‘[^‘’]*’|"[^"]*"/g)) {
    if (quoted[0].length <= LONGEST_NAME_IN_QUOTES + 2) spans.push({ start: quoted.index, end: quoted.index + quoted[0].length });
  }
  for (const phrase of text.matchAll(SET_PHRASE)) spans.push({ start: phrase.index, end: phrase.index + phrase[0].length });
  return spans;
}

export const isInside = (spans: readonly Span[], position: number): boolean =>
  spans.some((span) => position >= span.start && position < span.end);

/** 24小时值班, 365天备勤 describe a service; nobody counted the hours. */
export function isStandingService(text: string, start: number, end: number): boolean {
  return /^(?:24\s*小时|365\s*天)$/.test(text.slice(start, end)) && !/^(?:以内|内|之内|以上)/.test(text.slice(end));
}
