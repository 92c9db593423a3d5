import { instantOf } from '@duban/domain';
import { newId } from '@duban/application';
import { JobRow, PlanRow, withTransaction, type Tx } from '@duban/database';
import { issuedPlan, sampleOf } from '../support/clock/issued-plan';
import { openTestDeps, type TestDeps } from '../support/database';

let deps: TestDeps;
let jurisdictionId: string;
let planId: string;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2026-03-02', 10));
  const sample = await sampleOf(deps, 1);
  jurisdictionId = sample.jurisdictionId;
  planId = await issuedPlan(deps, sample, 2026);
});
afterAll(() => deps.close());

const job = (kind: string): JobRow => ({
  id: newId(),
  jurisdictionId,
  kind,
  payload: {},
  state: 'waiting',
  progress: [],
  leasedUntil: null,
  madeAt: new Date(0),
});

const jobs = async (kind: string) =>
  (await deps.database.query<{ n: number }[]>('select count(*)::int as n from job where kind = $1', [kind]))[0]?.n;

const inTransaction = (work: (tx: Tx) => Promise<void>) => withTransaction(deps.database, work);

test('what nobody waited for is in order before what is asked next, and committed with the rest', async () => {
  await inTransaction(async (tx) => {
    await tx.insert(JobRow, [job('one'), job('one')]);
    tx.send(`update job set progress = '[1]' where kind = 'one'`);
    const [found] = await tx.query<{ n: number }>(`select count(*)::int as n from job where kind = 'one' and progress = '[1]'`);
    expect(found?.n).toBe(2);
    tx.send(`delete from job where id = (select min(id::text)::uuid from job where kind = 'one')`);
  });
  expect(await jobs('one')).toBe(1);
});

test.each<[string, (tx: Tx) => Promise<void>]>([
  ['at the commit', () => Promise.resolve()],
  ['at the next answer, which is refused for another reason', async (tx) => void (await tx.query('select 1'))],
  ['even where the work throws for a reason of its own', () => Promise.reject(new Error('refused'))],
])('the first error is what is thrown %s, and nothing is kept', async (_, after) => {
  const twin = job('twin');
  await expect(
    inTransaction(async (tx) => {
      await tx.insert(JobRow, [twin]);
      tx.send('select 1');
      await tx.insert(JobRow, [twin]);
      tx.send('select 1');
      await after(tx);
    }),
  ).rejects.toMatchObject({ code: '23505' });
  expect(await jobs('twin')).toBe(0);
});

test('a row that is no longer at the version that was read keeps the whole transaction from being', async () => {
  const stale = inTransaction(async (tx) => {
    await tx.insert(JobRow, [job('stale')]);
    await tx.update(PlanRow, planId, { title: '别处' }, 99);
  });
  await expect(stale).rejects.toThrow('division by zero');
  expect(await jobs('stale')).toBe(0);
  const [row] = await deps.database.query<{ n: number }[]>(`select count(*)::int as n from plan where title = '别处'`);
  expect(row?.n).toBe(0);
});

test('a deadlock between two transactions ends with both done, whichever is sent again', async () => {
  const [left, right] = [job('left'), job('right')];
  await inTransaction((tx) => tx.insert(JobRow, [left, right]));
  // Each holds one row before either asks for the other's; the second try finds the way free.
  let held = 0;
  let bothHold = () => {};
  const both = new Promise<void>((resolve) => (bothHold = resolve));
  const crossing = (first: JobRow, second: JobRow) =>
    inTransaction(async (tx) => {
      await tx.query('select 1 from job where id = $1 for update', [first.id]);
      if (++held === 2) bothHold();
      await both;
      tx.send(`update job set progress = progress || '[1]'::jsonb where id = $1`, [second.id]);
      tx.send(`update job set progress = progress || '[1]'::jsonb where id = $1`, [first.id]);
    });
  await Promise.all([crossing(left, right), crossing(right, left)]);
  const rows = await deps.database.query<{ progress: unknown }[]>('select progress from job where id = any($1::uuid[])', [
    [left.id, right.id],
  ]);
  expect(rows.map((row) => row.progress)).toEqual([
    [1, 1],
    [1, 1],
  ]);
});
