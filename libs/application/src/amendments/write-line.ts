import { accept, changedText, parseDay, refuse, type AmendmentLine, type Decision, type TaskText } from '@duban/domain';
import { AmendmentLineRow, PlanAmendmentRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { judgeLineNow, judgingBy, lineOf, lockAmendment, taskIdOf, type AmendmentCase } from './amendment-case';

export interface WrittenLine {
  readonly amendmentId: string;
  readonly lineId: string;
}

/** Adds a line to a draft. It is judged as if it took effect now, so that nothing is drafted that could not be. */
export async function addAmendmentLine(
  act: Act,
  input: { readonly amendmentId: string; readonly line: AmendmentLine },
): Promise<Decision<WrittenLine>> {
  const found = await lockAmendment(act, input.amendmentId, 'edit');
  if (!found.ok) return found;
  const { amendment, plan, lines } = found.value;
  const line = await judged(act, found.value, input.line, lines);
  if (!line.ok) return line;
  const lineId = newId();
  await act.tx.insert(AmendmentLineRow, [
    {
      id: lineId,
      jurisdictionId: act.jurisdictionId,
      planId: plan.id,
      amendmentId: amendment.id,
      position: (lines.at(-1)?.position ?? 0) + 1,
      kind: line.value.kind,
      taskId: taskIdOf(line.value),
      change: line.value,
      state: 'drafted',
      before: null,
      made: null,
      lapseReason: null,
    },
  ]);
  return written(act, found.value, 'lineAdded', lineId, line.value);
}

/** Writes a line of a draft anew. */
export async function changeAmendmentLine(
  act: Act,
  input: { readonly amendmentId: string; readonly lineId: string; readonly line: AmendmentLine },
): Promise<Decision<WrittenLine>> {
  const found = await lockAmendment(act, input.amendmentId, 'edit');
  if (!found.ok) return found;
  const { lines } = found.value;
  if (!lines.some((each) => each.id === input.lineId)) return refuse('AMENDMENT.LINE_UNKNOWN');
  const line = await judged(
    act,
    found.value,
    input.line,
    lines.filter((each) => each.id !== input.lineId),
  );
  if (!line.ok) return line;
  await act.tx.update(AmendmentLineRow, input.lineId, {
    kind: line.value.kind,
    taskId: taskIdOf(line.value),
    change: line.value,
  });
  return written(act, found.value, 'lineChanged', input.lineId, line.value);
}

export async function removeAmendmentLine(
  act: Act,
  input: { readonly amendmentId: string; readonly lineId: string },
): Promise<Decision<WrittenLine>> {
  const found = await lockAmendment(act, input.amendmentId, 'edit');
  if (!found.ok) return found;
  const line = found.value.lines.find((each) => each.id === input.lineId);
  if (!line) return refuse('AMENDMENT.LINE_UNKNOWN');
  await act.tx.run('delete from amendment_line where id = $1', [line.id]);
  return written(act, found.value, 'lineRemoved', line.id, lineOf(line));
}

async function judged(
  act: Act,
  { plan }: AmendmentCase,
  wanted: AmendmentLine,
  others: readonly AmendmentLineRow[],
): Promise<Decision<AmendmentLine>> {
  if ('grounds' in wanted && wanted.grounds.trim() === '') return refuse('AMENDMENT.INCOMPLETE');
  if (wanted.kind === 'addPoint' && wanted.point.heading.trim() === '') return refuse('AMENDMENT.INCOMPLETE');
  if (textsIn(wanted).some((text) => text.title?.trim() === '' || !isDay(text.deadline?.dueOn))) {
    return refuse('AMENDMENT.INCOMPLETE');
  }
  const { judged: answer, found } = await judgeLineNow(await judgingBy(act, plan), wanted, others.map(lineOf));
  if (!answer.ok) return answer;
  // Kept is only what differs, so that what is not spoken of stays as it is when the line takes effect.
  if (wanted.kind === 'changeTask' && found) return accept({ ...wanted, set: changedText(found.text, wanted.set) });
  return accept(wanted);
}

function textsIn(line: AmendmentLine): readonly Partial<TaskText>[] {
  if (line.kind === 'addPoint') return line.tasks;
  if (line.kind === 'addTask') return [line.task];
  return line.kind === 'changeTask' ? [line.set] : [];
}

const isDay = (day: string | null | undefined): boolean => day === null || day === undefined || parseDay(day) !== null;

async function written(
  act: Act,
  { amendment, plan }: AmendmentCase,
  what: string,
  lineId: string,
  line: AmendmentLine,
): Promise<Decision<WrittenLine>> {
  await act.tx.update(PlanAmendmentRow, amendment.id, {}, amendment.version);
  act.emit({
    type: 'plan.amendmentEdited',
    planId: plan.id,
    subjectKind: 'amendment',
    subjectId: amendment.id,
    data: { what, lineId, line },
  });
  return accept({ amendmentId: amendment.id, lineId });
}
