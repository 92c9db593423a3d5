import { instantOf } from '@duban/domain';
import {
  cancelAssignment,
  fileCompletion,
  finishPiece,
  mergeUnit,
  reassignAssignment,
  receiveAssignment,
  resumeAssignment,
  sign,
  signOffHandlers,
  splitShare,
  suspendAssignment,
  withdrawPiece,
} from '@duban/application';
import { rules } from '../../model/year';
import { openTestDeps, type TestDeps } from '../../support/database';
import { DatabaseYear } from '../../support/year/database-year';

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2025-01-01', 9));
});
afterAll(() => deps?.close());

/** One task of the first of two units, issued on 2 March 2025 and due on 1 May, split by its liaison into two pieces. */
async function split() {
  const world = await DatabaseYear.prepare(
    deps,
    { year: 2025, issuedAfter: 60, units: 2, tasks: [{ dueIn: 60, cycle: 'quarterly', unit: 0 }], deeds: [], outages: [] },
    rules,
  );
  await world.live({ ...world.byHand(), goTo: () => Promise.resolve() });
  const assignmentId = world.assignmentOf(0) ?? '';
  const { acting } = world;
  const unit = acting.unit(0);
  const liaison = unit.liaison.personId;
  await acting.must(liaison, (act) => receiveAssignment(act, { assignmentId }));
  const open = (name: string, dueOn: string, postId = unit.head.postId) =>
    acting.do(liaison, (act) => splitShare(act, { assignmentId, name, postId, dueOn }));
  const made = [await open('起草清单', '2025-04-01'), await open('征求意见', '2025-05-01')];
  const [first = '', second = ''] = made.map((each) => (each.ok ? each.value.pieceId : ''));
  const states = async () =>
    (
      await deps.database.query<{ state: string; endedAs: string | null }[]>(
        `select o.state, i.ended_as as "endedAs" from piece i join obligation o on o.id = i.id
         where i.assignment_id = $1 order by o.due_on, o.id`,
        [assignmentId],
      )
    ).map((row) => [row.state, row.endedAs]);
  return { world, acting, unit, liaison, assignmentId, open, first, second, states };
}

const clerkOf = ({ world }: Awaited<ReturnType<typeof split>>) => world.sample.office.clerk.personId;
const BOTH_OPEN = [
  ['open', null],
  ['open', null],
];
const BOTH_ENDED = [
  ['void', null],
  ['void', null],
];

test('a share is split among the posts of its unit only, by its unit only, within its day', async () => {
  const at = await split();
  const { acting, assignmentId, open, first } = at;
  expect(await at.states()).toEqual(BOTH_OPEN);
  expect(await open('起草清单', '2025-05-02')).toMatchObject({ refusal: { code: 'PIECE.AFTER_DUE_DAY' } });
  const other = acting.unit(1);
  expect(await open('起草清单', '2025-04-01', other.head.postId)).toMatchObject({ refusal: { code: 'PIECE.POST_NOT_OURS' } });
  const stranger = other.liaison.personId;
  const input = { assignmentId, name: '起草', postId: other.head.postId, dueOn: '2025-04-01' };
  expect(await acting.do(stranger, (act) => splitShare(act, input))).toMatchObject({ refusal: { code: 'ASSIGNMENT.UNKNOWN' } });
  for (const person of [stranger, clerkOf(at)]) {
    expect(await acting.do(person, (act) => finishPiece(act, { pieceId: first, note: null }))).toMatchObject({
      refusal: { code: 'PIECE.UNKNOWN' },
    });
    expect(await acting.do(person, (act) => withdrawPiece(act, { pieceId: first, grounds: '不是我的' }))).toMatchObject({
      refusal: { code: 'PIECE.UNKNOWN' },
    });
  }
  const told = await deps.database.query<object[]>(
    `select x.text, x.receiver_id = $2 as head from notice_item x where x.obligation_id = $1`,
    [first, at.unit.head.personId],
  );
  expect(told).toEqual([{ text: '“任务0”中的“起草清单”由您承办，请于2025年4月1日前完成。', head: true }]);
});

test('a piece is finished or withdrawn once, with who did it and why', async () => {
  const { acting, unit, liaison, first, second, states } = await split();
  await acting.must(unit.head.personId, (act) => finishPiece(act, { pieceId: first, note: ' 已印发 ' }));
  expect(await acting.do(liaison, (act) => withdrawPiece(act, { pieceId: second, grounds: ' ' }))).toMatchObject({
    refusal: { code: 'PIECE.GROUNDS_MISSING' },
  });
  await acting.must(liaison, (act) => withdrawPiece(act, { pieceId: second, grounds: '合并办理' }));
  expect(await states()).toEqual([
    ['met', 'done'],
    ['void', 'withdrawn'],
  ]);
  expect(await acting.do(liaison, (act) => finishPiece(act, { pieceId: second, note: null }))).toMatchObject({
    refusal: { code: 'PIECE.NOT_OPEN' },
  });
  const rows = await deps.database.query<object[]>(
    'select ended_note, ended_by from piece where id = any($1::uuid[]) order by id',
    [[first, second].sort()],
  );
  expect(rows).toEqual([
    { ended_note: '已印发', ended_by: unit.head.personId },
    { ended_note: '合并办理', ended_by: liaison },
  ]);
  expect(await acting.events(first)).toEqual(['piece.opened', 'piece.finished']);
  expect(await acting.events(second)).toEqual(['piece.opened', 'piece.withdrawn']);
});

