import { allowedMilestoneActions, checkMilestones, milestonesOwed, type MilestoneShare } from './milestone';

const share = (unitId: string, role: MilestoneShare['role'], dueOn: string | null = '2026-11-30'): MilestoneShare => ({
  unitId,
  role,
  dueOn,
});
const lead = share('a', 'lead');
const responsible = share('b', 'responsible', '2026-09-30');
const helper = share('c', 'cooperating');
const shares = [lead, responsible, helper];

test.each([
  ['of the lead before its day', { name: '完成清单', dueOn: '2026-03-31', unitId: null }, null],
  ['on the day of its share', { name: '完成清单', dueOn: '2026-09-30', unitId: 'b' }, null],
  ['without a name', { name: ' ', dueOn: '2026-03-31', unitId: null }, 'MILESTONE.NAME_MISSING'],
  ['on no day', { name: '完成清单', dueOn: '2026-02-30', unitId: null }, 'MILESTONE.DAY_MISSING'],
  ['after the day of the unit that owes it', { name: '完成清单', dueOn: '2026-10-01', unitId: 'b' }, 'MILESTONE.AFTER_DUE_DAY'],
  ['of a unit that only cooperates', { name: '完成清单', dueOn: '2026-03-31', unitId: 'c' }, 'MILESTONE.UNIT_NOT_ON_TASK'],
  ['of a unit that has no share', { name: '完成清单', dueOn: '2026-03-31', unitId: 'd' }, 'MILESTONE.UNIT_NOT_ON_TASK'],
] as const)('a milestone %s', (_name, milestone, code) => {
  const decision = checkMilestones([milestone], shares);
  expect(decision.ok ? null : decision.refusal.code).toBe(code);
});

test('the same milestone twice is one too many; the same for two units is not', () => {
  const one = { name: '完成清单', dueOn: '2026-03-31', unitId: null };
  expect(checkMilestones([one, { ...one, name: '完成清单 ' }], shares)).toMatchObject({ refusal: { code: 'MILESTONE.TWICE' } });
  expect(checkMilestones([one, { ...one, unitId: 'b' }], shares).ok).toBe(true);
});

test('long-term work may have milestones, and a draft without units too', () => {
  const one = { name: '完成清单', dueOn: '2026-03-31', unitId: null };
  expect(checkMilestones([one], [share('a', 'lead', null)]).ok).toBe(true);
  expect(checkMilestones([one], []).ok).toBe(true);
});

test('a milestone of nobody is the lead’s, of a unit that unit’s; whoever owes no completion owes none', () => {
  const milestones = [
    { id: '2', name: '印发文件', dueOn: '2026-06-30', unitId: null },
    { id: '1', name: '完成清单', dueOn: '2026-03-31', unitId: null },
    { id: '3', name: '报送数据', dueOn: '2026-05-31', unitId: 'b' },
  ];
  const owes = { receipt: true, periodReports: true, completion: true };
  const policy = { owes: { lead: owes, collating: owes, responsible: owes, cooperating: { ...owes, completion: false } } };
  const idsOf = (each: MilestoneShare, all = shares) => milestonesOwed(each, all, milestones, policy).map((one) => one.id);
  expect([idsOf(lead), idsOf(responsible), idsOf(helper)]).toEqual([['1', '2'], ['3'], []]);
  // Where none leads, all that work owe it.
  expect(idsOf(responsible, [responsible, helper])).toEqual(['1', '3', '2']);
  const none = { ...owes, completion: false };
  expect(milestonesOwed(lead, shares, milestones, { owes: { ...policy.owes, lead: none } })).toEqual([]);
});

test.each([
  ['open', 'received', ['file']],
  ['met', 'received', ['return']],
  ['open', 'completionFiled', ['file']],
  ['open', 'suspended', []],
  ['met', 'struckOff', []],
  ['void', 'received', []],
] as const)('of an %s milestone of a share that is %s: %j', (state, assignmentState, actions) => {
  expect(allowedMilestoneActions({ planState: 'issued', assignmentState, state })).toEqual(actions);
  expect(allowedMilestoneActions({ planState: 'archived', assignmentState, state })).toEqual([]);
});
