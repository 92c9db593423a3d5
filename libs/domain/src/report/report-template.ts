/** The five parts that the 2019 rule asks for (domain.md 6.2); which stand where is a template's word. */
export type ReportPartName = 'done' | 'problems' | 'leader' | 'next' | 'other';

export const REPORT_PARTS: readonly ReportPartName[] = ['done', 'problems', 'leader', 'next', 'other'];

/** How an annual report is laid out: data of the plan, read from last year's report where there is one. */
export interface ReportTemplate {
  /**
   * In their order. A part that is not named has no chapter: the leader's duties then stand at the work point that is about
   * them, what else is to be told is left out.
   */
  readonly parts: readonly { readonly part: ReportPartName; readonly heading: string }[];
  /** The plan's chapters are the report's own (一、二、…) and `done` has no heading. */
  readonly chaptersAtTop: boolean;
  /** Are the items numbered through all chapters (五华: 1–43), or anew in each? */
  readonly numbering: 'restart' | 'through';
}

export type TemplateFault = 'PART_MISSING' | 'PART_TWICE' | 'HEADING_EMPTY' | 'DONE_NOT_FIRST';

/** What is wrong with a template; empty where it may be used. */
export function checkReportTemplate(template: ReportTemplate): readonly { fault: TemplateFault; part: ReportPartName }[] {
  const names = template.parts.map((each) => each.part);
  const missing = (['done', 'problems', 'next'] as const).filter((part) => !names.includes(part));
  const twice = names.filter((part, at) => names.indexOf(part) !== at);
  const empty = template.parts.filter((each) => each.heading.trim() === '' && !(each.part === 'done' && template.chaptersAtTop));
  return [
    ...missing.map((part) => ({ fault: 'PART_MISSING' as const, part })),
    ...twice.map((part) => ({ fault: 'PART_TWICE' as const, part })),
    ...empty.map(({ part }) => ({ fault: 'HEADING_EMPTY' as const, part })),
    // 静海 puts the leader's duties first; problems and next year only make sense behind what was done.
    ...(names.indexOf('done') > Math.min(position(names, 'problems'), position(names, 'next'))
      ? [{ fault: 'DONE_NOT_FIRST' as const, part: 'done' as const }]
      : []),
  ];
}

const position = (names: readonly ReportPartName[], part: ReportPartName): number =>
  names.includes(part) ? names.indexOf(part) : Number.POSITIVE_INFINITY;

/**
 * Are the items of a plan numbered through its chapters? So where a later chapter goes on counting where the one before ended.
 * @param chapters the ordinals of the items, chapter by chapter
 */
export function isNumberedThrough(chapters: readonly (readonly number[])[]): boolean {
  const counted = chapters.filter((ordinals) => ordinals.length > 0);
  if (counted.length < 2) return false;
  const all = counted.flat();
  return all.every((ordinal, at) => ordinal === at + 1);
}