test('撤销, 转办 and 撤并 end what is open, and what is done stays done', async () => {
  const cancelled = await split();
  await cancelled.acting.must(cancelled.liaison, (act) => finishPiece(act, { pieceId: cancelled.first, note: null }));
  await cancelled.acting.must(clerkOf(cancelled), (act) =>
    cancelAssignment(act, { assignmentId: cancelled.assignmentId, grounds: '不再办理' }),
  );
  expect(await cancelled.states()).toEqual([
    ['met', 'done'],
    ['void', null],
  ]);

  const moved = await split();
  await moved.acting.must(clerkOf(moved), (act) =>
    reassignAssignment(act, {
      assignmentId: moved.assignmentId,
      toUnitId: moved.acting.unit(1).unitId,
      grounds: '职能划转',
      dueOn: null,
    }),
  );
  expect(await moved.states()).toEqual(BOTH_ENDED);
  // They stay the old unit's, and the new one has no part in them.
  const holders = await deps.database.query<object[]>(
    `select distinct holder_unit_id as unit from obligation where assignment_id = $1 and kind = 'piece'`,
    [moved.assignmentId],
  );
  expect(holders).toEqual([{ unit: moved.unit.unitId }]);
  const newLiaison = moved.acting.unit(1).liaison.personId;
  expect(await moved.acting.do(newLiaison, (act) => finishPiece(act, { pieceId: moved.first, note: null }))).toMatchObject({
    refusal: { code: 'PIECE.UNKNOWN' },
  });

  const merged = await split();
  await merged.acting.must(merged.world.sample.administrator.personId, (act) =>
    mergeUnit(act, { unitId: merged.unit.unitId, successorId: merged.acting.unit(1).unitId, onDay: '2025-03-02' }),
  );
  expect(await merged.states()).toEqual(BOTH_ENDED);
  const armed = await deps.database.query<object[]>(
    `select 1 from armed_rung r join piece i on i.id = r.obligation_id
     where i.assignment_id = any($1::uuid[])`,
    [[cancelled.assignmentId, moved.assignmentId, merged.assignmentId]],
  );
  expect(armed).toEqual([]);
});

test('销号 ends what is open; a suspension stops it and a resumption moves it by the days stood', async () => {
  const { world, acting, liaison, assignmentId, first, states, open } = await split();
  const clerk = world.sample.office.clerk.personId;
  world.deps.clock.moveTo(instantOf('2025-03-10', 10));
  await acting.must(clerk, (act) => suspendAssignment(act, { assignmentId, grounds: '等待上级意见' }));
  expect(await open('再分一项', '2025-04-01')).toMatchObject({ refusal: { code: 'ASSIGNMENT.WRONG_STATE' } });
  expect(await acting.do(liaison, (act) => finishPiece(act, { pieceId: first, note: null }))).toMatchObject({
    refusal: { code: 'ASSIGNMENT.WRONG_STATE' },
  });
  world.deps.clock.moveTo(instantOf('2025-03-17', 10));
  await acting.must(clerk, (act) => resumeAssignment(act, { assignmentId, reason: '意见已到' }));
  const days = await deps.database.query<object[]>(
    `select kind, due_on as "dueOn" from obligation where assignment_id = $1 and kind in ('piece', 'completion') order by due_on, kind`,
    [assignmentId],
  );
  expect(days).toEqual([
    { kind: 'piece', dueOn: '2025-04-08' },
    { kind: 'completion', dueOn: '2025-05-08' },
    { kind: 'piece', dueOn: '2025-05-08' },
  ]);
  const { signOffId } = await acting.must(liaison, (act) => fileCompletion(act, { assignmentId, text: '已完成', evidence: [] }));
  // While the completion is judged nothing new is shared out.
  expect(await open('再分一项', '2025-04-01')).toMatchObject({ refusal: { code: 'ASSIGNMENT.WRONG_STATE' } });
  const [row] = await deps.database.query<{ hash: string }[]>('select content_hash as hash from sign_off where id = $1', [
    signOffId,
  ]);
  await acting.must(world.sample.office.head.personId, (act) =>
    sign(act, signOffHandlers, { signOffId, verdict: 'approve', opinion: '同意', contentHash: row?.hash ?? '' }),
  );
  expect(await states()).toEqual(BOTH_ENDED);
});
