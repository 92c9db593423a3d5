import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BadInput } from './bad-input';

/** How the other commands reach what `duban start` runs. */
export interface RunningSystem {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly files: string;
  readonly anchors: string;
}

const fileOf = (dataFolder: string): string => join(dataFolder, 'running.json');

/** Written while the system runs; readable by its owner only, since it holds the database's password. */
export async function noteRunning(dataFolder: string, system: RunningSystem): Promise<() => Promise<void>> {
  await writeFile(fileOf(dataFolder), JSON.stringify(system), { mode: 0o600 });
  return () => rm(fileOf(dataFolder), { force: true });
}

/** The data folder that a command line or the surroundings name; `data` where neither does. */
export function dataFolderOf(named: string | boolean | undefined): string {
  const given = typeof named === 'string' ? named : process.env['DUBAN_DATA'];
  return resolve(given !== undefined && given !== '' ? given : 'data');
}

/**
 * What runs now: named by DUBAN_DATABASE_URL (a production system) or noted in the data folder by `duban start`.
 * @throws BadInput where nothing runs
 */
export async function runningSystem(dataFolder: string): Promise<RunningSystem> {
  const url = process.env['DUBAN_DATABASE_URL'];
  if (url !== undefined && url !== '') {
    return {
      databaseUrl: url,
      temporalAddress: process.env['DUBAN_TEMPORAL_ADDRESS'] ?? process.env['TEMPORAL_ADDRESS'] ?? '',
      files: process.env['DUBAN_FILES'] ?? join(dataFolder, 'files'),
      anchors: process.env['DUBAN_ANCHORS'] ?? join(dataFolder, 'anchors'),
    };
  }
  try {
    return JSON.parse(await readFile(fileOf(dataFolder), 'utf8')) as RunningSystem;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new BadInput(`${dataFolder} 中的系统没有在运行：请先执行 npm start，或用 --data 指明数据文件夹。`);
  }
}
