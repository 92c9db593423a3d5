import { RungRecordRow, insertStatement } from '@duban/database';
import type { Act } from '../kernel/act';
import type { LockedSubjects } from './due-rungs';
import type { JudgedRung } from './judge-due-rungs';

/**
 * Writes each rung under the unique key (obligation, due version, rung key) and gives those that had no record before: only
 * they may have an effect, whoever runs this and however often.
 */
export async function recordRungs(act: Act, judged: readonly JudgedRung[]): Promise<JudgedRung[]> {
  if (judged.length === 0) return [];
  const rows = judged.map((each): RungRecordRow => ({
    id: each.recordId,
    jurisdictionId: each.obligation.jurisdictionId,
    obligationId: each.obligationId,
    dueVersion: each.dueVersion,
    rungKey: each.rungKey,
    outcome: each.outcome,
    fireAt: new Date(each.fireAtMs),
    recordedAt: act.now,
    late: each.late,
    reason: each.reason,
    resolvedAt: null,
    resolvedBy: null,
    resolution: null,
  }));
  const { text, values } = insertStatement(RungRecordRow, rows, 'on conflict on constraint uq_rung_once do nothing returning id');
  const written = await act.tx.query<{ id: string }>(text, values);
  if (written.length === judged.length) return [...judged];
  const ids = new Set(written.map((row) => row.id));
  return judged.filter((each) => ids.has(each.recordId));
}

/**
 * One event for each task (or other subject) of a chunk, with every rung recorded of it: a moment's rungs of one task are one
 * thing that happened to it, and the tamper-evident record grows by tasks instead of by rungs.
 */
export function emitRecorded(act: Act, judged: readonly JudgedRung[], subjects: LockedSubjects): void {
  for (const [subject, rungs] of bySubject(judged)) {
    const { obligation } = rungs[0];
    const task = obligation.taskId === null ? undefined : subjects.tasks.get(obligation.taskId);
    act.emit({
      type: 'rung.recorded',
      schema: 2,
      subjectKind: obligation.taskId === null ? 'obligation' : 'task',
      subjectId: subject,
      planId: task?.planId ?? (obligation.ownerKind === 'plan' ? obligation.ownerId : null),
      taskId: obligation.taskId,
      data: { rungs: rungs.map(recordedRung) },
    });
  }
}

function bySubject(judged: readonly JudgedRung[]): ReadonlyMap<string, [JudgedRung, ...JudgedRung[]]> {
  const groups = new Map<string, [JudgedRung, ...JudgedRung[]]>();
  for (const each of judged) {
    const subject = each.obligation.taskId ?? each.obligationId;
    const group = groups.get(subject);
    if (group) group.push(each);
    else groups.set(subject, [each]);
  }
  return groups;
}

const recordedRung = (each: JudgedRung) => ({
  recordId: each.recordId,
  obligationId: each.obligationId,
  dueVersion: each.dueVersion,
  rungKey: each.rungKey,
  outcome: each.outcome,
  reason: each.reason,
  late: each.late,
  fireAt: new Date(each.fireAtMs).toISOString(),
});
