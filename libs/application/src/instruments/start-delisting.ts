import { accept, refuse, type Decision } from '@duban/domain';
import { createHash } from 'node:crypto';
import { InstrumentStageRow, SignOffRow } from '@duban/database';
import { delistingSignOffTitle } from '@duban/wording';
import type { Act } from '../kernel/act';
import { officePost } from '../kernel/actor';
import { readPolicy } from '../kernel/rulebook';
import { startSignOff } from '../sign-offs/start-sign-off';
import { lockOfficeInstrument } from './instrument-case';
import { calendarIdFor, kindOf } from './instrument-rows';
import { meetStage } from './open-stage';

/** 申请摘牌: after an acceptance by two people the target goes to the delisting chain; approved, it is delisted. */
export async function startDelisting(
  act: Act,
  input: { readonly instrumentId: string; readonly targetId: string },
): Promise<Decision<{ signOffId: string }>> {
  const found = await lockOfficeInstrument(act, input.instrumentId);
  if (!found.ok) return found;
  const { instrument, targets } = found.value;
  const target = targets.find((each) => each.id === input.targetId);
  if (!target) return refuse('INSTRUMENT.UNKNOWN');
  if (target.state !== 'running' || target.stageKey !== 'delisting') return refuse('INSTRUMENT.NOT_DELISTABLE');
  const [running] = await act.tx.find(SignOffRow, `r.subject_kind = 'delisting' and r.subject_id = $1 and r.state = 'running'`, [
    target.id,
  ]);
  if (running) return refuse('INSTRUMENT.DELISTING_RUNNING');
  const policy = await readPolicy(act.tx, instrument.policyVersionId);
  const chain = policy.chains.delisting;
  if (!chain) return refuse('INSTRUMENT.NO_CHAIN', { kind: kindOf(instrument) });
  const roster = await act.roster();
  const office = officePost(act.actor)?.unitId;
  const filedUnitId = office ?? roster.units.find((unit) => unit.isOffice)?.id ?? target.unitId;
  const records = await act.tx.find(InstrumentStageRow, 'r.target_id = $1 order by r.done_at, r.id', [target.id]);
  const name = roster.units.find((unit) => unit.id === target.unitId)?.name ?? '';
  await meetStage(act, instrument, target, 'delisting');
  const signOff = await startSignOff(act, {
    subjectKind: 'delisting',
    subjectId: target.id,
    title: delistingSignOffTitle(instrument.number, name),
    chain,
    planId: instrument.planId,
    taskId: null,
    filedUnitId,
    holderUnitId: target.unitId,
    coUnitIds: [],
    // What the signers see: everything that was done for this target, and what the acceptance found.
    contentHash: createHash('sha256')
      .update(JSON.stringify([target.id, target.outcome, records.map((each) => [each.id, each.stageKey, each.payload])]))
      .digest('hex'),
    policyVersionId: instrument.policyVersionId,
    calendarId: await calendarIdFor(act.tx, instrument),
  });
  act.emit({
    type: 'listing.delistingAsked',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    data: { targetId: target.id, signOffId: signOff.id },
  });
  return accept({ signOffId: signOff.id });
}
