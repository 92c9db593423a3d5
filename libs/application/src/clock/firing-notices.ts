import { dutyOf, receiversOf, type ObligationKind, type PostRule, type Receiver, type Roster } from '@duban/domain';
import { NoticeItemRow } from '@duban/database';
import { rungNoticeText } from '@duban/wording';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import type { LockedSubjects } from './due-rungs';
import type { JudgedRung } from './judge-due-rungs';
import { digestIdOf } from './digest-id';
import { joinMoments } from './moments';

/** Who decides on held rungs. */
const OFFICE: readonly PostRule[] = [{ of: 'jurisdiction', role: 'officeHead' }];

/** One item for each receiver of each firing, and for the office of each held rung; `closeMoment` makes the digests of them. */
export async function writeFiringItems(act: Act, judged: readonly JudgedRung[], subjects: LockedSubjects): Promise<void> {
  const told = judged.filter((each) => each.rung !== null && (each.outcome === 'fired' || each.outcome === 'held'));
  if (told.length === 0) return;
  const moments = await joinMoments(act, told);
  const resolve = await receiverResolver(act, told);
  const unitNames = new Map((await act.roster()).units.map((unit) => [unit.id, unit.name]));
  const items: NoticeItemRow[] = [];
  const digests = digestIds();
  for (const each of told) {
    const momentId = momentOf(moments, each);
    const text = itemText(act, each, subjects, unitNames);
    for (const receiver of resolve(each)) {
      items.push({
        id: newId(),
        jurisdictionId: act.jurisdictionId,
        causeId: each.recordId,
        causeKind: 'firing',
        receiverId: receiver.personId,
        postId: receiver.postId,
        path: receiver.path,
        momentId,
        noticeId: digests(momentId, receiver.personId),
        ...subjectOf(each),
        obligationId: each.obligationId,
        text,
        madeAt: act.now,
      });
    }
  }
  await act.tx.insertMissing(NoticeItemRow, items);
}

function momentOf(moments: ReadonlyMap<JudgedRung, string>, each: JudgedRung): string {
  const id = moments.get(each);
  if (id === undefined) throw new Error(`no moment for ${each.recordId}`);
  return id;
}

/** A chunk names few digests many times. */
function digestIds(): (momentId: string, receiverId: string | null) => string {
  const known = new Map<string, string>();
  return (momentId, receiverId) => {
    const name = momentId + (receiverId ?? '');
    let id = known.get(name);
    if (id === undefined) known.set(name, (id = digestIdOf(momentId, receiverId)));
    return id;
  };
}

/** Receivers are resolved now, at the firing, by the roster as it is; the path stays on the item. */
export async function receiverResolver(
  act: Act,
  judged: readonly Pick<JudgedRung, 'rung' | 'outcome' | 'obligation'>[],
): Promise<(each: Pick<JudgedRung, 'rung' | 'outcome' | 'obligation'>) => readonly Receiver[]> {
  const roster = await act.roster();
  const coUnits = await coUnitsOf(
    act,
    judged.filter((each) => each.rung?.receivers.some((rule) => rule.of === 'coUnits')).map((each) => each.obligation.taskId),
  );
  const resolved = new Map<string, readonly Receiver[]>();
  return (each) => {
    const { holderUnitId, holderPostId, taskId } = each.obligation;
    const rules = each.outcome === 'held' ? OFFICE : (each.rung?.receivers ?? []);
    const others = rules.some((rule) => rule.of === 'coUnits') ? (coUnits.get(taskId ?? '') ?? []) : [];
    const name = `${each.outcome === 'held' ? 'held' : (each.rung?.key ?? '')}:${each.obligation.policyVersionId}:${holderUnitId ?? ''}:${holderPostId ?? ''}:${others.join()}`;
    let found = resolved.get(name);
    if (!found) {
      found = eachPersonOnce(
        roster,
        rules,
        {
          unitId: holderUnitId,
          postId: holderPostId,
          coUnitIds: others.filter((id) => id !== holderUnitId),
        },
        act.today,
      );
      resolved.set(name, found);
    }
    return found;
  };
}

function eachPersonOnce(
  roster: Roster,
  rules: readonly PostRule[],
  obliged: { unitId: string | null; postId: string | null; coUnitIds: readonly string[] },
  day: string,
): readonly Receiver[] {
  const found = new Map<string, Receiver>();
  for (const rule of rules) {
    if (rule.of === 'holderPost' && obliged.postId === null) continue;
    if (rule.of === 'coUnits' && obliged.coUnitIds.length === 0) continue;
    for (const receiver of receiversOf(roster, rule, obliged, day)) {
      if (!found.has(receiver.personId ?? '')) found.set(receiver.personId ?? '', receiver);
    }
  }
  // Never nobody: a rung whose rules reach no one is the office's to look at.
  return found.size > 0 ? [...found.values()] : [{ personId: null, postId: obliged.postId, path: 'exception', onBehalfOf: null }];
}

async function coUnitsOf(act: Act, taskIds: readonly (string | null)[]): Promise<Map<string, string[]>> {
  const ids = [...new Set(taskIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const rows = await act.tx.query<{ taskId: string; unitIds: string[] }>(
    `select task_id as "taskId", array_agg(distinct unit_id order by unit_id) as "unitIds" from assignment
     where task_id = any($1::uuid[]) and state <> 'cancelled' group by task_id`,
    [ids],
  );
  return new Map(rows.map((row) => [row.taskId, row.unitIds]));
}

/** What a reader opens from the item. */
function subjectOf({ obligation }: JudgedRung): { subjectKind: string; subjectId: string } {
  if (obligation.signOffId !== null) return { subjectKind: 'signOff', subjectId: obligation.signOffId };
  if (obligation.instrumentId !== null) return { subjectKind: 'instrument', subjectId: obligation.instrumentId };
  if (obligation.assignmentId !== null) return { subjectKind: 'assignment', subjectId: obligation.assignmentId };
  return { subjectKind: 'obligation', subjectId: obligation.id };
}

export function itemText(
  act: Act,
  each: Pick<JudgedRung, 'obligation' | 'rung' | 'policy' | 'outcome'>,
  subjects: LockedSubjects,
  unitNames: ReadonlyMap<string, string>,
): string {
  const { obligation } = each;
  const subject =
    (obligation.signOffId !== null ? subjects.signOffs.get(obligation.signOffId)?.title : undefined) ??
    (obligation.instrumentId !== null ? subjects.instruments.get(obligation.instrumentId)?.title : undefined) ??
    (obligation.taskId !== null ? subjects.tasks.get(obligation.taskId)?.title : undefined) ??
    dutyOf(each.policy, obligation.stageKey)?.name ??
    '';
  return rungNoticeText({
    rungName: each.rung?.name ?? '',
    kind: obligation.kind as ObligationKind,
    subject,
    unitName: obligation.holderUnitId === null ? null : (unitNames.get(obligation.holderUnitId) ?? null),
    period: obligation.period,
    name: obligation.name,
    dueOn: obligation.dueOn,
    dueAtMs: obligation.dueAt?.getTime() ?? null,
    nowMs: act.nowMs,
    authority: each.policy.authority,
    held: each.outcome === 'held',
  });
}
