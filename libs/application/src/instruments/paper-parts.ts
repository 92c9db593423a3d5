import {
  dayOfInstant,
  definitionOf,
  mainStages,
  missLeadsTo,
  type Policy,
  type StageKey,
  type StagePayload,
} from '@duban/domain';
import type { InstrumentDocument } from '@duban/documents';
import { InstrumentStageRow, SignOffRow, type InstrumentRow, type InstrumentTargetRow, type Tx } from '@duban/database';
import { instrumentNames, instrumentPaperWords, paperWords } from '@duban/wording';
import { readRoster } from '../kernel/roster';
import { kindOf } from './instrument-rows';
import { mainLeaders } from './paper-people';

type Part<Key extends keyof InstrumentDocument> = Partial<Pick<InstrumentDocument, Key>>;

const paragraphs = (text: string | undefined): string[] => (text ?? '').split('\n').filter((line) => line.trim() !== '');

export async function approverOf(tx: Tx, personId: string | null): Promise<Part<'approver'>> {
  if (personId === null) return {};
  const [person] = await tx.query<{ name: string }>('select name from person where id = $1', [personId]);
  return person ? { approver: person.name } : {};
}

/**
 * The last day of the stages named, the first of them that has one; what the targets share is one day. Before service there is
 * no day to count from, and the paper says the policy's limit.
 */
export async function limitsOf(
  tx: Tx,
  row: InstrumentRow,
  targets: readonly InstrumentTargetRow[],
  policy: Policy,
  stages: readonly StageKey[],
): Promise<Part<'limit' | 'within'>> {
  const rows = await tx.query<{ stage: string; dueOn: string }>(
    `select split_part(stage_key, '.', 2) as stage, max(due_on)::text as "dueOn" from obligation
     where instrument_id = $1 and kind = 'instrumentStage' and due_on is not null and target_id = any($2::uuid[]) group by 1`,
    [row.id, targets.map((target) => target.id)],
  );
  const due = stages.flatMap((stage) => rows.find((each) => each.stage === stage)?.dueOn ?? [])[0];
  if (due !== undefined) return { limit: due, within: paperWords.before(due) };
  const terms = policy.instruments[kindOf(row)] ?? {};
  const line = mainStages(definitionOf(kindOf(row)));
  for (const stage of stages) {
    const term = terms[stage];
    const at = line.findIndex((each) => each.key === stage);
    if (term && at >= 0) return { within: paperWords.within(term, line[at - 1]?.key ?? null) };
  }
  return {};
}

/** Who meets whom, when and where, as the notice says it. */
export async function meetingOf(
  tx: Tx,
  row: InstrumentRow,
  targets: readonly InstrumentTargetRow[],
  day: string,
): Promise<NonNullable<InstrumentDocument['meeting']>> {
  const leaders = await mainLeaders(
    tx,
    await readRoster(tx, row.jurisdictionId),
    targets.map((target) => target.unitId),
    day,
  );
  const attendees = targets.flatMap((target) => leaders.get(target.unitId) ?? []).join('、');
  return {
    ...(row.meetingAt === null ? {} : { time: instrumentPaperWords.moment(row.meetingAt.getTime()) }),
    ...(row.meetingPlace ? { place: row.meetingPlace } : {}),
    ...(row.chairedBy ? { chair: row.chairedBy } : {}),
    ...(attendees === '' ? {} : { attendees }),
  };
}

