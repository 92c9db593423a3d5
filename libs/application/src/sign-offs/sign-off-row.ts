import type { Barred, Chain, ChainStep, SignOffState, SubjectKind } from '@duban/domain';
import type { SignOffRow } from '@duban/database';
import { SignatureRow, SignOffStepRow, type Tx } from '@duban/database';
import { hasRole, isLeader, isOffice, type Actor } from '../kernel/actor';

/** What a sign-off keeps of its start: whose posts sign, and by which policy and calendar later steps open. */
export interface SignOffContext {
  readonly holderUnitId: string;
  readonly coUnitIds: readonly string[];
  readonly policyVersionId: string;
  readonly calendarId: string;
  /** The hash of what each step sees, by step key, where it is not the whole (会签 of a part). */
  readonly parts: Readonly<Record<string, string>>;
  /** The round before, whose signatures hold where what they saw has not changed. */
  readonly lastRoundId: string | null;
}

export const chainOf = (row: SignOffRow): Chain => row.chain as Chain;
export const contextOf = (row: SignOffRow): SignOffContext => row.context as SignOffContext;
export const stateOf = (row: SignOffRow): SignOffState => row.state as SignOffState;
export const subjectKindOf = (row: SignOffRow): SubjectKind => row.subjectKind as SubjectKind;

export function stepOf(row: SignOffRow, position: number): ChainStep {
  const step = chainOf(row).steps[position];
  if (!step) throw new Error(`sign-off ${row.id} has no step ${position}`);
  return step;
}

/** The hash of exactly what a step's signer sees. */
export const hashSeenAt = (row: SignOffRow, stepKey: string): string => contextOf(row).parts[stepKey] ?? row.contentHash;

/** The steps in the order in which they were opened; a post asked again has a later row. */
export const stepsOf = (tx: Tx, signOffId: string): Promise<SignOffStepRow[]> =>
  tx.find(SignOffStepRow, 'r.sign_off_id = $1 order by r.position, r.opened_at, r.id', [signOffId]);

/** The signatures that hold. */
export const signaturesOf = (tx: Tx, signOffId: string): Promise<SignatureRow[]> =>
  tx.find(SignatureRow, 'r.sign_off_id = $1 and r.lapsed_at is null order by r.signed_at, r.id', [signOffId]);

export const barredIn = (row: SignOffRow, signatures: readonly SignatureRow[]): Barred => ({
  filedBy: row.filedBy,
  signedBy: chainOf(row).allowSamePerson ? [] : signatures.map((signature) => signature.personId),
});

/** May this person know of the sign-off: the office, leaders, the auditor, the filing unit and the units asked to co-sign. */
export function maySee(actor: Actor, row: SignOffRow): boolean {
  if (actor.jurisdictionId !== row.jurisdictionId) return false;
  if (isOffice(actor) || isLeader(actor) || hasRole(actor, 'auditor')) return true;
  const { coUnitIds, holderUnitId } = contextOf(row);
  return actor.posts.some(
    (post) => post.unitId === row.filedUnitId || post.unitId === holderUnitId || coUnitIds.includes(post.unitId),
  );
}
