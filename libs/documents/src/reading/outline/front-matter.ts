import { readChineseNumber } from '@duban/domain';
import type { SourceLine } from '../source';
import { isFurniture } from './furniture';
import { readLabel } from './labels';
import { possibleDays } from './lost-text';

/** What stands around the text: title, issuer, receiver, date; and where the body begins and ends. */
export interface FrontMatter {
  readonly title: string | null;
  readonly titleLine: number;
  readonly issuer: string | null;
  readonly receiver: string | null;
  readonly year: number | null;
  readonly date: string | null;
  /** Lines that are title, covering letter, signature, date or furniture: no clause's text. */
  readonly outside: ReadonlySet<number>;
}

const DOCUMENT_WORD =
  '(?:报告|总结|要点|计划|方案|安排|意见|通知|清单|台账|分解表|分工表|任务书|情况|规划|办法|汇报|责任书|任务|措施|目标|方略|要求|职责|汇编|纲要|公报|通报|函|表)';
const ENDS_AS_TITLE = new RegExp(`${DOCUMENT_WORD}(?:[（(][^）)]{1,12}[）)])?$`);
const OFFICE =
  '(?:人民政府|政府|委员会|常委会|人大|政协|法院|检察院|依法治[省市区县旗州]办|区委|市委|县委|州委|旗委|党委|办公室|局|厅|部|院|办|街道办事处|领导小组|工委)';
