import { instantOf, type StageKey, type StagePayload } from '@duban/domain';
import {
  addRectification,
  completeStage,
  endItemsOf,
  markRectified,
  meetObligation,
  openInstrument,
  receiveInstrument,
  reopenRectification,
  startDelisting,
  strikeOffRectification,
  submitInstrument,
  type NewItem,
} from '@duban/application';
import { InstrumentCases } from './cases';

let cases: InstrumentCases;
beforeEach(async () => {
  cases = await InstrumentCases.open('2026-03-02');
});
afterEach(() => cases.deps.close());

interface Target {
  readonly id: string;
  readonly unitId: string;
  readonly stage: string;
  readonly state: string;
  readonly outcome: string | null;
}

const targets = (instrumentId: string) =>
  cases.query<Target>(
    `select t.id, t.unit_id as "unitId", t.stage_key as stage, t.state, t.outcome from instrument_target t
       join unit u on u.id = t.unit_id where t.instrument_id = $1 order by u.official_order`,
    [instrumentId],
  );
const targetOf = async (instrumentId: string, index = 0): Promise<Target> => {
  const target = (await targets(instrumentId)).find((each) => each.unitId === cases.unit(index).unitId);
  if (!target) throw new Error('no target');
  return target;
};
const openStages = async (instrumentId: string) =>
  (
    await cases.query<{ key: string; due: string }>(
      `select split_part(stage_key, '.', 2) as key, due_on as due from obligation where instrument_id = $1 and state = 'open' order by 1`,
      [instrumentId],
    )
  ).map((row) => `${row.key} ${row.due}`);
const stateOf = async (instrumentId: string) =>
  (await cases.query<{ state: string }>('select state from instrument where id = $1', [instrumentId]))[0]?.state;

async function issued(kind: string, units: readonly number[], items: readonly NewItem[] = []): Promise<string> {
  const { instrumentId } = await cases.must(cases.clerk, (act) =>
    openInstrument(act, {
      kind,
      planId: cases.planId,
      grounds: '逾期未办结',
      unitIds: units.map((n) => cases.unit(n).unitId),
      items,
    }),
  );
  const { signOffId } = await cases.must(cases.clerk, (act) =>
    submitInstrument(act, {
      instrumentId,
      ...(kind === 'summons' ? { meetingAtMs: instantOf('2026-03-09', 9), meetingPlace: '第一会议室' } : {}),
    }),
  );
  const last = { summons: cases.deputy(0), listing: cases.chief }[kind];
  await cases.signAll(signOffId ?? '', [cases.officeHead, ...(last === undefined ? [] : [last])]);
  return instrumentId;
}

const complete = async (
  personId: string,
  instrumentId: string,
  index: number | null,
  stageKey: StageKey,
  payload: StagePayload,
) => {
  const targetId = index === null ? null : (await targetOf(instrumentId, index)).id;
  return cases.do(personId, (act) => completeStage(act, { instrumentId, targetId, stageKey, payload }));
};

const liaison = (n = 0) => cases.unit(n).liaison.personId;
const head = (n = 0) => cases.unit(n).head.personId;

