import {
  askStageExtension,
  decideObjection,
  endItemsOf,
  listWaitingInstruments,
  objectToInstrument,
  openInstrument,
  actorOn,
  readRoster,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import { InstrumentCases } from './cases';
import { Walk } from '../../support/paper-walk';

let cases: InstrumentCases;
beforeEach(async () => {
  cases = await InstrumentCases.open('2026-03-02');
});
afterEach(() => cases.deps.close());

const refusal = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) as object });
const frozen = async (obligationId?: string) =>
  (
    await cases.query<{ kind: string }>(
      `select f.kind from obligation_freeze f where f.closed_at is null and ($1::uuid is null or f.obligation_id = $1) order by 1`,
      [obligationId ?? null],
    )
  ).map((row) => row.kind);
const waitingFor = (personId: string) =>
  withTransaction(cases.deps.database, async (tx) => {
    const roster = await readRoster(tx, cases.sample.jurisdictionId);
    const found = await listWaitingInstruments(tx, actorOn(roster, cases.sample.jurisdictionId, personId, cases.today));
    return found.map((each) => each.waitsFor);
  });

describe('申请环节延期', () => {
  const ask = async (walk: Walk, untilOn: string, personId = walk.liaison()) => {
    const targetId = (await walk.target()).id;
    return cases.do(personId, (act) =>
      askStageExtension(act, { instrumentId: walk.id, targetId, untilOn, reason: '需要检测鉴定' }),
    );
  };

  test('asked in time it freezes the stage, is decided by the chain, moves the day and leaves no breach', async () => {
    const walk = await Walk.issued(cases, 'supervisionOrder', [0]);
    expect(await walk.owed()).toEqual(['answer 2026-03-16', 'receipt 2026-03-04']);
    expect(await ask(walk, '2026-03-16')).toEqual(refusal('EXTENSION.NOT_LATER'));
    expect(await ask(walk, '2026-12-31')).toEqual(refusal('EXTENSION.TOO_LONG'));
    expect(await ask(walk, '2026-04-10', cases.clerk)).toEqual(refusal('INSTRUMENT.UNKNOWN'));
    const asked = await ask(walk, '2026-04-10');
    if (!asked.ok) throw new Error('refused');
    expect(await frozen()).toEqual(['extensionAsked']);
    expect(await ask(walk, '2026-04-20')).toEqual(refusal('EXTENSION.ALREADY_ASKED'));
    cases.moveTo('2026-03-18');
    await cases.must(cases.officeHead, (act) => cases.verdict(act, asked.value.signOffId, 'approve', '同意'));
    expect(await frozen()).toEqual([]);
    expect(await walk.owed()).toContain('answer 2026-04-10');
    const [change] = await cases.query<object>('select from_due_on as from, to_due_on as to, breached from due_change');
    expect(change).toEqual({ from: '2026-03-16', to: '2026-04-10', breached: false });
  });

  test('refused, the ladder thaws and the day stands; after the day it may not be asked', async () => {
    const walk = await Walk.issued(cases, 'supervisionOrder', [0]);
    const asked = await ask(walk, '2026-04-10');
    if (!asked.ok) throw new Error('refused');
    await cases.must(cases.officeHead, (act) => cases.verdict(act, asked.value.signOffId, 'refuse', '理由不足'));
    expect(await frozen()).toEqual([]);
    expect(await walk.owed()).toContain('answer 2026-03-16');
    cases.moveTo('2026-03-17');
    expect(await ask(walk, '2026-04-10')).toEqual(refusal('EXTENSION.AFTER_DUE_DAY'));
  });

  test('when the case ends first, nobody is asked any more', async () => {
    const [owed] = await cases.owe(0, '2026-03-03');
    if (!owed) throw new Error('nothing owed');
    const walk = await Walk.issued(cases, 'supervisionOrder', [], { items: [{ obligationId: owed.id }] });
    const asked = await ask(walk, '2026-04-10');
    if (!asked.ok) throw new Error('refused');
    await cases.inAct((act) => endItemsOf(act, [owed.id], 'done', 'struckOff'));
    expect(await walk.state()).toBe('closed');
    const [signOff] = await cases.query<object>('select state from sign_off where id = $1', [asked.value.signOffId]);
    expect(signOff).toEqual({ state: 'withdrawn' });
    expect(await cases.query('select 1 from instrument_request where state = $1', ['void'])).toHaveLength(1);
    expect(await frozen()).toEqual([]);
  });
});

