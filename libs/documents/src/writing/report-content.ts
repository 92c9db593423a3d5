/** A report as data: what `writeReportDocx` sets in type. Nothing here knows of Word. */
export interface ReportContent {
  /** Without line breaks; the writer breaks it at word boundaries. */
  readonly title: string;
  /** The title's lines where the office breaks it by hand; joined they say the same as `title`. */
  readonly titleLines?: readonly string[];
  /** The red head of a paper that is sent: 发文机关标志 and, on papers that go upward, 签发人. Absent on drafts and plain reports. */
  readonly masthead?: Masthead;
  /** 发文字号 as it is printed, with hexagonal brackets: 示政〔2026〕8号. */
  readonly docNumber?: string;
  /** 主送机关, without the colon. */
  readonly receiver?: string;
  readonly opening: readonly ReportParagraph[];
  readonly sections: readonly ReportSection[];
  /** The closing words, e.g. 特此报告。 */
  readonly closing?: string;
  readonly signature: Signature;
  /** 成文日期 as a day, 2026-02-28; absent while the paper is a draft, which leaves room to write it in. */
  readonly date?: string;
  /** Names of the attachments, without numbers and without final punctuation. */
  readonly attachments?: readonly string[];
  /** What is attached, each on pages of its own behind the paper, in the order of `attachments`. */
  readonly attachmentBodies?: readonly AttachmentBody[];
  /** 附注, printed in brackets under the date, e.g. 此件公开发布. */
  readonly remark?: string;
  readonly imprint?: Imprint;
  readonly marginNotes?: readonly MarginNote[];
}

/** The body of an attachment (GB/T 9704-2012 clause 7.3.7): 附件 and its number above, then its title and text. */
export interface AttachmentBody {
  readonly title: string;
  readonly sections: readonly ReportSection[];
}

export interface Masthead {
  readonly issuerMark: string;
  readonly approver?: string;
}

export interface Signature {
  /** One line for each signing body, the leading one first. */
  readonly names: readonly string[];
  /** With a seal the names are centred on the date and room is left for the seal. */
  readonly sealed: boolean;
}

/** 版记: who gets a copy, who printed it and when (a day). */
export interface Imprint {
  readonly copies?: readonly string[];
  readonly printedBy?: string;
  readonly printedOn?: string;
}

export interface ReportSection {
  /** Names the section for as long as the report is written: an edit by hand and a page hold on to it. */
  readonly key?: string;
  readonly level: 1 | 2 | 3;
  /** The number as typed text: 一、 · （一） · 1. ; empty for a heading without a number. */
  readonly label: string;
  readonly heading: string;
  /** The heading is the lead sentence of the first paragraph and stands in the same paragraph as it. */
  readonly runIn?: boolean;
  readonly paragraphs: readonly ReportBlock[];
}

export type ReportBlock = ReportParagraph | ReportTable;

export interface ReportParagraph {
  readonly text: string;
  readonly source?: TextSource;
  /** The text in pieces, each with where it comes from; joined they are the text. */
  readonly pieces?: readonly TextPiece[];
}

export interface TextPiece {
  readonly text: string;
  readonly source?: TextSource;
}

/** Where a sentence comes from: the words for the margin and, where there is one, the page that shows it. */
export interface TextSource {
  readonly label: string;
  readonly address?: string;
  /** What to open: `progressReport:…`, `figure:…`; the reader of the report knows the kinds. */
  readonly ref?: string;
}

export interface ReportTable {
  readonly caption?: string;
  readonly columns: readonly { readonly heading: string; readonly share: number; readonly align?: 'left' | 'center' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}

/** A remark in the margin, such as a finding of FigureCheck. */
export interface MarginNote {
  /** Index into `sections`; -1 is the opening; TITLE_NOTE and DATE_NOTE are the title and the day above and below the text. */
  readonly sectionIndex: number;
  /** Index into the section's paragraphs; -1 is its heading. */
  readonly paragraph: number;
  /** The words that the remark is about; the whole paragraph where absent or not found. */
  readonly quote?: string;
  readonly text: string;
}

export const isReportTable = (block: ReportBlock): block is ReportTable => 'rows' in block;

/** Places of a margin note outside the text. */
export const TITLE_NOTE = -2;
export const DATE_NOTE = -3;