test('a 督办单 is received, answered, accepted and closed; each step meets what it owed and opens the next', async () => {
  const id = await issued('supervisionOrder', [0]);
  expect(await openStages(id)).toEqual(['answer 2026-03-16', 'receipt 2026-03-04']);
  const receipt = { instrumentId: id, targetId: (await targetOf(id)).id };
  await cases.must(liaison(), (act) => receiveInstrument(act, receipt));
  expect(await openStages(id)).toEqual(['answer 2026-03-16']);
  expect(await cases.do(liaison(), (act) => receiveInstrument(act, receipt))).toMatchObject({
    refusal: { code: 'INSTRUMENT.ALREADY_RECEIVED' },
  });
  expect(await complete(cases.clerk, id, 0, 'acceptance', { accepted: true })).toMatchObject({
    refusal: { code: 'INSTRUMENT.STAGE_NOT_OPEN', params: { open: 'answer' } },
  });
  expect(await complete(cases.clerk, id, 0, 'answer', { text: '代答' })).toMatchObject({
    refusal: { code: 'INSTRUMENT.NOT_YOUR_STAGE' },
  });
  expect((await complete(liaison(), id, 0, 'answer', { text: '已办结' })).ok).toBe(true);
  expect(await openStages(id)).toEqual(['acceptance 2026-03-09']);
  // Not accepted, to be done again by a named day.
  const again = await complete(cases.clerk, id, 0, 'acceptance', { accepted: false, text: '材料不全', againBy: '2026-03-20' });
  expect(again).toMatchObject({ value: { effect: 'again' } });
  expect(await openStages(id)).toEqual(['answer 2026-03-20']);
  expect((await complete(liaison(), id, 0, 'answer', { text: '已补正' })).ok).toBe(true);
  expect((await complete(cases.clerk, id, 0, 'acceptance', { accepted: true, outcome: 'partly' })).ok).toBe(true);
  expect(await targetOf(id)).toMatchObject({ state: 'closed', outcome: 'partly' });
  expect(await stateOf(id)).toBe('closed');
  expect(await openStages(id)).toEqual([]);
});

test('another unit does not see an instrument, nor a target another target', async () => {
  const id = await issued('supervisionOrder', [0, 1]);
  expect(await complete(liaison(2), id, 0, 'receipt', {})).toMatchObject({ refusal: { code: 'INSTRUMENT.UNKNOWN' } });
  expect(await complete(liaison(1), id, 0, 'receipt', {})).toMatchObject({ refusal: { code: 'INSTRUMENT.UNKNOWN' } });
});

test('struck off, the items end and a 督办单 with none left closes by itself', async () => {
  const owed = await cases.owe(0, '2026-03-03', 2);
  const [first, second] = owed;
  if (!first || !second) throw new Error('nothing owed');
  const id = await issued(
    'supervisionOrder',
    [],
    owed.map((row) => ({ obligationId: row.id })),
  );
  const strikeOff = (row: typeof first) =>
    cases.inAct(async (act) => {
      meetObligation(act, row);
      await endItemsOf(act, [row.id], 'done', 'struckOff');
    });
  await strikeOff(first);
  expect(await stateOf(id)).toBe('running');
  await strikeOff(second);
  expect(await stateOf(id)).toBe('closed');
  expect(await targetOf(id)).toMatchObject({ state: 'closed', outcome: 'done' });
  expect(await openStages(id)).toEqual([]);
});

