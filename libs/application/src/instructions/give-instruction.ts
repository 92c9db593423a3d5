import { accept, parseDay, receiversOf, refuse, type Decision } from '@duban/domain';
import { InstructionRow, InstrumentRow, SignOffRow, TaskRow } from '@duban/database';
import { instructionGivenNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';

export interface GiveInstruction {
  readonly text: string;
  /** The day the leader wants it done by; null leaves it to the office. */
  readonly dueOn: string | null;
  /** What it is written on; null where it stands alone. */
  readonly source: { readonly kind: 'signOff' | 'task' | 'instrument'; readonly id: string } | null;
}

/**
 * 批示: a leader writes what is to be done. It waits with the supervision office until the office has handed it on as a task or an
 * instrument, or has answered it; whatever it opens is linked both ways.
 *
 * Refused: `INSTRUCTION.LEADERS_ONLY`, `INSTRUCTION.TEXT_MISSING`, `INSTRUCTION.DAY_INVALID`, `INSTRUCTION.UNKNOWN` (its source).
 */
export async function giveInstruction(act: Act, input: GiveInstruction): Promise<Decision<{ instructionId: string }>> {
  const post = act.actor?.posts.find((each) => each.role === 'deputyLeader' || each.role === 'chiefLeader');
  if (!post) return refuse('INSTRUCTION.LEADERS_ONLY');
  if (input.text.trim() === '') return refuse('INSTRUCTION.TEXT_MISSING');
  if (input.dueOn !== null && (parseDay(input.dueOn) === null || input.dueOn < act.today))
    return refuse('INSTRUCTION.DAY_INVALID');
  if (input.source !== null && !(await isHere(act, input.source))) return refuse('INSTRUCTION.UNKNOWN');
  const id = newId();
  await act.tx.insert(InstructionRow, [
    {
      id,
      jurisdictionId: act.jurisdictionId,
      postId: post.postId,
      personId: act.person,
      onBehalfOf: post.onBehalfOf,
      text: input.text.trim(),
      dueOn: input.dueOn,
      givenAt: act.now,
      sourceKind: input.source?.kind ?? null,
      sourceId: input.source?.id ?? null,
      state: 'given',
      openedKind: null,
      openedId: null,
      settledAt: null,
      settledBy: null,
      outcomeText: null,
      version: 1,
    },
  ]);
  const causeId = act.emit({
    type: 'instruction.given',
    subjectKind: 'instruction',
    subjectId: id,
    postId: post.postId,
    onBehalfOf: post.onBehalfOf,
    data: { text: input.text.trim(), dueOn: input.dueOn, source: input.source },
  });
  const roster = await act.roster();
  const nobody = { unitId: null, postId: null, coUnitIds: [] };
  act.tell({
    ...instructionGivenNotice(roster.posts.find((each) => each.id === post.postId)?.title ?? '', input.text, input.dueOn),
    subjectKind: 'instruction',
    subjectId: id,
    causeId,
    receivers: (['officeHead', 'officeClerk'] as const).flatMap((role) =>
      receiversOf(roster, { of: 'jurisdiction', role }, nobody, act.today),
    ),
  });
  return accept({ instructionId: id });
}

async function isHere(act: Act, source: NonNullable<GiveInstruction['source']>): Promise<boolean> {
  const row = { signOff: SignOffRow, task: TaskRow, instrument: InstrumentRow }[source.kind];
  const found = await act.tx.find<object>(row, 'r.id = $1 and r.jurisdiction_id = $2', [source.id, act.jurisdictionId]);
  return found.length > 0;
}
