/** One line behind a piece of the report. */
export interface SourceRow {
  /** The unit, or whatever else it is of. */
  readonly of: string;
  readonly heading: string;
  readonly text: string;
  /** Does it count in the figure? Always true where nothing is counted. */
  readonly counts: boolean;
  /** Who filed, signed or recorded it, and when. */
  readonly who: string;
  readonly address: string | null;
}

export interface ReportSource {
  readonly title: string;
  readonly rows: readonly SourceRow[];
  /** For a figure: what the counted rows add up to. */
  readonly total: string | null;
}

/** One id, or several with commas. */
export const UUIDS = /^[0-9a-f-]{36}(?:,[0-9a-f-]{36})*$/;