test('one 约谈 calls two units: the absent one goes on alone to 挂牌督办 with a link, the other to its end', async () => {
  const [absentOwes] = await cases.owe(1, '2026-03-03');
  if (!absentOwes) throw new Error('nothing owed');
  const id = await issued('summons', [0], [{ obligationId: absentOwes.id }]);
  expect(await openStages(id)).toEqual(['meeting 2026-03-09']);
  expect(await complete(cases.clerk, id, 0, 'attendance', { attended: 'mainLeader' })).toMatchObject({
    refusal: { code: 'INSTRUMENT.STAGE_NOT_OPEN' },
  });
  cases.moveTo('2026-03-09', 15);
  expect((await complete(cases.clerk, id, null, 'meeting', { heldOn: '2026-03-09' })).ok).toBe(true);
  expect(await openStages(id)).toEqual(['attendance 2026-03-12', 'attendance 2026-03-12']);

  const absent = await complete(cases.clerk, id, 1, 'attendance', { attended: 'absent', text: '未请假' });
  expect(absent).toMatchObject({ value: { effect: 'end' } });
  expect(await targetOf(id, 1)).toMatchObject({ state: 'closed', outcome: 'notDone' });
  const [following] = await cases.query<object>(
    `select i.kind, i.state, i.preceding_id as from, x.obligation_id as owes from instrument i
       join instrument_item x on x.instrument_id = i.id where i.id = $1`,
    [absent.ok ? absent.value.followingId : null],
  );
  expect(following).toEqual({ kind: 'listing', state: 'draft', from: id, owes: absentOwes.id });

  expect(await complete(cases.clerk, id, 0, 'attendance', { attended: 'substitute' })).toMatchObject({
    refusal: { code: 'INSTRUMENT.FIELD_MISSING', params: { field: 'attendee' } },
  });
  expect((await complete(cases.clerk, id, 0, 'attendance', { attended: 'mainLeader' })).ok).toBe(true);
  // The minutes are signed by both sides, not by two of one.
  expect(await complete(cases.clerk, id, 0, 'minutes', { text: '约谈纪要' })).toMatchObject({ value: { effect: 'first' } });
  expect(await complete(cases.officeHead, id, 0, 'minutes', {})).toMatchObject({
    refusal: { code: 'INSTRUMENT.NEEDS_OTHER_SIDE' },
  });
  expect(await complete(head(), id, 0, 'minutes', {})).toMatchObject({ value: { effect: 'goOn' } });
  const [minutes] = await cases.query<object>(
    `select done_by as office, done_by_second as unit from instrument_stage where stage_key = 'minutes'`,
  );
  expect(minutes).toEqual({ office: cases.clerk, unit: head() });
  expect((await complete(liaison(), id, 0, 'plan', { text: '整改方案' })).ok).toBe(true);
  expect((await complete(liaison(), id, 0, 'answer', { text: '整改报告' })).ok).toBe(true);
  expect(await stateOf(id)).toBe('running');
  expect((await complete(cases.clerk, id, 0, 'acceptance', { accepted: true, outcome: 'partly' })).ok).toBe(true);
  // 回访: what it finds in order closes the case with what the acceptance had found.
  expect(await openStages(id)).toEqual([expect.stringMatching(/^revisit /)]);
  expect(await stateOf(id)).toBe('running');
  expect((await complete(cases.clerk, id, 0, 'revisit', { accepted: true })).ok).toBe(true);
  expect(await targetOf(id, 0)).toMatchObject({ state: 'closed', outcome: 'partly' });
  expect(await stateOf(id)).toBe('closed');
});

test('挂牌督办 is accepted by two people and delisted by its chain; refused, it is accepted anew', async () => {
  const id = await issued('listing', [0]);
  expect((await complete(liaison(), id, 0, 'plan', { text: '整改方案' })).ok).toBe(true);
  expect((await complete(liaison(), id, 0, 'report', { text: '第一次进展' })).ok).toBe(true);
  expect((await complete(liaison(), id, 0, 'answer', { text: '整改完成' })).ok).toBe(true);
  const accept = { accepted: true, text: '现场核查' };
  expect(await complete(cases.clerk, id, 0, 'acceptance', accept)).toMatchObject({ value: { effect: 'first' } });
  expect(await complete(cases.clerk, id, 0, 'acceptance', accept)).toMatchObject({
    refusal: { code: 'INSTRUMENT.NEEDS_ANOTHER_PERSON' },
  });
  const target = await targetOf(id);
  const delist = () => cases.do(cases.clerk, (act) => startDelisting(act, { instrumentId: id, targetId: target.id }));
  expect(await delist()).toMatchObject({ refusal: { code: 'INSTRUMENT.NOT_DELISTABLE' } });
  expect((await complete(cases.officeHead, id, 0, 'acceptance', accept)).ok).toBe(true);
  const first = await delist();
  if (!first.ok) throw new Error(first.refusal.code);
  expect(await delist()).toMatchObject({ refusal: { code: 'INSTRUMENT.DELISTING_RUNNING' } });
  await cases.must(cases.officeHead, (act) => cases.verdict(act, first.value.signOffId, 'refuse', '再查'));
  expect(await targetOf(id)).toMatchObject({ stage: 'acceptance', outcome: null });
  for (const person of [cases.officeHead, cases.clerk]) {
    expect((await complete(person, id, 0, 'acceptance', accept)).ok).toBe(true);
  }
  const second = await delist();
  if (!second.ok) throw new Error(second.refusal.code);
  await cases.signAll(second.value.signOffId, [cases.officeHead, cases.chief]);
  expect(await targetOf(id)).toMatchObject({ state: 'closed', outcome: 'done' });
  expect(await cases.events(id)).toEqual(
    expect.arrayContaining(['listing.delistingRefused', 'listing.delisted', 'instrument.closed']),
  );
});