const IS_OFFICE = new RegExp(`^[^，,。；;：:、！？\\d]{2,24}${OFFICE}(?:[\\s　]+[^，,。；;：:]{2,24}${OFFICE})*$`);
const RECEIVER = new RegExp(
  `^[^。；;“”]{0,120}(?:${OFFICE}|单位|部门|机构|企业|机关|科室|处室|股室|学校|公司|组|各位代表|各位委员|各位同志|同志们)(?:[（(][^）)]{1,20}[）)])?\\s*[:：]$`,
);
const GIVEN_ON = /^[（(]\s*(\d{4}年\d{1,2}月\d{1,2}日).{0,50}[）)]$/;
const PAGE_NUMBER = /^[-—–－·]+\s*\d{1,3}\s*[-—–－·]+$|^第\s*\d{1,3}\s*页(?:\s*[，,/]?\s*共\s*\d{1,3}\s*页)?$/;
const CHINESE_DAY = /^([二〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日$/;
const ARABIC_DAY = /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日$/;

/** The day that a line consists of, or null. */
export function dayOfLine(text: string): string | null {
  const compact = text
    .trim()
    .replace(/^[（(]/, '')
    .replace(/[）)]$/, '');
  const damaged = possibleDays(compact);
  const arabic = ARABIC_DAY.exec(compact) ?? (damaged.length === 1 ? ARABIC_DAY.exec(damaged[0] ?? '') : null);
  if (arabic) return dayString(Number(arabic[1]), Number(arabic[2]), Number(arabic[3]));
  const chinese = CHINESE_DAY.exec(compact);
  if (!chinese) return null;
  const [year, month, day] = [chinese[1], chinese[2], chinese[3]].map((part) => readChineseNumber(part ?? ''));
  return year && month && day ? dayString(year, month, day) : null;
}

function dayString(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Reads what stands around the text. `lines` are the body lines of a source, blank ones included. */
export function frontMatterOf(lines: readonly SourceLine[]): FrontMatter {
  const filled = lines.filter((l) => l.text.trim() !== '');
  const outside = attachmentLines(filled);
  const labelled = filled.map((l) => !outside.has(l.line) && readLabel(l.text) !== null);
  const firstClause = labelled.indexOf(true) === -1 ? filled.length : labelled.indexOf(true);
  const lastClause = labelled.lastIndexOf(true);
  let isBehind = false;
  for (const [i, { line, text }] of filled.entries()) {
    if (i >= firstClause && i <= lastClause) continue;
    // Behind the text, what follows the first furniture without being a sentence is furniture too: links, names of columns.
    const isLink = isBehind && !/[。；;：:]$/.test(text.trim()) && text.trim().length <= 60;
    if (!isFurniture(text) && !isLink) continue;
    outside.add(line);
    isBehind ||= i > lastClause;
  }
  // 附件1 above a title is no part of it.
  for (const { line, text } of filled.slice(0, firstClause)) if (/^附件\s*\d*\s*[:：]?$/.test(text.trim())) outside.add(line);
  let headDate: string | null = null;
  for (const [i, { line, text }] of filled.entries()) {
    if (PAGE_NUMBER.test(text.trim())) outside.add(line);
    // （2024年5月30日在市人大常委会会议上）: when it was given, not what it is about.
    const given = i < firstClause ? GIVEN_ON.exec(text.trim()) : null;
    if (!given) continue;
    headDate = dayOfLine(given[1] ?? '');
    outside.add(line);
  }
  const head = filled.slice(0, firstClause).filter((l) => !outside.has(l.line));
  const title = titleOf(head);
  for (const line of title.lines) outside.add(line);
  let receiver: string | null = null;
  for (const { line, text } of head) {
    const compact = text.trim();
    const day = dayOfLine(compact);
    if (title.lines.includes(line)) continue;
    if (day) {
      headDate ??= day;
      outside.add(line);
    } else if (!receiver && RECEIVER.test(compact)) {
      receiver = compact.replace(/\s*[:：]$/, '');
      outside.add(line);
    } else if (compact.length <= 60 && (ENDS_AS_TITLE.test(compact) || IS_OFFICE.test(compact))) outside.add(line);
    else if (/^现将.{2,80}(报上|呈上|呈报|印发).{0,12}$/.test(compact)) outside.add(line);
  }
  const tail = tailOf(filled, lastClause, outside);
  return {
    title: title.text,
    titleLine: title.lines[0] ?? 1,
    issuer: tail.issuer ?? title.issuer,
    receiver,
    year:
      yearOf(title.text) ??
      yearOf(
        filled
          .filter((l) => !outside.has(l.line))
          .map((l) => l.text)
          .join('')
          .slice(0, 400),
      ),
    date: tail.date ?? headDate,
    outside,
  };
}

/** 附件：1.任务清单 and the numbered lines that go on with it: names of attachments, no clauses. */
function attachmentLines(filled: readonly SourceLine[]): Set<number> {
  const lines = new Set<number>();
  let next = 0;
  for (const { line, text } of filled) {
    const opens = /^附件\s*[:：]\s*(?=[1１][.．、])/.exec(text.trim());
    const label = readLabel(opens ? text.trim().slice(opens[0].length) : text);
    if (opens) next = 1;
    if (next > 0 && label?.ordinal === next && label.rank === 3 && text.trim().length <= 80) {
      lines.add(line);
      next++;
    } else next = 0;
  }
  return lines;
}

/** The year that a title names first, or null. */
export function yearOf(text: string | null): number | null {
  const arabic = /(?<!\d)(20\d{2}|19\d{2})\s*(?:年|—|－|-)/.exec(text ?? '');
  if (arabic) return Number(arabic[1]);
  const chinese = /([二一][〇○零九][〇○零一二三四五六七八九]{2})年/.exec(text ?? '');
  return chinese ? readChineseNumber(chinese[1] ?? '') : null;
}

interface Title {
  readonly text: string | null;
  readonly lines: readonly number[];
  readonly issuer: string | null;
}

// A title may be broken over lines, with the issuing offices on a line of their own before 关于. A web page's or an
// attachment's second, shorter title is the same title again: the one that carries 关于 or the issuer wins.
function titleOf(head: readonly SourceLine[]): Title {
  const candidates: Title[] = [];
  for (let i = 0; i < head.length; i++) {
    const joined = joinTitle(head, i);
    if (joined) {
      candidates.push(joined.title);
      i = joined.last;
    }
  }
  if (candidates.length === 0) return firstLineAsTitle(head);
  const main = candidates.find((c) => c.issuer !== null) ?? candidates.find((c) => /关于/.test(c.text ?? '')) ?? candidates[0];
  return main as Title;
}

// A title without any word of a document's kind (白河县2026年普法那些事) is still what stands alone above the text.
function firstLineAsTitle(head: readonly SourceLine[]): Title {
  const first = text(head, 0);
  const isTitle =
    first.length >= 4 && first.length <= 60 && !/[。；;：:！？]/.test(first) && !IS_OFFICE.test(first) && !dayOfLine(first);
  if (!isTitle || !/\p{Script=Han}{4}/u.test(first)) return { text: null, lines: [], issuer: null };
  return { text: first, lines: [head[0]?.line ?? 1], issuer: null };
}

function joinTitle(head: readonly SourceLine[], first: number): { title: Title; last: number } | null {
  const offices: string[] = [];
  let at = first;
  while (at < head.length && IS_OFFICE.test(text(head, at)) && !ENDS_AS_TITLE.test(text(head, at)))
    offices.push(text(head, at++));
  const startsText = text(head, at);
  if (offices.length > 0 && !/^关于|\d{4}年/.test(startsText)) return null;
  let body = '';
  for (let last = at; last < head.length && last < at + 4; last++) {
    const piece = text(head, last);
    if (piece.length > 60 || /[。；;：:]/.test(piece) || dayOfLine(piece)) return null;
    body += piece;
    const next = text(head, last + 1);
    const goesOn =
      next !== '' &&
      next.length <= 30 &&
      /^(?:年度|的)|^[^，。：:]{2,20}(?:的报告|的通知|的意见)$/.test(next) &&
      !IS_OFFICE.test(next);
    if (!ENDS_AS_TITLE.test(body.replace(/\s+$/, '')) || (goesOn && !/报告$/.test(body))) continue;
    const lines = head.slice(first, last + 1).map((l) => l.line);
    const inTitle = new RegExp(`^([^，,。]{2,40}?${OFFICE})关于`).exec(body);
    const issuer = offices.length > 0 ? offices.join(' ') : (inTitle?.[1] ?? null);
    return { title: { text: offices.join(' ') + body, lines, issuer }, last };
  }
  return null;
}

const text = (lines: readonly SourceLine[], at: number): string => lines[at]?.text.trim() ?? '';

const CLOSING =
  /^(?:特此报告|特此通知|特此汇报|以上报告|妥否|专此报告)|^[（(]此件.{0,6}公开.{0,4}[）)]$|^附件?\s*\d*\s*[:：]\s*\S.{0,80}$|^[（(]?(?:抄送|抄报|印发|联系人|信息公开选项|公开方式|公开属性)\s*[:：]/;

// The signature block is the last office line with a day under it, behind the last clause.
function tailOf(
  filled: readonly SourceLine[],
  lastClause: number,
  outside: Set<number>,
): { issuer: string | null; date: string | null } {
  let date: string | null = null;
  let issuer: string | null = null;
  let from = filled.length;
  for (let i = filled.length - 1; i > lastClause && i >= 1; i--) {
    const day = dayOfLine(text(filled, i));
    // A damaged day that can be read in two ways is still the date's line, but says no date.
    if ((!day && possibleDays(text(filled, i)).length === 0) || outside.has(filled[i]?.line ?? 0)) continue;
    date = day;
    from = i;
    for (let j = i - 1; j > lastClause && IS_OFFICE.test(text(filled, j)); j--) {
      issuer = issuer ? `${text(filled, j)} ${issuer}` : text(filled, j);
      from = j;
    }
    break;
  }
  for (let i = Math.max(lastClause, 0) + 1; i < filled.length; i++) {
    const line = filled[i] as SourceLine;
    if (i >= from || CLOSING.test(line.text.trim())) outside.add(line.line);
  }
  return { issuer: issuer?.replace(/[\s　]+/g, ' ') ?? null, date };
}
