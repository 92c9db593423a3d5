import { completeStage, startDelisting, submitInstrument, type Act } from '@duban/application';
import { dayOfInstant, type StageKey, type StagePayload } from '@duban/domain';
import { withTransaction } from '@duban/database';
import { unitById, todayOf, workingDaysFrom, type YearContext } from '../year-context';

interface LiveInstrument {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly stage: string;
  readonly openedAt: Date;
  readonly meetingAt: Date | null;
}

interface LiveTarget {
  readonly id: string;
  readonly instrumentId: string;
  readonly kind: string;
  readonly unitId: string;
  readonly stage: string;
  readonly servedAt: Date;
  readonly receivedAt: Date | null;
  /** How many have signed at the stage that is open. */
  readonly signed: number;
  readonly underReview: boolean;
}

/** 督办文书: the office submits drafts, holds talks and accepts; the units receive, plan and rectify. */
export async function planInstruments(year: YearContext): Promise<void> {
  const { instruments, targets } = await readLive(year);
  for (const instrument of instruments) {
    if (instrument.state === 'collecting' && instrument.kind !== 'urging') planSubmission(year, instrument);
    if (instrument.state === 'running' && instrument.stage === 'meeting') planMeeting(year, instrument);
  }
  for (const target of targets) planTarget(year, target);
}

async function readLive(year: YearContext): Promise<{ instruments: LiveInstrument[]; targets: LiveTarget[] }> {
  return withTransaction(year.deps.database, async (tx) => ({
    instruments: await tx.query<LiveInstrument>(
      `select id, kind, state, stage_key as stage, opened_at as "openedAt", meeting_at as "meetingAt" from instrument
       where jurisdiction_id = $1 and state in ('collecting', 'running') order by id`,
      [year.sample.jurisdictionId],
    ),
    targets: await tx.query<LiveTarget>(
      `select t.id, t.instrument_id as "instrumentId", i.kind, t.unit_id as "unitId", t.stage_key as stage,
         t.served_at as "servedAt", t.received_at as "receivedAt",
         (select count(*)::int from instrument_stage s where s.target_id = t.id and s.stage_key = t.stage_key) as signed,
         exists (select 1 from sign_off s where s.subject_kind = 'delisting' and s.subject_id = t.id and s.state = 'running') as "underReview"
       from instrument_target t join instrument i on i.id = t.instrument_id
       where i.jurisdiction_id = $1 and i.state = 'running' and t.state = 'running' order by t.id`,
      [year.sample.jurisdictionId],
    ),
  }));
}

function planSubmission(year: YearContext, instrument: LiveInstrument): void {
  const opened = dayOfInstant(instrument.openedAt.getTime());
  year.queue.plan({
    key: `submit:${instrument.id}`,
    atMs: workingDaysFrom(year, opened, year.scenario.habits.submitDraftAfter, 15),
    run: async () => {
      const open = await withTransaction(year.deps.database, (tx) =>
        tx.query(`select 1 from instrument where id = $1 and state = 'collecting'`, [instrument.id]),
      );
      if (open.length === 0) return;
      await year.people.give(year.sample.office.clerk.personId, 'instrument.submit', (act) =>
        submitInstrument(act, {
          instrumentId: instrument.id,
          ...(instrument.kind === 'summons'
            ? {
                meetingAtMs: workingDaysFrom(year, todayOf(year), MEETING_AFTER_DAYS, 15),
                meetingPlace: meetingPlace(year),
                chairedBy: year.sample.office.head.name,
              }
            : {}),
        }),
      );
    },
  });
}

/** From the draft to the talk: room for the approval and for the notice to be served the required days before. */
const MEETING_AFTER_DAYS = 8;
const meetingPlace = (year: YearContext): string => `${year.planned.jurisdictionName}政务中心会议室`;

function planMeeting(year: YearContext, instrument: LiveInstrument): void {
  if (instrument.meetingAt === null) return;
  year.queue.plan({
    key: `meeting:${instrument.id}`,
    atMs: Math.max(instrument.meetingAt.getTime(), year.deps.clock.ms),
    run: () =>
      giveStage(year, year.sample.office.clerk.personId, instrument.id, null, 'meeting', {
        heldOn: todayOf(year),
        place: meetingPlace(year),
        recorder: year.sample.office.clerk.name,
      }),
  });
}

function planTarget(year: YearContext, target: LiveTarget): void {
  const unit = unitById(year, target.unitId);
  if (!unit) return;
  const { clerk, head } = year.sample.office;
  const served = dayOfInstant(target.servedAt.getTime());
  const after = year.scenario.habits.stageAfter;
  const stage = (
    who: string,
    key: StageKey,
    days: number,
    hour: number,
    payload: () => StagePayload,
    from = todayOf(year),
  ): void =>
    year.queue.plan({
      key: `${key}:${target.id}:${target.signed}`,
      atMs: workingDaysFrom(year, from, days, hour),
      run: async () => {
        if (await isAt(year, target, key)) await giveStage(year, who, target.instrumentId, target.id, key, payload());
      },
    });
  if (
    target.receivedAt === null &&
    (target.kind === 'supervisionOrder' || target.kind === 'summons' || target.kind === 'listing')
  ) {
    stage(unit.liaison.personId, 'receipt', 1, 9, () => ({}), served);
  }
  switch (target.stage) {
    case 'attendance':
      return stage(clerk.personId, 'attendance', 0, 17, () => ({ attended: 'mainLeader' }));
    case 'minutes':
      return target.signed === 0
        ? stage(clerk.personId, 'minutes', 1, 10, () => ({
            text: `${unit.name}主要负责人说明了逾期原因，承诺立即整改，按时报送整改方案。`,
          }))
        : stage(unit.head.personId, 'minutes', 1, 11, () => ({}));
    case 'plan':
      return stage(unit.liaison.personId, 'plan', after, 16, () => ({
        text: `${unit.name}成立整改专班，明确责任人和完成时间，按周报告进展。`,
      }));
    case 'acceptance':
      return target.kind === 'listing' && target.signed > 0
        ? stage(head.personId, 'acceptance', 0, 17, () => ({ accepted: true, outcome: 'done', text: '现场核查，整改到位。' }))
        : stage(clerk.personId, 'acceptance', after, 16, () => ({
            accepted: true,
            outcome: 'done',
            text: '现场核查，整改到位。',
          }));
    case 'delisting':
      if (target.underReview) return;
      return year.queue.plan({
        key: `delisting:${target.id}`,
        atMs: workingDaysFrom(year, todayOf(year), 1, 10),
        run: async () => {
          await year.people.give(clerk.personId, 'instrument.delist', (act) =>
            startDelisting(act, { instrumentId: target.instrumentId, targetId: target.id }),
          );
        },
      });
    default:
      // 办理结果: the completion itself is the answer; once it is struck off the case goes on by itself.
      return;
  }
}

async function isAt(year: YearContext, target: LiveTarget, key: StageKey): Promise<boolean> {
  const rows = await withTransaction(year.deps.database, (tx) =>
    tx.query(
      `select 1 from instrument_target where id = $1 and state = 'running' and (stage_key = $2 or ($2 = 'receipt' and received_at is null))`,
      [target.id, key],
    ),
  );
  return rows.length > 0;
}

async function giveStage(
  year: YearContext,
  personId: string,
  instrumentId: string,
  targetId: string | null,
  stageKey: StageKey,
  payload: StagePayload,
): Promise<void> {
  await year.people.give(personId, `instrument.${stageKey}`, (act: Act) =>
    completeStage(act, { instrumentId, targetId, stageKey, payload }),
  );
}
