import { freeze, meetObligation, newId, setDue, unfreeze } from '@duban/application';
import type { ObligationRow } from '@duban/database';
import { InstrumentCases } from './cases';

let cases: InstrumentCases;
beforeEach(async () => {
  cases = await InstrumentCases.open('2026-03-02');
});
afterEach(() => cases.deps.close());

const instruments = () =>
  cases.query<{ number: string | null; state: string; items: number; targets: number }>(
    `select i.number, i.state, (select count(*)::int from instrument_item x where x.instrument_id = i.id) as items,
       (select count(*)::int from instrument_target t where t.instrument_id = i.id) as targets
     from instrument i order by i.number_serial nulls last, i.opened_at, i.id`,
  );

test('forty late tasks of one unit at one moment make one 催办 with forty items; another unit its own', async () => {
  const late = await cases.owe(0, '2026-03-03', 40);
  const other = await cases.owe(1, '2026-03-03', 2);
  cases.moveTo('2026-03-04');
  await cases.fire('completion.urging', late.slice(0, 25));
  await cases.fire('completion.urging', [...late.slice(25), ...other]);
  expect(await instruments()).toEqual([
    { number: null, state: 'collecting', items: 40, targets: 1 },
    { number: null, state: 'collecting', items: 2, targets: 1 },
  ]);
  expect(await cases.closeMoment()).toBe(2);
  const closed = await instruments();
  expect(closed.map((each) => [each.number, each.state]).sort()).toEqual([
    ['催办〔2026〕1号', 'closed'],
    ['催办〔2026〕2号', 'closed'],
  ]);
  expect(closed.map((each) => each.items).sort()).toEqual([2, 40]);
  const served = await cases.query<object>(
    `select type, count(*)::int as n from event where type like 'instrument.%' group by 1 order by 1`,
  );
  expect(served).toEqual([
    { type: 'instrument.closed', n: 2 },
    { type: 'instrument.issued', n: 2 },
    { type: 'instrument.itemsCollected', n: 3 },
    { type: 'instrument.opened', n: 2 },
    { type: 'instrument.served', n: 2 },
  ]);
  // Both people of each unit, within the moment's digest.
  const told = await cases.query<object>('select count(*)::int as n, bool_and(moment_id is not null) as joined from notice_item');
  expect(told).toEqual([{ n: 4, joined: true }]);
  expect(await cases.closeMoment()).toBe(0);
});

test('two chunks that collect for the same unit at once join one draft', async () => {
  const late = await cases.owe(0, '2026-03-03', 30);
  cases.moveTo('2026-03-04');
  await Promise.all(Array.from({ length: 10 }, (_, n) => cases.fire('completion.urging', late.slice(n * 3, n * 3 + 3))));
  expect(await instruments()).toEqual([{ number: null, state: 'collecting', items: 30, targets: 1 }]);
});

test('what is done before the moment closes lapses with its reason, and a draft with none left ends without a number', async () => {
  const [done, late] = await cases.owe(0, '2026-03-03', 2);
  const [only] = await cases.owe(1, '2026-03-03');
  if (!done || !late || !only) throw new Error('nothing owed');
  cases.moveTo('2026-03-04');
  await cases.fire('completion.urging', [done, late, only]);
  await cases.inAct(async (act) => {
    meetObligation(act, done);
    await setDue(act, only, '2026-03-31', 'granted');
  });
  expect(await cases.closeMoment()).toBe(1);
  expect(await instruments()).toEqual([
    { number: '催办〔2026〕1号', state: 'closed', items: 2, targets: 1 },
    { number: null, state: 'ended', items: 1, targets: 1 },
  ]);
  const items = await cases.query<object>(
    'select obligation_id as id, state, end_reason as why from instrument_item order by added_at, id',
  );
  expect(items).toEqual(
    expect.arrayContaining([
      { id: done.id, state: 'lapsed', why: 'met' },
      { id: late.id, state: 'ended', why: 'served' },
      { id: only.id, state: 'lapsed', why: 'dueDayMoved' },
    ]),
  );
});

test('what is frozen stays behind in a draft, is not urged, and is urged once it thaws', async () => {
  const [frozen, late] = await cases.owe(0, '2026-03-03', 2);
  if (!frozen || !late) throw new Error('nothing owed');
  cases.moveTo('2026-03-04');
  await cases.fire('completion.urging', [frozen, late]);
  await cases.inAct((act) => freeze(act, frozen.id, 'extensionAsked', newId()));
  expect(await cases.closeMoment()).toBe(1);
  expect(await instruments()).toEqual([
    { number: '催办〔2026〕1号', state: 'closed', items: 1, targets: 1 },
    { number: null, state: 'collecting', items: 1, targets: 1 },
  ]);
  cases.moveTo('2026-03-05');
  expect(await cases.closeMoment()).toBe(0);
  expect(await instruments()).toHaveLength(2);
  await cases.inAct((act) => unfreeze(act, frozen, 'extensionAsked'));
  expect(await cases.closeMoment()).toBe(1);
  expect((await instruments()).map((each) => each.number)).toEqual(['催办〔2026〕1号', '催办〔2026〕2号']);
});

test('an obligation in a running case of the kind is skipped, naming it; after a new due day it is urged again', async () => {
  const [late] = await cases.owe(0, '2026-03-03');
  if (!late) throw new Error('nothing owed');
  cases.moveTo('2026-03-04');
  expect(await cases.fire('completion.order', [late])).toEqual(new Map());
  const skipped = await cases.fire('period.order', [late]);
  const [draft] = await cases.query<{ id: string }>(`select id from instrument`);
  expect([...skipped.values()]).toEqual([{ instrumentId: draft?.id }]);
  await cases.fire('completion.urging', [late]);
  await cases.closeMoment();
  const moved = await cases.inAct((act) => setDue(act, late, '2026-03-10', 'granted'));
  cases.moveTo('2026-03-11');
  expect(await cases.fire('completion.urging', [moved])).toEqual(new Map());
  expect(await cases.closeMoment()).toBe(1);
});

test('3,000 firings of three units are collected, and their 催办 closed, in a few seconds', async () => {
  const owed: ObligationRow[] = [];
  for (const unit of [0, 1, 2]) owed.push(...(await cases.owe(unit, '2026-03-03', 1000)));
  cases.moveTo('2026-03-04');
  const collecting = performance.now();
  for (let at = 0; at < owed.length; at += 500) await cases.fire('completion.urging', owed.slice(at, at + 500));
  const collectedMs = performance.now() - collecting;
  const closing = performance.now();
  expect(await cases.closeMoment()).toBe(3);
  const closedMs = performance.now() - closing;
  expect((await instruments()).map((each) => each.items)).toEqual([1000, 1000, 1000]);
  expect(collectedMs).toBeLessThan(5000);
  expect(closedMs).toBeLessThan(5000);
}, 120_000);
