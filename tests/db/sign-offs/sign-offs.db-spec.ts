import { instantOf } from '@duban/domain';
import {
  Act,
  actorOn,
  answerSilence,
  listWaitingFor,
  newId,
  readRoster,
  resolveStep,
  returnToStep,
  sign,
  withdrawSignOff,
} from '@duban/application';
import { ObligationRow, withTransaction, type SignOffRow } from '@duban/database';
import { writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';
import { openTestDeps, type TestDeps } from '../../support/database';
import {
  Acting,
  CHIEF,
  CO_HEADS,
  DEPUTIES,
  HEAD,
  IN_CHARGE,
  OFFICE_HEAD,
  chainOf,
  recordingHandlers as handlers,
  stepOf,
} from '../../support/acting';

let deps: TestDeps;
let sample: SampleJurisdiction;
let acting: Acting;
beforeEach(async () => {
  deps = await openTestDeps(instantOf('2026-07-01', 9, 5));
  sample = await writeSampleJurisdiction(
    deps,
    { name: '示例区', officeName: '示例区司法局', unitNames: ['甲局', '乙局', '丙局'], fromOn: '2020-01-01' },
    'x',
  );
  acting = new Acting(deps, sample);
});
afterEach(() => deps.close());

const approve = (personId: string, signOff: SignOffRow, contentHash = 'h1', stepKey?: string) =>
  acting.do(personId, (act) =>
    sign(act, handlers, {
      signOffId: signOff.id,
      verdict: 'approve',
      opinion: '同意',
      contentHash,
      ...(stepKey === undefined ? {} : { stepKey }),
    }),
  );
const refuseIt = (personId: string, signOff: SignOffRow, opinion = '退回') =>
  acting.do(personId, (act) => sign(act, handlers, { signOffId: signOff.id, verdict: 'refuse', opinion, contentHash: 'h1' }));

const waitingFor = async (personId: string, day = '2026-07-01') => {
  const list = await withTransaction(deps.database, async (tx) => {
    const actor = actorOn(await readRoster(tx, sample.jurisdictionId), sample.jurisdictionId, personId, day);
    return listWaitingFor(tx, actor, day);
  });
  return list.map((each) => [each.signOffId, each.stepKey, each.path]);
};

const clerk = () => acting.unit(0).liaison.personId;
const head = (n = 0) => acting.unit(n).head.personId;
const officeHead = () => sample.office.head.personId;
const deputy = (n = 0) => sample.leaders.deputies[n]?.personId ?? '';

test('a chain goes step by step: each is asked in turn, owes once, and the end is told to who filed', async () => {
  const row = await acting.start(clerk(), chainOf([stepOf('head', [HEAD]), stepOf('office', [OFFICE_HEAD])]));
  expect(await waitingFor(head())).toEqual([[row.id, 'head', 'holder']]);
  expect(await waitingFor(officeHead())).toEqual([]);
  expect(await approve(head(), row)).toMatchObject({ ok: true, value: { state: 'running' } });
  expect(await waitingFor(head())).toEqual([]);
  expect(await waitingFor(officeHead())).toEqual([[row.id, 'office', 'holder']]);
  expect(await approve(officeHead(), row)).toMatchObject({ ok: true, value: { state: 'approved' } });
  expect(await acting.events(row.id)).toEqual(['signOff.started', 'signOff.signed', 'signOff.approved']);
  expect(await acting.events(row.subjectId)).toEqual(['plan.approved']);
  const obligations = await deps.database.query<object[]>(
    `select stage_key as key, state, due_on as due from obligation where sign_off_id = $1 order by opened_at, id`,
    [row.id],
  );
  expect(obligations).toEqual([
    { key: 'annualReport.head', state: 'met', due: '2026-07-06' },
    { key: 'annualReport.office', state: 'met', due: '2026-07-06' },
  ]);
  const told = await deps.database.query<object[]>(
    `select n.title, n.receiver_id as who from notice n where n.receiver_id = $1`,
    [clerk()],
  );
  expect(told).toEqual([{ title: '签批通过', who: clerk() }]);
});

test('200 pairs of opposite decisions at once: one winner each, one event each, the other told who and when (S16)', async () => {
  const chain = chainOf([stepOf('leader', [DEPUTIES])]);
  const rows: SignOffRow[] = [];
  for (let n = 0; n < 200; n++) rows.push(await acting.start(clerk(), chain));
  const results = await Promise.all(
    rows.map(async (row) => ({ row, answers: await Promise.all([approve(deputy(0), row), refuseIt(deputy(1), row)]) })),
  );
  let approvals = 0;
  for (const { row, answers } of results) {
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const won = answers[0].ok ? { by: '分管领导一', state: 'approved' } : { by: '分管领导二', state: 'refused' };
    approvals += answers[0].ok ? 1 : 0;
    expect(answers.find((answer) => !answer.ok)).toMatchObject({
      refusal: { code: 'SIGNOFF.ALREADY_DECIDED', params: { ...won, at: '2026-07-01T01:05:00.000Z' } },
    });
    expect(await acting.events(row.subjectId)).toEqual([`plan.${won.state}`]);
  }
  const [counts] = await deps.database.query<object[]>(
    `select (select count(*)::int from event where type in ('signOff.approved', 'signOff.refused')) as decided,
       (select count(*)::int from signature) as signatures,
       (select count(*)::int from notice where receiver_id = $1) as told`,
    [clerk()],
  );
  expect(counts).toEqual({ decided: 200, signatures: 200, told: 200 });
  expect(approvals).toBeGreaterThan(0);
}, 60_000);

test('the same approval five times with one key, then five times without, is one signature and signs no later step (S17)', async () => {
  const chain = chainOf([stepOf('one', [DEPUTIES]), stepOf('two', [DEPUTIES])], { allowSamePerson: true });
  const row = await acting.start(clerk(), chain);
  const again = () =>
    acting.do(
      deputy(),
      (act) => sign(act, handlers, { signOffId: row.id, verdict: 'approve', opinion: '同意', contentHash: 'h1', stepKey: 'one' }),
      'click',
    );
  const answers = await Promise.all([again(), again(), again(), again(), again()]);
  expect(answers).toEqual(Array.from({ length: 5 }, () => answers[0]));
  for (let n = 0; n < 5; n++) {
    expect(await approve(deputy(), row)).toMatchObject({
      refusal: { code: 'SIGNOFF.ALREADY_DECIDED', params: { by: '分管领导一' } },
    });
  }
  expect(await approve(deputy(), row, 'h1', 'one')).toMatchObject({ refusal: { code: 'SIGNOFF.ALREADY_DECIDED' } });
  const [count] = await deps.database.query<{ n: number }[]>('select count(*)::int as n from signature');
  expect(count).toEqual({ n: 1 });
  // The chain allows the same person, who then signs the second step by its name.
  expect(await approve(deputy(), row, 'h1', 'two')).toMatchObject({ ok: true, value: { state: 'approved' } });
});

test('returned to 会签, exactly those named are asked again, and the case is on a list at every moment (S18)', async () => {
  const co = [acting.unit(1).unitId, acting.unit(2).unitId];
  const chain = chainOf([stepOf('coSign', [HEAD, CO_HEADS], 'all'), stepOf('leader', [IN_CHARGE])]);
  const row = await acting.start(clerk(), chain, { coUnitIds: co });
  for (const n of [0, 1, 2]) expect((await approve(head(n), row)).ok).toBe(true);
  expect(await waitingFor(deputy(0))).toHaveLength(1);
  const opinion = '乙局重核';
  const postIds = [acting.unit(1).head.postId];
  await acting.must(deputy(0), (act) => returnToStep(act, { signOffId: row.id, stepKey: 'coSign', postIds, opinion }));
  expect(await waitingFor(deputy(0))).toEqual([]);
  expect(await waitingFor(head(0))).toEqual([]);
  expect(await waitingFor(head(1))).toEqual([[row.id, 'coSign', 'holder']]);
  expect((await approve(head(1), row)).ok).toBe(true);
  await acting.must(deputy(0), (act) => returnToStep(act, { signOffId: row.id, stepKey: 'coSign', opinion }));
  for (const n of [0, 1, 2]) expect(await waitingFor(head(n))).toEqual([[row.id, 'coSign', 'holder']]);
  for (const n of [0, 1, 2]) expect((await approve(head(n), row)).ok).toBe(true);
  expect(await approve(deputy(0), row)).toMatchObject({ ok: true, value: { state: 'approved' } });
});

test('a refusal in 会签 does at once what the chain says (S19)', async () => {
  const steps = [stepOf('coSign', [HEAD, CO_HEADS], 'all')];
  const co = { coUnitIds: [acting.unit(1).unitId, acting.unit(2).unitId] };
  const atOnce = await acting.start(clerk(), chainOf(steps), co);
  expect((await approve(head(0), atOnce)).ok).toBe(true);
  expect(await refuseIt(head(1), atOnce)).toMatchObject({ value: { state: 'refused' } });
  expect(await waitingFor(head(2))).toEqual([]);
  const tally = await acting.start(clerk(), chainOf(steps, { onRefusal: 'tallyThenReturn' }), co);
  expect(await refuseIt(head(1), tally)).toMatchObject({ value: { state: 'running' } });
  expect(await waitingFor(head(2))).toEqual([[tally.id, 'coSign', 'holder']]);
  expect((await approve(head(0), tally)).ok).toBe(true);
  expect(await approve(head(2), tally)).toMatchObject({ value: { state: 'refused' } });
});

test('a delegate signs in the window only, both names are on the record, and signs no second step', async () => {
  const standIn = acting.unit(1).head.personId;
  const holdingId = newId();
  await acting.changeRoster(
    `insert into post_holding (id, jurisdiction_id, post_id, person_id, kind, from_on, to_on)
     values ($1, $2, $3, $4, 'delegate', '2026-07-01', '2026-07-07')`,
    [holdingId, sample.jurisdictionId, acting.unit(0).head.postId, standIn],
  );
  const chain = chainOf([stepOf('head', [HEAD]), stepOf('coSign', [CO_HEADS], 'all')]);
  const row = await acting.start(clerk(), chain, { coUnitIds: [acting.unit(1).unitId] });
  expect(await waitingFor(standIn)).toEqual([[row.id, 'head', 'delegate']]);
  expect(await waitingFor(head(0))).toEqual([[row.id, 'head', 'holder']]);
  expect((await approve(standIn, row)).ok).toBe(true);
  const signatures = await deps.database.query<object[]>('select person_id as by, on_behalf_of as for from signature');
  expect(signatures).toEqual([{ by: standIn, for: head(0) }]);
  // The stand-in heads the unit that co-signs, and is passed over there: the leader in charge of that unit stands in.
  expect(await waitingFor(standIn)).toEqual([]);
  expect(await waitingFor(deputy(1))).toEqual([[row.id, 'coSign', 'superior']]);
  const later = await acting.start(clerk(), chainOf([stepOf('head', [HEAD])]));
  await acting.changeRoster(`update post_holding set to_on = '2026-07-01' where id = $1`, [holdingId]);
  deps.clock.moveTo(instantOf('2026-07-02', 9));
  expect(await approve(standIn, later)).toMatchObject({ refusal: { code: 'SIGNOFF.UNKNOWN' } });
  expect(await waitingFor(head(0), '2026-07-02')).toEqual([[later.id, 'head', 'holder']]);
});

test('withdrawn while a leader reads it: the leader is refused with when, and nothing changes (S21)', async () => {
  const row = await acting.start(clerk(), chainOf([stepOf('leader', [IN_CHARGE])]));
  await acting.must(clerk(), (act) => withdrawSignOff(act, handlers, { signOffId: row.id, reason: '补充材料' }));
  expect(await waitingFor(deputy(0))).toEqual([]);
  expect(await approve(deputy(0), row)).toMatchObject({
    refusal: {
      code: 'SIGNOFF.ALREADY_DECIDED',
      params: { state: 'withdrawn', by: '甲局联络员', at: '2026-07-01T01:05:00.000Z' },
    },
  });
  expect(await acting.events(row.id)).toEqual(['signOff.started', 'signOff.withdrawn']);
});

test('once somebody outside the unit has signed it cannot be withdrawn', async () => {
  const row = await acting.start(clerk(), chainOf([stepOf('office', [OFFICE_HEAD]), stepOf('chief', [CHIEF])]));
  expect((await approve(officeHead(), row)).ok).toBe(true);
  const answer = await acting.do(clerk(), (act) => withdrawSignOff(act, handlers, { signOffId: row.id, reason: '' }));
  expect(answer).toMatchObject({ refusal: { code: 'SIGNOFF.REVIEW_BEGUN', params: { by: '督办主任' } } });
});

test('filed anew, the signatures over what did not change hold, and exactly the others lapse', async () => {
  const chain = chainOf([stepOf('head', [HEAD]), stepOf('coSign', [CO_HEADS], 'all'), stepOf('office', [OFFICE_HEAD])]);
  const co = { coUnitIds: [acting.unit(1).unitId, acting.unit(2).unitId] };
  const first = await acting.start(clerk(), chain, { ...co, parts: { coSign: 'figures-1' } });
  expect((await approve(head(0), first)).ok).toBe(true);
  for (const n of [1, 2]) expect((await approve(head(n), first, 'figures-1')).ok).toBe(true);
  expect(await refuseIt(officeHead(), first, '文字再改')).toMatchObject({ value: { state: 'refused' } });

  const changed = { ...co, subjectId: first.subjectId, contentHash: 'h2', parts: { coSign: 'figures-1' } };
  const second = await acting.start(clerk(), chain, changed);
  expect(second.round).toBe(2);
  expect(await waitingFor(head(0))).toEqual([[second.id, 'head', 'holder']]);
  expect((await approve(head(0), second, 'h2')).ok).toBe(true);
  // 会签 saw only the figures, which are the same: it is not asked again.
  for (const n of [1, 2]) expect(await waitingFor(head(n))).toEqual([]);
  expect(await waitingFor(officeHead())).toEqual([[second.id, 'office', 'holder']]);
  const lapsed = await deps.database.query<object[]>(
    `select s.step_key as key from signature g join sign_off_step s on s.id = g.step_id where g.lapsed_at is not null`,
  );
  expect(lapsed).toEqual([{ key: 'head' }]);
});

test('a signature over another content than the present one is not taken', async () => {
  const row = await acting.start(clerk(), chainOf([stepOf('head', [HEAD])]));
  expect(await approve(head(), row, 'h0')).toMatchObject({ refusal: { code: 'SIGNOFF.CONTENT_CHANGED' } });
});

test('nobody signs what they filed; the step goes to the superior, and 会签 without other units is passed over', async () => {
  const row = await acting.start(head(), chainOf([stepOf('coSign', [CO_HEADS], 'all'), stepOf('head', [HEAD])]));
  const rows = await deps.database.query<object[]>('select step_key as key, state from sign_off_step order by position');
  expect(rows).toEqual([
    { key: 'coSign', state: 'passedOver' },
    { key: 'head', state: 'waiting' },
  ]);
  expect(await approve(head(), row)).toMatchObject({ refusal: { code: 'SIGNOFF.OWN_FILING' } });
  expect(await waitingFor(deputy(0))).toEqual([[row.id, 'head', 'superior']]);
});

test('where nobody may sign, the office has it until an acting holder is appointed', async () => {
  await acting.changeRoster(`update person set disabled_at = $1 where id = $2`, [
    new Date(deps.clock.ms),
    sample.leaders.chief.personId,
  ]);
  const row = await acting.start(clerk(), chainOf([stepOf('chief', [CHIEF])]));
  expect(await waitingFor(sample.office.clerk.personId)).toEqual([[row.id, 'chief', 'exception']]);
  await acting.changeRoster(
    `insert into post_holding (id, jurisdiction_id, post_id, person_id, kind, from_on) values ($1, $2, $3, $4, 'acting', '2026-07-01')`,
    [newId(), sample.jurisdictionId, sample.leaders.chief.postId, deputy(0)],
  );
  expect(await waitingFor(sample.office.clerk.personId)).toEqual([]);
  expect(await waitingFor(deputy(0))).toEqual([[row.id, 'chief', 'acting']]);
  expect(await approve(deputy(0), row)).toMatchObject({ value: { state: 'approved' } });
});

test('a step whose post does not exist waits with the office, and is asked once the post is made', async () => {
  const chain = chainOf([stepOf('coSign', [CO_HEADS], 'all')]);
  const government = await deps.database.query<{ id: string }[]>('select unit_id as id from post where id = $1', [
    sample.leaders.chief.postId,
  ]);
  const unitId = government[0]?.id ?? '';
  const row = await acting.start(clerk(), chain, { coUnitIds: [unitId] });
  const office = sample.office.clerk.personId;
  expect(await waitingFor(office)).toEqual([[row.id, 'coSign', 'exception']]);
  const unresolved = await acting.do(office, (act) => resolveStep(act, { signOffId: row.id }));
  expect(unresolved).toMatchObject({ refusal: { code: 'SIGNOFF.NOTHING_TO_RESOLVE' } });
  const postId = newId();
  await acting.changeRoster(
    `insert into post (id, jurisdiction_id, unit_id, role, title) values ($1, $2, $3, 'unitHead', '办公室负责人')`,
    [postId, sample.jurisdictionId, unitId],
  );
  await acting.changeRoster(
    `insert into post_holding (id, jurisdiction_id, post_id, person_id, kind, from_on) values ($1, $2, $3, $4, 'holder', '2026-07-01')`,
    [newId(), sample.jurisdictionId, postId, sample.auditor.personId],
  );
  await acting.must(office, (act) => resolveStep(act, { signOffId: row.id }));
  expect(await waitingFor(office)).toEqual([]);
  expect(await waitingFor(sample.auditor.personId)).toEqual([[row.id, 'coSign', 'holder']]);
  expect(await approve(sample.auditor.personId, row)).toMatchObject({ value: { state: 'approved' } });
});

test('silence is answered as the policy says, once, without a signature', async () => {
  const row = await acting.start(clerk(), chainOf([stepOf('office', [OFFICE_HEAD])]));
  const answer = () =>
    withTransaction(deps.database, async (tx) => {
      const act = new Act(deps, tx, sample.jurisdictionId, deps.clock.ms, null, newId());
      const [obligation] = await tx.find(ObligationRow, 'r.sign_off_id = $1', [row.id]);
      if (!obligation) throw new Error('no obligation');
      const answered = await answerSilence(act, handlers, row.id, obligation, 'refuse');
      await act.flush();
      return answered;
    });
  expect([await answer(), await answer()]).toEqual([true, false]);
  expect(await acting.events(row.subjectId)).toEqual(['plan.refused']);
  const [count] = await deps.database.query<{ n: number }[]>('select count(*)::int as n from signature');
  expect(count).toEqual({ n: 0 });
  expect(await approve(officeHead(), row)).toMatchObject({
    refusal: { code: 'SIGNOFF.ALREADY_DECIDED', params: { by: null, state: 'refused' } },
  });
});

test('what one may not see does not exist', async () => {
  const row = await acting.start(clerk(), chainOf([stepOf('office', [OFFICE_HEAD])]));
  expect(await approve(head(1), row)).toMatchObject({ refusal: { code: 'SIGNOFF.UNKNOWN' } });
  expect(await approve(head(0), row)).toMatchObject({ refusal: { code: 'SIGNOFF.NOT_YOUR_STEP', params: { step: 'office' } } });
});
