import { TableOfContents, type FileChild } from 'docx';
import { documentWording } from '@duban/wording';
import { run, paragraph } from './official-paragraphs';
import { LINE_PITCH } from './official-page';
import { STYLE } from './official-styles';
import type { ReportSection } from './report-content';

/**
 * A table of contents over the heading styles, already filled in with the headings, so that it is not empty in a program
 * that does not compute fields. Absent where the report has no heading of these levels.
 */
export function contentsBlock(sections: readonly ReportSection[], toLevel: 1 | 2 | 3): FileChild[] {
  const hasHeading = sections.some(
    (section) => section.level <= toLevel && !section.runIn && section.label + section.heading !== '',
  );
  if (!hasHeading) return [];
  return [
    paragraph(STYLE.fieldLabel, [run(documentWording.contentsTitle)], { alignment: 'center', spacing: { before: LINE_PITCH } }),
    new TableOfContents(documentWording.contentsTitle, { hyperlink: true, headingStyleRange: `1-${toLevel}` }),
  ];
}
