import { decideStage, type InstrumentDefinition, type InstrumentState, type StageChoice, type StageKey } from '@duban/domain';
import { hasRole, isLeader, isOffice, postInUnit } from '../kernel/actor';
import type { Scope } from './scope';

interface Case {
  readonly kind: string;
  readonly state: string;
  readonly stageKey: string;
  readonly jurisdictionId: string;
  readonly issuedAt: Date | null;
}

interface Target {
  readonly id: string;
  readonly unitId: string;
  readonly state: string;
  readonly stageKey: string;
  readonly receivedAt: Date | null;
  readonly servedAt: Date | null;
}

interface StageRecord {
  readonly targetId: string | null;
  readonly stageKey: string;
  readonly payload: unknown;
  readonly doneById: string;
  readonly isWaitingForSecond: boolean;
}

/** A stage that the caller may complete now. */
export interface OfferedStage {
  readonly targetId: string | null;
  readonly stageKey: StageKey;
}

export type InstrumentAction =
  'submit' | 'withdraw' | 'addItem' | 'merge' | 'serveByHand' | 'delist' | 'moveMeeting' | 'attachScan';

/**
 * The stages at which the caller may act now, by the same decision that would refuse (`decideStage`): what is only a field
 * left empty is no reason not to show the form.
 */
export function offeredStages(
  scope: Scope,
  instrument: Case,
  targets: readonly Target[],
  records: readonly StageRecord[],
  line: { readonly definition: InstrumentDefinition; readonly choice: StageChoice },
  today: string,
): OfferedStage[] {
  if (instrument.jurisdictionId !== scope.jurisdictionId) return [];
  const { definition, choice } = line;
  const office = isOffice(scope.actor) || isLeader(scope.actor);
  return definition.stages.flatMap((stage): OfferedStage[] => {
    const places: readonly (Target | null)[] = stage.scope === 'case' ? [null] : targets;
    return places.flatMap((target): OfferedStage[] => {
      const own = records.filter((each) => each.targetId === (target?.id ?? null));
      const first = own.filter((each) => each.stageKey === stage.key && each.isWaitingForSecond).at(-1);
      const payload = first?.payload as { side?: 'office' | 'unit'; accepted?: boolean } | undefined;
      const decision = decideStage({
        definition,
        choice,
        instrumentState: instrument.state as InstrumentState,
        caseStage: instrument.stageKey,
        target: target && {
          id: target.id,
          state: target.state as 'waiting' | 'running' | 'closed',
          stage: target.stageKey,
          isReceived: target.receivedAt !== null,
        },
        stageKey: stage.key,
        payload: { accepted: true },
        today,
        person: {
          id: scope.actor.personId,
          isOffice: office,
          isOfTarget: target !== null && postInUnit(scope.actor, target.unitId, 'liaison', 'unitHead') !== null,
        },
        first:
          first && payload
            ? { personId: first.doneById, side: payload.side ?? 'office', accepted: payload.accepted ?? null }
            : null,
        answeredBy: own.filter((each) => each.stageKey === 'answer').map((each) => each.doneById),
      });
      const may = decision.ok || decision.refusal.code === 'INSTRUMENT.FIELD_MISSING';
      return may ? [{ targetId: target?.id ?? null, stageKey: stage.key }] : [];
    });
  });
}

/** What the office may do with the instrument as a whole, as the commands decide. */
export function instrumentActions(scope: Scope, instrument: Case, targets: readonly Target[]): InstrumentAction[] {
  if (instrument.jurisdictionId !== scope.jurisdictionId) return [];
  if (!hasRole(scope.actor, 'officeClerk', 'officeHead')) return [];
  const isDraft = instrument.state === 'collecting' || instrument.state === 'draft';
  const isRunning = instrument.state === 'running';
  const isByHand = instrument.kind !== 'urging';
  const when = (holds: boolean, action: InstrumentAction): InstrumentAction[] => (holds ? [action] : []);
  return [
    ...when(isDraft && isByHand, 'submit'),
    ...when((isDraft || instrument.state === 'submitted') && isByHand, 'addItem'),
    ...when(isDraft && isByHand, 'merge'),
    ...when(isRunning && targets.some((each) => each.servedAt === null && each.state === 'waiting'), 'serveByHand'),
    ...when(isRunning && instrument.stageKey === 'meeting', 'moveMeeting'),
    ...when(isRunning && targets.some((each) => each.state === 'running' && each.stageKey === 'delisting'), 'delist'),
    ...when(instrument.issuedAt !== null && isByHand, 'attachScan'),
    ...when(isDraft || instrument.state === 'submitted' || isRunning, 'withdraw'),
  ];
}
