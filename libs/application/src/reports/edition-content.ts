import type { ReportTemplate } from '@duban/domain';
import type { ReportContent, ReportSection } from '@duban/documents';
import { numbered, type DraftSection } from './compose/draft-section';
import type { EditionSetting } from './report-setup';

/** One version: what it leaves out is gone and the numbers close up; whom it is for and who signs stand on it. */
export function editionContent(content: ReportContent, template: ReportTemplate, setting: EditionSetting): ReportContent {
  const sections =
    setting.leaveOut.length === 0 ? content.sections : renumbered(kept(content.sections, setting.leaveOut), template);
  return {
    ...content,
    ...(setting.receiver === null ? {} : { receiver: setting.receiver }),
    ...(setting.remark === null ? {} : { remark: setting.remark }),
    sections,
    signature: { names: [...setting.issuers], sealed: false },
  };
}

/** A section that is left out takes everything under it along. */
function kept(sections: readonly ReportSection[], leaveOut: readonly string[]): ReportSection[] {
  let above: number | null = null;
  return sections.filter((section) => {
    if (above !== null && section.level > above) return false;
    above = leaveOut.includes(section.key ?? '') ? section.level : null;
    return above === null;
  });
}

function renumbered(sections: readonly ReportSection[], template: ReportTemplate): ReportSection[] {
  const drafts = sections.map((section): DraftSection => ({
    key: section.key ?? '',
    level: section.level,
    heading: section.heading,
    paragraphs: section.paragraphs,
    ...(section.label === '' ? { bare: true } : {}),
  }));
  // A chapter that has nothing left under it and no text of its own goes too.
  const filled = drafts.filter((section, at) => {
    const next = drafts[at + 1];
    return section.paragraphs.length > 0 || (next !== undefined && next.level > section.level);
  });
  return numbered(filled, template.numbering, (section) => section.key.startsWith('point:'));
}
