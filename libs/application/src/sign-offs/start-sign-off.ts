import type { Chain, SubjectKind } from '@duban/domain';
import { SignOffRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { openFirst } from './open-steps';
import { chainOf, hashSeenAt, signaturesOf, stepsOf, type SignOffContext } from './sign-off-row';

export interface NewSignOff {
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly title: string;
  readonly chain: Chain;
  readonly planId: string | null;
  readonly taskId: string | null;
  readonly filedUnitId: string;
  /** The unit whose head and whose leader in charge sign. */
  readonly holderUnitId: string;
  readonly coUnitIds: readonly string[];
  /** SHA-256 of exactly what is signed: text, figures, files. */
  readonly contentHash: string;
  /** Where a step sees a part only (会签 by part): the hash of that part, by step key. */
  readonly parts?: Readonly<Record<string, string>>;
  readonly policyVersionId: string;
  readonly calendarId: string;
  /** 1 for a subject that was made in this act; where it is left out, one more than the subject's last. */
  readonly round?: number;
}

/**
 * Starts a chain and opens its first step, with one obligation for each post asked, in the caller's transaction (design
 * section 7). The chain is copied, so that a later change of the policy does not touch it. In a further round, signatures of
 * the last round hold where what they saw has not changed; the others lapse. The caller holds the subject's locks.
 */
export async function startSignOff(act: Act, wanted: NewSignOff): Promise<SignOffRow> {
  if (wanted.chain.steps.length === 0) throw new Error(`chain ${wanted.chain.key} has no step`);
  const { last, round } = wanted.round === 1 ? { last: null, round: 0 } : await lastRound(act, wanted);
  const context: SignOffContext = {
    holderUnitId: wanted.holderUnitId,
    coUnitIds: wanted.coUnitIds,
    policyVersionId: wanted.policyVersionId,
    calendarId: wanted.calendarId,
    parts: wanted.parts ?? {},
    lastRoundId: last?.id ?? null,
  };
  const row: SignOffRow = {
    id: newId(),
    jurisdictionId: act.jurisdictionId,
    planId: wanted.planId,
    taskId: wanted.taskId,
    subjectKind: wanted.subjectKind,
    subjectId: wanted.subjectId,
    title: wanted.title,
    chain: wanted.chain,
    context,
    state: 'running',
    stepPosition: 0,
    filedBy: act.person,
    filedUnitId: wanted.filedUnitId,
    filedAt: act.now,
    contentHash: wanted.contentHash,
    decidedAt: null,
    decidedBy: null,
    outcomeText: null,
    round: wanted.round ?? round + 1,
    version: 1,
  };
  await act.tx.insert(SignOffRow, [row]);
  const kept = last ? await lapseChanged(act, last, row) : [];
  const causeId = act.emit({
    type: 'signOff.started',
    planId: row.planId,
    taskId: row.taskId,
    subjectKind: 'signOff',
    subjectId: row.id,
    data: {
      subjectKind: row.subjectKind,
      subjectId: row.subjectId,
      round: row.round,
      contentHash: row.contentHash,
      onRefusal: wanted.chain.onRefusal,
      kept,
    },
  });
  const opened = await openFirst(act, row, causeId);
  // Whoever refused or had not signed is always asked again, so a further round has at least one step to open.
  if (!opened) throw new Error(`sign-off ${row.id} has nothing left to sign`);
  return opened;
}

async function lastRound(act: Act, wanted: NewSignOff): Promise<{ last: SignOffRow | null; round: number }> {
  const [row] = await act.tx.find(
    SignOffRow,
    'r.jurisdiction_id = $1 and r.subject_kind = $2 and r.subject_id = $3 order by r.round desc limit 1',
    [act.jurisdictionId, wanted.subjectKind, wanted.subjectId],
  );
  // What was approved is settled: a new chain about it starts afresh (a second delisting, a re-issued plan). So does a chain
  // whose steps the policy has changed since.
  const keys = (chain: Chain) => chain.steps.map((step) => step.key).join('\n');
  const continues = row !== undefined && row.state !== 'approved' && keys(chainOf(row)) === keys(wanted.chain);
  return { last: continues ? row : null, round: row?.round ?? 0 };
}

/** Lapses the last round's approvals over what has changed since; gives those that hold. */
async function lapseChanged(act: Act, last: SignOffRow, row: SignOffRow): Promise<string[]> {
  const keys = new Map((await stepsOf(act.tx, last.id)).map((step) => [step.id, step.stepKey]));
  const approvals = (await signaturesOf(act.tx, last.id)).filter((signature) => signature.verdict === 'approve');
  const holds = new Set(
    approvals
      .filter((signature) => signature.contentHash === hashSeenAt(row, keys.get(signature.stepId) ?? ''))
      .map((signature) => signature.id),
  );
  const lapsed = approvals.filter((signature) => !holds.has(signature.id)).map((signature) => signature.id);
  if (lapsed.length > 0) {
    await act.tx.run('update signature set lapsed_at = $2 where id = any($1::uuid[])', [lapsed, act.now]);
  }
  return [...holds];
}
