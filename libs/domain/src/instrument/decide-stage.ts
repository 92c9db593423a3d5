import { compareDays, parseDay, type DayString } from '../day/day';
import type { Id, PersonId } from '../shared/ids';
import { accept, refuse, type Decision } from '../shared/result';
import type { Outcome } from '../task/assignment';
import {
  hasStage,
  stageAfter,
  type InstrumentDefinition,
  type StageChoice,
  type StageDefinition,
  type StageKey,
} from './definitions';
import type { InstrumentState, TargetState } from './instrument';
import type { InstrumentKind } from './kinds';
import type { ProblemLine } from './rectification';

/** What is recorded at a stage; which fields a stage needs is checked by `decideStage`. */
export interface StagePayload {
  /** Minutes, plan, report, answer, opinion of the acceptance, reason of an absence. */
  readonly text?: string;
  /** The day on which the meeting was held, the paper published or the reply sent. */
  readonly heldOn?: string;
  /** Where: the room of a meeting, the media of a publication, the number of a reply. */
  readonly place?: string;
  readonly attended?: 'mainLeader' | 'substitute' | 'absent';
  /** Who came in the leader's place. */
  readonly attendee?: string;
  /** 约谈人 and 记录人 of a talk, as its minutes name them. */
  readonly chair?: string;
  readonly recorder?: string;
  /** 表态: what the unit promises in the minutes. */
  readonly commitment?: string;
  readonly accepted?: boolean;
  readonly outcome?: 'done' | 'partly';
  /** Not accepted, and to be done again by this day; left out, the target goes on to the next instrument. */
  readonly againBy?: string;
  /** 整改问题: what the minutes, the plan or the acceptance puts on the 整改问题清单. */
  readonly lines?: readonly ProblemLine[];
  readonly evidence?: readonly { readonly sha256: string; readonly fileName: string }[];
}

export interface StageCase {
  readonly definition: InstrumentDefinition;
  readonly choice: StageChoice;
  readonly instrumentState: InstrumentState;
  /** The stage that the case is at, for stages of the case. */
  readonly caseStage: string;
  readonly target: { readonly id: Id; readonly state: TargetState; readonly stage: string; readonly isReceived: boolean } | null;
  readonly stageKey: StageKey;
  readonly payload: StagePayload;
  readonly today: DayString;
  readonly person: { readonly id: PersonId; readonly isOffice: boolean; readonly isOfTarget: boolean };
  /** The first of two people at this stage, while the second is awaited. */
  readonly first: { readonly personId: PersonId; readonly side: 'office' | 'unit'; readonly accepted: boolean | null } | null;
  /** Who gave the answer that is accepted now. */
  readonly answeredBy: readonly PersonId[];
}

export type StageEffect =
  /** The first of two has signed; the stage goes on waiting for the second. */
  | { readonly kind: 'first' }
  | { readonly kind: 'beside' }
  /** Null: the target's line is at its end, and it closes with the outcome. */
  | { readonly kind: 'goOn'; readonly next: StageDefinition | null; readonly outcome: Outcome | null }
  | { readonly kind: 'again'; readonly stage: StageKey; readonly dueOn: DayString }
  | { readonly kind: 'end'; readonly outcome: Outcome; readonly leadsTo: InstrumentKind | null };

/**
 * What completing a stage does (design section 6).
 *
 * 1. Only the stage that is open may be completed; what runs beside the line may be at any time from service on.
 * 2. What two people must do is not done by one, nor by two of one side where both sides sign.
 * 3. Nobody accepts what they answered themselves.
 * 4. An absent or failing target ends alone, honestly, and leads on; the others are not touched.
 */
export function decideStage(stageCase: StageCase): Decision<StageEffect> {
  const { definition, stageKey, target } = stageCase;
  const stage = definition.stages.find((each) => each.key === stageKey);
  if (!stage || stageKey === 'delisting' || !hasStage(stage, stageCase.choice))
    return refuse('INSTRUMENT.NO_SUCH_STAGE', { stage: stageKey });
  if (stageCase.instrumentState !== 'running') return refuse('INSTRUMENT.NOT_RUNNING', { state: stageCase.instrumentState });
  if (stage.scope === 'target') {
    if (!target) return refuse('INSTRUMENT.UNKNOWN');
    if (target.state !== 'running') return refuse('INSTRUMENT.TARGET_CLOSED');
  }
  if (!mayDo(stage, stageCase)) return refuse('INSTRUMENT.NOT_YOUR_STAGE', { stage: stageKey });
  if (stageKey === 'receipt' && target?.isReceived === true) return refuse('INSTRUMENT.ALREADY_RECEIVED');
  const at = stage.scope === 'case' ? stageCase.caseStage : target?.stage;
  if (stage.beside !== true && at !== stageKey) return refuse('INSTRUMENT.STAGE_NOT_OPEN', { stage: stageKey, open: at ?? null });
  const complete = checkPayload(stage, stageCase);
  if (!complete.ok) return complete;
  if (stage.beside === true) return accept({ kind: 'beside' });
  if (stage.people === 2) {
    const second = checkSecond(stage, stageCase);
    if (!second.ok) return second;
    if (stageCase.first === null) return accept({ kind: 'first' });
  }
  return accept(effectOf(stage, stageCase));
}

