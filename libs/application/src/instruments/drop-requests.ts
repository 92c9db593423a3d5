import { InstrumentRequestRow, SignOffRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { lockSignOff } from '../kernel/locks';
import { closeWaiting } from '../sign-offs/end-sign-off';
import { thawObjection } from './thaw-objection';

/** A target's case is over: what it asked for is of no use any more, and nobody is asked to decide it. */
export async function dropRequests(act: Act, where: 'instrument' | 'target', id: string): Promise<void> {
  const requests = await act.tx.find(InstrumentRequestRow, `r.${where}_id = $1 and r.state = 'asked' order by r.id`, [id]);
  for (const request of requests) {
    await act.tx.update(InstrumentRequestRow, request.id, { state: 'void', decidedAt: act.now });
    if (request.kind === 'objection') {
      await thawObjection(act, request.id);
      continue;
    }
    const [known] = await act.tx.find(
      SignOffRow,
      `r.subject_kind = 'stageExtension' and r.subject_id = $1 and r.state = 'running'`,
      [request.id],
    );
    const signOff = known ? await lockSignOff(act.tx, known.id) : null;
    if (signOff?.state !== 'running') continue;
    await closeWaiting(act, signOff.id);
    await act.tx.update(SignOffRow, signOff.id, { state: 'withdrawn', decidedAt: act.now }, signOff.version);
    const eventId = act.emit({
      type: 'signOff.withdrawn',
      planId: signOff.planId,
      subjectKind: 'signOff',
      subjectId: signOff.id,
      data: { subjectKind: signOff.subjectKind, subjectId: signOff.subjectId, reason: 'caseClosed' },
    });
    act.wake({ kind: 'signOff', id: signOff.id }, eventId);
  }
}
