import {
  draftBulletin,
  explainLate,
  handleDue,
  instrumentDocumentOf,
  openObligations,
  submitInstrument,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import type { BulletinFacts } from '@duban/wording';
import { InstrumentCases } from './cases';

let cases: InstrumentCases;
beforeEach(async () => {
  cases = await InstrumentCases.open('2026-03-02');
});
afterEach(() => cases.deps.close());

interface Bulletin {
  readonly id: string;
  readonly title: string;
  readonly period: string | null;
  readonly state: string;
  readonly facts: BulletinFacts;
  readonly grounds: string;
}
const bulletins = () =>
  cases.query<Bulletin>(
    `select id, title, period, state, facts, grounds from instrument where kind = 'bulletin' order by opened_at, id`,
  );
const duties = () =>
  cases.query<{ period: string; state: string; due: string }>(
    `select period, state, due_on as due from obligation where kind = 'bulletin' order by period`,
  );
const pass = () => handleDue(cases.deps, { owner: { kind: 'plan', id: cases.planId }, nowMs: cases.deps.clock.ms });

/** As 印发 does it. */
const oweBulletin = (period: string, dueOn: string) =>
  cases.inAct((act) =>
    openObligations(act, [
      {
        kind: 'bulletin',
        owner: { kind: 'plan', id: cases.planId },
        policyVersionId: cases.sample.policyVersionId,
        calendarId: cases.sample.calendarId,
        period,
        due: { on: dueOn },
        dueReason: 'policy.bulletins',
      },
    ]),
  );

test('the monthly 通报 is drawn by time, once however often the clock looks, names who and why, and is met when it goes out', async () => {
  await cases.owe(0, '2026-03-20', 2);
  await cases.owe(1, '2026-06-30');
  await oweBulletin('2026-03', '2026-04-15');
  cases.moveTo('2026-04-07', 9);
  await pass();
  expect(await bulletins()).toEqual([]);
  // Five working days after the period's end (清明 between) the reports were due; the next morning it is drawn.
  cases.moveTo('2026-04-09', 9);
  await Promise.all([pass(), pass(), pass()]);
  await pass();
  const [drawn, ...more] = await bulletins();
  expect(more).toEqual([]);
  expect(drawn).toMatchObject({ title: '关于2026年3月法治政府建设工作推进情况的通报', period: '2026-03', state: 'draft' });
  expect(drawn?.facts.named).toEqual([{ unitName: '甲局', overdue: 2, unreported: 0, mostDaysLate: 20 }]);
  expect(drawn?.facts.dueInPeriod).toEqual({ due: 2, onTime: 0, late: 0, open: 2 });
  expect(drawn?.grounds).toContain('甲局（2项逾期未办结，最长逾期20天）');
  expect((await duties()).map((duty) => [duty.period, duty.state])).toEqual([
    ['2026-03', 'open'],
    ['2026-04', 'open'],
  ]);
  // It goes to every unit of the plan, and waits for approval.
  const targets = await cases.query('select 1 from instrument_target where instrument_id = $1', [drawn?.id]);
  expect(targets).toHaveLength(2);
  const { signOffId } = await cases.must(cases.clerk, (act) => submitInstrument(act, { instrumentId: drawn?.id ?? '' }));
  await cases.signAll(signOffId ?? '', [cases.officeHead, cases.chief]);
  expect((await bulletins())[0]).toMatchObject({ state: 'closed' });
  expect((await duties()).map((duty) => [duty.period, duty.state])).toEqual([
    ['2026-03', 'met'],
    ['2026-04', 'open'],
  ]);
  const served = await cases.query('select 1 from instrument_target where instrument_id = $1 and served_at is not null', [
    drawn?.id,
  ]);
  expect(served).toHaveLength(2);
});

test('one drawn by hand before its time is not drawn again, and a special one may be drawn at any time', async () => {
  await cases.owe(0, '2026-02-27');
  await oweBulletin('2026-03', '2026-04-15');
  const draft = (period?: string) =>
    cases.do(cases.clerk, (act) => draftBulletin(act, { planId: cases.planId, ...(period ? { period } : {}) }));
  expect((await draft('2026-03')).ok).toBe(true);
  expect(await draft('2026-03')).toMatchObject({ refusal: { code: 'BULLETIN.MADE_ALREADY' } });
  expect(await draft('2026-04')).toMatchObject({ refusal: { code: 'BULLETIN.NO_SUCH_PERIOD' } });
  expect(await draft('2026-Q1')).toMatchObject({ refusal: { code: 'BULLETIN.NO_SUCH_PERIOD' } });
  expect((await draft()).ok).toBe(true);
  cases.moveTo('2026-04-09', 9);
  await pass();
  expect((await bulletins()).map((each) => [each.period, each.title])).toEqual([
    ['2026-03', '关于2026年3月法治政府建设工作推进情况的通报'],
    [null, '关于截至2026年3月2日法治政府建设工作推进情况的通报'],
  ]);
  expect((await duties()).map((duty) => duty.period)).toEqual(['2026-03', '2026-04']);
  const items = await cases.query<{ text: string }>(
    `select x.text from instrument_item x join instrument i on i.id = x.instrument_id where i.kind = 'bulletin'`,
  );
  // What one bulletin names is not named in another at the same time.
  expect(items.map((item) => item.text)).toEqual(['“任务1”应于2026年2月27日前办结，截至2026年3月2日逾期3天']);
});

test('a 通报 has a table and a chart of its units that say what its text says, and the reason a unit gave', async () => {
  await cases.owe(0, '2026-03-20', 2);
  const [own] = await cases.owe(1, '2026-02-20');
  await cases.owe(1, '2026-06-30');
  const person = cases.unit(1).head.personId;
  await cases.must(person, (act) =>
    explainLate(act, { assignmentId: own?.assignmentId ?? '', reason: '印章未到。', expectedOn: null }),
  );
  const { instrumentId } = await cases.must(cases.clerk, (act) => draftBulletin(act, { planId: cases.planId }));
  // Printed on a later day it says how things stood when it was drawn.
  const paper = await withTransaction(cases.deps.database, (tx) =>
    instrumentDocumentOf(tx, { instrumentId, today: '2026-05-01' }),
  );
  expect(paper?.tables?.units?.rows).toEqual([
    ['甲局', '2', '0', '0', '0', '2', '0.0%', '0', '0'],
    ['乙局', '2', '0', '0', '1', '1', '0.0%', '0', '0'],
    ['合计', '4', '0', '0', '1', '3', '0.0%', '0', '0'],
  ]);
  expect(paper?.charts?.units?.names).toEqual(['甲局', '乙局']);
  expect(paper?.charts?.units?.series.map((part) => [part.name, part.values])).toEqual([
    ['按时办结', [0, 0]],
    ['逾期办结', [0, 0]],
    ['逾期未办', [0, 1]],
    ['未到期', [2, 1]],
  ]);
  expect(paper?.items).toMatchObject([{ unit: '乙局', state: '逾期10天', cause: '印章未到。' }]);
  expect(paper?.grounds?.[0]).toContain('涉及各单位的责任事项4项');
});

test('a special 通报 keeps to the units chosen, goes to them alone and is not the bulletin of its period', async () => {
  await cases.owe(0, '2026-02-20');
  await cases.owe(1, '2026-02-20');
  const draft = (unitIds: string[]) =>
    cases.do(cases.clerk, (act) => draftBulletin(act, { planId: cases.planId, period: '2026-02', title: '专项通报', unitIds }));
  const drawn = await draft([cases.unit(1).unitId]);
  expect(drawn.ok).toBe(true);
  const [bulletin] = await bulletins();
  expect(bulletin).toMatchObject({ title: '专项通报', period: null });
  expect(bulletin?.facts).toMatchObject({ period: '2026-02', scope: { units: ['乙局'], chapters: [] }, shares: { total: 1 } });
  expect(bulletin?.facts.units.map((unit) => unit.unitName)).toEqual(['乙局']);
  expect(bulletin?.grounds).toContain('本通报范围：乙局。');
  const targets = await cases.query<{ unitId: string }>(
    'select unit_id as "unitId" from instrument_target where instrument_id = $1',
    [bulletin?.id],
  );
  expect(targets).toEqual([{ unitId: cases.unit(1).unitId }]);
  expect(await draft([cases.unit(2).unitId])).toMatchObject({ refusal: { code: 'BULLETIN.NOBODY_IN_SCOPE' } });
  const whole = await cases.do(cases.clerk, (act) => draftBulletin(act, { planId: cases.planId, period: '2026-02' }));
  expect(whole.ok).toBe(true);
});
