import { accept, refuse, signersOf, type Decision } from '@duban/domain';
import { SignOffRow } from '@duban/database';
import { signOffEndedNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { postInUnit } from '../kernel/actor';
import { alreadyDecided } from './already-decided';
import { endSignOff } from './end-sign-off';
import { lockSignOffCase } from './lock-sign-off';
import type { SignOffOutcomeHandlers } from './outcome-handlers';
import { barredIn, maySee, signaturesOf, stepsOf } from './sign-off-row';

/** 撤回: by the unit that filed, until somebody outside it has signed. Those who were asked are told. */
export async function withdrawSignOff(
  act: Act,
  handlers: SignOffOutcomeHandlers,
  input: { readonly signOffId: string; readonly reason: string },
): Promise<Decision<null>> {
  const [known] = await act.tx.find(SignOffRow, 'r.id = $1 and r.jurisdiction_id = $2', [input.signOffId, act.jurisdictionId]);
  if (!known || !act.actor || !maySee(act.actor, known)) return refuse('SIGNOFF.UNKNOWN');
  const row = await lockSignOffCase(act.tx, known);
  const post = postInUnit(act.actor, row.filedUnitId);
  if (!post && row.filedBy !== act.person) return refuse('SIGNOFF.NOT_FILER');
  if (row.state !== 'running') return alreadyDecided(act.tx, { by: row.decidedBy, at: row.decidedAt, state: row.state });
  const roster = await act.roster();
  const signatures = await signaturesOf(act.tx, row.id);
  const outside = signatures.find(
    (signature) => roster.posts.find((each) => each.id === signature.postId)?.unitId !== row.filedUnitId,
  );
  if (outside) {
    const [person] = await act.tx.query<{ name: string }>('select name from person where id = $1', [outside.personId]);
    return refuse('SIGNOFF.REVIEW_BEGUN', { by: person?.name ?? null, at: outside.signedAt.toISOString() });
  }
  const causeId = act.emit({
    type: 'signOff.withdrawn',
    planId: row.planId,
    taskId: row.taskId,
    subjectKind: 'signOff',
    subjectId: row.id,
    postId: post?.postId ?? null,
    onBehalfOf: post?.onBehalfOf ?? null,
    data: { subjectKind: row.subjectKind, subjectId: row.subjectId, reason: input.reason },
  });
  const barred = barredIn(row, signatures);
  for (const step of await stepsOf(act.tx, row.id)) {
    if (step.state !== 'waiting') continue;
    act.tell({
      ...signOffEndedNotice(row.title, 'withdrawn', input.reason),
      subjectKind: 'signOff',
      subjectId: row.id,
      causeId,
      receivers: signersOf(roster, step.postId, act.today, barred),
    });
  }
  await endSignOff(act, handlers, row, 'withdrawn', input.reason, causeId);
  return accept(null);
}
