import { decideObjecting, decideStageExtension, definitionOf, isPastDue, type Id, type StageKey } from '@duban/domain';
import type { InstrumentRow } from '@duban/database';
import { InstrumentRequestRow, ObligationRow, type Tx } from '@duban/database';
import { hasRole, isLeader, isOffice, postInUnit } from '../kernel/actor';
import { toObligation } from '../kernel/obligations';
import { readCalendar, readPolicy } from '../kernel/rulebook';
import { stageExtensionFacts, unitStageOf } from '../instruments/ask-stage-extension';
import { calendarIdFor } from '../instruments/instrument-rows';
import { mayDecideObjection, objectionFacts } from '../instruments/object-to-instrument';
import { evidenceOfSubjects, type EvidenceView } from './evidence-queries';
import type { Scope } from './scope';

/** What may be done about one target beside its stages. */
export type TargetDeed =
  | 'extendStage' // 延长环节期限: the office's head or a leader
  | 'endTarget' // 逾期未办，按未完成结束: the office
  | 'askExtension' // 申请延期: the target
  | 'object'; // 提出异议: the target

export interface OfferedDeed {
  readonly targetId: string;
  readonly deed: TargetDeed;
  /** The stage that is to be extended or was missed, and its day; for an objection the last day for it. */
  readonly stageKey: StageKey | null;
  readonly dayOn: string | null;
}

interface Target {
  readonly id: Id;
  readonly unitId: string;
  readonly state: string;
  readonly stageKey: string;
  readonly servedAt: Date | null;
}

/** By the same decisions that would refuse the commands. */
export async function targetDeeds(
  tx: Tx,
  scope: Scope,
  instrument: InstrumentRow,
  targets: readonly Target[],
  moment: { readonly nowMs: number; readonly today: string },
): Promise<OfferedDeed[]> {
  if (instrument.jurisdictionId !== scope.jurisdictionId || instrument.issuedAt === null) return [];
  const policy = await readPolicy(tx, instrument.policyVersionId);
  const calendar = await readCalendar(tx, await calendarIdFor(tx, instrument));
  const deeds: OfferedDeed[] = [];
  for (const target of targets) {
    const isMine = postInUnit(scope.actor, target.unitId, 'liaison', 'unitHead') !== null;
    const stage = unitStageOf(instrument, target);
    const offer = (deed: TargetDeed, stageKey: StageKey | null, dayOn: string | null) =>
      deeds.push({ targetId: target.id, deed, stageKey, dayOn });
    if (isMine) {
      if (stage !== null && target.state === 'running') {
        const { facts } = await stageExtensionFacts(tx, instrument, target.id, stage, moment.nowMs);
        if (policy.chains.extension && decideStageExtension(facts, policy, null).ok) offer('askExtension', stage, facts.dueOn);
      }
      const objecting = decideObjecting(await objectionFacts(tx, instrument, target, moment.today), policy, calendar);
      if (objecting.ok) offer('object', null, objecting.value.lastOn);
    }
    if (target.state !== 'running' || instrument.state !== 'running') continue;
    if (!isOffice(scope.actor) && !isLeader(scope.actor)) continue;
    const [open] = await tx.find(
      ObligationRow,
      `r.instrument_id = $1 and r.target_id = $2 and r.stage_key = $3 and r.state = 'open' order by r.opened_at desc limit 1`,
      [instrument.id, target.id, `${instrument.kind}.${target.stageKey}`],
    );
    if (!open || open.dueOn === null) continue;
    const isPast = isPastDue(toObligation(open), moment.nowMs);
    const known = definitionOf(instrument.kind).stages.find((each) => each.key === target.stageKey);
    if (isPast && stage !== null) offer('endTarget', stage, open.dueOn);
    if (!isPast && known && hasRole(scope.actor, 'officeHead', 'deputyLeader', 'chiefLeader')) {
      offer('extendStage', known.key, open.dueOn);
    }
  }
  return deeds;
}

export interface RequestView {
  readonly id: string;
  readonly targetId: string;
  readonly kind: string;
  readonly stageKey: string | null;
  readonly untilOn: string | null;
  readonly reason: string;
  readonly state: string;
  readonly askedAt: Date;
  readonly askedBy: string;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly opinion: string | null;
  readonly evidence: readonly EvidenceView[];
  readonly mayDecide: boolean;
}

/** What these targets asked for, and whether the caller is one who may decide it. */
export async function requestsOf(
  tx: Tx,
  scope: Scope,
  instrument: InstrumentRow,
  targetIds: readonly string[],
): Promise<RequestView[]> {
  const rows = await tx.find(
    InstrumentRequestRow,
    'r.instrument_id = $1 and r.target_id = any($2::uuid[]) order by r.asked_at, r.id',
    [instrument.id, [...targetIds]],
  );
  if (rows.length === 0) return [];
  const evidence = await evidenceOfSubjects(
    tx,
    'instrumentRequest',
    rows.map((row) => row.id),
  );
  const people = await tx.query<{ id: string; name: string }>('select id, name from person where id = any($1::uuid[])', [
    rows.flatMap((row) => [row.askedBy, ...(row.decidedBy === null ? [] : [row.decidedBy])]),
  ]);
  const nameOf = (id: string | null) => people.find((each) => each.id === id)?.name ?? null;
  const views: RequestView[] = [];
  for (const row of rows) {
    const isOpen = row.kind === 'objection' && row.state === 'asked' && instrument.jurisdictionId === scope.jurisdictionId;
    views.push({
      id: row.id,
      targetId: row.targetId,
      kind: row.kind,
      stageKey: row.stageKey,
      untilOn: row.untilOn,
      reason: row.reason,
      state: row.state,
      askedAt: row.askedAt,
      askedBy: nameOf(row.askedBy) ?? '',
      decidedAt: row.decidedAt,
      decidedBy: nameOf(row.decidedBy),
      opinion: row.opinion,
      evidence: evidence.get(row.id) ?? [],
      mayDecide: isOpen && (await mayDecideObjection(tx, scope.actor, instrument.id, row.askedBy)).ok,
    });
  }
  return views;
}
