import { accept, refuse, type Decision } from '@duban/domain';

/** One line of a table before its words are read: a day or a span, its kind and the holiday's name, with the place. */
export interface TableEntry {
  /** The line of a text table; for JSON the number of the entry, from 1. */
  readonly line: number;
  readonly from: string;
  readonly kind: string;
  readonly name: string;
}

interface JsonTable {
  readonly year: number | null;
  readonly entries: TableEntry[];
}

/** The entries of a JSON table: `{"year", "days": […]}` or the bare list of days. The words in them are read by the caller. */
export function readJsonEntries(text: string): Decision<JsonTable> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse('CALENDAR.TABLE_BAD_JSON', { line: lineOfError(text, error) });
  }
  const days = Array.isArray(value) ? value : isRecord(value) ? value['days'] : undefined;
  if (!Array.isArray(days)) return refuse('CALENDAR.TABLE_NO_DAYS');
  const year = isRecord(value) ? value['year'] : undefined;
  if (year !== undefined && !(typeof year === 'number' && Number.isInteger(year))) return refuse('CALENDAR.TABLE_BAD_YEAR');
  const entries: TableEntry[] = [];
  for (const [i, day] of days.entries()) {
    const line = i + 1;
    if (!isRecord(day)) return refuse('CALENDAR.TABLE_BAD_ENTRY', { line });
    entries.push({ line, from: word(day['date']), kind: kindOf(day), name: word(day['name']) });
  }
  return accept({ year: year ?? null, entries });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const word = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

function kindOf(day: Record<string, unknown>): string {
  if (typeof day['isOffDay'] === 'boolean') return day['isOffDay'] ? 'off' : 'work';
  return word(day['kind']);
}

/** The line at which the JSON breaks, where the engine says the position; else its last line. */
function lineOfError(text: string, error: unknown): number {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length;
}
