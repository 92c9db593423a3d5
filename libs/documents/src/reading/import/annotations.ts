import { readDeadlinePhrase, unreadDeadlineReason } from '@duban/domain';
import type { SourceDocument, SourceLine } from '../source';
import { beginsWithLabel, labelledTail, labelledValues } from './roles';
import { isUnitList, looksLikeUnit, readUnitList, splitOutsideBrackets } from './unit-list';

/** A text without its responsibilities, and these with where they stood. */
export interface TakenAnnotations {
  readonly rest: string;
  readonly annotations: readonly string[];
}

const PAIRS: Readonly<Record<string, string>> = { '（': '）)', '(': '）)', '〔': '〕', '[': ']', '【': '】', '［': '］' };
const OPENING = /[（(〔[【［]/g;
const IS_EXPLANATION = /^(?:以下简称|简称|包括|含|如|即|例如|其中|不含|详见|见附件|试行|草案|修订|暂行)/;
const ENDS_IN_VERB = /(?:牵头|负责|配合|协办|会办|汇总|落实)(?:实施|办理|组织)?[。；;]?$/;
const HAS_VERB = /(?:牵头|负责(?!人)|配合|协办|会办|汇总)(?:[，,；;。）)]|$)/;

/**
 * Takes the responsibilities out of an item's text: brackets of any kind, also nested (〔…（…）…〕), that name roles, units or
 * a deadline. Other brackets — 简称, figures, titles — stay.
 */
export function takeAnnotations(text: string, year: number): TakenAnnotations {
  const annotations: string[] = [];
  let rest = '';
  let at = 0;
  while (at < text.length) {
    const closing = PAIRS[text.charAt(at)];
    const end = closing === undefined ? -1 : groupEnd(text, at);
    if (end === -1) {
      OPENING.lastIndex = at + 1;
      const next = OPENING.exec(text)?.index ?? text.length;
      rest += text.slice(at, next);
      at = next;
      continue;
    }
    const content = text.slice(at + 1, end).trim();
    const behind = text.slice(end + 1).trim();
    const closes = /^[。；;]?$/.test(behind);
    if (isResponsibility(content) || (closes && (isBareDeadline(content, year) || namesUnitsOnly(content, rest, year)))) {
      annotations.push(content);
      at = end + 1;
      // 。（…）。 leaves one full stop.
      if (/[。；;]\s*$/.test(rest) && /^[。；;]/.test(text.slice(at))) at++;
    } else {
      rest += text.slice(at, end + 1);
      at = end + 1;
    }
  }
  const tail = labelledTail(rest);
  if (tail > 0) {
    annotations.push(rest.slice(tail).trim());
    rest = rest.slice(0, tail);
  }
  return { rest: rest.trim(), annotations };
}

/** What the footnotes of these lines say of responsibilities: （责任单位见脚注） is found in some plans. */
export function annotatingNotes(source: SourceDocument, lines: readonly number[], year: number): SourceLine[] {
  return source.lines.filter((l) => l.noteOf !== undefined && lines.includes(l.noteOf) && isAnnotationLine(l.text, year));
}

/** The words of a line of responsibilities, without the bracket that encloses all of it. */
export function withoutEnclosure(text: string): string {
  const line = text.trim().replace(/[。；;]$/, '');
  const encloses = PAIRS[line.charAt(0)] !== undefined && groupEnd(line, 0) === line.length - 1;
  return encloses ? line.slice(1, -1).trim() : line;
}

/** True for a line that holds nothing but responsibilities: 责任单位：…, or a bracket on a line of its own. */
export function isAnnotationLine(text: string, year: number): boolean {
  const line = text.trim();
  if (beginsWithLabel(line)) return true;
  const taken = takeAnnotations(line, year);
  return taken.annotations.length > 0 && taken.rest.replace(/[。；;\s]/g, '') === '';
}

// No responsibility is longer; the cap keeps a line of nothing but opening brackets from costing its square.
const LONGEST_GROUP = 600;

function groupEnd(text: string, from: number): number {
  const stack: string[] = [];
  for (let i = from; i < Math.min(text.length, from + LONGEST_GROUP); i++) {
    const c = text.charAt(i);
    const closing = PAIRS[c];
    if (closing !== undefined) stack.push(closing);
    else if (stack[stack.length - 1]?.includes(c)) {
      stack.pop();
      if (stack.length === 0) return i;
    }
  }
  return -1;
}

function isResponsibility(content: string): boolean {
  if (content.length < 3 || content.length > 400 || IS_EXPLANATION.test(content)) return false;
  const { values } = labelledValues(content);
  if (values.some((v) => v.value !== '')) return true;
  if (!HAS_VERB.test(content) || !(ENDS_IN_VERB.test(content) || /[，,；;]/.test(content))) return false;
  return readUnitList(content.split(/牵头|负责|配合|协办|会办|汇总/)[0] ?? '').names.some((name) => looksLikeUnit(name));
}

// （市司法局、市财政局）, （基层股 8月底）: names without a word that says their part. Behind a name a bracket explains it
// (各镇（街道）), so there the names must be full ones, or a deadline must stand with them.
function namesUnitsOnly(content: string, before: string, year: number): boolean {
  if (content.length > 200 || IS_EXPLANATION.test(content)) return false;
  const pieces = splitOutsideBrackets(content);
  const names = pieces.filter((piece) => !speaksOfTime(piece, year));
  if (names.length === 0 || !isUnitList(names.join('、'))) return false;
  const isSentenceEnd = /(?:^|[。；;！!])\s*$/.test(before);
  return (
    isSentenceEnd ||
    names.length < pieces.length ||
    names.every((n) => /^(?:省|市|区|县|州|旗|镇|乡|各|全)/.test(n) && n.length >= 4)
  );
}

const speaksOfTime = (piece: string, year: number): boolean => {
  const reason = unreadDeadlineReason(piece, year);
  return reason !== 'unknown' && reason !== 'empty';
};

const isBareDeadline = (content: string, year: number): boolean =>
  content.length <= 24 && readDeadlinePhrase(content, year) !== null;
