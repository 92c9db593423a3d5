import { accept, refuse, type Decision } from '@duban/domain';
import { checkInstrumentLayout, instrumentLayoutPlaces, readInstrumentLayout } from '@duban/documents';
import { PaperLayoutRow, type Tx } from '@duban/database';
import { instrumentLayouts, type InstrumentLayout, type InstrumentPaper } from '@duban/wording';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { newId } from '../kernel/new-id';

export interface PaperLayoutVersion {
  readonly paper: InstrumentPaper;
  /** 0: the system's own. */
  readonly version: number;
  readonly layout: InstrumentLayout;
  readonly madeAt: Date | null;
  readonly madeBy: string | null;
}

/** What a layout may name in braces, in the columns of its table of items, and as lists. */
export const layoutPlaces = instrumentLayoutPlaces;

/** The layouts in force, one for each paper. */
export async function readPaperLayouts(tx: Tx, jurisdictionId: string): Promise<PaperLayoutVersion[]> {
  const rows = await tx.query<{ paper: string; version: number; layout: InstrumentLayout; madeAt: Date; madeBy: string }>(
    `select distinct on (l.paper) l.paper, l.version, l.layout, l.made_at as "madeAt", p.name as "madeBy"
     from paper_layout l join person p on p.id = l.made_by where l.jurisdiction_id = $1 order by l.paper, l.version desc`,
    [jurisdictionId],
  );
  return (Object.keys(instrumentLayouts) as InstrumentPaper[]).map((paper) => {
    const own = rows.find((row) => row.paper === paper);
    return own ? { ...own, paper } : { paper, version: 0, layout: instrumentLayouts[paper], madeAt: null, madeBy: null };
  });
}

/**
 * 替换文书式样: a whole new layout of a paper as text (JSON), checked for what no paper has. `null` goes back to the system's own, as a
 * further version: what was issued with an earlier one can still be told.
 */
export async function replacePaperLayout(
  act: Act,
  input: { readonly paper: string; readonly text: string | null; readonly seenVersion: number },
): Promise<Decision<{ version: number }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('INSTRUMENT.OFFICE_ONLY');
  if (!(input.paper in instrumentLayouts)) return refuse('LAYOUT.UNKNOWN_PAPER');
  const paper = input.paper as InstrumentPaper;
  const read = input.text === null ? accept(instrumentLayouts[paper]) : readInstrumentLayout(input.text);
  if (!read.ok) return read;
  const layout = read.value;
  if (layout.paper !== paper) return refuse('LAYOUT.OTHER_PAPER');
  if (layout.blocks.length === 0) return refuse('LAYOUT.EMPTY');
  const wrong = checkInstrumentLayout(layout);
  if (wrong.length > 0) {
    const places = wrong.map((each) => `${each.block + 1}:${each.name}`).join('、');
    return refuse('LAYOUT.UNKNOWN_PLACES', { places });
  }
  const [last] = await act.tx.find(PaperLayoutRow, 'r.jurisdiction_id = $1 and r.paper = $2 order by r.version desc limit 1', [
    act.jurisdictionId,
    paper,
  ]);
  if ((last?.version ?? 0) !== input.seenVersion) return refuse('LAYOUT.CHANGED_MEANWHILE');
  const version = input.seenVersion + 1;
  const id = newId();
  // Two at once: the unique key lets one through, the other is told that it was changed meanwhile.
  const written = await act.tx.insertMissing(PaperLayoutRow, [
    { id, jurisdictionId: act.jurisdictionId, paper, version, layout, madeAt: act.now, madeBy: act.person },
  ]);
  if (written === 0) return refuse('LAYOUT.CHANGED_MEANWHILE');
  act.emit({
    type: 'paperLayout.replaced',
    subjectKind: 'paperLayout',
    subjectId: id,
    data: { paper, version, isSystems: input.text === null },
  });
  return accept({ version });
}
