import type { SourceLine } from '../source';
import type { LineClause } from './clauses';
import type { PartName } from './outline';

/** A stretch of one line that belongs to one part of the report. */
export interface PartStretch {
  readonly part: PartName;
  readonly clause: LineClause | null;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

const PROBLEMS =
  /^(?:当前|目前|工作中|工作)?(?:主要)?(?:存在|面临)的?(?:主要|突出|困难|一些|薄弱)?.{0,6}(?:问题|不足|短板|差距|困难)|^(?:主要)?(?:问题|不足|差距|短板)(?:和|与|及|以及|、|之处|$)|(?:不足|问题)(?:和|与|及其?)原因/;
const LEADER = /第一责任|主要负责人.{0,14}职责|^述法|述法情况/;
const NEXT_YEAR =
  /(?:下一步|下步|下一阶段|下阶段|下年度|下一年度|明年|今后).{0,12}(?:工作|思路|安排|打算|计划|措施|重点|举措|方向|任务)|^(?:下一步|下步|明年)$|努力方向/;
const DATED_PLAN = /^(?:围绕|关于)?(20\d{2})\s*年(?:度)?.{0,16}(?:思路|安排|打算|计划|重点|设想|举措|任务|要点|目标)/;
const OTHER = /^其他|^其它/;

type Verdict = PartName | 'other' | 'problemsThenNextYear' | null;

/** What a heading says about its part; null if nothing. */
export function partOfHeading(heading: string, year: number | null): Verdict {
  const dated = DATED_PLAN.exec(heading);
  const next = NEXT_YEAR.test(heading) || (dated !== null && (year === null || Number(dated[1]) > year));
  const problems = PROBLEMS.test(heading);
  if (problems && next) return 'problemsThenNextYear';
  if (next) return 'nextYear';
  if (problems) return 'problems';
  if (/^(?:主要)?原因/.test(heading)) return 'causes';
  if (LEADER.test(heading)) return 'leader';
  return OTHER.test(heading) ? 'other' : null;
}

const SENTENCE_START = '(?:^|[。；;！])\\s*';
const NEXT_SENTENCE = new RegExp(`${SENTENCE_START}((?:下一步|下步|下一阶段|下阶段|接下来|今后|明年|新的一年)[，,、]?)`);
const PROBLEM_WORDS = /(?:但|然而|同时|仍|依然|还|也).{0,24}?存在.{0,24}?(?:问题|不足|短板|差距|困难)/;
const BALANCED_BY = /取得|成效|成绩|进展|虽然|回顾|对照|距离|相比|一是/;

/** Where in a paragraph the next year's plan starts, or -1. */
export function nextYearStart(text: string): number {
  const match = NEXT_SENTENCE.exec(text);
  return match ? match.index + match[0].length - (match[1]?.length ?? 0) : -1;
}

/** True for a plain paragraph that turns from what was done to what is wrong. */
export function turnsToProblems(text: string): boolean {
  const lead = text.slice(0, 160);
  return PROBLEM_WORDS.test(lead) && BALANCED_BY.test(text.slice(0, 220));
}

/** True for a plain paragraph that opens the next year's plan. */
export const opensNextYear = (text: string): boolean => nextYearStart(text.trimStart()) === 0;

/**
 * Gives each line of the body to a part of the report. A heading decides for what is under it; where there is none, a plain
 * paragraph may turn to the problems or to the next year, and the turn holds to the end of its chapter (of the document
 * where it has no chapters): 格尔木 2017 goes on numbering (八)… after its 下一步 paragraph.
 */
export function partsOf(
  clauses: readonly LineClause[],
  lines: ReadonlyMap<number, SourceLine>,
  year: number | null,
): { stretches: PartStretch[]; loose: Set<number> } {
  const stretches: PartStretch[] = [];
  const loose = new Set<number>(); // lines that belong to a part but to no clause
  const chapterOf = (clause: LineClause): LineClause => (clause.parent ? chapterOf(clause.parent) : clause);
  const hasChapters = clauses.some((c) => c.rank <= 1);
  const turns = clauses.flatMap((c) => c.body.filter((l) => opensNextYear(l.text)).map(() => chapterOf(c)));
  const verdicts = new Map<LineClause, Verdict>();
  let turned: PartName | null = null;
  let scope: LineClause | null = null;
  for (const clause of clauses) {
    if (clause.rank <= 1 && scope !== null) {
      turned = null;
      scope = null;
    }
    const inherited: Verdict = clause.parent ? (verdicts.get(clause.parent) ?? null) : null;
    const own = partOfHeading(clause.heading, year);
    const settled = inherited !== null && inherited !== 'problemsThenNextYear' && inherited !== 'done';
    const verdict: Verdict = settled ? inherited : own === 'leader' && clause.parent ? inherited : (own ?? turned ?? inherited);
    verdicts.set(clause, verdict);
    const current = (): PartName | null =>
      verdict === 'problemsThenNextYear' ? (turned ?? 'problems') : verdict === 'other' ? null : (verdict ?? 'done');
    const heading = current();
    if (!clause.inferred && heading)
      stretches.push(
        ...splitAtNextYear(clause, clause.line, clause.start, clause.end, lines.get(clause.line)?.text ?? '', heading),
      );
    let leaving: PartName | null = null;
    for (const line of clause.body) {
      const base = leaving ?? current();
      const settledHere = verdict === 'nextYear' || verdict === 'leader' || verdict === 'causes' || verdict === 'other';
      const fromHeading = settledHere && leaving === null;
      const whole = { clause, line: line.line, start: 0, end: line.text.length };
      if (!fromHeading && opensNextYear(line.text)) {
        stretches.push({ ...whole, clause: null, part: 'nextYear' });
        loose.add(line.line);
        leaving = 'nextYear';
        if (turns.filter((t) => t === chapterOf(clause)).length === 1 || !hasChapters)
          [turned, scope] = ['nextYear', chapterOf(clause)];
      } else if (!fromHeading && (base === 'done' || base === null) && turnsToProblems(line.text)) {
        stretches.push(...splitAtNextYear(null, line.line, 0, line.text.length, line.text, 'problems'));
        loose.add(line.line);
        leaving = 'problems';
      } else if (base) {
        if (leaving) loose.add(line.line);
        stretches.push(...splitAtNextYear(leaving ? null : clause, line.line, 0, line.text.length, line.text, base));
      }
    }
  }
  return { stretches, loose };
}

// Problems and the next year's plan may stand in one paragraph (禹王台 2022).
function splitAtNextYear(
  clause: LineClause | null,
  line: number,
  start: number,
  end: number,
  text: string,
  part: PartName,
): PartStretch[] {
  const turn = part === 'problems' ? nextYearStart(text) : -1;
  if (turn <= 0) return [{ part, clause, line, start, end }];
  return [
    { part, clause, line, start, end: turn },
    { part: 'nextYear', clause: null, line, start: turn, end },
  ];
}

const CAUSES_HEADING = /^(?:产生|形成|存在)?(?:主要|问题|上述问题)?的?(?:主要)?原因|^原因(?:分析|剖析)$/;

/** What names the causes inside the problems: a whole clause whose heading says so, else single sentences. */
export function causesIn(stretches: readonly PartStretch[], lines: ReadonlyMap<number, SourceLine>): PartStretch[] {
  const headed = (clause: LineClause | null): boolean =>
    clause !== null && clause.parent !== null && (CAUSES_HEADING.test(clause.heading) || headed(clause.parent));
  const whole = stretches.filter((s) => s.part === 'problems' && headed(s.clause));
  const sentences = causeSentences(stretches.filter((s) => !whole.includes(s)), lines); // prettier-ignore
  return [...whole.map((s) => ({ ...s, part: 'causes' as const })), ...sentences].sort(
    (a, b) => a.line - b.line || a.start - b.start,
  );
}

function causeSentences(stretches: readonly PartStretch[], lines: ReadonlyMap<number, SourceLine>): PartStretch[] {
  return sentencesIn(
    stretches,
    lines,
    'problems',
    /由于|因(?!此|而|素|地制|材|公|特网)[^，,。]{2,40}[，,]|原因(?:是|在于|有|主要)|受[^，,。]{2,20}(?:限制|制约|影响)/,
    'causes',
  );
}

/** What tells of the leader's own duties inside what was done: a whole clause whose heading says so, else single sentences. */
export function leaderIn(stretches: readonly PartStretch[], lines: ReadonlyMap<number, SourceLine>): PartStretch[] {
  const headed = (clause: LineClause | null): boolean =>
    clause !== null && clause.parent !== null && (LEADER.test(clause.heading) || headed(clause.parent));
  const whole = stretches.filter((s) => s.part === 'done' && headed(s.clause));
  const rest = stretches.filter((s) => !whole.includes(s));
  const sentences = sentencesIn(rest, lines, 'done', /第一责任人|第一责任(?=$|[，,。])/, 'leader');
  return [...whole.map((s) => ({ ...s, part: 'leader' as const })), ...sentences].sort(
    (a, b) => a.line - b.line || a.start - b.start,
  );
}

function sentencesIn(
  stretches: readonly PartStretch[],
  lines: ReadonlyMap<number, SourceLine>,
  within: PartName,
  pattern: RegExp,
  part: PartName,
): PartStretch[] {
  return stretches
    .filter((s) => s.part === within)
    .flatMap((s) => {
      const text = lines.get(s.line)?.text.slice(s.start, s.end) ?? '';
      return [...text.matchAll(/[^。；;]+[。；;]?/g)]
        .filter((m) => pattern.test(m[0]))
        .map((m) => ({ ...s, part, start: s.start + m.index, end: s.start + m.index + m[0].length }));
    });
}
