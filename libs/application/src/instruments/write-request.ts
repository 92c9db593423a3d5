import { accept, type Decision } from '@duban/domain';
import { InstrumentRequestRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { attachEvidence, type NewEvidence } from '../tasks/evidence';

/** What a target asks of the office: a later day of its stage, or to be heard about the paper. */
export type NewRequest = Pick<
  InstrumentRequestRow,
  'instrumentId' | 'targetId' | 'obligationId' | 'kind' | 'stageKey' | 'untilOn' | 'reason'
> & { readonly evidence: readonly NewEvidence[] | undefined };

/** Writes a request with its evidence, not decided yet, and gives its id. */
export async function writeRequest(act: Act, { evidence, ...request }: NewRequest): Promise<Decision<string>> {
  const id = newId();
  await act.tx.insert(InstrumentRequestRow, [
    {
      id,
      jurisdictionId: act.jurisdictionId,
      ...request,
      reason: request.reason.trim(),
      state: 'asked',
      askedAt: act.now,
      askedBy: act.person,
      decidedAt: null,
      decidedBy: null,
      opinion: null,
    },
  ]);
  const subject = { kind: 'instrumentRequest' as const, id };
  const attached = await attachEvidence(act, subject, { taskId: null, assignmentId: null }, evidence ?? []);
  return attached.ok ? accept(id) : attached;
}
