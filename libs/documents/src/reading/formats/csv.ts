/** One record of a delimited text: its cells and the physical line on which it starts. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvText {
  readonly records: readonly CsvRecord[];
  readonly delimiter: string;
  /** A quote that never closed: what follows it may have been read as one cell. */
  readonly quoteOpen: boolean;
}

const DELIMITERS = [',', '\t', ';'] as const;

/** Reads delimited text by RFC 4180: quotes doubled inside quotes, line feeds inside quotes. */
export function parseCsv(text: string, delimiter: string): CsvText {
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let startLine = 1;
  const endRecord = (): void => {
    records.push({ line: startLine, cells: [...cells, cell] });
    cells = [];
    cell = '';
    startLine = line;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (quoted) {
      if (c === '"' && text.charAt(i + 1) === '"') {
        cell += '"';
        i++;
      } else if (c === '"') quoted = false;
      else {
        if (c === '\n') line++;
        if (c !== '\r') cell += c;
      }
    } else if (c === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (c === delimiter) {
      cells.push(cell);
      cell = '';
    } else if (c === '\n' || c === '\r') {
      if (c === '\r' && text.charAt(i + 1) === '\n') i++;
      line++;
      endRecord();
    } else cell += c;
  }
  if (cell !== '' || cells.length > 0) endRecord();
  return { records, delimiter, quoteOpen: quoted };
}

/**
 * The delimited reading of a text, or null if it is plain prose: at least two records, and most of them with the same three
 * or more cells. Prose with half-width commas has as many cells as it happens to have.
 */
export function asCsv(text: string): CsvText | null {
  for (const delimiter of DELIMITERS) {
    const parsed = parseCsv(text, delimiter);
    const filled = parsed.records.filter((r) => r.cells.some((c) => c.trim() !== ''));
    if (filled.length < 2) continue;
    const widths = new Map<number, number>();
    for (const record of filled) widths.set(record.cells.length, (widths.get(record.cells.length) ?? 0) + 1);
    const [width, count] = [...widths].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
    if (width >= 3 && count >= filled.length * 0.6) return parsed;
  }
  return null;
}
