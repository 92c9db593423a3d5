import {
  actorOn,
  importReportHistory,
  readRoster,
  runCommand,
  type Deps,
  type HistoryClause,
  type HistoryShare,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import { outlineOf, type Outline, type SourceDocument } from '@duban/documents';
import { dayOfInstant, figureTemplates, instantOf, linkFigures, type LinkedFigure, type SourceLine } from '@duban/domain';
import {
  standardScenario,
  writeSampleJurisdiction,
  type DutyRule,
  type SampleJurisdiction,
  type SampleUnit,
} from '@duban/sample';
import { refusalText, replayWords } from '@duban/wording';
import { BadInput } from '../bad-input';
import { jurisdictionOf, namedRule, sharesFor } from '../demo/plan-from-report';
import { readPieces, type OutsideLine, type Piece, type PieceLine } from './read-pieces';

/** How a clause is set: kept with its work point, so that the report is written again from the tables alone. */
export interface PieceSetting {
  readonly kind: Piece['kind'];
  readonly level: 1 | 2 | 3;
  readonly printedLabel: string;
  readonly ordinal: number;
  readonly inferred: boolean;
  readonly runIn: boolean;
  /** A bare heading as printed; null where the heading is the first line of the signed text, or there is none. */
  readonly bareHeading: string | null;
  /** The first line of the signed text is the heading. */
  readonly headingInText: boolean;
  /** The source lines of the heading and of each paragraph. */
  readonly lines: readonly number[];
}

/** What stands around the text: kept with the plan. */
export interface ReportSetting {
  readonly fileName: string;
  readonly title: string;
  readonly receiver: string | null;
  readonly issuers: readonly string[];
  readonly date: string | null;
  readonly closing: string | null;
  readonly outside: readonly OutsideLine[];
}

export interface LoadedReport {
  readonly planId: string;
  readonly sample: SampleJurisdiction;
  readonly outline: Outline;
  readonly asOfMs: number;
  readonly storedFigures: number;
}

/** Where the report names no day, its figures are those of the year's last day. */
const LAST_DAY = '12-31';
const SIGNED_AT_HOUR = 17;

/**
 * Loads a report into an empty database as if its clauses were the plan and its figures the units' signed reports.
 * @throws BadInput where the report tells no year or has no text
 */
export async function loadReport(deps: Deps, source: SourceDocument, path: string): Promise<LoadedReport> {
  const outline = outlineOf(source);
  if (outline.year === null) throw new BadInput(`${path}：没有找到报告年度，请在标题中写明年度。`);
  const { pieces, outside } = readPieces(source, outline);
  if (pieces.length === 0) throw new BadInput(`${path}：没有找到正文，不能复现。`);
  const name = jurisdictionOf(outline, source);
  const named = (text: string) => text.replaceAll('{级}', name.at(-1) ?? '');
  const duties = standardScenario.duties.map((rule) => namedRule(rule, named));
  const sample = await writeSampleJurisdiction(
    deps,
    {
      name,
      officeName: named(standardScenario.officeName),
      unitNames: standardScenario.units.map(named),
      fromOn: `${outline.year}-01-01`,
    },
    'no login in a replay',
  );
  const linked = linkFigures(bodyLines(source, outside));
  const signedAtMs = instantOf(outline.date ?? `${outline.year}-${LAST_DAY}`, SIGNED_AT_HOUR);
  const setting: ReportSetting = {
    fileName: source.fileName,
    title: outline.title ?? replayWords.planTitle(name, outline.year),
    receiver: outline.receiver,
    issuers:
      outline.issuer?.split(/\s+/).filter((issuer) => issuer !== '') ??
      outside.filter((line) => line.role === 'issuer').map((line) => line.text),
    date: outline.date,
    closing: outside.find((line) => line.role === 'closing')?.text ?? null,
    outside,
  };
  const history = {
    year: outline.year,
    title: replayWords.planTitle(name, outline.year),
    policyVersionId: sample.policyVersionId,
    calendarId: sample.calendarId,
    source: setting,
    signedAtMs,
    clauses: pieces.map((piece) => clauseOf(piece, outline, linked, sample, duties)),
  };
  const actor = await withTransaction(deps.database, async (tx) =>
    actorOn(
      await readRoster(tx, sample.jurisdictionId),
      sample.jurisdictionId,
      sample.office.clerk.personId,
      dayOfInstant(signedAtMs),
    ),
  );
  const request = { actor, route: 'replay', key: null, body: { fileName: source.fileName } };
  const imported = await runCommand(deps, request, (act) => importReportHistory(act, history));
  if (!imported.ok) throw new BadInput(`${path}：${refusalText(imported.refusal)}`);
  const { planId, figures } = imported.value;
  return { planId, sample, outline, asOfMs: signedAtMs, storedFigures: figures };
}

/** The lines that are written again. */
function bodyLines(source: SourceDocument, outside: readonly OutsideLine[]): SourceLine[] {
  const left = new Set(outside.map((each) => each.line));
  return source.lines.filter((each) => each.origin === 'body' && !left.has(each.line)).map(({ line, text }) => ({ line, text }));
}

const LEVELS = { chapter: 1, section: 2, item: 3, point: 3 } as const;

function clauseOf(
  piece: Piece,
  outline: Outline,
  linked: readonly LinkedFigure[],
  sample: SampleJurisdiction,
  duties: readonly DutyRule[],
): HistoryClause {
  const { clause, heading } = piece;
  const lines: PieceLine[] = [...(heading ? [heading] : []), ...piece.paragraphs];
  const { texts, figures } = figureTemplates(lines, linked);
  const written = piece.paragraphs.length > 0 || figures.length > 0;
  const setting: PieceSetting = {
    kind: piece.kind,
    level: clause ? LEVELS[clause.kind] : piece.kind === 'attachment' ? 1 : 2,
    printedLabel: piece.printedLabel,
    ordinal: clause?.ordinal ?? 0,
    inferred: clause?.inferred ?? false,
    runIn: piece.runIn,
    bareHeading: written ? null : (heading?.text ?? null),
    headingInText: written && heading !== null,
    lines: lines.map((each) => each.line),
  };
  const text = lines.map((each) => each.text).join('\n');
  const shares = sharesOf(text, sample, duties);
  const lead = shares[0];
  return {
    chapter: chapterOf(piece, outline),
    label: clause?.label ?? '',
    path: clause?.path ?? '',
    heading: clause?.heading ?? heading?.text ?? '',
    text,
    source: setting,
    title: clause?.heading || (piece.kind === 'opening' ? replayWords.openingTitle : replayWords.looseTitle),
    shares: shares.map(({ share }) => share),
    report:
      written && lead
        ? { text: texts.join('\n'), figures, filedBy: lead.unit.liaison.personId, signedBy: lead.unit.head.personId }
        : null,
  };
}

function chapterOf(piece: Piece, outline: Outline): string {
  let clause = piece.clause;
  while (clause && clause.parent !== null) {
    const parent = clause.parent;
    clause = outline.clauses.find((each) => each.id === parent) ?? null;
  }
  return clause?.kind === 'chapter' ? `${clause.label}、${clause.inferred ? replayWords.inferredHeading : clause.heading}` : '';
}

/** A report names no units for its clauses; the standard duties say whose matter each one is. The lead comes first. */
function sharesOf(
  text: string,
  sample: SampleJurisdiction,
  duties: readonly DutyRule[],
): { unit: SampleUnit; share: HistoryShare }[] {
  return sharesFor(text, duties).flatMap(({ unitName, role }) => {
    const unit = sample.units.find((each) => each.name === unitName);
    if (!unit) return [];
    const printedRole = role === 'lead' || role === 'collating' ? replayWords.leadRole : replayWords.role[role];
    return [{ unit, share: { unitId: unit.unitId, unitName, role, printedRole } }];
  });
}
