import { isNumberedThrough, type ReportPartName, type ReportTemplate } from '@duban/domain';
import { annualReport as say } from '@duban/wording';
import type { Clause, Outline, PartName } from './outline';

const PARTS: Readonly<Record<Exclude<PartName, 'causes'>, ReportPartName>> = {
  done: 'done',
  problems: 'problems',
  leader: 'leader',
  nextYear: 'next',
};

/** More chapters than the five required parts: the plan's own chapters stand at the top. */
const FEW_CHAPTERS = 5;

/**
 * How a report is laid out, as the template of the next one; its years move on with `year`. Null where it has no chapter of
 * problems or of next year (a part that is no chapter, such as one sentence at the end, gives no heading to take over).
 */
export function reportTemplateOf(outline: Outline, year: number): ReportTemplate | null {
  const chapters = outline.clauses.filter((clause) => clause.kind === 'chapter');
  const byPart = new Map<ReportPartName, Clause>();
  for (const [part, name] of Object.entries(PARTS)) {
    const pieces = outline.parts[part as PartName];
    // The leader's duties are a chapter only where they begin one; elsewhere they are an item of what was done.
    const own = chapters.find((chapter) => pieces.some((piece) => piece.clause === chapter.id));
    if (own && ![...byPart.values()].includes(own)) byPart.set(name, own);
  }
  const others = chapters.find((chapter) => /^其[他它]/.test(chapter.heading));
  if (others && ![...byPart.values()].includes(others)) byPart.set('other', others);
  const done = byPart.get('done');
  if (!done || !byPart.has('problems') || !byPart.has('next')) return null;
  const chaptersAtTop = chapters.length > FEW_CHAPTERS;
  const moved = (text: string): string =>
    outline.year === null
      ? text
      : text.replace(/\d{4}(?=年)/g, (printed) => String(Number(printed) + year - (outline.year ?? year)));
  const parts = [...byPart]
    .sort((a, b) => a[1].line - b[1].line)
    .map(([part, clause]) => ({ part, heading: part === 'done' && chaptersAtTop ? '' : moved(clause.heading) }));
  const whole = chaptersAtTop ? parts : withRequired(parts, outline.parts.leader.length > 0);
  const items = chapters.map((chapter) =>
    outline.clauses.filter((clause) => clause.parent === chapter.id && clause.kind === 'section').map((clause) => clause.ordinal),
  );
  const last = chapters.findIndex((chapter) => chapter.id === byPart.get('problems')?.id);
  return {
    parts: whole,
    chaptersAtTop,
    numbering: isNumberedThrough(items.slice(0, Math.max(last, 0))) ? 'through' : 'restart',
  };
}

/** A report laid out by the rule's five parts gets those that last year's lacked (domain.md 6.2); its own headings stay. */
function withRequired(parts: ReportTemplate['parts'], tellsOfLeader: boolean): ReportTemplate['parts'] {
  const has = (part: ReportPartName) => parts.some((each) => each.part === part);
  const added = (part: 'leader' | 'other') => (has(part) ? [] : [{ part, heading: say.parts[part] }]);
  const next = parts.findIndex((each) => each.part === 'next');
  return [...parts.slice(0, next), ...(tellsOfLeader ? [] : added('leader')), ...parts.slice(next), ...added('other')];
}
