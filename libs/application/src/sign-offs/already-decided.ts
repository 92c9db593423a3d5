import { refuse, signersOf, type Decision, type Roster } from '@duban/domain';
import type { SignatureRow, SignOffRow, SignOffStepRow, Tx } from '@duban/database';
import type { Act } from '../kernel/act';

/** The refusal of whoever came second: who decided, when, and how it stands. Nobody by name: the policy's answer to silence. */
export async function alreadyDecided(
  tx: Tx,
  decided: { readonly by: string | null; readonly at: Date | null; readonly state: string },
): Promise<Decision<never>> {
  const [person] =
    decided.by === null ? [] : await tx.query<{ name: string }>('select name from person where id = $1', [decided.by]);
  return refuse('SIGNOFF.ALREADY_DECIDED', {
    by: person?.name ?? null,
    byId: decided.by,
    at: decided.at?.toISOString() ?? null,
    state: decided.state,
  });
}

/** The verdict on the latest step for which the actor could have signed: the actor's own, or that of who was faster. */
export function stepDecided(
  act: Act,
  row: SignOffRow,
  steps: readonly SignOffStepRow[],
  signatures: readonly SignatureRow[],
  roster: Roster,
  stepKey: string | undefined,
): SignatureRow | null {
  const keyOf = new Map(steps.map((step) => [step.id, step.stepKey]));
  const couldSign = (key: string) =>
    steps.some(
      (step) =>
        step.stepKey === key &&
        signersOf(roster, step.postId, act.today, { filedBy: row.filedBy, signedBy: [] }).some(
          (each) => each.personId === act.person,
        ),
    );
  for (const signature of [...signatures].reverse()) {
    const key = keyOf.get(signature.stepId) ?? '';
    if (stepKey !== undefined && key !== stepKey) continue;
    if (signature.personId === act.person || couldSign(key)) return signature;
  }
  return null;
}
