import { accept, receiversOfPost, refuse, type Decision } from '@duban/domain';
import { InstructionRow } from '@duban/database';
import { instructionGrounds, instructionSettledNotice } from '@duban/wording';
import { openInstrument } from '../instruments/open-instrument';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { openTask } from './open-task';

export type SettleInstruction = { readonly instructionId: string } & (
  | {
      readonly opens: 'task';
      /** An issued plan; null: the standing one. */
      readonly planId: string | null;
      readonly title: string;
      readonly leadUnitIds: readonly string[];
      readonly cooperatingUnitIds: readonly string[];
      /** Null: long-term work, which reports by period and is never overdue. */
      readonly dueOn: string | null;
    }
  | {
      readonly opens: 'instrument';
      readonly kind: string;
      readonly unitIds: readonly string[];
      readonly requirements: string;
    }
  /** Answered without anything new: already under way, or for information. */
  | { readonly opens: 'nothing'; readonly answer: string }
);

/**
 * The office hands a leader's instruction on: as a task, which runs from now, or as the draft of an instrument with the instruction
 * as its grounds; or answers it. The leader is told what became of it.
 *
 * Refused: `INSTRUCTION.OFFICE_ONLY`, `INSTRUCTION.UNKNOWN`, `INSTRUCTION.SETTLED` (with who and when), `INSTRUCTION.ANSWER_MISSING`,
 * and what opening a task (`INSTRUCTION.…`) or an instrument (`INSTRUMENT.…`) refuses.
 */
export async function settleInstruction(
  act: Act,
  input: SettleInstruction,
): Promise<Decision<{ openedKind: 'task' | 'instrument' | null; openedId: string | null }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('INSTRUCTION.OFFICE_ONLY');
  // A leaf: nothing that holds a plan, task or instrument waits for it.
  const [row] = await act.tx.find(InstructionRow, 'r.id = $1 and r.jurisdiction_id = $2 for update', [
    input.instructionId,
    act.jurisdictionId,
  ]);
  if (!row) return refuse('INSTRUCTION.UNKNOWN');
  if (row.state !== 'given') return alreadySettled(act, row);
  const opened = await open(act, row, input);
  if (!opened.ok) return opened;
  const { openedKind, openedId, answer } = opened.value;
  await act.tx.update(
    InstructionRow,
    row.id,
    { state: 'settled', openedKind, openedId, settledAt: act.now, settledBy: act.person, outcomeText: answer },
    row.version,
  );
  const causeId = act.emit({
    type: 'instruction.settled',
    subjectKind: 'instruction',
    subjectId: row.id,
    taskId: openedKind === 'task' ? openedId : null,
    data: { openedKind, openedId, answer },
  });
  act.tell({
    ...instructionSettledNotice(row.text, openedKind, answer),
    subjectKind: openedKind ?? 'instruction',
    subjectId: openedId ?? row.id,
    causeId,
    receivers: receiversOfPost(await act.roster(), row.postId, act.today),
  });
  return accept({ openedKind, openedId });
}

async function alreadySettled(act: Act, row: InstructionRow): Promise<Decision<never>> {
  const [person] = await act.tx.query<{ name: string }>('select name from person where id = $1', [row.settledBy]);
  return refuse('INSTRUCTION.SETTLED', { by: person?.name ?? null, at: row.settledAt?.toISOString() ?? null });
}

interface Opened {
  readonly openedKind: 'task' | 'instrument' | null;
  readonly openedId: string | null;
  readonly answer: string | null;
}

async function open(act: Act, row: InstructionRow, input: SettleInstruction): Promise<Decision<Opened>> {
  const roster = await act.roster();
  const grounds = instructionGrounds(roster.posts.find((post) => post.id === row.postId)?.title ?? '', row.text);
  switch (input.opens) {
    case 'nothing':
      if (input.answer.trim() === '') return refuse('INSTRUCTION.ANSWER_MISSING');
      return accept({ openedKind: null, openedId: null, answer: input.answer.trim() });
    case 'task': {
      const task = await openTask(act, { ...input, instructionId: row.id, text: grounds });
      return task.ok ? accept({ openedKind: 'task', openedId: task.value.taskId, answer: null }) : task;
    }
    case 'instrument': {
      const instrument = await openInstrument(act, {
        kind: input.kind,
        grounds,
        requirements: input.requirements,
        unitIds: input.unitIds,
        items: input.unitIds.map((unitId) => ({ unitId, text: row.text })),
      });
      return instrument.ok
        ? accept({ openedKind: 'instrument', openedId: instrument.value.instrumentId, answer: null })
        : instrument;
    }
  }
}