function mayDo(stage: StageDefinition, { person }: StageCase): boolean {
  if (stage.actor === 'office') return person.isOffice;
  if (stage.actor === 'unit') return person.isOfTarget;
  return person.isOffice || person.isOfTarget;
}

function checkSecond(stage: StageDefinition, { first, person }: StageCase): Decision<null> {
  if (first === null) return accept(null);
  if (first.personId === person.id) return refuse('INSTRUMENT.NEEDS_ANOTHER_PERSON', { stage: stage.key });
  const side = person.isOfTarget ? 'unit' : 'office';
  if (stage.actor === 'bothSides' && first.side === side) return refuse('INSTRUMENT.NEEDS_OTHER_SIDE', { stage: stage.key });
  return accept(null);
}

function checkPayload(stage: StageDefinition, { payload, first, today, answeredBy, person }: StageCase): Decision<null> {
  const missing = (field: string) => refuse('INSTRUMENT.FIELD_MISSING', { stage: stage.key, field });
  const isEmpty = (text: string | undefined) => text === undefined || text.trim() === '';
  if ((payload.lines ?? []).some((line) => isEmpty(line.problem))) return missing('problem');
  switch (stage.key) {
    case 'publication':
    case 'announcement':
      if (isEmpty(payload.place)) return missing('media');
      return checkDayHeld(stage, payload, today);
    case 'reply':
      if (isEmpty(payload.text)) return missing('text');
      return checkDayHeld(stage, payload, today);
    case 'meeting':
      return checkDayHeld(stage, payload, today);
    case 'attendance':
      if (payload.attended === undefined) return missing('attended');
      if (payload.attended === 'substitute' && (isEmpty(payload.attendee) || isEmpty(payload.text))) return missing('attendee');
      return accept(null);
    case 'acceptance':
    case 'revisit':
      if (payload.accepted === undefined) return missing('accepted');
      if (!payload.accepted && isEmpty(payload.text)) return missing('text');
      if (answeredBy.includes(person.id)) return refuse('INSTRUMENT.OWN_ANSWER');
      if (payload.againBy !== undefined) {
        const againBy = parseDay(payload.againBy);
        if (againBy === null || compareDays(againBy, today) <= 0)
          return refuse('INSTRUMENT.DAY_NOT_LATER', { day: payload.againBy });
      }
      return accept(null);
    case 'minutes':
      // The second side signs what the first has written.
      return first === null && isEmpty(payload.text) ? missing('text') : accept(null);
    case 'plan':
    case 'report':
    case 'answer':
      return isEmpty(payload.text) ? missing('text') : accept(null);
    case 'receipt':
    case 'delisting':
      return accept(null);
  }
}

function checkDayHeld(stage: StageDefinition, payload: StagePayload, today: DayString): Decision<null> {
  const heldOn = parseDay(payload.heldOn ?? '');
  if (heldOn === null) return refuse('INSTRUMENT.FIELD_MISSING', { stage: stage.key, field: 'heldOn' });
  return compareDays(heldOn, today) > 0 ? refuse('INSTRUMENT.DAY_IN_FUTURE', { day: heldOn }) : accept(null);
}

function effectOf(stage: StageDefinition, { definition, choice, payload, first }: StageCase): StageEffect {
  if (stage.key === 'attendance' && payload.attended === 'absent') {
    return { kind: 'end', outcome: 'notDone', leadsTo: definition.missLeadsTo };
  }
  const next = stageAfter(definition, stage.key, choice);
  if (stage.key !== 'acceptance' && stage.key !== 'revisit') return { kind: 'goOn', next, outcome: null };
  // Of two people both must accept.
  if (payload.accepted === true && (stage.people !== 2 || first?.accepted === true)) {
    // What a re-visit finds in order leaves the outcome as the acceptance found it.
    return { kind: 'goOn', next, outcome: stage.key === 'revisit' ? null : (payload.outcome ?? 'done') };
  }
  const againBy = parseDay(payload.againBy ?? '');
  if (againBy !== null) return { kind: 'again', stage: 'answer', dueOn: againBy };
  return { kind: 'end', outcome: 'notAccepted', leadsTo: definition.missLeadsTo };
}