test('one of two who does not accept is enough: the target ends honestly and leads on to 通报', async () => {
  const id = await issued('listing', [0]);
  for (const stage of ['plan', 'answer'] as const)
    expect((await complete(liaison(), id, 0, stage, { text: '完成' })).ok).toBe(true);
  expect((await complete(cases.clerk, id, 0, 'acceptance', { accepted: true })).ok).toBe(true);
  const failed = await complete(cases.officeHead, id, 0, 'acceptance', { accepted: false, text: '虚假整改' });
  expect(failed).toMatchObject({ value: { effect: 'end' } });
  expect(await targetOf(id)).toMatchObject({ state: 'closed', outcome: 'notAccepted' });
  const kinds = await cases.query<object>('select kind, state from instrument order by opened_at, id');
  expect(kinds).toEqual([
    { kind: 'listing', state: 'closed' },
    { kind: 'bulletin', state: 'draft' },
  ]);
});

test('what a 约谈 was for is struck off before the answer: the target goes to its acceptance', async () => {
  const [owed] = await cases.owe(0, '2026-03-03');
  if (!owed) throw new Error('nothing owed');
  const id = await issued('summons', [], [{ obligationId: owed.id }]);
  cases.moveTo('2026-03-09', 15);
  await complete(cases.clerk, id, null, 'meeting', { heldOn: '2026-03-09' });
  await complete(cases.clerk, id, 0, 'attendance', { attended: 'mainLeader' });
  await cases.inAct(async (act) => {
    meetObligation(act, owed);
    await endItemsOf(act, [owed.id], 'done', 'struckOff');
  });
  expect(await targetOf(id)).toMatchObject({ stage: 'acceptance', state: 'running' });
  expect(await openStages(id)).toEqual(['acceptance 2026-03-23']);
});

test('two who complete a stage at once: one does, the other is told that it is not open any more', async () => {
  const id = await issued('supervisionOrder', [0]);
  const answers = await Promise.all([
    complete(liaison(), id, 0, 'answer', { text: '一' }),
    complete(head(), id, 0, 'answer', { text: '二' }),
  ]);
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(answers.find((answer) => !answer.ok)).toMatchObject({ refusal: { code: 'INSTRUMENT.STAGE_NOT_OPEN' } });
});

test('a rectification is struck off by somebody else, and re-opened with a link', async () => {
  const { rectificationId } = await cases.must(cases.clerk, (act) =>
    addRectification(act, { sourceKind: 'listing', unitId: cases.unit(0).unitId, problem: '台账不全', dueOn: '2026-04-30' }),
  );
  const strikeOff = (personId: string) =>
    cases.do(personId, (act) => strikeOffRectification(act, { rectificationId, accepted: true, opinion: '属实' }));
  expect(await strikeOff(cases.clerk)).toMatchObject({ refusal: { code: 'RECTIFICATION.NOT_OPEN' } });
  expect(await cases.do(liaison(1), (act) => markRectified(act, { rectificationId, measure: '补齐' }))).toMatchObject({
    refusal: { code: 'RECTIFICATION.UNKNOWN' },
  });
  await cases.must(liaison(), (act) => markRectified(act, { rectificationId, measure: '补齐台账' }));
  expect((await strikeOff(cases.clerk)).ok).toBe(true);
  const reopened = await cases.must(cases.clerk, (act) =>
    reopenRectification(act, { rectificationId, problem: '问题反弹', dueOn: '2026-06-30' }),
  );
  const rows = await cases.query<object>(
    'select state, problem, reopened_from_id as from from rectification order by opened_at, id',
  );
  expect(rows).toEqual([
    { state: 'struckOff', problem: '台账不全', from: null },
    { state: 'open', problem: '问题反弹', from: rectificationId },
  ]);
  expect(reopened.rectificationId).not.toBe(rectificationId);
});
