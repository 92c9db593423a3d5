import { accept, refuse, type Decision } from '@duban/domain';
import { InstrumentRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { lockTasks } from '../kernel/locks';
import { ensureTargets } from './collect-firings';
import { endInstrument } from './close-target';
import { isOfOffice } from './instrument-case';
import { itemsOf, targetsOf } from './instrument-rows';
import { ItemsMoved, taskIdsOfInstrument } from './lock-instrument';

/** 合并: the items of several drafts of one kind go into one; the others end as merged, with a link, which is no refusal. */
export async function mergeDrafts(
  act: Act,
  input: { readonly intoId: string; readonly fromIds: readonly string[] },
): Promise<Decision<{ moved: number }>> {
  if (!act.actor || !isOfOffice(act.actor)) return refuse('INSTRUMENT.OFFICE_ONLY');
  const ids = [...new Set([input.intoId, ...input.fromIds])];
  const taskIds = (await Promise.all(ids.map((id) => taskIdsOfInstrument(act.tx, id)))).flat();
  await lockTasks(act.tx, taskIds);
  const rows = await act.tx.find(
    InstrumentRow,
    'r.id = any($1::uuid[]) and r.jurisdiction_id = $2 order by r.id for no key update',
    [ids, act.jurisdictionId],
  );
  if (rows.length !== ids.length) return refuse('INSTRUMENT.UNKNOWN');
  const now = (await Promise.all(ids.map((id) => taskIdsOfInstrument(act.tx, id)))).flat();
  if (now.some((id) => !taskIds.includes(id))) throw new ItemsMoved();
  const into = rows.find((row) => row.id === input.intoId);
  const from = rows.filter((row) => row.id !== input.intoId);
  const isDraft = (row: InstrumentRow) => row.state === 'collecting' || row.state === 'draft';
  if (!into || from.length === 0 || rows.some((row) => !isDraft(row) || row.kind !== into.kind || row.planId !== into.planId)) {
    return refuse('INSTRUMENT.NOT_MERGEABLE');
  }
  let moved = 0;
  for (const row of from) {
    const targets = await targetsOf(act.tx, row.id);
    const merged = await ensureTargets(
      act,
      targets.map((target) => ({ instrumentId: into.id, unitId: target.unitId })),
    );
    for (const item of await itemsOf(act.tx, row.id)) {
      if (item.state !== 'running') continue;
      const unitId = targets.find((target) => target.id === item.targetId)?.unitId;
      await act.tx.run('update instrument_item set instrument_id = $2, target_id = $3 where id = $1', [
        item.id,
        into.id,
        unitId === undefined ? null : (merged.get(`${into.id}:${unitId}`) ?? null),
      ]);
      moved += 1;
    }
    await act.tx.update(InstrumentRow, row.id, { mergedIntoId: into.id });
    await endInstrument(act, row, 'merged', { intoId: into.id });
  }
  await act.tx.run('update instrument set version = version + 1 where id = $1', [into.id]);
  act.emit({
    type: 'instrument.draftsMerged',
    planId: into.planId,
    subjectKind: 'instrument',
    subjectId: into.id,
    data: { from: from.map((row) => row.id), moved },
  });
  return accept({ moved });
}
