import { definitionOf, LIVE_STATES, type StageDefinition } from '@duban/domain';
import { InstrumentRow, InstrumentStageRow, InstrumentTargetRow, type Tx } from '@duban/database';
import { postInUnit, type Actor } from '../kernel/actor';
import { isOfOffice } from './instrument-case';
import { mayDecideObjection } from './object-to-instrument';

/** One thing that a person may do now on an instrument. */
export interface WaitingInstrument {
  readonly instrumentId: string;
  readonly targetId: string | null;
  readonly kind: string;
  readonly title: string;
  readonly number: string | null;
  /** `submit`, `serve`, a stage, `delisting` or `objection`. */
  readonly waitsFor: string;
  readonly openedAt: string;
}

/**
 * What waits for a person on instruments: the office's drafts, services by hand, meetings and acceptances; a unit's own
 * stages. What is being signed is on the signers' lists (`listWaitingFor`), and collecting 催办 go out by themselves.
 */
export async function listWaitingInstruments(tx: Tx, actor: Actor): Promise<WaitingInstrument[]> {
  const office = isOfOffice(actor);
  const units = actor.posts.filter((post) => post.role === 'liaison' || post.role === 'unitHead').map((post) => post.unitId);
  if (!office && units.length === 0) return [];
  const rows = await tx.find(
    InstrumentRow,
    `r.jurisdiction_id = $1 and r.state = any($2::text[]) and ($3::boolean or exists (
       select 1 from instrument_target t where t.instrument_id = r.id and t.unit_id = any($4::uuid[]) and t.state = 'running'))
     order by r.opened_at, r.id`,
    [actor.jurisdictionId, LIVE_STATES, office, units],
  );
  const ids = rows.filter((row) => row.state === 'running').map((row) => row.id);
  const targets = await tx.find(InstrumentTargetRow, `r.instrument_id = any($1::uuid[]) and r.state <> 'closed' order by r.id`, [
    ids,
  ]);
  const halves = await tx.find(
    InstrumentStageRow,
    `r.instrument_id = any($1::uuid[]) and r.done_by_second is null and r.stage_key in ('minutes', 'acceptance')`,
    [ids],
  );
  const owed = await tx.query<{ targetId: string; stage: string }>(
    `select target_id as "targetId", split_part(stage_key, '.', 2) as stage from obligation
     where target_id = any($1::uuid[]) and kind = 'instrumentStage' and state = 'open'`,
    [targets.map((target) => target.id)],
  );
  const isOwed = (target: InstrumentTargetRow, stage: string) =>
    owed.some((each) => each.targetId === target.id && each.stage === stage);
  const delisting = await tx.query<{ id: string }>(
    `select subject_id as id from sign_off where subject_kind = 'delisting' and state = 'running' and subject_id = any($1::uuid[])`,
    [targets.map((target) => target.id)],
  );
  const objections = await objectionsToDecide(tx, actor);
  const onStages = rows.flatMap((row): WaitingInstrument[] => {
    const found = (waitsFor: string, targetId: string | null = null): WaitingInstrument => ({
      instrumentId: row.id,
      targetId,
      kind: row.kind,
      title: row.title,
      number: row.number,
      waitsFor,
      openedAt: row.openedAt.toISOString(),
    });
    const definition = definitionOf(row.kind);
    if (row.state !== 'running') {
      const isDraft = row.state === 'draft' || (row.state === 'collecting' && !definition.goesOutAlone);
      return office && isDraft ? [found('submit')] : [];
    }
    const own = targets.filter((target) => target.instrumentId === row.id);
    const onCase = definition.stages.find((stage) => stage.scope === 'case' && stage.key === row.stageKey);
    return [
      ...(office && onCase ? [found(onCase.key)] : []),
      ...own.flatMap((target): WaitingInstrument[] => {
        if (target.state === 'waiting') return office ? [found('serve', target.id)] : [];
        const isUnit = postInUnit(actor, target.unitId, 'liaison', 'unitHead') !== null;
        const open = definition.stages.filter((stage) =>
          stage.beside === true
            ? (stage.key === 'receipt' && target.receivedAt === null) || isOwed(target, stage.key)
            : stage.key === target.stageKey,
        );
        return open
          .filter((stage) => isOn(stage, target, halves, office, isUnit, actor.personId))
          .filter((stage) => stage.key !== 'delisting' || !delisting.some((each) => each.id === target.id))
          .map((stage) => found(stage.key, target.id));
      }),
    ];
  });
  return [...onStages, ...objections];
}

/** 异议 that this person may decide; also to papers that have closed (通报). */
async function objectionsToDecide(tx: Tx, actor: Actor): Promise<WaitingInstrument[]> {
  if (!isOfOffice(actor)) return [];
  const asked = await tx.query<WaitingInstrument & { askedBy: string }>(
    `select i.id as "instrumentId", r.target_id as "targetId", i.kind, i.title, i.number, 'objection' as "waitsFor",
       r.asked_at as "openedAt", r.asked_by as "askedBy"
     from instrument_request r join instrument i on i.id = r.instrument_id
     where i.jurisdiction_id = $1 and r.kind = 'objection' and r.state = 'asked' order by r.id`,
    [actor.jurisdictionId],
  );
  const mine: WaitingInstrument[] = [];
  for (const { askedBy, ...each } of asked) {
    const may = await mayDecideObjection(tx, actor, each.instrumentId, askedBy);
    if (may.ok) mine.push({ ...each, openedAt: new Date(each.openedAt).toISOString() });
  }
  return mine;
}

/** Is the stage this person's to do? Where one of two has signed, only the other side or another person is asked. */
function isOn(
  stage: StageDefinition,
  target: InstrumentTargetRow,
  halves: readonly InstrumentStageRow[],
  office: boolean,
  isUnit: boolean,
  personId: string,
): boolean {
  if (stage.actor === 'unit') return isUnit;
  if (stage.actor === 'office' && !office) return false;
  const half = stage.people === 2 ? halves.find((each) => each.targetId === target.id && each.stageKey === stage.key) : undefined;
  if (!half) return office || isUnit;
  if (half.doneBy === personId) return false;
  if (stage.actor === 'office') return true;
  return (half.payload as { side?: string }).side === 'unit' ? office && !isUnit : isUnit;
}
