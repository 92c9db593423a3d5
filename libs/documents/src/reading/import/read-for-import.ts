import { accept, type Decision } from '@duban/domain';
import { documentWording } from '@duban/wording';
import type { SourceDocument, SourceTable } from '../source';
import type { ColumnMeaning, ImportBatch, LedgerMapping } from './batch';
import { doubt } from './doubts';
import { importPlan, type ImportOptions } from './import-plan';
import { mappingAt } from './ledger-columns';

/** How a person wants one sheet to be read. */
export interface SheetChoice {
  readonly sheet: string;
  /** 1-based rows of the header, one or two; null: the sheet is not read at all. */
  readonly headerRows: readonly number[] | null;
  /** What a column means where the person says so; the others are read by their heading. */
  readonly columns: readonly { readonly column: number; readonly meaning: ColumnMeaning }[];
}

/** The first rows of a sheet, for a person to see where its header is and what its columns hold. */
export interface SheetPreview {
  readonly sheet: string;
  readonly isHidden: boolean;
  readonly isSkipped: boolean;
  /** Letters of the columns shown, in their order. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

export interface ReadForImport {
  readonly batch: ImportBatch;
  readonly preview: readonly SheetPreview[];
}

const PREVIEW_ROWS = 12;
const PREVIEW_COLUMNS = 40;
const PREVIEW_SHEETS = 20;
const PREVIEW_TEXT = 60;
/** Files that are nothing but tables: what a person says of their columns may turn them into a ledger. */
const SHEETS: readonly string[] = ['xlsx', 'xls', 'csv'];

/**
 * Reads a draft batch as `importPlan` does, by a person's choices, and the first rows of each sheet. A workbook in which no
 * header was found is not refused: it gives a batch without rows, with the doubt, so that the person can name the header.
 */
export function readForImport(
  source: SourceDocument,
  options: Omit<ImportOptions, 'mappings'>,
  choices: readonly SheetChoice[] = [],
): Decision<ReadForImport> {
  const skipped = new Set(choices.filter((choice) => choice.headerRows === null).map((choice) => choice.sheet));
  const shown = source.tables.filter((table) => table.name !== documentWording.registerSheet);
  const preview = shown.slice(0, PREVIEW_SHEETS).map((table) => previewOf(table, skipped.has(table.name)));
  const tables = source.tables.filter((table) => !skipped.has(table.name));
  const mappings = choices.flatMap((choice) => chosenMapping(tables, choice));
  const read = importPlan({ ...source, tables }, { ...options, mappings });
  if (read.ok) return accept({ batch: read.value, preview });
  const isMendable =
    read.refusal.code === 'DOCUMENT.NO_PLAN_PART' || (choices.length > 0 && read.refusal.code === 'DOCUMENT.LEDGER_WITHOUT_ROWS');
  if (!isMendable || !SHEETS.includes(source.format) || source.tables.every((table) => table.rows.length === 0)) return read;
  return accept({ batch: emptyBatch(tables, options.year, mappings), preview });
}

function chosenMapping(tables: readonly SourceTable[], choice: SheetChoice): LedgerMapping[] {
  const table = tables.find((each) => each.name === choice.sheet);
  if (!table || choice.headerRows === null) return [];
  const mapping = mappingAt(table, choice.headerRows);
  return [
    {
      ...mapping,
      columns: mapping.columns.map((column) => ({
        ...column,
        meaning: choice.columns.find((said) => said.column === column.column)?.meaning ?? column.meaning,
      })),
    },
  ];
}

function emptyBatch(tables: readonly SourceTable[], year: number, mappings: readonly LedgerMapping[]): ImportBatch {
  const headless = tables.filter((table) => table.rows.length > 0 && !mappings.some((each) => each.sheet === table.name));
  return {
    year,
    title: null,
    from: 'ledger',
    rows: [],
    doubts: headless.map((table) =>
      doubt({ sheet: table.name, row: table.rows[0]?.row ?? 1 }, 'IMPORT.NO_HEADER', { sheet: table.name }),
    ),
    unmatchedUnits: [],
    mappings,
  };
}

function previewOf(table: SourceTable, isSkipped: boolean): SheetPreview {
  return {
    sheet: table.name,
    isHidden: table.hidden,
    isSkipped,
    rows: table.rows.slice(0, PREVIEW_ROWS).map(({ row, cells }) => {
      const last = Math.min(Math.max(-1, ...cells.map((cell) => cell.column)) + 1, PREVIEW_COLUMNS);
      const texts = Array.from({ length: last }, () => '');
      for (const { column, text } of cells) if (column < last) texts[column] = text.slice(0, PREVIEW_TEXT);
      return { row, cells: texts };
    }),
  };
}
