import fc from 'fast-check';
import { accept, refuse } from '../shared/result';
import {
  allowedAmendmentActions,
  changedText,
  dueAfterAmendment,
  inOrderOfEffect,
  judgeLine,
  shareDayAfter,
  type AddedTask,
  type AmendedShare,
  type AmendmentLine,
  type LineFacts,
  type TaskText,
} from './amendment';

const text: TaskText = {
  title: '清理规范性文件',
  deliverable: '清理目录',
  deadline: { kind: 'date', phrase: '6月底前', dueOn: '2026-06-30' },
  cycle: null,
};
const share = (id: string, more: Partial<AmendedShare> = {}): AmendedShare => ({
  id,
  unitId: `u${id}`,
  role: 'lead',
  state: 'received',
  cancellation: accept(null),
  ...more,
});
const facts: LineFacts = {
  planState: 'issued',
  today: '2026-05-10',
  task: { text, shares: [share('1'), share('2', { role: 'cooperating' })] },
  isPointThere: true,
  unitIds: new Set(['u1', 'u2', 'u3']),
  sharesToCome: 0,
};
const added: AddedTask = { ...text, title: '新任务', shares: [{ unitId: 'u3', role: 'lead', dueOn: null }] };
const change = (set: Partial<TaskText>): AmendmentLine => ({ kind: 'changeTask', taskId: 't', set });
const until = (dueOn: string | null, phrase: string | null = null): Partial<TaskText> => ({
  deadline: { kind: dueOn === null ? 'longTerm' : 'date', phrase, dueOn },
});

test.each<[string, AmendmentLine, Partial<LineFacts>, string | null]>([
  ['a later day', change(until('2026-08-31')), {}, null],
  ['a day that is past at the judging', change(until('2026-05-09')), {}, 'AMENDMENT.DAY_PAST'],
  ['the last day itself', change(until('2026-05-10')), {}, null],
  ['what is so already', change({ title: '清理规范性文件' }), {}, 'AMENDMENT.NOTHING_CHANGES'],
  ['a task that is gone', change({ title: '甲' }), { task: null }, 'TASK.UNKNOWN'],
  [
    'a task that is struck off by all',
    change({ title: '甲' }),
    { task: { text, shares: [share('1', { state: 'struckOff' })] } },
    'AMENDMENT.TASK_ENDED',
  ],
  ['after 收官', change({ title: '甲' }), { planState: 'wrappedUp' }, 'PLAN.WRONG_STATE'],
  ['a task at a point', { kind: 'addTask', workPointId: 'w', task: added }, {}, null],
  ['a task at no point', { kind: 'addTask', workPointId: 'w', task: added }, { isPointThere: false }, 'POINT.UNKNOWN'],
  [
    'a task that only cooperates',
    { kind: 'addTask', workPointId: 'w', task: { ...added, shares: [{ unitId: 'u3', role: 'cooperating', dueOn: null }] } },
    {},
    'AMENDMENT.TASK_NO_UNIT',
  ],
  [
    'a unit that is there',
    { kind: 'addShare', taskId: 't', share: { unitId: 'u1', role: 'lead', dueOn: null } },
    {},
    'AMENDMENT.SHARE_THERE',
  ],
  [
    'a unit in another role',
    { kind: 'addShare', taskId: 't', share: { unitId: 'u1', role: 'responsible', dueOn: null } },
    {},
    null,
  ],
  [
    'a unit whose share was cancelled',
    { kind: 'addShare', taskId: 't', share: { unitId: 'u1', role: 'lead', dueOn: null } },
    { task: { text, shares: [share('1', { state: 'cancelled' }), share('3', { unitId: 'u3' })] } },
    null,
  ],
  [
    'an own day behind the task',
    { kind: 'addShare', taskId: 't', share: { unitId: 'u3', role: 'lead', dueOn: '2026-07-01' } },
    {},
    'AMENDMENT.OWN_DAY_LATER',
  ],
  ['an unknown unit', { kind: 'addShare', taskId: 't', share: { unitId: 'x', role: 'lead', dueOn: null } }, {}, 'UNIT.UNKNOWN'],
  ['the only lead', { kind: 'takeShare', taskId: 't', assignmentId: '1', grounds: '职能划转' }, {}, 'AMENDMENT.LEAVES_NOBODY'],
  [
    'the only lead, replaced',
    { kind: 'takeShare', taskId: 't', assignmentId: '1', grounds: '职能划转' },
    { sharesToCome: 1 },
    null,
  ],
  ['a cooperating unit', { kind: 'takeShare', taskId: 't', assignmentId: '2', grounds: '职能划转' }, {}, null],
  ['a whole task', { kind: 'withdrawTask', taskId: 't', grounds: '上级取消' }, {}, null],
  [
    'a whole task whose completion is under review',
    { kind: 'withdrawTask', taskId: 't', grounds: '上级取消' },
    {
      task: {
        text,
        shares: [
          share('0', { state: 'struckOff', cancellation: refuse('X') }),
          share('1', { cancellation: refuse('ASSIGNMENT.WRONG_STATE') }),
        ],
      },
    },
    'ASSIGNMENT.WRONG_STATE',
  ],
  [
    'a point without tasks',
    { kind: 'addPoint', point: { chapter: '', label: '', path: '', heading: '甲', text: '甲' }, tasks: [] },
    {},
    'AMENDMENT.POINT_NO_TASKS',
  ],
])('%s', (_name, line, more, code) => {
  const judged = judgeLine(line, { ...facts, ...more });
  expect(judged.ok ? null : judged.refusal.code).toBe(code);
});