describe('异议', () => {
  const object = async (walk: Walk, reason = '任务已由他单位承接') => {
    const targetId = (await walk.target()).id;
    return cases.do(walk.liaison(), (act) => objectToInstrument(act, { instrumentId: walk.id, targetId, reason }));
  };
  const decide = (walk: Walk, requestId: string, personId: string, isUpheld: boolean) =>
    cases.do(personId, (act) =>
      decideObjection(act, { instrumentId: walk.id, requestId, isUpheld, opinion: isUpheld ? '属实' : '不成立' }),
    );

  test('it freezes what the target owes and what the paper urged, and only those who had no part decide', async () => {
    const [owed] = await cases.owe(0, '2026-03-03');
    if (!owed) throw new Error('nothing owed');
    const walk = await Walk.issued(cases, 'supervisionOrder', [], { items: [{ obligationId: owed.id }] });
    const made = await object(walk);
    if (!made.ok) throw new Error('refused');
    expect(await frozen(owed.id)).toEqual(['objection']);
    expect(await frozen()).toEqual(['objection', 'objection', 'objection']);
    expect(await walk.owed()).toContain('objection 2026-04-01');
    expect(await object(walk)).toEqual(refusal('OBJECTION.MADE_ALREADY'));
    // The office's head has signed the paper, and the clerk is not one to decide.
    expect(await decide(walk, made.value.requestId, cases.officeHead, false)).toEqual(refusal('OBJECTION.RECUSED'));
    expect(await decide(walk, made.value.requestId, cases.clerk, false)).toEqual(refusal('OBJECTION.NOT_YOURS'));
    expect(await waitingFor(cases.officeHead)).not.toContain('objection');
    expect(await waitingFor(cases.deputy(0))).toContain('objection');
    expect((await decide(walk, made.value.requestId, cases.deputy(0), false)).ok).toBe(true);
    expect(await frozen()).toEqual([]);
    expect(await walk.owed()).toEqual(['answer 2026-03-16', 'receipt 2026-03-04']);
    expect(await decide(walk, made.value.requestId, cases.chief, true)).toEqual(refusal('OBJECTION.DECIDED_ALREADY'));
  });

  test('upheld, the target is taken off the paper, and another goes on', async () => {
    const walk = await Walk.issued(cases, 'supervisionOrder', [0, 1]);
    const made = await object(walk);
    if (!made.ok) throw new Error('refused');
    expect((await decide(walk, made.value.requestId, cases.chief, true)).ok).toBe(true);
    expect(await walk.target(0)).toMatchObject({ state: 'closed', outcome: 'notApplicable' });
    expect(await walk.target(1)).toMatchObject({ state: 'running' });
    expect(await walk.state()).toBe('running');
  });

  test('it is heard for the days of the policy, counted from service, and not on what others have sent', async () => {
    const walk = await Walk.issued(cases, 'supervisionOrder', [0]);
    cases.moveTo('2026-04-02');
    expect(await object(walk)).toEqual(refusal('OBJECTION.TOO_LATE'));
    const incoming = await Walk.issued(cases, 'judicialSuggestion', [0], {
      outsideNumber: '（2026）示例司建1号',
      receivedOn: '2026-04-01',
    });
    expect(await object(incoming)).toEqual(refusal('OBJECTION.NOT_HEARD'));
  });

  test('a named unit objects to a 通报 that has closed at its service', async () => {
    const walk = await Walk.issued(cases, 'bulletin', [0]);
    expect(await walk.state()).toBe('closed');
    const made = await object(walk, '已按期办结');
    if (!made.ok) throw new Error('refused');
    expect(await waitingFor(cases.deputy(0))).toEqual(['objection']);
    expect((await decide(walk, made.value.requestId, cases.deputy(0), true)).ok).toBe(true);
    expect(await walk.target()).toMatchObject({ state: 'closed', outcome: 'notApplicable' });
    expect(await waitingFor(cases.deputy(0))).toEqual([]);
  });

  test('of opposite decisions at the same time one wins', async () => {
    const walk = await Walk.issued(cases, 'supervisionOrder', [0]);
    const made = await object(walk);
    if (!made.ok) throw new Error('refused');
    const both = await Promise.all([
      decide(walk, made.value.requestId, cases.deputy(0), true),
      decide(walk, made.value.requestId, cases.chief, false),
    ]);
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    expect(both.filter((each) => !each.ok)).toEqual([refusal('OBJECTION.DECIDED_ALREADY')]);
  });
});

test("催办 is the clock's own word: a person opens a 督办单 instead", async () => {
  const opened = await cases.do(cases.clerk, (act) =>
    openInstrument(act, { kind: 'urging', planId: cases.planId, grounds: '催', unitIds: [cases.unit(0).unitId] }),
  );
  expect(opened).toEqual(refusal('INSTRUMENT.NOT_BY_HAND'));
});
