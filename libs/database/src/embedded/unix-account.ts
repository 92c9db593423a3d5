import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ServerUnavailable } from './server-unavailable';

const run = promisify(execFile);

/** The account PostgreSQL runs as. PostgreSQL refuses root, so root hands it to another one. */
export interface UnixAccount {
  uid: number;
  gid: number;
}

/**
 * How a program is run as PostgreSQL's account: put `prefix` before its command line, give `account` to spawn.
 * An ordinary user needs neither.
 */
export interface RunAs {
  prefix: readonly string[];
  account?: UnixAccount;
}

/**
 * The account for the cluster: an ordinary user's own; for root, the owner of an existing cluster, else `postgres`, which is made
 * where it is missing.
 * @param clusterOwner the owner of the data folder where there is one already
 * @throws ServerUnavailable when root has no such account and cannot make one
 */
export async function accountForCluster(clusterOwner?: UnixAccount): Promise<UnixAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  if (clusterOwner && clusterOwner.uid !== 0) return clusterOwner;
  const existing = await readAccount();
  if (existing) return existing;
  try {
    await run('groupadd', ['--system', 'postgres']).catch(() => undefined);
    await run('useradd', ['--system', '--gid', 'postgres', '--no-create-home', '--shell', '/bin/false', 'postgres']);
  } catch (cause) {
    throw new ServerUnavailable(
      'NO_UNIX_ACCOUNT',
      'PostgreSQL 不能以 root 身份运行，而本机没有 postgres 用户也无法新建：请执行 useradd postgres 后重试，或换普通用户运行。',
      { cause },
    );
  }
  const made = await readAccount();
  if (!made) throw new Error('useradd postgres succeeded, but the account cannot be read');
  return made;
}

async function readAccount(): Promise<UnixAccount | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)));
    return uid !== undefined && gid !== undefined ? { uid, gid } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The way to run a program as the account so that it can reach each of the folders. Where a folder above them is closed to it, as
 * root's home is by default, the program is given the one capability to pass through; where the machine does not allow that, the
 * closed folder is named.
 * @throws ServerUnavailable naming the folder that is closed
 */
export async function runAs(account: UnixAccount | undefined, folders: readonly string[]): Promise<RunAs> {
  if (!account) return { prefix: [] };
  const closed = await firstClosedFolder(account, folders);
  if (closed === undefined) return { prefix: [], account };
  for (const capability of ['dac_read_search', 'dac_override']) {
    const prefix = [
      'setpriv',
      `--reuid=${account.uid}`,
      `--regid=${account.gid}`,
      '--clear-groups',
      `--inh-caps=+${capability}`,
      `--ambient-caps=+${capability}`,
      // Without this bit access(2), by which PostgreSQL looks at its own program, would not count the capability.
      '--securebits=+no_setuid_fixup',
      '--',
    ];
    const [command = '', ...args] = [...prefix, 'test', '-x', resolve(closed, '.')];
    const allowed = await run(command, args).then(
      () => true,
      () => false,
    );
    if (allowed) return { prefix };
  }
  throw new ServerUnavailable(
    'FOLDER_NOT_TRAVERSABLE',
    `PostgreSQL 以 postgres 用户运行，但该用户不能进入文件夹 ${closed}：请执行 chmod o+x ${closed}，或另选数据文件夹。`,
  );
}

async function firstClosedFolder(account: UnixAccount, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const chain: string[] = [];
    for (let at = resolve(folder); ; at = dirname(at)) {
      chain.unshift(at);
      if (at === dirname(at)) break;
    }
    for (const at of chain) {
      if (!mayEnter(account, await stat(at))) return at;
    }
  }
  return undefined;
}

function mayEnter(account: UnixAccount, folder: { uid: number; gid: number; mode: number }): boolean {
  if (folder.uid === account.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === account.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}
