import { decideObjection, draftBulletin, objectToInstrument } from '@duban/application';
import { Walk } from '../../support/paper-walk';
import { YearCases } from './year-cases';

/* 通报 of the table "mechanism × seed" (H: monthly 执法监督通报, 案卷评查通报; W: 规范性文件备案通报; G: 案情通报). */

let cases: YearCases;
beforeAll(async () => {
  cases = await YearCases.open(
    '2020-01-06',
    ['市场监管局', '交通局'],
    [
      { title: '开展行政执法监督检查', unit: 0, dueOn: '2020-06-30' },
      { title: '落实行政执法公示', unit: 1, dueOn: '2020-11-30' },
    ],
  );
});
afterAll(() => cases.deps.close());

interface Bulletin {
  readonly period: string;
  readonly state: string;
  readonly number: string;
  readonly named: readonly { unitName: string; overdue: number; unreported: number }[];
  readonly servedOn: string;
}

const bulletins = () =>
  cases.query<Bulletin>(
    `select i.period, i.state, i.number, i.facts -> 'named' as named,
       (select to_char(min(served_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') from instrument_target t where t.instrument_id = i.id) as "servedOn"
     from instrument i where i.kind = 'bulletin' and i.period is not null order by i.period`,
  );

test('执法监督通报: each month and half-year of the year is drawn once, approved, served on every unit, and its duty is met in time', async () => {
  await cases.year.receiveAll();
  const months = Array.from({ length: 12 }, (_, index) => `2020-${String(index + 1).padStart(2, '0')}`);
  for (const month of months) {
    const [year, number] = month.split('-').map(Number) as [number, number];
    const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
    // The reports have their five working days; the bulletin is drawn the morning after, and signed by the middle of the month.
    await cases.goTo(`${next}-14`);
    for (const paper of await cases.papers('bulletin'))
      if (paper.state === 'draft' || paper.state === 'collecting') await cases.sendOut(paper.id);
  }
  const rows = await bulletins();
  expect(rows.map((row) => row.period)).toEqual([...months, '2020-H1', '2020-H2'].sort());
  expect(new Set(rows.map((row) => row.number)).size).toBe(14);
  expect(rows.every((row) => row.state === 'closed')).toBe(true);
  expect(rows.find((row) => row.period === '2020-03')).toMatchObject({ servedOn: '2020-04-14' });
  // Nothing was done all year: the unit whose day passes in June is named from June's on, the other from November's on.
  const namedIn = (unitName: string) =>
    rows.filter((row) => row.period.length === 7 && row.period !== '2020-H1' && row.period !== '2020-H2')
      .filter((row) => row.named.some((each) => each.unitName === unitName && each.overdue > 0)).map((row) => row.period); // prettier-ignore
  expect(namedIn('市场监管局')).toEqual(months.slice(5));
  expect(namedIn('交通局')).toEqual(months.slice(10));
  const duties = await cases.query<{ state: string; count: number }>(
    `select state, count(*)::int as count from obligation where kind = 'bulletin' and owner_id = $1 group by state`,
    [cases.planId],
  );
  expect(duties).toEqual([{ state: 'met', count: 14 }]);
}, 60_000);

test('案卷评查通报: a special bulletin is drawn by hand, approved and served; who is named objects, and another decides', async () => {
  const { instrumentId } = await cases.must(cases.clerk, (act) =>
    draftBulletin(act, { planId: cases.planId, title: '关于2020年度行政执法案卷评查情况的通报' }),
  );
  await cases.sendOut(instrumentId);
  expect(await cases.paper(instrumentId)).toMatchObject({ state: 'closed', title: '关于2020年度行政执法案卷评查情况的通报' });
  const walk = Walk.of(cases, instrumentId);
  const targetId = (await walk.target(0)).id;
  const { requestId } = await cases.must(walk.liaison(0), (act) =>
    objectToInstrument(act, { instrumentId, targetId, reason: '被评案卷不属本单位' }),
  );
  const decide = (personId: string) =>
    cases.do(personId, (act) => decideObjection(act, { instrumentId, requestId, isUpheld: true, opinion: '经核实属实' }));
  // Whoever signed the bulletin does not judge on it.
  expect(await decide(cases.officeHead)).toMatchObject({ refusal: { code: 'OBJECTION.RECUSED' } });
  expect((await decide(cases.deputy(0))).ok).toBe(true);
  expect(await walk.target(0)).toMatchObject({ state: 'closed', outcome: 'notApplicable' });
  expect(await walk.target(1)).toMatchObject({ state: 'closed' });
});
