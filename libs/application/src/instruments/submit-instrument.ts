import { accept, compareDays, dayOfInstant, issueChain, refuse, type Decision } from '@duban/domain';
import { InstrumentRow } from '@duban/database';
import { instrumentSignOffTitle } from '@duban/wording';
import type { Act } from '../kernel/act';
import { officePost } from '../kernel/actor';
import { readPolicy } from '../kernel/rulebook';
import { startSignOff } from '../sign-offs/start-sign-off';
import { endInstrument } from './close-target';
import { lockDraft } from './instrument-case';
import { contentHashOf } from './instrument-content';
import { calendarIdFor, definitionFor, itemsOf, kindOf, targetsOf } from './instrument-rows';
import { earliestMeetingOn } from './issue-instrument';
import { judgeItems } from './judge-items';
import { timesMet } from './times-met';
import { officeContact } from './paper-people';

export interface SubmitInstrument {
  readonly instrumentId: string;
  readonly title?: string;
  readonly grounds?: string;
  readonly requirements?: string;
  readonly service?: 'inbox' | 'byHand';
  readonly meetingAtMs?: number;
  readonly meetingPlace?: string;
  /** 约谈人: who holds the talk, as the notice names them. */
  readonly chairedBy?: string;
  /** 联系人 and how to reach them; left out, the office and who does its work. */
  readonly contact?: string;
  /** An office may number by an outside register instead. */
  readonly outsideNumber?: string;
  /** 挂牌公开. */
  readonly isPublic?: boolean;
}

/** 送签: every item is judged again, and the draft goes to the chain of its kind. Gives no sign-off where no ground was left. */
export async function submitInstrument(
  act: Act,
  input: SubmitInstrument,
): Promise<Decision<{ signOffId: string | null; lapsed: number; waiting: number }>> {
  const found = await lockDraft(act, input.instrumentId);
  if (!found.ok) return found;
  const known = found.value.instrument;
  const edited: InstrumentRow = {
    ...known,
    title: input.title?.trim() || known.title,
    grounds: input.grounds?.trim() || known.grounds,
    requirements: input.requirements?.trim() || known.requirements,
    service: input.service ?? known.service,
    meetingAt: input.meetingAtMs === undefined ? known.meetingAt : new Date(input.meetingAtMs),
    meetingPlace: input.meetingPlace ?? known.meetingPlace,
    chairedBy: known.kind === 'summons' ? input.chairedBy?.trim() || known.chairedBy : null,
    contact: input.contact?.trim() || known.contact || (await officeContact(act.tx, await act.roster(), act.today)),
    number: input.outsideNumber?.trim() || known.number,
    isPublic: known.kind === 'listing' ? (input.isPublic ?? known.isPublic) : false,
  };
  const policy = await readPolicy(act.tx, known.policyVersionId);
  const times = await timesMet(act, known, policy);
  const chain = issueChain(policy, kindOf(known), times);
  if (!chain) return refuse('INSTRUMENT.NO_CHAIN', { kind: known.kind });
  const meeting = await checkMeeting(act, edited);
  if (!meeting.ok) return meeting;
  if (edited.number !== null && edited.number !== known.number) {
    const taken = await act.tx.query(
      'select 1 from instrument where jurisdiction_id = $1 and kind = $2 and number = $3 limit 1',
      [act.jurisdictionId, known.kind, edited.number],
    );
    if (taken.length > 0) return refuse('INSTRUMENT.NUMBER_TAKEN', { number: edited.number });
  }

  const { title, grounds, requirements, service, meetingAt, meetingPlace, chairedBy, contact, number, isPublic } = edited;
  await act.tx.update(
    InstrumentRow,
    known.id,
    {
      title,
      grounds,
      requirements,
      service,
      meetingAt,
      meetingPlace,
      chairedBy,
      contact,
      number,
      isPublic,
      state: 'submitted',
      stageKey: 'approval',
    },
    known.version,
  );
  const hadItems = (await itemsOf(act.tx, known.id)).length > 0;
  const judged = await judgeItems(act, { ...edited, state: 'submitted' });
  const counts = { lapsed: judged.lapsed, waiting: judged.waiting };
  if (hadItems && judged.standing.length === 0 && edited.facts === null) {
    await endInstrument(act, edited, 'ended', { because: 'noGroundLeft' });
    return accept({ signOffId: null, ...counts });
  }
  const targets = await targetsOf(act.tx, known.id);
  const office = await officeUnit(act);
  const holder = targets.find((target) => target.state !== 'closed')?.unitId ?? office;
  const signOff = await startSignOff(act, {
    subjectKind: 'instrument',
    subjectId: known.id,
    title: instrumentSignOffTitle(title, judged.standing.length, times),
    chain,
    planId: known.planId,
    taskId: null,
    filedUnitId: office,
    holderUnitId: holder,
    coUnitIds: [],
    contentHash: contentHashOf(edited, targets, await itemsOf(act.tx, known.id)),
    policyVersionId: known.policyVersionId,
    calendarId: await calendarIdFor(act.tx, known),
  });
  act.emit({
    type: 'instrument.submitted',
    planId: known.planId,
    subjectKind: 'instrument',
    subjectId: known.id,
    data: { signOffId: signOff.id, items: judged.standing.length, times, ...counts },
  });
  return accept({ signOffId: signOff.id, ...counts });
}

async function checkMeeting(act: Act, instrument: InstrumentRow): Promise<Decision<null>> {
  if (!definitionFor(instrument).stages.some((stage) => stage.key === 'meeting')) return accept(null);
  if (instrument.meetingAt === null) return refuse('INSTRUMENT.FIELD_MISSING', { field: 'meetingAt' });
  if (!instrument.meetingPlace?.trim()) return refuse('INSTRUMENT.FIELD_MISSING', { field: 'meetingPlace' });
  const earliestOn = await earliestMeetingOn(act, instrument, act.nowMs);
  if (earliestOn !== null && compareDays(dayOfInstant(instrument.meetingAt.getTime()), earliestOn) < 0) {
    return refuse('INSTRUMENT.NOTICE_TOO_SHORT', { earliestOn });
  }
  return accept(null);
}

/** The office unit of the person who submits; a leader submits for the office. */
async function officeUnit(act: Act): Promise<string> {
  const own = officePost(act.actor);
  const unit = own?.unitId ?? (await act.roster()).units.find((each) => each.isOffice)?.id ?? act.actor?.posts[0]?.unitId;
  if (unit === undefined) throw new Error('a person without a post submits');
  return unit;
}
