import { createHash } from 'node:crypto';
import {
  accept,
  decideStageExtension,
  isPastDue,
  refuse,
  type Decision,
  type SignOffOutcome,
  type StageExtensionFacts,
  type StageKey,
} from '@duban/domain';
import {
  InstrumentRequestRow,
  InstrumentRow,
  InstrumentTargetRow,
  ObligationRow,
  type SignOffRow,
  type Tx,
} from '@duban/database';
import { stageExtendedNotice, stageExtensionRefusedNotice, stageExtensionSignOffTitle } from '@duban/wording';
import type { Act } from '../kernel/act';
import { postInUnit } from '../kernel/actor';
import { freeze, setDue, toObligation, unfreeze } from '../kernel/obligations';
import { readPolicy } from '../kernel/rulebook';
import { startSignOff } from '../sign-offs/start-sign-off';
import type { NewEvidence } from '../tasks/evidence';
import { lockSeenInstrument } from './instrument-case';
import { calendarIdFor, definitionFor, kindOf } from './instrument-rows';
import { publishAnew } from './publish-anew';
import { tellUnit } from './tell-unit';
import { writeRequest } from './write-request';

export interface AskStageExtension {
  readonly instrumentId: string;
  readonly targetId: string;
  readonly untilOn: string;
  readonly reason: string;
  readonly evidence?: readonly NewEvidence[];
}

/**
 * 申请环节延期: a target asks for a later day of the stage that it is at, before that day has passed. It freezes the stage's
 * escalation (not its lamp) and goes to the policy's extension chain, whose silence has the policy's answer.
 */
export async function askStageExtension(
  act: Act,
  input: AskStageExtension,
): Promise<Decision<{ requestId: string; signOffId: string }>> {
  const found = await lockSeenInstrument(act, input.instrumentId);
  if (!found.ok) return found;
  const { instrument, targets, actor } = found.value;
  const target = targets.find((each) => each.id === input.targetId);
  const post = target ? postInUnit(actor, target.unitId, 'liaison', 'unitHead') : null;
  if (!target || !post) return refuse('INSTRUMENT.UNKNOWN');
  const stage = unitStageOf(instrument, target);
  if (target.state !== 'running' || stage === null) {
    return refuse('INSTRUMENT.STAGE_NOT_OPEN', { stage: 'answer', open: target.stageKey });
  }
  const policy = await readPolicy(act.tx, instrument.policyVersionId);
  const { obligation, facts } = await stageExtensionFacts(act.tx, instrument, target.id, stage, act.nowMs);
  const decision = decideStageExtension(facts, policy, input.untilOn);
  if (!decision.ok) return decision;
  if (!obligation || decision.value.untilOn === null) return refuse('EXTENSION.NO_DUE_DAY');
  if (input.reason.trim() === '') return refuse('INSTRUMENT.FIELD_MISSING', { field: 'reason' });
  const chain = policy.chains.extension;
  if (!chain) return refuse('POLICY.NO_CHAIN', { chain: 'extension' });
  const { untilOn } = decision.value;
  const written = await writeRequest(act, {
    instrumentId: instrument.id,
    targetId: target.id,
    obligationId: obligation.id,
    kind: 'extension',
    stageKey: stage,
    untilOn,
    reason: input.reason,
    evidence: input.evidence,
  });
  if (!written.ok) return written;
  const requestId = written.value;
  await freeze(act, obligation.id, 'extensionAsked', requestId);
  act.emit({
    type: 'instrument.extensionAsked',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    postId: post.postId,
    onBehalfOf: post.onBehalfOf,
    data: { requestId, targetId: target.id, stage, dueOn: obligation.dueOn, untilOn, reason: input.reason },
  });
  const unitName = (await act.roster()).units.find((unit) => unit.id === target.unitId)?.name ?? '';
  const signOff = await startSignOff(act, {
    subjectKind: 'stageExtension',
    subjectId: requestId,
    title: stageExtensionSignOffTitle(kindOf(instrument), instrument.number, unitName, stage, untilOn),
    chain,
    planId: instrument.planId,
    taskId: null,
    filedUnitId: target.unitId,
    holderUnitId: target.unitId,
    coUnitIds: [],
    contentHash: createHash('sha256')
      .update(JSON.stringify([stage, untilOn, input.reason, (input.evidence ?? []).map((file) => file.sha256).sort()]))
      .digest('hex'),
    policyVersionId: instrument.policyVersionId,
    calendarId: await calendarIdFor(act.tx, instrument),
  });
  return accept({ requestId, signOffId: signOff.id });
}

