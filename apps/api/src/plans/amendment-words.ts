import { accept, refuse, type AddedShare, type AddedTask, type AmendmentLine, type Decision, type TaskText } from '@duban/domain';
import type { AddedShareBody, AddedTaskBody, AmendmentLineBody } from './amendments.dto';
import type { TaskTextBody } from './drafts.dto';
import { wordsOf } from './draft-words';

/** The line that a request asks for; refused where it lacks what its kind needs. */
export function lineOfBody(body: AmendmentLineBody): Decision<AmendmentLine> {
  const { kind, workPointId, taskId, assignmentId, point, tasks = [], share, text } = body;
  const grounds = (body.grounds ?? '').trim();
  const [task] = tasks;
  if (kind === 'addPoint' && point) return accept({ kind, point: wordsOf(point), tasks: tasks.map(taskOfBody) });
  if (kind === 'addTask' && workPointId !== undefined && task) return accept({ kind, workPointId, task: taskOfBody(task) });
  if (kind === 'addShare' && taskId !== undefined && share) return accept({ kind, taskId, share: shareOfBody(share) });
  if (kind === 'changeTask' && taskId !== undefined && text) return accept({ kind, taskId, set: textOfBody(text) });
  if (kind === 'takeShare' && taskId !== undefined && assignmentId !== undefined) {
    return accept({ kind, taskId, assignmentId, grounds });
  }
  if (kind === 'withdrawTask' && taskId !== undefined) return accept({ kind, taskId, grounds });
  return refuse('AMENDMENT.INCOMPLETE');
}

const orNull = (words: string | undefined): string | null => (words === undefined || words.trim() === '' ? null : words.trim());

const textOfBody = ({ title, deliverable, deadlineKind, deadlinePhrase, dueOn, cycle }: TaskTextBody): TaskText => ({
  title: title.trim(),
  deliverable: orNull(deliverable),
  deadline: {
    kind: deadlineKind,
    phrase: orNull(deadlinePhrase),
    dueOn: deadlineKind === 'longTerm' ? null : (dueOn ?? null),
  },
  cycle: cycle ?? null,
});

const taskOfBody = (body: AddedTaskBody): AddedTask => ({ ...textOfBody(body), shares: body.units.map(shareOfBody) });

const shareOfBody = ({ unitId, role, dueOn }: AddedShareBody): AddedShare => ({ unitId, role, dueOn: dueOn ?? null });
