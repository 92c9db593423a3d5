import { checkFigures, type FigureFinding } from '@duban/domain';
import type { MarginNote, ReportContent } from '@duban/documents';
import { figureRuleNames, replayWords } from '@duban/wording';

/** A finding of the figure check at its place in the report. */
export interface DraftFinding {
  readonly sectionKey: string;
  readonly severity: FigureFinding['severity'];
  readonly quote: string;
  readonly text: string;
  readonly note: MarginNote;
}

/** Recomputes what the draft claims, as the check would any report's: parts and totals, ratios, differences. */
export function checkDraft(content: ReportContent): DraftFinding[] {
  const places: { sectionIndex: number; paragraph: number; key: string; text: string }[] = [];
  content.opening.forEach((block, paragraph) => places.push({ sectionIndex: -1, paragraph, key: 'opening', text: block.text }));
  content.sections.forEach((section, sectionIndex) =>
    section.paragraphs.forEach((block, paragraph) => {
      if ('text' in block) places.push({ sectionIndex, paragraph, key: section.key ?? '', text: block.text });
    }),
  );
  const { findings } = checkFigures(places.map((place, at) => ({ line: at + 1, text: place.text })));
  return findings.flatMap((finding): DraftFinding[] => {
    const place = places[finding.line - 1];
    if (!place) return [];
    const quote = finding.claim.replace(/…$/, '');
    const text = replayWords.findingNote(figureRuleNames[finding.rule], finding.severity, finding.explain, finding.expected);
    const note = { sectionIndex: place.sectionIndex, paragraph: place.paragraph, quote, text };
    return [{ sectionKey: place.key, severity: finding.severity, quote, text, note }];
  });
}
