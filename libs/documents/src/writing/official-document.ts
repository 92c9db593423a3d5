import { Document, Packer, type FileChild, type ICommentOptions } from 'docx';
import { estimatePageNumbersWith } from 'docx/layout';
import { documentWording } from '@duban/wording';
import type { ChartParts } from './chart-parts';
import { renumberBookmarks } from './contents-block';
import { fixCoreDates, packageInstant, packFixed } from './fixed-package';
import { fontTableXml, OFFICIAL_FONTS } from './official-fonts';
import { OFFICIAL_SECTION, officialFooters } from './official-page';
import { officialStyles, takeOffGrid } from './official-styles';
import { printable } from './printable';

/** What surrounds a paper's paragraphs. */
export interface OfficialDocument {
  readonly title: string;
  /** The paper's day; it is also the date in the file's properties, so that the bytes do not depend on the clock. */
  readonly day: string | undefined;
  readonly children: readonly FileChild[];
  readonly comments?: readonly ICommentOptions[];
  /**
   * Works out the page of each heading for a table of contents. The fonts' own widths are not known here, but every full-width
   * character is one em and every line is exact, so the pages are those of Word unless an office changes the styles.
   */
  readonly hasContents?: boolean;
  /** The charts that stand among the paragraphs. */
  readonly charts?: ChartParts;
}

/** Sets an official paper on the page of GB/T 9704 and packs it so that the same content gives the same bytes. */
export async function packOfficialDocument(document: OfficialDocument): Promise<Uint8Array> {
  const file = new Document({
    title: printable(document.title),
    creator: documentWording.creator,
    lastModifiedBy: documentWording.creator,
    revision: 1,
    description: documentWording.fontsLead + OFFICIAL_FONTS.map((font) => font.name).join(documentWording.listSeparator),
    styles: officialStyles(),
    evenAndOddHeaderAndFooters: true,
    compatabilityModeVersion: 15,
    pageNumbers: document.hasContents ? estimatePageNumbersWith({ guess: true }) : undefined,
    comments: document.comments && document.comments.length > 0 ? { children: document.comments } : undefined,
    sections: [{ properties: OFFICIAL_SECTION, footers: officialFooters(), children: document.children }],
  });
  const packed = await Packer.toBuffer(file);
  return packFixed(
    new Uint8Array(packed),
    {
      'docProps/core.xml': fixCoreDates(packageInstant(document.day)),
      'word/document.xml': renumberBookmarks,
      'word/fontTable.xml': fontTableXml,
      'word/styles.xml': takeOffGrid,
      ...document.charts?.edits(),
    },
    await document.charts?.parts(document.day),
  );
}
