import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantOf } from '@duban/domain';
import { anchorDaily, createSealer, readAnchors, verifyRecord, type Act, type Actor, type Sealer } from '@duban/application';
import { APPLICATION_ROLE, withTransaction } from '@duban/database';
import type { SampleJurisdiction } from '@duban/sample';
import { inCommand, officeOf, sampleOf } from '../../support/clock/issued-plan';
import { openTestDeps, type TestDeps } from '../../support/database';

jest.setTimeout(60_000);

let deps: TestDeps;
let sample: SampleJurisdiction;
let actor: Actor;
let folder: string;
beforeEach(async () => {
  deps = await openTestDeps(instantOf('2026-03-02', 10));
  sample = await sampleOf(deps, 1);
  actor = await officeOf(deps, sample);
  folder = await mkdtemp(join(tmpdir(), 'duban-anchors-'));
});
afterEach(async () => {
  await deps.close();
  await rm(folder, { recursive: true, force: true });
});

const emit = (act: Act, n: number) =>
  act.emit({
    type: 'rung.dropped',
    subjectKind: 'test',
    subjectId: actor.personId,
    data: { n, 说明: '第几项', nested: { b: 1, a: [n] } },
  });
const addEvents = (n: number) =>
  inCommand(deps, actor, (act) => {
    for (let each = 0; each < n; each++) emit(act, each);
    return Promise.resolve();
  });
const verify = async () => verifyRecord(deps, { anchors: await readAnchors(folder) });

/** As whoever owns the database: no trigger and no role stops this one. */
const asSuperuser = (...statements: readonly string[]) =>
  withTransaction(deps.database, async (tx) => {
    await tx.run(`set local session_replication_role = replica`);
    for (const statement of statements) await tx.run(statement);
  });

/** Seals until so many are sealed: transactions of the server's other databases hold the sealer back for a moment too. */
async function sealUntil(wanted: number, ...sealers: readonly Sealer[]): Promise<void> {
  let sealed = 0;
  for (const endMs = Date.now() + 30_000; sealed < wanted;) {
    if (Date.now() > endMs) throw new Error(`${sealed} sealed in 30 seconds instead of ${wanted}`);
    for (const batch of await Promise.all(sealers.map((sealer) => sealer.seal()))) sealed += batch.sealed;
  }
  expect(sealed).toBe(wanted);
}

async function tenSealedAndAnchored() {
  await addEvents(10);
  await sealUntil(10, createSealer(deps));
  await anchorDaily(deps, folder);
}

test('an untouched record verifies, and the unsealed tail is said with its age', async () => {
  await tenSealedAndAnchored();
  await addEvents(3);
  deps.clock.moveTo(instantOf('2026-03-02', 11));
  expect(await verify()).toMatchObject({
    ok: true,
    sealed: 10,
    faults: [],
    anchorsChecked: 1,
    unsealed: { events: 3, oldestAgeMs: 3_600_000 },
  });
});

test('the application cannot change, remove or empty the record (S46)', async () => {
  await tenSealedAndAnchored();
  for (const statement of [
    `update event set type = 'x'`,
    'delete from event',
    'truncate event',
    `update event_seal set hash = 'x'`,
    'delete from event_seal',
    'truncate event_seal',
  ]) {
    const asApplication = withTransaction(deps.database, async (tx) => {
      await tx.run(`set local role ${APPLICATION_ROLE}`);
      await tx.run(statement);
    });
    await expect(asApplication).rejects.toMatchObject({ code: '42501' });
    // The owner is stopped by the trigger as well, unless it is switched off.
    await expect(deps.database.query(statement)).rejects.toMatchObject({ code: '42501' });
  }
  expect(await verify()).toMatchObject({ ok: true, sealed: 10 });
});

test('an edited event is found', async () => {
  await tenSealedAndAnchored();
  await asSuperuser(`update event set data = '{"n": 99}' where id = (select event_id from event_seal where position = 5)`);
  expect((await verify()).faults).toEqual([{ kind: 'edited', position: 5, eventId: expect.any(String) }]);
});

test('an edit with the chain computed anew to the end is found by the head that was anchored outside', async () => {
  await tenSealedAndAnchored();
  await asSuperuser(
    `update event set data = '{"n": 99}' where id = (select event_id from event_seal where position = 5)`,
    `create temporary table kept on commit drop as select event_id, position from event_seal where position < 5`,
    'delete from event_seal where position >= 5',
  );
  await sealUntil(6, createSealer(deps));
  expect(await verifyRecord(deps, { anchors: [] })).toMatchObject({ ok: true, sealed: 10 });
  expect((await verify()).faults).toEqual([{ kind: 'rewritten', position: 10, eventId: expect.any(String) }]);
});

test('a cut tail is found by the anchor, a removed event and a removed seal by the chain', async () => {
  await tenSealedAndAnchored();
  await asSuperuser(
    'delete from event where id in (select event_id from event_seal where position > 7)',
    'delete from event_seal where position > 7',
  );
  expect((await verify()).faults).toEqual([{ kind: 'cut', position: 10, eventId: null }]);
  await asSuperuser('delete from event where id = (select event_id from event_seal where position = 3)');
  await asSuperuser('delete from event_seal where position = 6');
  expect((await verify()).faults).toEqual([
    { kind: 'deleted', position: 3, eventId: expect.any(String) },
    { kind: 'deleted', position: 6, eventId: null },
    { kind: 'cut', position: 10, eventId: null },
  ]);
});

test('an event of a transaction that ends late is sealed after it ends, and none is ever left out', async () => {
  const sealer = createSealer(deps);
  await inCommand(deps, actor, async (act) => {
    emit(act, 1);
    await act.flush();
    // Inserts wait for the next statement: now its events are in the table, and the transaction has its number.
    await act.tx.query('select 1');
    // Newer events are committed while this older transaction still runs: they wait for it.
    await addEvents(2);
    expect(await sealer.seal()).toMatchObject({ sealed: 0 });
    // Its events are in the table once; what was flushed here must not be written again at the end.
    Object.assign(act, { flush: () => Promise.resolve() });
  });
  await sealUntil(3, sealer);
  await addEvents(2);
  await sealUntil(2, sealer);
  expect(await verify()).toMatchObject({ ok: true, sealed: 5, unsealed: { events: 0, oldestAgeMs: null } });
});

test('sealers of several processes make one chain', async () => {
  await addEvents(2_500);
  await sealUntil(2_500, createSealer(deps), createSealer(deps), createSealer(deps));
  expect(await verify()).toMatchObject({ ok: true, sealed: 2_500 });
});

test('the head is anchored once a day', async () => {
  await tenSealedAndAnchored();
  expect(await anchorDaily(deps, folder)).toBeNull();
  deps.clock.moveTo(instantOf('2026-03-03', 0));
  expect(await anchorDaily(deps, folder)).toMatchObject({ position: 10, on: '2026-03-03' });
  expect((await readAnchors(folder)).map((anchor) => anchor.on)).toEqual(['2026-03-02', '2026-03-03']);
});
