import { TableOfContents, type FileChild } from 'docx';
import { documentWording } from '@duban/wording';
import { run, paragraph } from './official-paragraphs';
import { LINE_PITCH } from './official-page';
import { STYLE } from './official-styles';
import type { PartEdit } from './fixed-package';
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

/**
 * Numbers the bookmarks of the headings from 1 in each document: the library counts on from one document to the next, which
 * would make the bytes depend on what was written before.
 */
export const renumberBookmarks: PartEdit = (xml) => {
  const byOld = (pattern: RegExp) => {
    const numbers = new Map<string, number>();
    for (const match of xml.matchAll(pattern))
      if (!numbers.has(match[1] as string)) numbers.set(match[1] as string, numbers.size + 1);
    return numbers;
  };
  const names = byOld(/<w:bookmarkStart [^>]*?w:name="_Toc(\d+)"/g);
  const ids = byOld(/<w:bookmarkStart [^>]*?w:id="(\d+)"/g);
  return xml
    .replace(/(w:(?:name|anchor)="_Toc|PAGEREF _Toc)(\d+)/g, (_, head: string, old: string) => `${head}${names.get(old) ?? old}`)
    .replace(/(<w:bookmark(?:Start|End) [^>]*?w:id=")(\d+)/g, (_, head: string, old: string) => `${head}${ids.get(old)}`);
};
