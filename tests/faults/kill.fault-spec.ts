import { databaseClock, folderFileStore, isQuiet, machineClock, type Deps } from '@duban/application';
import { connectDatabase, migrate } from '@duban/database';
import { reconcile } from '@duban/temporal';
import { Client, Connection } from '@temporalio/client';
import type { SampleJurisdiction } from '@duban/sample';
import { addTasks, issuedPlan, sampleOf, type TestTask } from '../support/clock/issued-plan';
import { storePolicy } from '../support/clock/policies';
import { LADDER } from './ladder';
import { PeopleAtWork } from './people-at-work';
import { Seeded } from './seeded';
import { pause, System, type Part } from './system';
import { faultsOfClock, faultsOfCommands } from './what-is-there';

const ASSIGNMENTS = 200;
const AFTER_THE_WIPE = 20;
const SPREAD_MS = 120_000;
const FIRST_MS = 8_000;
const COMMANDS_PER_SECOND = 20;
const KILLS_OF_EACH = 3;
const RUNG_KEYS = LADDER.map((rung) => rung.key);

/** Another run of the same kills and commands: DUBAN_FAULT_SEED. */
const seed = Number(process.env['DUBAN_FAULT_SEED'] ?? Date.now() % 1_000_000);
const random = new Seeded(seed);

let system: System;
let deps: Deps;
let sample: SampleJurisdiction;
let planId: string;

beforeAll(async () => {
  system = await System.start();
  const database = await connectDatabase({ url: system.databaseUrl, poolSize: 20 });
  await migrate(database);
  deps = { database, clock: databaseClock, machine: machineClock, files: folderFileStore(`${system.folder}/files`) };
  sample = await sampleOf(deps, 10);
  planId = await issuedPlan(deps, sample, 2026, await storePolicy(deps, sample, LADDER));
  system.startWorker();
}, 120_000);

afterAll(async () => {
  await deps?.database.destroy();
  await system?.stop();
}, 60_000);

/** Shares that are due one after another over a while of real time, and are still to be received. */
async function owe(count: number, firstMs: number, spreadMs: number): Promise<TestTask[]> {
  const tasks = await addTasks(
    deps,
    sample,
    planId,
    Array.from({ length: count }, (_, index) => [
      { kind: 'receipt' as const, due: null },
      {
        kind: 'completion' as const,
        due: { within: { n: (firstMs + (index * spreadMs) / count) / 60_000, unit: 'minutes' as const } },
      },
    ]),
  );
  await deps.database.query(`update assignment set state = 'assigned' where id = any($1::uuid[])`, [
    tasks.map((task) => task.assignmentId),
  ]);
  return tasks;
}

/** Kills each part so many times, in any order and at any moment of the two minutes. */
async function killAll(): Promise<string[]> {
  const parts: Part[] = ['worker', 'temporal', 'postgres'];
  const order = random.shuffled(parts.flatMap((part) => Array.from({ length: KILLS_OF_EACH }, () => part)));
  const done: string[] = [];
  const startMs = Date.now();
  for (const [index, part] of order.entries()) {
    const slotMs = (SPREAD_MS + FIRST_MS) / order.length;
    await pause(Math.max(200, startMs + index * slotMs + random.between(0, slotMs * 0.6) - Date.now()));
    done.push(`${((Date.now() - startMs) / 1000).toFixed(1)} s ${part}`);
    await system.killAndRestart(part, random.between(0, 1_500));
  }
  return done;
}

/** Until every rung of the ladder is recorded for so many obligations and nothing is left to do. */
async function untilSettled(obligations: number, limitMs: number): Promise<void> {
  for (const endMs = Date.now() + limitMs; ;) {
    const [row] = await deps.database.query<{ n: number }[]>(
      'select count(*)::int as n from rung_record where rung_key = any($1::text[])',
      [RUNG_KEYS],
    );
    if (row?.n === obligations * RUNG_KEYS.length && (await isQuiet(deps, Date.now()))) return;
    if (Date.now() > endMs) return; // what is missing is said by the expectations
    await pause(100);
  }
}

const temporalClient = async <Value>(work: (client: Client) => Promise<Value>): Promise<Value> => {
  const connection = await Connection.connect({ address: system.temporalAddress });
  try {
    return await work(new Client({ connection }));
  } finally {
    await connection.close();
  }
};

test('kill -9 of the worker, of Temporal and of PostgreSQL loses nothing and does nothing twice', async () => {
  const tasks = await owe(ASSIGNMENTS, FIRST_MS, SPREAD_MS);
  const people = await PeopleAtWork.of(deps, random, sample, planId, tasks);
  const working = people.work(COMMANDS_PER_SECOND);
  const kills = await killAll();
  people.stop();
  await working;
  await people.resumeAll();
  await untilSettled(ASSIGNMENTS, 60_000);

  const repeated = people.acknowledged.filter((each) => each.tries > 1).length;
  console.log(
    `seed ${seed}; kills at ${kills.join(', ')}; ${people.acknowledged.length} commands acknowledged, ${repeated} of them after a repetition; the worker ended by itself ${system.workerEnds.length} times`,
  );
  expect(kills).toHaveLength(3 * KILLS_OF_EACH);
  // Twenty a second over the two minutes, less what could not be given while too many waited for an answer.
  expect(people.acknowledged.length).toBeGreaterThan(1_500);
  expect(await faultsOfCommands(deps.database, people.acknowledged)).toEqual([]);
  expect(await faultsOfClock(deps.database, RUNG_KEYS, ASSIGNMENTS)).toEqual([]);
}, 300_000);

test('with all that Temporal knew gone, a reconcile finds the plan and its clock goes on', async () => {
  await owe(AFTER_THE_WIPE, 15_000, 10_000);
  for (const endMs = Date.now() + 20_000; Date.now() < endMs && !(await isQuiet(deps, Date.now()));) await pause(50);
  await system.killWorker();
  await system.wipeTemporal();
  const report = await temporalClient((client) =>
    reconcile(deps, { client, taskQueue: 'faults', searchAttributes: true }, { dryRun: false, canList: true }),
  );
  expect(report.missing).toContain(`plan:${planId}`);
  expect(report.failed).toEqual([]);
  system.startWorker();
  const obligations = ASSIGNMENTS + AFTER_THE_WIPE;
  await untilSettled(obligations, 90_000);
  expect(await faultsOfClock(deps.database, RUNG_KEYS, obligations)).toEqual([]);
}, 180_000);
