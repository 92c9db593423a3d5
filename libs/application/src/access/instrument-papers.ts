import { writeInstrumentDocx } from '@duban/documents';
import { InstrumentRow, PaperLayoutRow, type Tx } from '@duban/database';
import {
  instrumentLayouts,
  instrumentPaperNames,
  instrumentPaperWords,
  type InstrumentLayout,
  type InstrumentPaper,
} from '@duban/wording';
import { instrumentDocumentOf, ownPaperOf } from '../instruments/instrument-document';
import { maySeeInstrument } from '../instruments/instrument-case';
import { targetsOf } from '../instruments/instrument-rows';
import type { Scope } from './scope';

/** A paper that can be had of an instrument now. */
export interface OfferedPaper {
  readonly paper: InstrumentPaper;
  /** The one target that it is about; null for the instrument's own paper. */
  readonly targetId: string | null;
  /** 送审稿: not signed yet, and without a number. */
  readonly isDraft: boolean;
}

interface Target {
  readonly id: string;
  readonly state: string;
}

interface Stage {
  readonly targetId: string | null;
  readonly stageKey: string;
}

/** The instrument's own paper; the minutes of a talk once they are written; the delisting notice once a target is delisted. */
export function offeredPapers(
  instrument: Pick<InstrumentRow, 'kind' | 'issuedAt'>,
  targets: readonly (Target & { readonly stageKey: string; readonly outcome: string | null })[],
  stages: readonly Stage[],
): OfferedPaper[] {
  const own = ownPaperOf(instrument.kind);
  if (own === null) return [];
  const minuted = targets.filter((target) =>
    stages.some((stage) => stage.targetId === target.id && stage.stageKey === 'minutes'),
  );
  const isDelisted = (target: (typeof targets)[number]) =>
    instrument.kind === 'listing' &&
    (target.stageKey === 'announcement' ||
      (target.state === 'closed' && (target.outcome === 'done' || target.outcome === 'partly')));
  return [
    { paper: own, targetId: null, isDraft: instrument.issuedAt === null },
    ...minuted.map((target): OfferedPaper => ({ paper: 'summonsMinutes', targetId: target.id, isDraft: false })),
    ...targets.filter(isDelisted).map((target): OfferedPaper => ({ paper: 'delisting', targetId: target.id, isDraft: false })),
  ];
}

/**
 * One paper as .docx in the office's layout, for whoever may see the instrument; a target gets what concerns it alone, and
 * never another target's lines. Null where there is no such paper for the caller.
 */
export async function instrumentPaper(
  tx: Tx,
  scope: Scope,
  wanted: {
    readonly instrumentId: string;
    readonly paper: InstrumentPaper;
    readonly targetId: string | null;
    readonly today: string;
  },
): Promise<{ readonly fileName: string; readonly content: Uint8Array } | null> {
  const [row] = await tx.find(InstrumentRow, 'r.id = $1 and r.jurisdiction_id = $2', [wanted.instrumentId, scope.jurisdictionId]);
  if (!row || !(scope.isWhole && (scope.seesDrafts || row.issuedAt !== null))) {
    if (!row || !maySeeInstrument(scope.actor, await targetsOf(tx, row.id))) return null;
  }
  const targets = await targetsOf(tx, row.id);
  const own = scope.isWhole ? null : targets.filter((target) => scope.unitIds.includes(target.unitId)).map((target) => target.id);
  if (wanted.targetId !== null && own !== null && !own.includes(wanted.targetId)) return null;
  const isOwnPaper = wanted.paper === ownPaperOf(row.kind);
  if (isOwnPaper !== (wanted.targetId === null)) return null;
  const document = await instrumentDocumentOf(tx, {
    instrumentId: row.id,
    today: wanted.today,
    ...(wanted.paper === 'summonsMinutes' || wanted.paper === 'delisting' ? { paper: wanted.paper } : {}),
    ...(wanted.targetId === null ? {} : { targetId: wanted.targetId }),
    ...(own === null ? {} : { lineTargetIds: own }),
  });
  if (!document) return null;
  const name = [row.number ?? '', instrumentPaperNames[wanted.paper], row.issuedAt === null ? instrumentPaperWords.forReview : '']
    .filter((part) => part !== '')
    .join('');
  return {
    fileName: `${name}.docx`,
    content: await writeInstrumentDocx(document, await layoutInForce(tx, row.jurisdictionId, wanted.paper)),
  };
}

/** The office's own layout of a paper, or the system's. */
export async function layoutInForce(tx: Tx, jurisdictionId: string, paper: InstrumentPaper): Promise<InstrumentLayout> {
  const [own] = await tx.find(PaperLayoutRow, 'r.jurisdiction_id = $1 and r.paper = $2 order by r.version desc limit 1', [
    jurisdictionId,
    paper,
  ]);
  return own ? (own.layout as InstrumentLayout) : instrumentLayouts[paper];
}
