import { askStageExtension, startDelisting } from '@duban/application';
import { InstrumentCases } from './cases';
import { Walk } from '../../support/paper-walk';

let cases: InstrumentCases;
beforeEach(async () => {
  cases = await InstrumentCases.open('2026-03-02');
});
afterEach(() => cases.deps.close());

const published = { heldOn: '2026-03-02', place: '区政府门户网站' };

test('a public listing is published, again when it is extended, and taken off in public before it closes', async () => {
  const walk = await Walk.issued(cases, 'listing', [0], { isPublic: true });
  expect(await walk.owed()).toContain('publication 2026-03-09');
  expect(await walk.try(cases.clerk, 'publication', { heldOn: '2026-03-02' })).toMatchObject({
    refusal: { code: 'INSTRUMENT.FIELD_MISSING', params: { field: 'media' } },
  });
  await walk.do(cases.clerk, 'publication', published);
  expect((await walk.owed()).some((owed) => owed.startsWith('publication'))).toBe(false);
  await walk.do(walk.liaison(), 'plan', { text: '方案' });
  const targetId = (await walk.target()).id;
  const asked = await cases.must(walk.liaison(), (act) =>
    askStageExtension(act, { instrumentId: walk.id, targetId, untilOn: '2026-06-30', reason: '工程量大' }),
  );
  await cases.must(cases.officeHead, (act) => cases.verdict(act, asked.signOffId, 'approve', '同意'));
  expect(await walk.owed()).toEqual(expect.arrayContaining(['answer 2026-06-30', 'publication 2026-03-09']));
  await walk.do(cases.clerk, 'publication', published);
  await walk.do(walk.liaison(), 'answer', { text: '整改完成' });
  // On-site acceptance: one person is not enough, nor the same one twice.
  expect(await walk.do(cases.clerk, 'acceptance', { accepted: true })).toMatchObject({ effect: 'first' });
  expect(await walk.try(cases.clerk, 'acceptance', { accepted: true })).toMatchObject({
    refusal: { code: 'INSTRUMENT.NEEDS_ANOTHER_PERSON' },
  });
  await walk.do(cases.officeHead, 'acceptance', { accepted: true });
  const { signOffId } = await cases.must(cases.clerk, (act) => startDelisting(act, { instrumentId: walk.id, targetId }));
  await cases.signAll(signOffId, [cases.officeHead, cases.chief]);
  expect(await walk.target()).toMatchObject({ state: 'running', stage: 'announcement', outcome: 'done' });
  expect(await walk.owed()).toContain('announcement 2026-03-09');
  await walk.do(cases.clerk, 'announcement', published);
  expect(await walk.target()).toMatchObject({ state: 'closed', outcome: 'done' });
  expect(await walk.state()).toBe('closed');
});

test('one that is not public owes no publication, and none may be recorded', async () => {
  const walk = await Walk.issued(cases, 'listing', [0]);
  expect((await walk.owed()).some((owed) => owed.startsWith('publication'))).toBe(false);
  expect(await walk.try(cases.clerk, 'publication', published)).toMatchObject({
    refusal: { code: 'INSTRUMENT.NO_SUCH_STAGE' },
  });
});

test('one talk calls several units: a substitute is recorded, the minutes of both sides put lines on the list, a bounce is done again', async () => {
  const walk = await Walk.issued(cases, 'summons', [0, 1]);
  cases.moveTo('2026-03-09');
  await walk.do(cases.clerk, 'meeting', { heldOn: '2026-03-09', place: '第一会议室' }, null);
  await walk.do(cases.clerk, 'attendance', { attended: 'mainLeader' }, 0);
  expect(await walk.try(cases.clerk, 'attendance', { attended: 'substitute' }, 1)).toMatchObject({
    refusal: { code: 'INSTRUMENT.FIELD_MISSING' },
  });
  await walk.do(cases.clerk, 'attendance', { attended: 'substitute', attendee: '副局长', text: '主要负责人住院' }, 1);
  const lines = [{ problem: '台账不全', dueOn: '2026-04-30' }];
  expect(await walk.do(cases.clerk, 'minutes', { text: '约谈纪要', lines }, 0)).toMatchObject({ effect: 'first' });
  expect(await walk.try(cases.officeHead, 'minutes', {}, 0)).toMatchObject({
    refusal: { code: 'INSTRUMENT.NEEDS_OTHER_SIDE' },
  });
  expect(await cases.query('select 1 from rectification')).toEqual([]);
  await walk.do(walk.head(0), 'minutes', {}, 0);
  expect(await cases.query('select problem, due_on as due, source_kind as source, state from rectification')).toEqual([
    { problem: '台账不全', due: '2026-04-30', source: 'summons', state: 'open' },
  ]);
  expect(await walk.target(0)).toMatchObject({ stage: 'plan' });
  expect(await walk.target(1)).toMatchObject({ stage: 'minutes' });
  await walk.do(cases.clerk, 'minutes', { text: '纪要' }, 1);
  await walk.do(walk.head(1), 'minutes', {}, 1);
  await walk.do(walk.liaison(1), 'plan', { text: '方案' }, 1);
  await walk.do(walk.liaison(1), 'answer', { text: '已整改' }, 1);
  await walk.do(cases.clerk, 'acceptance', { accepted: true }, 1);
  // 回访 finds it bounced: done again by a named day, or the target goes on to 挂牌督办.
  expect(await walk.do(cases.clerk, 'revisit', { accepted: false, text: '反弹', againBy: '2026-04-10' }, 1)).toMatchObject({
    effect: 'again',
  });
  await walk.do(walk.liaison(1), 'answer', { text: '再次整改' }, 1);
  await walk.do(cases.clerk, 'acceptance', { accepted: true }, 1);
  const ended = await walk.do(cases.clerk, 'revisit', { accepted: false, text: '仍有反弹' }, 1);
  expect(ended.effect).toBe('end');
  expect(await cases.query('select kind, preceding_id as from from instrument where id = $1', [ended.followingId])).toEqual([
    { kind: 'listing', from: walk.id },
  ]);
  expect(await walk.target(1)).toMatchObject({ state: 'closed', outcome: 'notAccepted' });
});
