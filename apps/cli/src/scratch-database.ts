import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DrivenClock, folderFileStore, machineClock, type Deps } from '@duban/application';
import { connectDatabase, migrate, startEmbeddedPostgres } from '@duban/database';

export interface ScratchDeps extends Deps {
  readonly clock: DrivenClock;
}

export interface ScratchSettings {
  readonly nowMs: number;
  /** A PostgreSQL that runs already (tests); one is started where it is absent. */
  readonly databaseUrl?: string;
  readonly onProgress: (sentence: string) => void;
}

/**
 * For a command that needs tables and leaves only files: a migrated database and a driven clock, gone when `work` is done.
 * What `work` opens it gives to `closeLater`; it is closed before the database, the last first, however `work` ends.
 */
export async function withScratchDatabase<Result>(
  settings: ScratchSettings,
  work: (deps: ScratchDeps, closeLater: (close: () => Promise<unknown>) => void) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'duban-scratch-'));
  const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    let url = settings.databaseUrl;
    if (url === undefined) {
      const postgres = await startEmbeddedPostgres({
        dataFolder: join(folder, 'postgres'),
        durable: false,
        onProgress: settings.onProgress,
      });
      closing.push(() => postgres.stop());
      url = postgres.url;
    }
    const database = await connectDatabase({ url });
    closing.push(() => database.destroy());
    await migrate(database);
    const deps: ScratchDeps = {
      database,
      clock: new DrivenClock(settings.nowMs),
      machine: machineClock,
      files: folderFileStore(join(folder, 'files')),
    };
    return await work(deps, (close) => closing.push(close));
  } finally {
    for (const close of closing.reverse()) await close();
  }
}
