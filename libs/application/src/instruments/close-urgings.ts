import { InstrumentItemRow, InstrumentRow, InstrumentTargetRow, MomentRow, NoticeItemRow } from '@duban/database';
import { instrumentServedNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { lockTasks } from '../kernel/locks';
import { newId } from '../kernel/new-id';
import { armFollowing } from '../kernel/obligations';
import { endInstrument } from './close-target';
import { judgeItems } from './judge-items';
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
  const drafts = await lockDrafts(act, moment);
  const ready: InstrumentRow[] = [];
  const urged: InstrumentItemRow[] = [];
  for (const draft of drafts) {
    // While everything in it is frozen it stays as it is, instead of moving into a new draft at each moment.
    if (await isAllFrozen(act, draft)) continue;
    await act.tx.update(InstrumentRow, draft.id, { state: 'submitted' });
    const { standing } = await judgeItems(act, { ...draft, state: 'submitted' });
    if (standing.length === 0) await endInstrument(act, draft, 'ended', { because: 'noGroundLeft' });
    else {
      ready.push(draft);
      urged.push(...standing);
    }
  }
  if (ready.length === 0) return 0;
  await issueAll(act, ready);
  await serveAll(act, moment, ready, urged);
  await armFollowing(
    act,
    urged.flatMap((item) => (item.obligationId === null ? [] : [item.obligationId])),
  );
  return ready.length;
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

async function isAllFrozen(act: Act, draft: InstrumentRow): Promise<boolean> {
  const [row] = await act.tx.query<{ running: number; frozen: number }>(
    `select count(*)::int as running, count(*) filter (where o.state = 'open' and exists (
         select 1 from obligation_freeze f where f.obligation_id = o.id and f.closed_at is null))::int as frozen
     from instrument_item x left join obligation o on o.id = x.obligation_id where x.instrument_id = $1 and x.state = 'running'`,
    [draft.id],
  );
  return row !== undefined && row.running > 0 && row.running === row.frozen;
}

async function issueAll(act: Act, drafts: InstrumentRow[]): Promise<void> {
  const numbers = await takeNumbers(act, 'urging', drafts.length);
  for (const [index, draft] of drafts.entries()) {
    const taken = numbers[index];
    if (!taken) throw new Error('a number is missing');
    Object.assign(draft, taken);
    await act.tx.update(InstrumentRow, draft.id, {
      ...taken,
      state: 'running',
      stageKey: 'service',
      issuedAt: act.now,
      issuedBy: null,
    });
    act.emit({
      type: 'instrument.issued',
      planId: draft.planId,
      subjectKind: 'instrument',
      subjectId: draft.id,
      data: { kind: draft.kind, number: taken.number, by: 'clock' },
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
  for (const draft of drafts) {
    for (const target of targets.filter((each) => each.instrumentId === draft.id)) {
      const causeId = act.emit({
        type: 'instrument.served',
        planId: draft.planId,
        subjectKind: 'instrument',
        subjectId: draft.id,
        data: { targetId: target.id, unitId: target.unitId, servedAt: act.now.toISOString(), how: 'inbox' },
      });
      const count = urged.filter((item) => item.targetId === target.id).length;
      const { text } = instrumentServedNotice('urging', draft.number, count, null);
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
          noticeId: null,
          subjectKind: 'instrument',
          subjectId: draft.id,
          obligationId: null,
          text,
          madeAt: act.now,
        });
      }
    }
    await endInstrument(act, draft, 'closed');
  }
  await act.tx.insertMissing(NoticeItemRow, told);
}