test('only what differs from the text in force is changed', () => {
  expect(changedText(text, { ...text, cycle: 'monthly' })).toEqual({ cycle: 'monthly' });
  expect(changedText(text, { deliverable: null, ...until('2026-06-30', '6月底前') })).toEqual({ deliverable: null });
  expect(changedText(text, text)).toEqual({});
});

test('what comes in takes effect before what goes, and a new share behind the new text', () => {
  const lines = (['withdrawTask', 'takeShare', 'addShare', 'changeTask', 'addPoint'] as const).map((kind) => ({
    line: { kind },
  }));
  expect(inOrderOfEffect(lines).map((each) => each.line.kind)).toEqual([
    'addPoint',
    'changeTask',
    'addShare',
    'takeShare',
    'withdrawTask',
  ]);
});

test.each([
  ['goes with the task', '2026-06-30', '2026-06-30', '2026-08-31', '2026-08-31'],
  ['keeps its own earlier day', '2026-06-30', '2026-05-31', '2026-08-31', '2026-05-31'],
  ['is never later than the task', '2026-06-30', '2026-06-20', '2026-06-10', '2026-06-10'],
  ['gets a day when the task gets one', null, null, '2026-06-10', '2026-06-10'],
  ['has none in long-term work', '2026-06-30', '2026-06-30', null, null],
])('a share %s', (_name, before, own, after, expected) => {
  expect(shareDayAfter(before, own, after)).toBe(expected);
});

test.each([
  ['the new day', '2026-06-30', '2026-08-31', '2026-06-30', '2026-08-31'],
  ['a still later granted day', '2026-06-30', '2026-08-31', '2026-09-15', '2026-09-15'],
  ['the new day, where it takes time away', '2026-06-30', '2026-06-10', '2026-07-15', '2026-06-10'],
  ['what it was, where the text keeps its day', '2026-06-30', '2026-06-30', '2026-07-15', '2026-07-15'],
  ['none', '2026-06-30', null, '2026-07-15', null],
])('in force is then %s', (_name, before, after, inForce, expected) => {
  expect(dueAfterAmendment(before, after, inForce)).toBe(expected);
});

test('more time in the text never shortens what is in force', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-06-${String(n).padStart(2, '0')}`);
  fc.assert(
    fc.property(day, day, day, (before, after, inForce) => {
      fc.pre(after > before);
      const due = dueAfterAmendment(before, after, inForce);
      expect(due !== null && due >= inForce && due >= after).toBe(true);
    }),
  );
});

test.each([
  ['draft', 'issued', 1, ['edit', 'submit', 'remove']],
  ['draft', 'issued', 0, ['edit', 'remove']],
  ['draft', 'wrappedUp', 1, ['remove']],
  ['underReview', 'issued', 1, []],
  ['inForce', 'issued', 1, []],
] as const)('an amendment that is %s under a plan that is %s with %i lines allows %j', (state, planState, lines, actions) => {
  expect(allowedAmendmentActions({ state, planState, lines })).toEqual(actions);
});
