import { standingOfEdit, type EditStanding } from '@duban/domain';
import type { ReportContent, ReportParagraph, ReportSection, TextPiece } from '@duban/documents';
import { ReportSectionEditRow, type Tx } from '@duban/database';
import { annualReport as say } from '@duban/wording';
import { sourceRef } from './compose/said';

export const OPENING_KEY = 'opening';

/** The hand edit that stands on a section. */
export const standingEdits = (tx: Tx, planId: string): Promise<ReportSectionEditRow[]> =>
  tx.find(ReportSectionEditRow, `r.plan_id = $1 and r.state = 'standing' order by r.section_key`, [planId]);

/** The text of a section as a person edits it: its paragraphs, one a line. A table is not edited by hand. */
export const textOfSection = (paragraphs: ReportSection['paragraphs']): string =>
  paragraphs.flatMap((block) => ('text' in block ? [block.text] : [])).join('\n');

export interface AppliedEdit {
  readonly id: string;
  readonly sectionKey: string;
  readonly standing: EditStanding;
  readonly newText: string;
}

/** Puts the hand edits over what was composed. An edit of a section that is no longer there has nothing to stand on. */
export function applyEdits(
  composed: ReportContent,
  edits: readonly Pick<ReportSectionEditRow, 'id' | 'sectionKey' | 'baseText' | 'ownText'>[],
): { readonly content: ReportContent; readonly applied: readonly AppliedEdit[] } {
  const applied: AppliedEdit[] = [];
  const edited = (key: string | undefined, paragraphs: ReportSection['paragraphs']) => {
    const edit = edits.find((each) => each.sectionKey === key);
    if (!edit) return paragraphs;
    const newText = textOfSection(paragraphs);
    applied.push({ id: edit.id, sectionKey: edit.sectionKey, standing: standingOfEdit(edit, newText), newText });
    return ownParagraphs(edit.ownText, paragraphs, edit.id);
  };
  const opening = edited(OPENING_KEY, composed.opening) as readonly ReportParagraph[];
  const sections = composed.sections.map((section) => ({ ...section, paragraphs: edited(section.key, section.paragraphs) }));
  return { content: { ...composed, opening, sections }, applied };
}

/** What a person wrote, with the sources of the sentences that were left as they were. */
function ownParagraphs(ownText: string, composed: ReportSection['paragraphs'], editId: string): ReportParagraph[] {
  const known = composed.flatMap((block) =>
    'text' in block ? (block.pieces ?? [{ text: block.text, source: block.source }]) : [],
  );
  const hand = { label: say.editLabel, ref: sourceRef('edit', editId) };
  return ownText
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((text): ReportParagraph => {
      const pieces: TextPiece[] = [];
      let at = 0;
      const take = (to: number): void => {
        if (to > at) pieces.push({ text: text.slice(at, to), source: hand });
        at = to;
      };
      for (const { text: words, source } of known) {
        // A piece of punctuation or of two characters is found anywhere and says nothing of where it comes from.
        const found = source && words.length > 2 ? text.indexOf(words, at) : -1;
        if (found < 0 || !source) continue;
        take(found);
        pieces.push({ text: words, source });
        at = found + words.length;
      }
      take(text.length);
      const first = pieces[0]?.source;
      return { text, ...(first ? { source: first } : {}), pieces };
    });
}
