import { instantOf, dayOfInstant } from '@duban/domain';
import {
  actorOn,
  appointActing,
  delegatePost,
  endStandIn,
  listWaitingFor,
  newId,
  readExceptions,
  readRoster,
  readStandIns,
  scopeOf,
  settleUnreceived,
  sign,
} from '@duban/application';
import { withTransaction, type SignOffRow } from '@duban/database';
import { writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';
import { openTestDeps, type TestDeps } from '../../support/database';
import { Acting, HEAD, IN_CHARGE, chainOf, recordingHandlers as handlers, stepOf } from '../../support/acting';

let deps: TestDeps;
let sample: SampleJurisdiction;
let acting: Acting;
beforeEach(async () => {
  deps = await openTestDeps(instantOf('2026-06-30', 9));
  sample = await writeSampleJurisdiction(
    deps,
    { name: '示例区', officeName: '示例区司法局', unitNames: ['甲局', '乙局'], fromOn: '2020-01-01' },
    'x',
  );
  acting = new Acting(deps, sample);
});
afterEach(() => deps.close());

const inCharge = () => sample.leaders.deputies[0] ?? acting.unit(0).head;
const clerkOf = (n = 0) => acting.unit(n).liaison.personId;
const approve = (personId: string, signOff: SignOffRow) =>
  acting.do(personId, (act) =>
    sign(act, handlers, { signOffId: signOff.id, verdict: 'approve', opinion: '', contentHash: 'h1' }),
  );
const waiting = async (personId: string) => {
  const day = dayOfInstant(deps.clock.ms);
  return withTransaction(deps.database, async (tx) => {
    const actor = actorOn(await readRoster(tx, sample.jurisdictionId), sample.jurisdictionId, personId, day);
    return (await listWaitingFor(tx, actor, day)).map((each) => each.signOffId);
  });
};
const scopeFor = async (personId: string) => {
  const roster = await withTransaction(deps.database, (tx) => readRoster(tx, sample.jurisdictionId));
  return scopeOf(deps.database, actorOn(roster, sample.jurisdictionId, personId, dayOfInstant(deps.clock.ms)));
};
const exceptions = async () => {
  const scope = await scopeFor(sample.office.clerk.personId);
  return withTransaction(deps.database, (tx) => readExceptions(tx, scope, dayOfInstant(deps.clock.ms)));
};
const leader = (first: SignOffRow['chain'] = chainOf([stepOf('leader', [IN_CHARGE])])) => acting.start(clerkOf(), first as never);

test('a delegation counts in its window, is on both lists and carries both names; recalled, it counts no more (S20)', async () => {
  const stand = acting.unit(1).head.personId;
  const before = await leader();
  const { holdingId } = await acting.must(inCharge().personId, (act) =>
    delegatePost(act, {
      postId: inCharge().postId,
      personId: stand,
      fromOn: '2026-07-01',
      toOn: '2026-07-07',
      reason: '外出学习',
    }),
  );
  // 06-30 23:59: the holder's alone.
  deps.clock.moveTo(instantOf('2026-06-30', 23, 59));
  expect(await waiting(stand)).toEqual([]);
  expect(await approve(stand, before)).toMatchObject({ ok: false });
  deps.clock.moveTo(instantOf('2026-07-01', 0));
  expect(await waiting(stand)).toEqual([before.id]);
  expect(await waiting(inCharge().personId)).toEqual([before.id]);
  expect(await approve(stand, before)).toMatchObject({ ok: true });
  const [signature] = await deps.database.query<object[]>(
    'select person_id as person, on_behalf_of as behalf from signature where sign_off_id = $1',
    [before.id],
  );
  expect(signature).toEqual({ person: stand, behalf: inCharge().personId });

  deps.clock.moveTo(instantOf('2026-07-05', 9));
  const later = await leader();
  await acting.must(inCharge().personId, (act) => endStandIn(act, { holdingId, reason: '提前返岗' }));
  expect(await waiting(stand)).toEqual([]);
  expect(await waiting(inCharge().personId)).toEqual([later.id]);
  expect(await approve(stand, later)).toMatchObject({ ok: false });
  expect(await acting.do(inCharge().personId, (act) => endStandIn(act, { holdingId, reason: '' }))).toMatchObject({
    refusal: { code: 'HOLDING.OVER' },
  });
  const told = await deps.database.query<{ title: string }[]>(
    `select title from notice where receiver_id = $1 and title in ('受托代办', '代理结束') order by made_at`,
    [stand],
  );
  expect(told.map((notice) => notice.title)).toEqual(['受托代办', '代理结束']);
});

test('two delegations of one post for the same days at once: one stands', async () => {
  const wish = (personId: string) => ({
    postId: inCharge().postId,
    personId,
    fromOn: '2026-07-01',
    toOn: '2026-07-07',
    reason: '',
  });
  const answers = await Promise.all(
    [acting.unit(0).head.personId, acting.unit(1).head.personId].map((personId) =>
      acting.do(inCharge().personId, (act) => delegatePost(act, wish(personId))),
    ),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(answers.find((answer) => !answer.ok)).toMatchObject({ refusal: { code: 'HOLDING.ALREADY_DELEGATED' } });
});

test('nobody ends another’s delegation but its principal and the office', async () => {
  const { holdingId } = await acting.must(inCharge().personId, (act) =>
    delegatePost(act, {
      postId: inCharge().postId,
      personId: clerkOf(1),
      fromOn: '2026-07-01',
      toOn: '2026-07-07',
      reason: '',
    }),
  );
  const end = (personId: string) => acting.do(personId, (act) => endStandIn(act, { holdingId, reason: '' }));
  expect(await end(acting.unit(0).head.personId)).toMatchObject({ refusal: { code: 'HOLDING.UNKNOWN' } });
  expect(await end(clerkOf(1))).toMatchObject({ refusal: { code: 'HOLDING.UNKNOWN' } });
  expect(await end(sample.office.clerk.personId)).toEqual({ ok: true, value: null });
  const mine = await scopeFor(inCharge().personId);
  expect((await withTransaction(deps.database, (tx) => readStandIns(tx, mine, '2026-07-01'))).items).toEqual([]);
});

test('where nobody is left the office sees it; the acting holder has the case and what had reached nobody (S15)', async () => {
  const everyone = [inCharge().personId, sample.leaders.chief.personId];
  await acting.changeRoster('update person set disabled_at = $2 where id = any($1::uuid[])', [everyone, new Date(deps.clock.ms)]);
  const row = await leader();
  const found = await exceptions();
  expect(found.stuckSteps).toMatchObject([{ signOffId: row.id, postId: inCharge().postId, postTitle: '分管领导1' }]);
  expect(found.unreceived).toMatchObject([{ postId: inCharge().postId, subjectKind: 'signOff', subjectId: row.id }]);
  const stand = acting.unit(1).head.personId;
  const appointed = await acting.must(sample.office.head.personId, (act) =>
    appointActing(act, { postId: inCharge().postId, personId: stand, fromOn: '2026-06-30', toOn: null, reason: '分管领导空缺' }),
  );
  expect(appointed.told).toBe(1);
  expect(await waiting(stand)).toEqual([row.id]);
  expect(await exceptions()).toMatchObject({ stuckSteps: [], unreceived: [] });
  const items = await deps.database.query<{ text: string }[]>(
    `select i.text from notice_item i join notice n on n.id = i.notice_id
     where n.receiver_id = $1 and i.subject_id = $2`,
    [stand, row.id],
  );
  expect(items).toHaveLength(1);
  expect(await approve(stand, row)).toMatchObject({ ok: true, value: { state: 'approved' } });
});

test('only the office appoints, and what reached nobody can be settled by word of mouth, once', async () => {
  const wish = { postId: inCharge().postId, personId: clerkOf(1), fromOn: '2026-06-30', toOn: null, reason: '空缺' };
  expect(await acting.do(acting.unit(0).head.personId, (act) => appointActing(act, wish))).toMatchObject({
    refusal: { code: 'HOLDING.OFFICE_ONLY' },
  });
  await acting.changeRoster('update person set disabled_at = $2 where id = any($1::uuid[])', [
    [acting.unit(0).head.personId, inCharge().personId, sample.leaders.chief.personId],
    new Date(deps.clock.ms),
  ]);
  await leader(chainOf([stepOf('head', [HEAD])]));
  const [item] = (await exceptions()).unreceived;
  const settle = () =>
    acting.do(sample.office.clerk.personId, (act) =>
      settleUnreceived(act, { itemIds: [item?.itemId ?? ''], reason: '已电话告知' }),
    );
  const answers = await Promise.all([settle(), settle()]);
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(answers.find((answer) => !answer.ok)).toMatchObject({ refusal: { code: 'EXCEPTION.SETTLED' } });
  expect((await exceptions()).unreceived).toEqual([]);
});

test('a refused change of the roster leaves nothing in what this process keeps of it', async () => {
  const stand = acting.unit(1).head.personId;
  const before = await withTransaction(deps.database, (tx) => readRoster(tx, sample.jurisdictionId));
  const undone = acting.do(inCharge().personId, async (act) => {
    const done = await delegatePost(act, {
      postId: inCharge().postId,
      personId: stand,
      fromOn: '2026-07-01',
      toOn: '2026-07-07',
      reason: '',
    });
    if (!done.ok) return done;
    throw new Error('the process ended here');
  });
  await expect(undone).rejects.toThrow('ended here');
  await acting.changeRoster('update person set name = name where id = $1', [stand]);
  const after = await withTransaction(deps.database, (tx) => readRoster(tx, sample.jurisdictionId));
  expect(after.holdings).toEqual(before.holdings);
});

test('a unit whose people are all gone is on the office’s list with what it owes', async () => {
  const unit = acting.unit(0);
  await deps.database.query(
    `insert into obligation (id, jurisdiction_id, kind, owner_kind, owner_id, holder_unit_id, opened_at, due_version, provisional, state, policy_version_id, calendar_id, due_reason)
     values ($1, $2, 'instrumentStage', 'instrument', $1, $3, $4, 1, false, 'open', $5, $6, 'test')`,
    [newId(), sample.jurisdictionId, unit.unitId, new Date(deps.clock.ms), sample.policyVersionId, sample.calendarId],
  );
  expect((await exceptions()).desertedUnits).toEqual([]);
  await acting.changeRoster(`update post_holding set to_on = '2026-06-29' where person_id = any($1::uuid[])`, [
    [unit.liaison.personId, unit.head.personId],
  ]);
  expect((await exceptions()).desertedUnits).toEqual([
    { unitId: unit.unitId, unitName: '甲局', postId: unit.head.postId, postTitle: '甲局主要负责人', openDuties: 1 },
  ]);
});
