import { existsSync } from 'node:fs';
import { readFile, readdir, readlink, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { UnixAccount } from './unix-account';
import { ServerUnavailable } from './server-unavailable';

/** The superuser's password of this cluster, made when the folder is; beside PostgreSQL's own files, which ignore it. */
export const passwordFileName = 'duban-password';

export type DataFolderState = { kind: 'fresh' } | { kind: 'cluster'; owner: UnixAccount; password: string };

/**
 * Looks at the folder that is to hold the cluster.
 * @param major the major version of the PostgreSQL programs at hand
 * @throws ServerUnavailable when it holds something else, another version's cluster, or another user's
 */
export async function readDataFolder(folder: string, major: string): Promise<DataFolderState> {
  if (!existsSync(folder)) return { kind: 'fresh' };
  const { uid, gid } = await stat(folder);
  const self = process.getuid?.();
  if (self !== undefined && self !== 0 && uid !== self) {
    throw new ServerUnavailable(
      'FOLDER_OF_OTHER_USER',
      `数据文件夹 ${folder} 属于另一个系统用户（编号 ${uid}）：请用原来的用户运行，或另选数据文件夹。`,
    );
  }
  const names = await readdir(folder);
  if (names.length === 0) return { kind: 'fresh' };
  if (!names.includes('PG_VERSION')) {
    throw new ServerUnavailable(
      'FOLDER_NOT_EMPTY',
      `文件夹 ${folder} 里已有其他文件，不是督办的数据库：请另选一个空文件夹存放数据。`,
    );
  }
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (version !== major) {
    throw new ServerUnavailable(
      'FOLDER_OF_OTHER_VERSION',
      `数据文件夹 ${folder} 由 PostgreSQL ${version} 建立，本程序使用 PostgreSQL ${major}：请用原版本导出数据后导入，或另选数据文件夹。`,
    );
  }
  if (!names.includes(passwordFileName)) {
    throw new ServerUnavailable(
      'FOLDER_NOT_EMPTY',
      `文件夹 ${folder} 里是另一套 PostgreSQL 数据库，不是督办建立的：请另选一个空文件夹存放数据。`,
    );
  }
  const password = (await readFile(join(folder, passwordFileName), 'utf8')).trim();
  return { kind: 'cluster', owner: { uid, gid }, password };
}

/**
 * Makes sure that no server runs on the folder. A lock left behind by a dead server is removed, also when its process id now belongs
 * to an unrelated program (after a reboot, in a container). A server that is just ending is waited for.
 * @throws ServerUnavailable when a living server keeps the folder
 */
export async function releaseDataFolder(folder: string, waitMs = 15_000): Promise<void> {
  const lock = join(folder, 'postmaster.pid');
  const giveUpAt = Date.now() + waitMs;
  for (;;) {
    const pid = Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0]);
    if (!Number.isInteger(pid) || pid <= 0) return;
    if (!(await isServerOf(pid, folder))) {
      await rm(lock, { force: true });
      return;
    }
    if (Date.now() > giveUpAt) {
      throw new ServerUnavailable(
        'FOLDER_IN_USE',
        `数据文件夹 ${folder} 正被另一个 PostgreSQL 进程（${pid}）使用：请先停止它，或另选数据文件夹。`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function isServerOf(pid: number, folder: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  if (process.platform !== 'linux') return true;
  // PostgreSQL works inside its data folder; a process that does not is a stranger that got the same number.
  const [cwd, wanted] = await Promise.all([
    readlink(`/proc/${pid}/cwd`).catch(() => undefined),
    stat(folder).catch(() => undefined),
  ]);
  if (cwd === undefined) return false;
  const there = await stat(cwd).catch(() => undefined);
  return there !== undefined && wanted !== undefined && there.ino === wanted.ino && there.dev === wanted.dev;
}
