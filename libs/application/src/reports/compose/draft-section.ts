import type { ReportTemplate } from '@duban/domain';
import type { ReportBlock, ReportSection } from '@duban/documents';
import { chineseOrdinal } from '@duban/wording';

/** A section before it is numbered. */
export interface DraftSection {
  readonly key: string;
  readonly level: 1 | 2 | 3;
  readonly heading: string;
  readonly paragraphs: readonly ReportBlock[];
  /** No number and no heading of its own: its text goes on under the one before. */
  readonly bare?: boolean;
}

/**
 * Numbers sections as typed text: 一、 · （一） · 1. The second level begins anew in each chapter, or goes on through the
 * chapters of the plan (`isThrough`) and begins anew in the other parts. One alone in its chapter has no number: where there is
 * no （二）, there is no （一）.
 */
export function numbered(
  sections: readonly DraftSection[],
  numbering: ReportTemplate['numbering'],
  isThrough: (section: DraftSection) => boolean,
): ReportSection[] {
  const counts = { 1: 0, 2: 0, 3: 0 };
  let through = 0;
  return sections.map((given, at): ReportSection => {
    const section = isAlone(sections, at) ? { ...given, bare: true } : given;
    const { key, level, paragraphs } = section;
    if (section.bare) return { key, level, label: '', heading: '', paragraphs };
    counts[level] += 1;
    if (level === 1) counts[2] = 0;
    if (level < 3) counts[3] = 0;
    let ordinal = counts[level];
    if (level === 2 && numbering === 'through' && isThrough(section)) ordinal = through += 1;
    const label = level === 1 ? `${chineseOrdinal(ordinal)}、` : level === 2 ? `（${chineseOrdinal(ordinal)}）` : `${ordinal}.`;
    return { key, level, label, heading: section.heading, paragraphs };
  });
}

/** A group of the problems or of next year that has no other beside it; a point of the plan keeps its number. */
function isAlone(sections: readonly DraftSection[], at: number): boolean {
  const section = sections[at];
  if (section?.level !== 2 || !/^(?:problems|next)\./.test(section.key)) return false;
  const isNear = (other: DraftSection | undefined) => other?.level === 2;
  return !isNear(sections[at - 1]) && !isNear(sections[at + 1]);
}
