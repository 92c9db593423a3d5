import { createHash } from 'node:crypto';
import { accept, compareDays, dayOfInstant, instantOf, parseDay, refuse, type ChainKey, type Decision } from '@duban/domain';
import { InstrumentItemRow, InstrumentRow, InstrumentTargetRow, SignOffRow } from '@duban/database';
import { instrumentSignOffTitle } from '@duban/wording';
import type { Act } from '../kernel/act';
import { lockSignOff } from '../kernel/locks';
import { readPolicy } from '../kernel/rulebook';
import { changeContent } from '../sign-offs/change-content';
import { startSignOff } from '../sign-offs/start-sign-off';
import { endInstrument } from './close-target';
import { lockDraft, lockOfficeInstrument } from './instrument-case';
import { calendarIdFor, definitionFor, itemsOf, targetsOf } from './instrument-rows';
import { earliestMeetingOn } from './issue-instrument';
import { judgeItems } from './judge-items';
import { resolveItems, type NewItem } from './open-instrument';
import { serveTargets } from './serve-targets';
import { addItems } from './write-draft';

export interface SubmitInstrument {
  readonly instrumentId: string;
  readonly title?: string;
  readonly grounds?: string;
  readonly requirements?: string;
  readonly service?: 'inbox' | 'byHand';
  readonly meetingAtMs?: number;
  readonly meetingPlace?: string;
  /** An office may number by an outside register instead. */
  readonly outsideNumber?: string;
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
    number: input.outsideNumber?.trim() || known.number,
  };
  const policy = await readPolicy(act.tx, known.policyVersionId);
  const chain = policy.chains[`issue.${known.kind}` as ChainKey];
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

  const { title, grounds, requirements, service, meetingAt, meetingPlace, number } = edited;
  await act.tx.update(
    InstrumentRow,
    known.id,
    { title, grounds, requirements, service, meetingAt, meetingPlace, number, state: 'submitted', stageKey: 'approval' },
    known.version,
  );
  const hadItems = (await itemsOf(act.tx, known.id)).length > 0;
  const judged = await judgeItems(act, { ...edited, state: 'submitted' });
  const counts = { lapsed: judged.lapsed, waiting: judged.waiting };
  if (hadItems && judged.standing.length === 0) {
    await endInstrument(act, edited, 'ended', { because: 'noGroundLeft' });
    return accept({ signOffId: null, ...counts });
  }
  const targets = await targetsOf(act.tx, known.id);
  const office = await officeUnit(act);
  const holder = targets.find((target) => target.state !== 'closed')?.unitId ?? office;
  const signOff = await startSignOff(act, {
    subjectKind: 'instrument',
    subjectId: known.id,
    title: instrumentSignOffTitle(title, judged.standing.length),
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
    data: { signOffId: signOff.id, items: judged.standing.length, ...counts },
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
  const own = act.actor?.posts.find((post) => post.role === 'officeClerk' || post.role === 'officeHead');
  const unit = own?.unitId ?? (await act.roster()).units.find((each) => each.isOffice)?.id ?? act.actor?.posts[0]?.unitId;
  if (unit === undefined) throw new Error('a person without a post submits');
  return unit;
}

/** Exactly what is signed. A lapsed item stays part of it, so that its lapse costs no signature (design section 6). */
export function contentHashOf(
  instrument: InstrumentRow,
  targets: readonly InstrumentTargetRow[],
  items: readonly InstrumentItemRow[],
): string {
  const sorted = (ids: readonly string[]) => [...ids].sort();
  const seen = [
    instrument.kind,
    instrument.title,
    instrument.grounds,
    instrument.requirements,
    instrument.service,
    instrument.meetingAt?.toISOString() ?? null,
    instrument.meetingPlace,
    sorted(targets.map((target) => target.unitId)),
    sorted(items.map((item) => JSON.stringify([item.id, item.targetId, item.text]))),
  ];
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex');
}

/** Adds an item to a draft, or to one that is being signed: that costs all signatures, and the signers are asked again. */
export async function addItem(
  act: Act,
  input: { readonly instrumentId: string; readonly item: NewItem },
): Promise<Decision<{ itemId: string; lapsedSignatures: number }>> {
  const [before] = await act.tx.find(InstrumentRow, 'r.id = $1 and r.jurisdiction_id = $2', [
    input.instrumentId,
    act.jurisdictionId,
  ]);
  if (!before) return refuse('INSTRUMENT.UNKNOWN');
  const items = await resolveItems(act, before.kind, [input.item]);
  const found = await lockOfficeInstrument(act, input.instrumentId);
  if (!found.ok) return found;
  if (!items.ok) return items;
  const { instrument } = found.value;
  if (!['collecting', 'draft', 'submitted'].includes(instrument.state)) return refuse('INSTRUMENT.NOT_A_DRAFT');
  const roster = await act.roster();
  if (items.value.some((item) => !roster.units.some((unit) => unit.id === item.unitId))) return refuse('INSTRUMENT.NO_SUCH_UNIT');
  const [row] = await addItems(act, instrument, items.value);
  if (!row) throw new Error('no item was added');
  await act.tx.update(InstrumentRow, instrument.id, {}, instrument.version);
  act.emit({
    type: 'instrument.itemAdded',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    data: { itemId: row.id, obligationId: row.obligationId },
  });
  return accept({ itemId: row.id, lapsedSignatures: await refreshSignOff(act, instrument) });
}

async function refreshSignOff(act: Act, instrument: InstrumentRow): Promise<number> {
  const [known] = await act.tx.find(SignOffRow, `r.subject_kind = 'instrument' and r.subject_id = $1 and r.state = 'running'`, [
    instrument.id,
  ]);
  const signOff = known ? await lockSignOff(act.tx, known.id) : null;
  if (signOff?.state !== 'running') return 0;
  const hash = contentHashOf(instrument, await targetsOf(act.tx, instrument.id), await itemsOf(act.tx, instrument.id));
  const { lapsed } = await changeContent(act, signOff, hash);
  return lapsed.length;
}

/** 当面送达: an issued instrument was handed over on a day, to a named receiver. What follows counts from that day. */
export async function serveByHand(
  act: Act,
  input: {
    readonly instrumentId: string;
    readonly targetId: string;
    readonly servedOn: string;
    readonly receiver: string;
  },
): Promise<Decision<null>> {
  const found = await lockOfficeInstrument(act, input.instrumentId);
  if (!found.ok) return found;
  const { instrument, targets } = found.value;
  const target = targets.find((each) => each.id === input.targetId);
  if (!target) return refuse('INSTRUMENT.UNKNOWN');
  if (instrument.state !== 'running' || instrument.issuedAt === null) return refuse('INSTRUMENT.NOT_RUNNING');
  if (target.servedAt !== null) return refuse('INSTRUMENT.SERVED_ALREADY');
  if (target.state !== 'waiting') return refuse('INSTRUMENT.TARGET_CLOSED');
  if (input.receiver.trim() === '') return refuse('INSTRUMENT.FIELD_MISSING', { field: 'receiver' });
  const servedOn = parseDay(input.servedOn);
  if (servedOn === null || compareDays(servedOn, act.today) > 0) {
    return refuse('INSTRUMENT.DAY_IN_FUTURE', { day: input.servedOn });
  }
  const issuedOn = dayOfInstant(instrument.issuedAt.getTime());
  if (compareDays(servedOn, issuedOn) < 0) return refuse('INSTRUMENT.SERVED_BEFORE_ISSUE', { issuedOn });
  const atMs = servedOn === act.today ? act.nowMs : Math.max(instrument.issuedAt.getTime(), instantOf(servedOn, 12));
  await serveTargets(act, instrument, [target], { atMs, how: 'byHand', receiver: input.receiver });
  return accept(null);
}
