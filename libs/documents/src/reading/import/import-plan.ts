import { accept, type Decision, matchUnits, refuse, type RegisteredUnit } from '@duban/domain';
import { nextYearItems } from '../outline/next-year';
import type { Outline } from '../outline/outline';
import { yearOf } from '../outline/front-matter';
import { isPlanTitle, outlineOf } from '../outline/outline-of';
import type { Doubt, SourceDocument } from '../source';
import { annotatingNotes, takeAnnotations } from './annotations';
import type { ImportBatch, ImportRow, LedgerMapping } from './batch';
import { doubt } from './doubts';
import { readLedgers } from './ledger';
import { ledgerTitle } from './ledger-title';
import { planRows } from './plan-text';
import { proseDeadline } from './prose-deadline';
import { nothing, readResponsibility } from './responsibility';

export interface ImportOptions {
  /** The plan's year: a deadline without a year is in it. */
  readonly year: number;
  /** The units of the register, to match the printed names with. */
  readonly register?: readonly RegisteredUnit[];
  /** Column meanings that a person has changed, by sheet. */
  readonly mappings?: readonly LedgerMapping[];
}

/**
 * Reads a plan, a ledger or the next-year part of a report into a draft batch. Nothing is guessed: what is unsure is a doubt
 * by line or cell. Refuses `DOCUMENT.NO_PLAN_PART` where the source holds none of the three,
 * and `DOCUMENT.LEDGER_WITHOUT_ROWS` for a ledger that is only a header.
 */
export function importPlan(source: SourceDocument, options: ImportOptions): Decision<ImportBatch> {
  const outline = outlineOf(source);
  const ledgers = readLedgers(source, options.year, options.mappings);
  const isReport = outline.parts.nextYear.length > 0 && !isPlanTitle(outline.title);
  const reports = (doubts: readonly Doubt[]): Decision<ImportBatch> =>
    accept(batch('report', reportRows(source, outline, options.year), doubts, [], source, outline, options));
  if (isReport && standsBefore(ledgers.rows, outline)) {
    // A table of what was done stands in the report; the plan is its next-year part.
    return reports(ledgers.mappings.map((m) => doubt({ sheet: m.sheet }, 'IMPORT.TABLE_OF_OTHER_PART', { sheet: m.sheet })));
  }
  if (ledgers.mappings.length > 0) {
    const hasBrokenRows = ledgers.doubts.some((d) => d.code === 'IMPORT.ROW_REJECTED' || d.code === 'IMPORT.TITLE_EMPTY');
    if (ledgers.rows.length === 0 && !hasBrokenRows) return refuse('DOCUMENT.LEDGER_WITHOUT_ROWS');
    const beside = textBeside(source, outline, ledgers.rows, options.year);
    const rows = [...beside, ...ledgers.rows].sort((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0));
    const doubts = beside[0] ? [doubt(beside[0].place, 'IMPORT.TEXT_AND_TABLE'), ...ledgers.doubts] : ledgers.doubts;
    return accept(batch('ledger', rows, doubts, ledgers.mappings, source, outline, options));
  }
  if (isReport) return reports([]);
  const plan = planRows(source, outline, options.year);
  const assigned = plan.rows.some((r) => r.units.length > 0);
  if (plan.rows.length === 0 || !(isPlanTitle(outline.title) || assigned)) return refuse('DOCUMENT.NO_PLAN_PART');
  return accept(batch('plan', plan.rows, plan.doubts, [], source, outline, options));
}

const standsBefore = (ledger: readonly ImportRow[], outline: Outline): boolean => {
  const start = Math.min(...outline.parts.nextYear.map((p) => p.line));
  return ledger.length > 0 && ledger.every((row) => row.place.line !== undefined && row.place.line < start);
};

/** The items of the running text above a ledger that name their units and are not in the ledger as well. */
function textBeside(source: SourceDocument, outline: Outline, ledger: readonly ImportRow[], year: number): ImportRow[] {
  if (source.format !== 'docx') return [];
  const key = (title: string): string => title.replace(/[\s，,。；;、]/g, '');
  const known = new Set(ledger.map((row) => key(row.title)));
  return planRows(source, outline, year).rows.filter((row) => row.units.length > 0 && !known.has(key(row.title)));
}

function reportRows(source: SourceDocument, outline: Outline, year: number): ImportRow[] {
  return nextYearItems(outline, source).map((item) => {
    const at = { place: { line: item.line }, year };
    const taken = takeAnnotations(item.text, year);
    const read = nothing();
    const notes = annotatingNotes(source, [item.line], year).map((l) => l.text.trim());
    for (const annotation of [...taken.annotations, ...notes]) {
      const own = readResponsibility(annotation, at);
      read.units.push(...own.units);
      read.people.push(...own.people);
      read.deadline ??= own.deadline;
      read.doubts.push(...own.doubts);
    }
    const prose = read.deadline ? { deadline: read.deadline, doubts: [] } : proseDeadline(taken.rest, at);
    return {
      label: item.label,
      path: item.path,
      title: takeAnnotations(item.title, year).rest,
      text: taken.rest,
      units: read.units,
      people: read.people,
      deadline: prose.deadline,
      place: at.place,
      doubts: [...read.doubts, ...prose.doubts],
    };
  });
}

function batch(
  from: ImportBatch['from'],
  rows: readonly ImportRow[],
  ownDoubts: readonly Doubt[],
  mappings: readonly LedgerMapping[],
  source: SourceDocument,
  outline: Outline,
  options: ImportOptions,
): ImportBatch {
  const matches = matchUnits(rows.flatMap((r) => r.units.map((u) => u.name)), options.register ?? []); // prettier-ignore
  const doubts: Doubt[] = [...source.doubts, ...ownDoubts];
  // A report's own year is the year before the plan's; a plan's or a ledger's is the plan's.
  const title = outline.title ?? ledgerTitle(source, mappings);
  const own = outline.year ?? yearOf(title);
  const printed = own === null ? null : from === 'report' ? own + 1 : own;
  if (printed !== null && printed !== options.year) {
    doubts.push(doubt({ line: 1 }, 'IMPORT.YEAR_DIFFERS', { printed, year: options.year }));
  }
  const leaderless = rows.find(
    (r) => r.units.filter((u) => u.role === 'responsible').length > 1 && !r.units.some((u) => u.role === 'lead'),
  );
  if (leaderless) doubts.push(doubt(leaderless.place, 'IMPORT.LEAD_MISSING'));
  for (const printedName of matches.ambiguous.keys()) {
    const row = rows.find((r) => r.units.some((u) => u.name === printedName));
    doubts.push(doubt(row?.place ?? {}, 'IMPORT.UNIT_AMBIGUOUS', { printed: printedName }));
  }
  const matchedRows = rows.map((row) => ({
    ...row,
    units: row.units.map((unit) => {
      const unitId = matches.matched.get(unit.name);
      return unitId === undefined ? unit : { ...unit, unitId };
    }),
  }));
  return {
    year: options.year,
    title,
    from,
    rows: matchedRows,
    doubts: [...doubts, ...rows.flatMap((r) => r.doubts)],
    unmatchedUnits: matches.unmatched,
    mappings,
  };
}