/** The stage of its own that a target is at; null where it waits for the office or has none. */
export function unitStageOf(
  instrument: Pick<InstrumentRow, 'kind'>,
  target: Pick<InstrumentTargetRow, 'stageKey'>,
): StageKey | null {
  const stage = definitionFor(instrument).stages.find((each) => each.key === target.stageKey);
  return stage?.actor === 'unit' ? stage.key : null;
}

/** What an extension of the stage is judged by; also for the page that offers it. */
export async function stageExtensionFacts(
  tx: Tx,
  instrument: Pick<InstrumentRow, 'id' | 'kind'>,
  targetId: string,
  stage: StageKey,
  nowMs: number,
): Promise<{ obligation: ObligationRow | null; facts: StageExtensionFacts }> {
  const [obligation] = await tx.find(
    ObligationRow,
    `r.instrument_id = $1 and r.target_id = $2 and r.stage_key = $3 and r.state = 'open' order by r.opened_at desc limit 1`,
    [instrument.id, targetId, `${instrument.kind}.${stage}`],
  );
  const asked = await tx.find(InstrumentRequestRow, `r.target_id = $1 and r.kind = 'extension' and r.stage_key = $2`, [
    targetId,
    stage,
  ]);
  return {
    obligation: obligation ?? null,
    facts: {
      dueOn: obligation?.dueOn ?? null,
      isPastDue: obligation ? isPastDue(toObligation(obligation), nowMs) : false,
      isAsked: asked.some((each) => each.state === 'asked'),
      timesGranted: asked.filter((each) => each.state === 'granted').length,
    },
  };
}

/** Granted: a new day in force, no breach of the old one, published anew where the listing is public. Else the ladder thaws. */
export async function afterStageExtensionSignOff(
  act: Act,
  signOff: SignOffRow,
  outcome: SignOffOutcome,
  opinion: string,
): Promise<void> {
  const [request] = await act.tx.find(InstrumentRequestRow, `r.id = $1 and r.state = 'asked'`, [signOff.subjectId]);
  const [instrument] = request ? await act.tx.find(InstrumentRow, 'r.id = $1', [request.instrumentId]) : [];
  const [target] = request ? await act.tx.find(InstrumentTargetRow, 'r.id = $1', [request.targetId]) : [];
  if (!request || !instrument || !target || request.untilOn === null) return;
  const isGranted = outcome === 'approved';
  await act.tx.update(InstrumentRequestRow, request.id, {
    state: isGranted ? 'granted' : outcome,
    decidedAt: act.now,
    decidedBy: act.actor?.personId ?? null,
    opinion,
  });
  const [open] = await act.tx.find(ObligationRow, `r.id = $1 and r.state = 'open'`, [request.obligationId]);
  const stage = request.stageKey as StageKey;
  const causeId = act.emit({
    type: isGranted
      ? 'instrument.stageExtended'
      : outcome === 'refused'
        ? 'instrument.extensionRefused'
        : 'instrument.extensionWithdrawn',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    data: { requestId: request.id, targetId: target.id, stage, from: open?.dueOn ?? null, to: request.untilOn, opinion },
  });
  if (!open) return;
  const current = isGranted ? await setDue(act, open, request.untilOn, 'stageExtended', { askedInTime: true }) : open;
  await unfreeze(act, current, 'extensionAsked', request.id);
  if (outcome === 'withdrawn') return;
  const kind = kindOf(instrument);
  const notice = isGranted
    ? stageExtendedNotice(kind, instrument.number, stage, request.untilOn)
    : stageExtensionRefusedNotice(kind, instrument.number, stage, open.dueOn, opinion);
  await tellUnit(act, instrument, target.unitId, causeId, notice);
  if (isGranted) await publishAnew(act, instrument, target);
}
