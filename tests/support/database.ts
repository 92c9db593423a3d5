import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DrivenClock, folderFileStore, machineClock, type Deps } from '@duban/application';
import { connectDatabase, migrate } from '@duban/database';

/** The server that `npm test` started; a file run by hand needs it too: `node tests/run.cjs db` names it. */
function serverUrl(): string {
  const url = process.env['DUBAN_TEST_PG_URL'];
  if (!url) throw new Error('DUBAN_TEST_PG_URL is not set: start the tests with `node tests/run.cjs db`');
  return url;
}

const onServer = async (work: (query: (sql: string) => Promise<unknown>) => Promise<void>) => {
  const server = await connectDatabase({ url: serverUrl(), poolSize: 1 });
  try {
    await work((sql) => server.query(sql));
  } finally {
    await server.destroy();
  }
};

export interface TestDeps extends Deps {
  readonly clock: DrivenClock;
  readonly url: string;
  close(): Promise<void>;
}

export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** An empty database of its own on the test server. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `t_${randomBytes(8).toString('hex')}`;
  await onServer(async (query) => {
    await query(`create database ${name}`);
  });
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () =>
      onServer(async (query) => {
        await query(`drop database ${name} with (force)`);
      }),
  };
}

/** A database of its own with every migration applied, a driven clock set to `startMs`, and a folder for files. */
export async function openTestDeps(startMs: number, poolSize = 10): Promise<TestDeps> {
  const fresh = await freshDatabase();
  const database = await connectDatabase({ url: fresh.url, poolSize });
  await migrate(database);
  const folder = await mkdtemp(join(tmpdir(), 'duban-files-'));
  return {
    database,
    clock: new DrivenClock(startMs),
    machine: machineClock,
    files: folderFileStore(folder),
    url: fresh.url,
    async close() {
      await database.destroy();
      await fresh.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