/** What was recorded of a talk with one unit: who was there, what was said and promised, and the lines agreed on. */
export async function minutesOf(
  tx: Tx,
  row: InstrumentRow,
  target: InstrumentTargetRow,
  base: InstrumentDocument,
): Promise<Part<'meeting' | 'requirements' | 'date'>> {
  const records = await tx.find(
    InstrumentStageRow,
    'r.instrument_id = $1 and (r.target_id = $2 or r.target_id is null) order by r.done_at, r.id',
    [row.id, target.id],
  );
  const latest = (stage: StageKey) => records.filter((each) => each.stageKey === stage).at(-1);
  const payloadOf = (stage: StageKey) => latest(stage)?.payload as RecordedPayload | undefined;
  const [held, attendance, minutes] = [payloadOf('meeting'), payloadOf('attendance'), payloadOf('minutes')];
  const chair = minutes?.chair ?? held?.chair ?? base.meeting?.chair;
  const recorder = minutes?.recorder ?? minutes?.second?.recorder ?? held?.recorder;
  const place = held?.place?.trim() || base.meeting?.place;
  // The leader who was expected came, unless the record says who came instead.
  const attendees = attendance?.attended === 'substitute' ? attendance.attendee : base.meeting?.attendees;
  const commitments = paragraphs(minutes?.commitment ?? minutes?.second?.commitment);
  const agreed = (minutes?.lines ?? []).map((line) =>
    paperWords.agreed({
      problem: line.problem,
      measure: line.measure ?? '',
      owner: line.owner ?? '',
      dueOn: line.nature === 'continuing' ? null : (line.dueOn ?? null),
    }),
  );
  const doneAt = latest('minutes')?.doneAt;
  return {
    meeting: {
      ...(base.meeting?.time === undefined ? {} : { time: base.meeting.time }),
      ...(place === undefined ? {} : { place }),
      ...(chair === undefined ? {} : { chair }),
      ...(recorder === undefined ? {} : { recorder }),
      ...(attendees === undefined ? {} : { attendees }),
      explanations: paragraphs(minutes?.text),
      ...(commitments.length === 0 ? {} : { commitments }),
    },
    ...(agreed.length === 0 ? {} : { requirements: agreed }),
    ...(doneAt === undefined ? {} : { date: dayOfInstant(doneAt.getTime()) }),
  };
}

type RecordedPayload = StagePayload & { readonly second?: StagePayload };

/** 摘牌 of one target: what its acceptance found, and the day and the person of the decision. */
export async function delistingOf(
  tx: Tx,
  target: InstrumentTargetRow,
): Promise<Part<'grounds' | 'requirements' | 'date' | 'approver' | 'items'>> {
  const [accepted] = await tx.find(
    InstrumentStageRow,
    `r.target_id = $1 and r.stage_key = 'acceptance' order by r.done_at desc, r.id desc limit 1`,
    [target.id],
  );
  const [signOff] = await tx.find(
    SignOffRow,
    `r.subject_kind = 'delisting' and r.subject_id = $1 and r.state = 'approved' order by r.decided_at desc limit 1`,
    [target.id],
  );
  const payload = accepted?.payload as RecordedPayload | undefined;
  const [signer] = signOff
    ? await tx.query<{ personId: string }>(
        'select person_id as "personId" from signature where sign_off_id = $1 order by signed_at desc, id desc limit 1',
        [signOff.id],
      )
    : [];
  return {
    grounds: [...paragraphs(payload?.text), ...paragraphs(payload?.second?.text)],
    requirements: [],
    ...(signOff?.decidedAt ? { date: dayOfInstant(signOff.decidedAt.getTime()) } : {}),
    ...(await approverOf(tx, signer?.personId ?? null)),
  };
}

/** 报告要求 and 解除方式 of a 挂牌督办, as its policy has them. */
export function listingWords(policy: Policy, row: InstrumentRow): Part<'reporting' | 'release'> {
  const terms = policy.instruments.listing ?? {};
  const reporting = paperWords.reporting({ plan: terms['plan'], report: terms['report'], answer: terms['answer'] });
  const following = missLeadsTo(policy, 'listing');
  const acceptance = definitionOf('listing').stages.find((stage) => stage.key === 'acceptance');
  return {
    ...(reporting === '' ? {} : { reporting }),
    release: paperWords.release({
      checkers: acceptance?.people ?? 1,
      steps: (policy.chains.delisting?.steps ?? []).map((step) => step.name),
      isPublic: row.isPublic,
      following: following === null ? null : instrumentNames[following],
    }),
  };
}
