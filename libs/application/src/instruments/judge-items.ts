import { judgeItem, type ItemGround } from '@duban/domain';
import { InstrumentItemRow, InstrumentRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { ensureTargets } from './collect-firings';
import { itemsOf, targetsOf } from './instrument-rows';

export interface JudgedItems {
  readonly standing: readonly InstrumentItemRow[];
  readonly lapsed: number;
  readonly waiting: number;
}

/**
 * Judges every running item again (design section 6): one whose ground is gone lapses with its reason; one whose obligation
 * is frozen stays behind in a collecting draft of its group, to be judged when that goes out. The caller holds the locks of
 * the items' tasks and of the instrument, which has left the state `collecting` already.
 */
export async function judgeItems(act: Act, instrument: InstrumentRow): Promise<JudgedItems> {
  const items = (await itemsOf(act.tx, instrument.id)).filter((item) => item.state === 'running');
  const grounds = await groundsOf(act, [instrument.id]);
  const lapsed = new Map<string, string[]>();
  const waiting: InstrumentItemRow[] = [];
  const standing: InstrumentItemRow[] = [];
  for (const item of items) {
    const ground = grounds.get(item.id);
    const judgement = ground ? judgeItem(ground) : ({ verdict: 'stands' } as const);
    if (judgement.verdict === 'stands') standing.push(item);
    else if (judgement.verdict === 'waits') waiting.push(item);
    else lapsed.set(judgement.reason, [...(lapsed.get(judgement.reason) ?? []), item.id]);
  }
  for (const [reason, ids] of lapsed) {
    await act.tx.run(`update instrument_item set state = 'lapsed', ended_at = $2, end_reason = $3 where id = any($1::uuid[])`, [
      ids,
      act.now,
      reason,
    ]);
    act.emit({
      type: 'instrument.itemsLapsed',
      planId: instrument.planId,
      subjectKind: 'instrument',
      subjectId: instrument.id,
      data: { items: ids, reason },
    });
  }
  if (waiting.length > 0) await leaveBehind(act, instrument, waiting);
  await closeEmptyTargets(act, instrument);
  return { standing, lapsed: items.length - standing.length - waiting.length, waiting: waiting.length };
}

/** What the running items of these instruments stand on now, by item; an item of words alone stands on nothing. */
export async function groundsOf(act: Act, instrumentIds: readonly string[]): Promise<Map<string, ItemGround>> {
  const rows = await act.tx.query<ItemGround & { id: string }>(
    `select x.id, o.state as "obligationState", o.due_version as "dueVersion", rr.due_version as "firedDueVersion",
       exists (select 1 from obligation_freeze f where f.obligation_id = o.id and f.closed_at is null) as "isFrozen"
     from instrument_item x join obligation o on o.id = x.obligation_id
       left join rung_record rr on rr.id = x.rung_record_id
     where x.instrument_id = any($1::uuid[]) and x.state = 'running'`,
    [[...instrumentIds]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Moves frozen items into the collecting draft of the same group, opening it where there is none. */
async function leaveBehind(act: Act, instrument: InstrumentRow, items: readonly InstrumentItemRow[]): Promise<void> {
  const groupKey = instrument.groupKey ?? `instrument:${instrument.id}`;
  await act.tx.insertMissing(InstrumentRow, [
    {
      ...instrument,
      id: newId(),
      state: 'collecting',
      stageKey: 'collecting',
      groupKey,
      openedAt: act.now,
      openedBy: null,
      number: null,
      numberYear: null,
      numberSerial: null,
      meetingAt: null,
      meetingPlace: null,
      chairedBy: null,
      contact: null,
      period: null,
      facts: null,
      factsAt: null,
      version: 1,
    },
  ]);
  const [draft] = await act.tx.find(
    InstrumentRow,
    `r.jurisdiction_id = $1 and r.plan_id is not distinct from $2::uuid and r.kind = $3 and r.group_key = $4
       and r.state = 'collecting' for no key update`,
    [instrument.jurisdictionId, instrument.planId, instrument.kind, groupKey],
  );
  if (!draft) throw new Error(`no collecting draft for ${groupKey}`);
  const units = new Map((await targetsOf(act.tx, instrument.id)).map((target) => [target.id, target.unitId]));
  const unitIds = items.map((item) => units.get(item.targetId ?? '') ?? null);
  const targets = await ensureTargets(
    act,
    unitIds.flatMap((unitId) => (unitId === null ? [] : [{ instrumentId: draft.id, unitId }])),
  );
  for (const [index, item] of items.entries()) {
    const unitId = unitIds[index] ?? null;
    await act.tx.update(InstrumentItemRow, item.id, {
      instrumentId: draft.id,
      targetId: unitId === null ? null : (targets.get(`${draft.id}:${unitId}`) ?? null),
    });
  }
  act.emit({
    type: 'instrument.itemsLeftBehind',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    data: { items: items.map((item) => item.id), draftId: draft.id, reason: 'frozen' },
  });
}

/** A unit all of whose items are gone is no target any more; one that never had an item (hand-made) stays. */
async function closeEmptyTargets(act: Act, instrument: InstrumentRow): Promise<void> {
  await act.tx.run(
    `update instrument_target t set state = 'closed', stage_key = 'closed', outcome = 'notApplicable', closed_at = $2
     where t.instrument_id = $1 and t.state = 'waiting'
       and not exists (select 1 from instrument_item x where x.target_id = t.id and x.state = 'running')
       and (exists (select 1 from instrument_item x where x.target_id = t.id)
         or exists (select 1 from instrument i where i.id = t.instrument_id and i.opened_by is null))
       -- A 通报 drawn from facts goes to every unit of its plan, named or not.
       and not exists (select 1 from instrument i where i.id = t.instrument_id and i.facts is not null)`,
    [instrument.id, act.now],
  );
}
