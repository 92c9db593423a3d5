import { equal } from '../decimal';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import { type Mention, type Passage, claimOf, isExact } from '../passage';

/** A figure given twice: 共发出检察建议118份 … 发出的118份检察建议; and the same statement again in another place. */
export function checkRepeats(passages: readonly Passage[]): Findings {
  const found = new Findings('repeat');
  for (const passage of passages) for (const m of passage.mentions) checkReference(passage, m, found);
  checkStatements(passages, found);
  return found;
}

const SHORTEST_NOUN = 3;

function checkReference(p: Passage, m: Mention, found: Findings): void {
  const deed = /([\p{Script=Han}]{2})的$/u.exec(m.label)?.[1];
  if (!isExact(m)) return;
  if (deed !== undefined) {
    const noun = m.after.slice(0, 4);
    if (noun.length < SHORTEST_NOUN) return;
    const earlier = p.mentions.filter(
      (other) =>
        other.index < m.index &&
        other.family === m.family &&
        isExact(other) &&
        other.label.includes(deed) &&
        other.label.includes(noun),
    );
    const first = earlier[0];
    if (!first) return;
    if (earlier.some((other) => equal(other.base, m.base))) {
      return found.verify(p.line, claimOf(p, m), `${m.figure.text}=${first.figure.text}`);
    }
    const explain = explanations.repeatDiffers(first.figure.text, m.figure.text);
    found.report(earlier.length === 1 ? 'error' : 'doubt', p.line, claimOf(p, m), first.figure.text, explain);
  } else if (/(?:上述|前述)$|(?<![\p{Script=Han}\d])以上$/u.test(m.label)) {
    const earlier = p.mentions.filter((other) => other.index < m.index && other.family === m.family && isExact(other));
    const last = earlier.at(-1);
    if (!last) return;
    if (earlier.some((other) => equal(other.base, m.base)))
      found.verify(p.line, claimOf(p, m), `${m.figure.text}=${m.figure.text}`);
    else
      found.report('doubt', p.line, claimOf(p, m), last.figure.text, explanations.repeatDiffers(last.figure.text, m.figure.text));
  }
}

interface Statement {
  readonly passage: Passage;
  readonly mention: Mention;
  readonly period: string;
  /** Said of the whole district; otherwise of the report's own office, which a person must confirm. */
  readonly isScoped: boolean;
}

/** The whole district's figure has one value for one period; a figure without a subject may be another office's. */
const WHOLE_SCOPE = /全(?:区|市|县|州|省|旗|镇|乡)/;
const SHORTEST_STATEMENT = 8;
const SHORTEST_DEED = 6;
const OWN_TOTAL = /^(?:全年|本年度?|今年|年内|我[区市县局])?(?:以来)?(?:累计|共计|总共|共)|^(?:全年|年内)/;
const PERIOD = /\d{4}年|上年|去年|今年|本年|同期|[上下]半年|[一二三四]季度|\d{1,2}月|截至|以来|至今/g;
const DAY_CONTEXT = 60;

function checkStatements(passages: readonly Passage[], found: Findings): void {
  const known = new Map<string, Statement>();
  for (const passage of passages) {
    for (const mention of passage.mentions) {
      const text = mention.clause.replace(/\s|^\d{4}年/g, '');
      if (!isExact(mention) || mention.clause !== mention.label) continue;
      const isScoped = WHOLE_SCOPE.test(text) && [...text].length >= SHORTEST_STATEMENT;
      // 全年共办理行政复议案件: the report's own total, though it does not say whose.
      const core = text.replace(OWN_TOTAL, '');
      const isTotal = !isScoped && core !== text && [...core].length >= SHORTEST_DEED;
      if (!isScoped && !isTotal) continue;
      const statement = { passage, mention, period: periodBefore(passage, mention), isScoped };
      const key = `${isScoped ? text : core}|${mention.family}|${mention.after.slice(0, 4)}`;
      const earlier = known.get(key);
      if (!earlier) known.set(key, statement);
      else if (earlier.mention !== mention) compareStatements(earlier, statement, found);
    }
  }
}

function periodBefore(p: Passage, m: Mention): string {
  const before = p.text.slice(Math.max(0, m.clauseStart - DAY_CONTEXT), m.figure.start);
  return [...before.matchAll(PERIOD)].at(-1)?.[0] ?? '';
}

function compareStatements(earlier: Statement, later: Statement, found: Findings): void {
  const [a, b] = [earlier.mention, later.mention];
  const claim = claimOf(later.passage, b);
  if (equal(a.base, b.base)) {
    return found.verify(later.passage.line, claim, `${b.figure.text}=${a.figure.text}`);
  }
  if (earlier.period !== later.period && earlier.period !== '' && later.period !== '') return;
  const isSure = earlier.period === later.period && earlier.isScoped && later.isScoped;
  const explain = isSure
    ? explanations.repeatDiffers(a.figure.text, b.figure.text)
    : explanations.repeatUnsure(a.figure.text, b.figure.text, earlier.passage.line);
  found.report(isSure ? 'error' : 'doubt', later.passage.line, claim, a.figure.text, explain);
}
