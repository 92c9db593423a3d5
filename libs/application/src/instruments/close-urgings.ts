import { judgeItem } from '@duban/domain';
import { InstrumentItemRow, InstrumentRow, InstrumentTargetRow, MomentRow, NoticeItemRow } from '@duban/database';
import { instrumentServedNotice } from '@duban/wording';
import { digestIdOf } from '../clock/digest-id';
import type { Act } from '../kernel/act';
import { lockTasks } from '../kernel/locks';
import { newId } from '../kernel/new-id';
import { armAfterService } from './arm-after-service';
import { endInstrument } from './close-target';
import { groundsOf, judgeItems } from './judge-items';
import { ItemsMoved } from './lock-instrument';
import { takeNumbers } from './take-numbers';
import { unitReceivers } from './tell-unit';

const HOUR_MS = 3_600_000;

/**
 * Closes the collecting 催办 whose items came in a moment: judged again, numbered, served into the units' inboxes, and ended,
 * for a 催办 asks for nothing of its own (its obligation has its own clock, and a new due day may be urged anew). The unit is
 * told within the moment's digest. 催办 is the one kind that goes out without a person.
 */
export async function closeUrgings(act: Act, momentId: string): Promise<number> {
  const [moment] = await act.tx.find(MomentRow, 'r.id = $1', [momentId]);
  if (!moment) return 0;
  const { ready, urged } = await judgeDrafts(act, await lockDrafts(act, moment));
  if (ready.length === 0) return 0;
  await issueAll(act, ready);
  await serveAll(act, moment, ready, urged);
  await armAfterService(
    act,
    'urging',
    urged.flatMap((item) => (item.obligationId === null ? [] : [item.obligationId])),
  );
  return ready.length;
}

/** One look at all items; only a draft in which something has changed is handled by itself. */
async function judgeDrafts(
  act: Act,
  drafts: readonly InstrumentRow[],
): Promise<{ ready: InstrumentRow[]; urged: InstrumentItemRow[] }> {
  const ids = drafts.map((draft) => draft.id);
  const items = await act.tx.find(InstrumentItemRow, `r.instrument_id = any($1::uuid[]) and r.state = 'running'`, [ids]);
  const grounds = await groundsOf(act, ids);
  const byDraft = new Map<string, InstrumentItemRow[]>(ids.map((id) => [id, []]));
  for (const item of items) byDraft.get(item.instrumentId)?.push(item);
  const verdictOf = (item: InstrumentItemRow) => {
    const ground = grounds.get(item.id);
    return ground ? judgeItem(ground).verdict : 'stands';
  };
  const ready: InstrumentRow[] = [];
  const urged: InstrumentItemRow[] = [];
  for (const draft of drafts) {
    const own = byDraft.get(draft.id) ?? [];
    const verdicts = own.map(verdictOf);
    // While everything in it is frozen it stays as it is, instead of moving into a new draft at each moment.
    if (verdicts.length > 0 && verdicts.every((verdict) => verdict === 'waits')) continue;
    if (verdicts.every((verdict) => verdict === 'stands')) {
      ready.push({ ...draft });
      urged.push(...own);
      continue;
    }
    await act.tx.update(InstrumentRow, draft.id, { state: 'submitted' });
    const { standing } = await judgeItems(act, { ...draft, state: 'submitted' });
    if (standing.length === 0) await endInstrument(act, draft, 'ended', { because: 'noGroundLeft' });
    else {
      ready.push({ ...draft });
      urged.push(...standing);
    }
  }
  return { ready, urged };
}

/** Tasks first, then the drafts, each in id order; whoever joins in between has the transaction done again. */
async function lockDrafts(act: Act, moment: MomentRow): Promise<InstrumentRow[]> {
  const found = await act.tx.query<{ id: string; taskId: string | null }>(
    `select distinct i.id, x.task_id as "taskId" from instrument i join instrument_item x on x.instrument_id = i.id
     where i.jurisdiction_id = $1 and i.kind = 'urging' and i.state = 'collecting' and i.id in (
       select y.instrument_id from instrument_item y
         left join rung_record rr on rr.id = y.rung_record_id
         left join notice_item n on n.cause_id = y.rung_record_id
       where y.instrument_id = i.id and y.state = 'running' and (n.moment_id = $2 or rr.fire_at < $3))`,
    [act.jurisdictionId, moment.id, new Date(moment.hourAt.getTime() + HOUR_MS)],
  );
  const taskIds = found.flatMap((row) => (row.taskId === null ? [] : [row.taskId]));
  await lockTasks(act.tx, taskIds);
  const drafts = await act.tx.find(
    InstrumentRow,
    `r.id = any($1::uuid[]) and r.state = 'collecting' order by r.id for no key update`,
    [[...new Set(found.map((row) => row.id))]],
  );
  const joined = await act.tx.query(
    `select 1 from instrument_item where instrument_id = any($1::uuid[]) and task_id is not null and task_id <> all($2::uuid[]) limit 1`,
    [drafts.map((draft) => draft.id), taskIds],
  );
  if (joined.length > 0) throw new ItemsMoved();
  return drafts;
}

