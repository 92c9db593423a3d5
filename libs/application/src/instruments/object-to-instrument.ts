import {
  accept,
  decideObjecting,
  decideWhoDecides,
  definitionOf,
  receiversOf,
  refuse,
  type Decision,
  type ObjectionFacts,
} from '@duban/domain';
import {
  InstrumentItemRow,
  InstrumentRequestRow,
  InstrumentTargetRow,
  ObligationRow,
  type InstrumentRow,
  type Tx,
} from '@duban/database';
import { objectionDecidedNotice, objectionMadeNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { hasRole, postInUnit, type Actor } from '../kernel/actor';
import { freeze, meetObligation, openObligations } from '../kernel/obligations';
import { readCalendar, readPolicy } from '../kernel/rulebook';
import type { NewEvidence } from '../tasks/evidence';
import { closeTarget } from './close-target';
import { lockOfficeInstrument, lockSeenInstrument } from './instrument-case';
import { calendarIdFor, kindOf } from './instrument-rows';
import { tellUnit } from './tell-unit';
import { thawObjection } from './thaw-objection';
import { writeRequest } from './write-request';

export interface ObjectToInstrument {
  readonly instrumentId: string;
  readonly targetId: string;
  readonly reason: string;
  readonly evidence?: readonly NewEvidence[];
}

/**
 * 异议: a target asks, within the policy's days of service, that the paper be looked at again. Until it is decided nothing
 * escalates of what the target owes on this paper, nor of what the paper urged; lamps and days stay. It is on the list of
 * whoever may decide, and has its own limit.
 */
export async function objectToInstrument(act: Act, input: ObjectToInstrument): Promise<Decision<{ requestId: string }>> {
  const found = await lockSeenInstrument(act, input.instrumentId);
  if (!found.ok) return found;
  const { instrument, targets, actor } = found.value;
  const target = targets.find((each) => each.id === input.targetId);
  const post = target ? postInUnit(actor, target.unitId, 'liaison', 'unitHead') : null;
  if (!target || !post) return refuse('INSTRUMENT.UNKNOWN');
  const policy = await readPolicy(act.tx, instrument.policyVersionId);
  const calendarId = await calendarIdFor(act.tx, instrument);
  const allowed = decideObjecting(
    await objectionFacts(act.tx, instrument, target, act.today),
    policy,
    await readCalendar(act.tx, calendarId),
  );
  if (!allowed.ok) return allowed;
  if (!policy.objection) return refuse('OBJECTION.NOT_HEARD');
  if (input.reason.trim() === '') return refuse('INSTRUMENT.FIELD_MISSING', { field: 'reason' });
  const written = await writeRequest(act, {
    instrumentId: instrument.id,
    targetId: target.id,
    obligationId: null,
    kind: 'objection',
    stageKey: null,
    untilOn: null,
    reason: input.reason,
    evidence: input.evidence,
  });
  if (!written.ok) return written;
  const requestId = written.value;
  for (const obligation of await heldBack(act, instrument, target)) await freeze(act, obligation.id, 'objection', requestId);
  const causeId = act.emit({
    type: 'instrument.objectionMade',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    postId: post.postId,
    onBehalfOf: post.onBehalfOf,
    data: { requestId, targetId: target.id, reason: input.reason },
  });
  const deciders = await decidingPosts(act, instrument, act.person);
  // A paper that closed at its service has no clock any more; the objection is on the deciders' lists all the same.
  if (instrument.state === 'running') {
    await openObligations(act, [
      {
        kind: 'instrumentStage',
        owner: { kind: 'instrument', id: instrument.id },
        policyVersionId: instrument.policyVersionId,
        calendarId,
        instrumentId: instrument.id,
        targetId: target.id,
        stageKey: `${instrument.kind}.${OBJECTION}`,
        holderPostId: deciders[0] ?? null,
        due: { within: policy.objection.decision },
        dueReason: 'policy.objection',
      },
    ]);
  }
  const roster = await act.roster();
  const unitName = roster.units.find((unit) => unit.id === target.unitId)?.name ?? '';
  act.tell({
    ...objectionMadeNotice(kindOf(instrument), instrument.number, unitName),
    subjectKind: 'instrument',
    subjectId: instrument.id,
    causeId,
    receivers: deciders.flatMap((postId) =>
      receiversOf(roster, { of: 'holderPost' }, { unitId: null, postId, coUnitIds: [] }, act.today),
    ),
  });
  return accept({ requestId });
}

/** The key of the obligation to decide, beside the stages of the kind. */
const OBJECTION = 'objection';

/** What an objection is judged by; also for the page that offers it. */
export async function objectionFacts(
  tx: Tx,
  instrument: Pick<InstrumentRow, 'kind'>,
  target: Pick<InstrumentTargetRow, 'id' | 'state' | 'servedAt'>,
  today: string,
): Promise<ObjectionFacts> {
  const made = await tx.find(InstrumentRequestRow, `r.target_id = $1 and r.kind = 'objection' limit 1`, [target.id]);
  return {
    isRunning: target.state === 'running' || (target.state === 'closed' && definitionOf(instrument.kind).closesAtService),
    isIncoming: definitionOf(instrument.kind).origin === 'incoming',
    servedAtMs: target.servedAt?.getTime() ?? null,
    isObjected: made.length > 0,
    today,
  };
}

/** What the target owes on the paper, and what the paper urged of it. */
async function heldBack(act: Act, instrument: InstrumentRow, target: InstrumentTargetRow): Promise<ObligationRow[]> {
  const items = await act.tx.find(InstrumentItemRow, `r.target_id = $1 and r.state = 'running'`, [target.id]);
  return act.tx.find(
    ObligationRow,
    `r.state = 'open' and ((r.instrument_id = $1 and r.target_id = $2 and r.holder_unit_id is not null) or r.id = any($3::uuid[]))
     order by r.id`,
    [instrument.id, target.id, items.flatMap((item) => (item.obligationId === null ? [] : [item.obligationId]))],
  );
}

/**
 * 复核: somebody who had no part in the paper decides. Upheld, the target is taken off it and owes nothing more on it; not
 * upheld, everything goes on, and what came due meanwhile is handled as late.
 */
export async function decideObjection(
  act: Act,
  input: { readonly instrumentId: string; readonly requestId: string; readonly isUpheld: boolean; readonly opinion: string },
): Promise<Decision<null>> {
  const found = await lockOfficeInstrument(act, input.instrumentId);
  if (!found.ok) return found;
  const { instrument, targets } = found.value;
  const [request] = await act.tx.find(InstrumentRequestRow, `r.id = $1 and r.instrument_id = $2 and r.kind = 'objection'`, [
    input.requestId,
    instrument.id,
  ]);
  const target = targets.find((each) => each.id === request?.targetId);
  if (!request || !target) return refuse('INSTRUMENT.UNKNOWN');
  if (request.state !== 'asked') return refuse('OBJECTION.DECIDED_ALREADY');
  const may = await mayDecideObjection(act.tx, act.actor, instrument.id, request.askedBy);
  if (!may.ok) return may;
  if (input.opinion.trim() === '') return refuse('INSTRUMENT.FIELD_MISSING', { field: 'opinion' });
  await act.tx.update(InstrumentRequestRow, request.id, {
    state: input.isUpheld ? 'granted' : 'refused',
    decidedAt: act.now,
    decidedBy: act.person,
    opinion: input.opinion.trim(),
  });
  await thawObjection(act, request.id);
  for (const owed of await act.tx.find(
    ObligationRow,
    `r.instrument_id = $1 and r.target_id = $2 and r.stage_key = $3 and r.state = 'open'`,
    [instrument.id, target.id, `${instrument.kind}.${OBJECTION}`],
  )) {
    meetObligation(act, owed);
  }
  const causeId = act.emit({
    type: input.isUpheld ? 'instrument.objectionUpheld' : 'instrument.objectionRefused',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    data: { requestId: request.id, targetId: target.id, opinion: input.opinion.trim() },
  });
  const notice = objectionDecidedNotice(kindOf(instrument), instrument.number, input.isUpheld, input.opinion);
  await tellUnit(act, instrument, target.unitId, causeId, notice);
  if (input.isUpheld) await takeOff(act, instrument, target);
  return accept(null);
}

/** The target is taken off the paper; on one that has closed already the record says so. */
async function takeOff(act: Act, instrument: InstrumentRow, target: InstrumentTargetRow): Promise<void> {
  if (target.state === 'running') return closeTarget(act, instrument, target, 'notApplicable');
  await act.tx.update(InstrumentTargetRow, target.id, { outcome: 'notApplicable' });
  await act.tx.run(`update instrument_item set outcome = 'notApplicable' where target_id = $1`, [target.id]);
}

/** May this person decide on an objection to the paper? The same answer offers the form and refuses the command. */
export async function mayDecideObjection(
  tx: Tx,
  actor: Actor | null,
  instrumentId: string,
  askedBy: string,
): Promise<Decision<null>> {
  if (!actor) return refuse('OBJECTION.NOT_YOURS');
  return decideWhoDecides({ personId: actor.personId, mayDecide: hasRole(actor, 'officeHead', 'deputyLeader', 'chiefLeader') }, [
    ...(await whoTookPart(tx, instrumentId)),
    askedBy,
  ]);
}

/** Who opened, submitted, signed or issued the paper. */
async function whoTookPart(tx: Tx, instrumentId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select opened_by as id from instrument where id = $1 and opened_by is not null
     union select issued_by from instrument where id = $1 and issued_by is not null
     union select filed_by from sign_off where subject_kind = 'instrument' and subject_id = $1
     union select g.person_id from signature g join sign_off s on s.id = g.sign_off_id
       where s.subject_kind = 'instrument' and s.subject_id = $1
     union select g.on_behalf_of from signature g join sign_off s on s.id = g.sign_off_id
       where s.subject_kind = 'instrument' and s.subject_id = $1 and g.on_behalf_of is not null`,
    [instrumentId],
  );
  return rows.map((row) => row.id);
}

/** The posts whose holders may decide, the nearest first; none is left where everybody took part (the office appoints one). */
async function decidingPosts(act: Act, instrument: InstrumentRow, askedBy: string): Promise<string[]> {
  const roster = await act.roster();
  const tookPart = new Set([...(await whoTookPart(act.tx, instrument.id)), askedBy]);
  const order = ['officeHead', 'deputyLeader', 'chiefLeader'];
  const isHeldByOther = (postId: string) =>
    roster.holdings.some(
      (holding) =>
        holding.postId === postId &&
        holding.kind === 'holder' &&
        holding.fromOn <= act.today &&
        (holding.toOn === null || holding.toOn >= act.today) &&
        !tookPart.has(holding.personId) &&
        !roster.disabledPersonIds.includes(holding.personId),
    );
  return roster.posts
    .filter((post) => order.includes(post.role) && isHeldByOther(post.id))
    .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || (a.id < b.id ? -1 : 1))
    .map((post) => post.id);
}
