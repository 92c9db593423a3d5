import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DrivenClock, folderFileStore, machineClock, type BusinessClock, type Deps } from '@duban/application';
import { connectDatabase, migrate, startEmbeddedPostgres, type EmbeddedPostgres } from '@duban/database';

/** A database of the stage with what a command needs. */
export interface OpenedDatabase<Clock extends BusinessClock> extends Deps {
  readonly clock: Clock;
  readonly url: string;
  close(): Promise<void>;
}

/** The one PostgreSQL of a run, durable as in production, and the temporary folder of everything that the run writes. */
export interface Stage {
  readonly postgres: EmbeddedPostgres;
  readonly folder: string;
  readonly tell: (sentence: string) => void;
  /** Makes a database, empty and migrated, or the copy of another that nobody is connected to; gives its name. */
  makeDatabase(template?: string): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  urlOf(name: string): string;
  open(name: string, startMs: number): Promise<OpenedDatabase<DrivenClock>>;
  /** Writes out what earlier parts left dirty, so that it is not paid for by the next one. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(tell: (sentence: string) => void): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'duban-bench-'));
  // Root hands the cluster to another account, which must be able to pass.
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataFolder: join(folder, 'postgres'), durable: true, onProgress: tell });
  const server = await connectDatabase({ url: postgres.url, poolSize: 1 });
  const urlOf = (name: string): string => {
    const url = new URL(postgres.url);
    url.pathname = `/${name}`;
    return url.href;
  };
  return {
    postgres,
    folder,
    tell,
    urlOf,
    async makeDatabase(template) {
      const name = `b_${randomBytes(6).toString('hex')}`;
      // A copy by files is no load on the write-ahead log, whose checkpoints would disturb what is measured next.
      await server.query(`create database ${name}${template === undefined ? '' : ` template ${template} strategy file_copy`}`);
      if (template === undefined) {
        const database = await connectDatabase({ url: urlOf(name), poolSize: 2 });
        await migrate(database);
        await database.destroy();
      }
      return name;
    },
    async dropDatabase(name) {
      await server.query(`drop database ${name} with (force)`);
    },
    async open(name, startMs) {
      const url = urlOf(name);
      const database = await connectDatabase({ url, poolSize: 20 });
      return {
        database,
        clock: new DrivenClock(startMs),
        machine: machineClock,
        files: folderFileStore(join(folder, 'files', name)),
        url,
        close: () => database.destroy(),
      };
    },
    async settle() {
      await server.query('checkpoint');
    },
    async close() {
      await server.destroy();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