/** Numbered, issued and closed in one statement: nothing of a 催办 is owed, so there is nothing else to end. */
async function issueAll(act: Act, drafts: InstrumentRow[]): Promise<void> {
  const numbers = await takeNumbers(act, 'urging', drafts.length);
  await act.tx.run(
    `update instrument i set number = n.number, number_year = n.year, number_serial = n.serial, state = 'closed',
       stage_key = 'closed', issued_at = $5, closed_at = $5, version = i.version + 1
     from unnest($1::uuid[], $2::text[], $3::int[], $4::int[]) as n(id, number, year, serial) where i.id = n.id`,
    [
      drafts.map((draft) => draft.id),
      numbers.map((taken) => taken.number),
      numbers.map((taken) => taken.numberYear),
      numbers.map((taken) => taken.numberSerial),
      act.now,
    ],
  );
  for (const [index, draft] of drafts.entries()) {
    draft.number = numbers[index]?.number ?? null;
    act.emit({
      type: 'instrument.issued',
      planId: draft.planId,
      subjectKind: 'instrument',
      subjectId: draft.id,
      data: { kind: draft.kind, number: draft.number, by: 'clock' },
    });
  }
}

async function serveAll(
  act: Act,
  moment: MomentRow,
  drafts: readonly InstrumentRow[],
  urged: readonly InstrumentItemRow[],
): Promise<void> {
  const ids = drafts.map((draft) => draft.id);
  const targets = await act.tx.find(
    InstrumentTargetRow,
    `r.instrument_id = any($1::uuid[]) and r.state = 'waiting' order by r.id`,
    [ids],
  );
  await act.tx.run(
    `update instrument_target set state = 'closed', stage_key = 'closed', served_at = $2, closed_at = $2 where id = any($1::uuid[])`,
    [targets.map((target) => target.id), act.now],
  );
  await act.tx.run(
    `update instrument_item set state = 'ended', ended_at = $2, end_reason = 'served' where id = any($1::uuid[])`,
    [urged.map((item) => item.id), act.now],
  );
  const told: NoticeItemRow[] = [];
  const counts = new Map<string, number>();
  for (const item of urged) if (item.targetId !== null) counts.set(item.targetId, (counts.get(item.targetId) ?? 0) + 1);
  const byDraft = new Map<string, InstrumentTargetRow[]>();
  for (const target of targets) byDraft.set(target.instrumentId, [...(byDraft.get(target.instrumentId) ?? []), target]);
  for (const draft of drafts) {
    for (const target of byDraft.get(draft.id) ?? []) {
      const causeId = act.emit({
        type: 'instrument.served',
        planId: draft.planId,
        subjectKind: 'instrument',
        subjectId: draft.id,
        data: { targetId: target.id, unitId: target.unitId, servedAt: act.now.toISOString(), how: 'inbox' },
      });
      const { text } = instrumentServedNotice('urging', draft.number, counts.get(target.id) ?? 0, null);
      // One person may be liaison and head: one item for each cause and receiver.
      const receivers = new Map((await unitReceivers(act, target.unitId)).map((each) => [each.personId, each]));
      for (const receiver of receivers.values()) {
        told.push({
          id: newId(),
          jurisdictionId: act.jurisdictionId,
          causeId,
          causeKind: 'firing',
          receiverId: receiver.personId,
          postId: receiver.postId,
          path: receiver.path,
          momentId: moment.id,
          noticeId: digestIdOf(moment.id, receiver.personId),
          subjectKind: 'instrument',
          subjectId: draft.id,
          obligationId: null,
          text,
          madeAt: act.now,
        });
      }
    }
    act.emit({ type: 'instrument.closed', planId: draft.planId, subjectKind: 'instrument', subjectId: draft.id });
  }
  await act.tx.insertMissing(NoticeItemRow, told);
}
