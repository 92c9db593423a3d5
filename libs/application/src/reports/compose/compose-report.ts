import { createHash } from 'node:crypto';
import type { ReportPartName, ReportTemplate } from '@duban/domain';
import type { ReportContent } from '@duban/documents';
import { annualReport as say } from '@duban/wording';
import type { PlanYearFacts } from '../plan-year-facts';
import { doneSections, overview, pointKey } from './done-part';
import { numbered, type DraftSection } from './draft-section';
import { leaderParagraphs, nextSections, otherParagraphs } from './other-parts';
import { problemSections } from './problem-part';

export interface ComposeInput {
  readonly template: ReportTemplate;
  /** The moment that the facts were read at. */
  readonly asOfMs: number;
  /** What became of last year's promises, as a sentence; null where last year's report is not there. */
  readonly promises: string | null;
}

/**
 * The annual report from what happened, laid out by the template. Pure: the same facts and template give the same content.
 * Whom it is for, what was written by hand and the date are not its business.
 */
export function composeReport(facts: PlanYearFacts, input: ComposeInput): ReportContent {
  const { template, asOfMs } = input;
  const has = (part: ReportPartName) => template.parts.some((each) => each.part === part);
  // A plan of one chapter has none that could stand at the top, so what was done needs its own.
  const isOne = new Set(facts.points.map((point) => point.point.chapter)).size <= 1;
  const sections = template.parts.flatMap(({ part, heading: laidDown }): DraftSection[] => {
    const heading = laidDown === '' && isOne ? say.parts.done : laidDown;
    const chapter = (paragraphs: DraftSection['paragraphs']): DraftSection => ({ key: part, level: 1, heading, paragraphs });
    switch (part) {
      case 'done':
        return [
          { ...chapter(overview(facts, asOfMs, input.promises)), ...(heading === '' ? { bare: true } : {}) },
          ...withLeader(doneSections(facts, template, asOfMs), facts, has('leader'), asOfMs),
        ];
      case 'problems':
        return [chapter([]), ...problemSections(facts)];
      case 'leader':
        return [chapter(leaderParagraphs(facts, asOfMs))];
      case 'next':
        return [chapter([]), ...nextSections(facts)];
      case 'other':
        return [chapter(otherParagraphs(facts))];
    }
  });
  return {
    title: say.title(facts.plan.year),
    opening: [{ text: say.opening(facts.jurisdictionName, facts.plan.year) }],
    sections: numbered(sections, template.numbering, (section) => section.key.startsWith('point:')),
    closing: say.closing,
    signature: { names: [], sealed: false },
  };
}

const LEADER_POINT = /第一责任人|主要负责人.{0,6}职责|党(?:委)?(?:对法治(?:政府)?建设)?的?(?:集中统一)?领导/;

/** Where the layout has no chapter for the leader's duties they stand at the point that is about them, else behind the last. */
function withLeader(sections: DraftSection[], facts: PlanYearFacts, hasChapter: boolean, asOfMs: number): DraftSection[] {
  if (hasChapter) return sections;
  const place =
    facts.points.find(({ point }) => /第一责任人/.test(point.heading)) ??
    facts.points.find(({ point }) => LEADER_POINT.test(point.heading));
  const paragraphs = leaderParagraphs(facts, asOfMs);
  if (!place) return [...sections, { key: 'leader', level: 2, heading: say.parts.leader, paragraphs }];
  return sections.map((section) =>
    section.key === pointKey(place.point.id) ? { ...section, paragraphs: [...section.paragraphs, ...paragraphs] } : section,
  );
}

/**
 * What a signature binds and what a rebuild is held against: the words and figures with their sources, not their typesetting.
 * The date is left out: it is the day of the last signature, which comes after what was signed.
 */
export function reportContentHash({ date: _date, ...content }: ReportContent): string {
  return createHash('sha256').update(canonical(content)).digest('hex');
}

/** JSON with its keys in order: what came back from the database has them in another. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
