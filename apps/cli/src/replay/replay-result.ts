import { readRollUp, readTwoBases } from '@duban/application';
import type { Tx } from '@duban/database';
import { outlineOf, readSource, type SourceDocument } from '@duban/documents';
import type { RollUpBy, RollUpCell, TwoBases } from '@duban/domain';
import { replayWords } from '@duban/wording';
import { compareReports, type Comparison, type Difference } from './compare-reports';
import type { ComposedReport } from './compose-report';
import type { LoadedReport } from './load-report';
import type { OutsideLine } from './read-pieces';

interface ReplayedClause {
  readonly path: string;
  readonly label: string;
  readonly heading: string;
  readonly line: number;
  readonly inferred: boolean;
}

interface ReplayedFigure {
  readonly clause: string;
  readonly name: string;
  readonly text: string;
  /** What it was computed from, as indicators of its clause; null for a stored one. */
  readonly formula: string | null;
}

/** What `replay.json` says. */
export interface ReplayResult {
  readonly file: string;
  readonly title: string;
  readonly year: number | null;
  readonly clauses: {
    readonly in: number;
    readonly out: number;
    readonly inferred: number;
    readonly list: readonly ReplayedClause[];
  };
  readonly figures: {
    readonly in: number;
    readonly out: number;
    readonly stored: number;
    readonly computed: number;
    readonly list: readonly ReplayedFigure[];
  };
  readonly missing: readonly Difference[];
  readonly added: readonly Difference[];
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly line: number;
    readonly claim: string;
    readonly expected: string;
    readonly explain: string;
  }[];
  readonly leftOut: readonly { readonly line: number; readonly text: string; readonly why: string }[];
  /** The stored figures by chapter and by unit: each list adds up to `stored`. */
  readonly rollUp: {
    readonly chapters: readonly { readonly chapter: string; readonly figures: number }[];
    readonly units: readonly { readonly unit: string; readonly figures: number }[];
    readonly tasks: number;
    /** Each unit's part of a task once, and how the tasks become as many. */
    readonly unitTasks: number;
    readonly bridge: TwoBases['bridge']['bySize'];
  };
  readonly remarks: readonly { readonly line: number; readonly message: string }[];
}

/** Reads what was written back with the same reader and lays it beside the source. */
export async function replayResult(
  tx: Tx,
  source: SourceDocument,
  loaded: LoadedReport,
  composed: ComposedReport,
  docx: Uint8Array,
): Promise<ReplayResult> {
  const written = readSource(docx, source.fileName);
  if (!written.ok) throw new Error(`the written report cannot be read: ${written.refusal.code}`);
  const compared: Comparison = compareReports(loaded.outline, outlineOf(written.value));
  const figures = composed.clauses.flatMap(({ point, figures: own }) =>
    own.map(({ name, text, formula }): ReplayedFigure => ({ clause: point.path, name, text, formula })),
  );
  const setting = composed.setting;
  return {
    file: source.fileName,
    title: setting.title,
    year: loaded.outline.year,
    clauses: {
      in: compared.clausesIn,
      out: compared.clausesOut,
      inferred: loaded.outline.clauses.filter((clause) => clause.inferred).length,
      list: loaded.outline.clauses.map(({ path, label, heading, line, inferred }) => ({ path, label, heading, line, inferred })),
    },
    figures: {
      in: compared.figuresIn,
      out: compared.figuresOut,
      stored: loaded.storedFigures,
      computed: figures.filter((figure) => figure.formula !== null).length,
      list: figures,
    },
    missing: compared.missing,
    added: compared.added,
    findings: composed.findings.map(({ note: _note, ...finding }) => finding),
    leftOut: setting.outside.flatMap(leftOut),
    rollUp: await rolledUp(tx, loaded, composed),
    remarks: loaded.outline.warnings.filter(notFoundByCheck(composed)).map(({ line, message }) => ({ line, message })),
  };
}

/** A lost 年 is told by the reader and by the check; it is shown once, as a finding. */
const notFoundByCheck =
  ({ findings }: ComposedReport) =>
  ({ line, message }: { readonly line: number; readonly message: string }): boolean =>
    !findings.some((f) => f.rule === 'lostCharacter' && f.line === line && message.includes(`“${f.claim}”`));

function leftOut({ line, text, role }: OutsideLine): ReplayResult['leftOut'][number][] {
  return role === 'furniture' || role === 'otherTitle' ? [{ line, text, why: replayWords.leftOut[role] }] : [];
}

async function rolledUp(tx: Tx, loaded: LoadedReport, composed: ComposedReport): Promise<ReplayResult['rollUp']> {
  const figuresBy = async (by: RollUpBy, nameOf: (cell: RollUpCell) => string) => {
    const sums = new Map<string, number>();
    for (const cell of await readRollUp(tx, { planIds: [loaded.planId], asOfMs: loaded.asOfMs, by: [by] }))
      sums.set(nameOf(cell), (sums.get(nameOf(cell)) ?? 0) + cell.figures);
    return [...sums];
  };
  const order = composed.clauses.map((clause) => clause.point.chapter);
  const units = new Map(loaded.sample.units.map((unit) => [unit.unitId, unit.name]));
  const chapters = await figuresBy('chapter', (cell) => cell.chapter ?? '');
  const byUnit = await figuresBy('unit', (cell) => units.get(cell.unitId ?? '') ?? '');
  const bases = await readTwoBases(tx, loaded.planId, loaded.asOfMs);
  return {
    chapters: chapters
      .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
      .map(([chapter, figures]) => ({ chapter, figures })),
    units: byUnit.map(([unit, figures]) => ({ unit, figures })),
    tasks: bases?.byTask.total ?? 0,
    unitTasks: bases?.byUnit.total ?? 0,
    bridge: bases?.bridge.bySize ?? [],
  };
}
