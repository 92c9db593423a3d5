import { readdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ServerUnavailable } from '@duban/database';
import { cacheSubfolder } from './cache-folder';
import { findProgram, isExecutable, lastLines, runProgram } from './run-program';

/** The official command line with the development server in it; newer ones work too when they are found on the PATH. */
export const temporalModule = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';

export type TemporalServer =
  { kind: 'running'; address: string } | { kind: 'program'; path: string; foundIn: 'path' | 'cache' | 'download' | 'build' };

export interface FindTemporalOptions {
  /** The SDK's own download may take no longer; a closed network must not hold up the start. */
  downloadLimitMs?: number;
  buildLimitMs?: number;
}

/**
 * Finds the Temporal server, in this order: a running one named by TEMPORAL_ADDRESS; `temporal` on the PATH or in Go's folder for
 * programs; the project's cache; the SDK's own download; a build with Go into the cache.
 * @param onProgress told one Chinese sentence for each step that takes time
 * @throws ServerUnavailable (NO_TEMPORAL) when none of these gives one
 */
export async function findTemporalServer(
  onProgress: (sentence: string) => void,
  options: FindTemporalOptions = {},
): Promise<TemporalServer> {
  const address = process.env['TEMPORAL_ADDRESS'];
  if (address !== undefined && address !== '') return { kind: 'running', address };
  return findTemporalProgram(onProgress, options);
}

/** The same without TEMPORAL_ADDRESS: a program that this process may start for itself. */
export async function findTemporalProgram(
  onProgress: (sentence: string) => void,
  options: FindTemporalOptions = {},
): Promise<Extract<TemporalServer, { kind: 'program' }>> {
  const located = await locateTemporalProgram();
  if (located !== undefined) return located;

  const folder = await cacheSubfolder('bin');
  onProgress('正在下载 Temporal 服务器……');
  const downloaded = await download(folder, options.downloadLimitMs ?? 10_000);
  if (downloaded !== undefined) return { kind: 'program', path: downloaded, foundIn: 'download' };

  const built = join(folder, 'temporal');
  const failure = await build(folder, onProgress, options.buildLimitMs ?? 20 * 60_000);
  if (failure === undefined && (await works(built))) return { kind: 'program', path: built, foundIn: 'build' };
  throw new ServerUnavailable(
    'NO_TEMPORAL',
    `没有找到 Temporal 服务器，下载和编译也没有成功（${failure ?? '编译结果不能运行'}）：请安装 Go 后重试，` +
      `或执行 go install ${temporalModule}，或用环境变量 TEMPORAL_ADDRESS 指明已运行的服务器地址。`,
  );
}

/** What is on this machine already; asks no network. */
export async function locateTemporalProgram(): Promise<Extract<TemporalServer, { kind: 'program' }> | undefined> {
  const onPath = await findProgram('temporal', goProgramFolders());
  if (onPath !== undefined && (await works(onPath))) return { kind: 'program', path: onPath, foundIn: 'path' };
  const folder = await cacheSubfolder('bin');
  const built = join(folder, 'temporal');
  if (await works(built)) return { kind: 'program', path: built, foundIn: 'cache' };
  const downloaded = await downloadedProgram(folder);
  return downloaded === undefined ? undefined : { kind: 'program', path: downloaded, foundIn: 'cache' };
}

function goProgramFolders(): string[] {
  const gobin = process.env['GOBIN'];
  const gopath = process.env['GOPATH'];
  return [
    ...(gobin ? [gobin] : []),
    ...(gopath ? gopath.split(':').map((one) => join(one, 'bin')) : []),
    join(homedir(), 'go', 'bin'),
  ];
}

async function works(path: string): Promise<boolean> {
  if (!(await isExecutable(path))) return false;
  const { code, output } = await runProgram(path, ['--version'], { limitMs: 10_000 });
  return code === 0 && /temporal version/i.test(output);
}

const downloadPrefix = 'temporal-sdk-typescript-';

async function downloadedProgram(folder: string): Promise<string | undefined> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(downloadPrefix) && !name.endsWith('.downloading'));
  for (const name of names.sort().reverse()) {
    const path = join(folder, name);
    if (await works(path)) return path;
  }
  return undefined;
}

/**
 * The SDK downloads only by starting a server, and its download cannot be called off: so it runs in a process of its own, which is
 * ended after the limit.
 */
async function download(folder: string, limitMs: number): Promise<string | undefined> {
  const script = `
    const { TestWorkflowEnvironment } = require(process.argv[1]);
    const executable = { type: 'cached-download', downloadDir: process.argv[2], ttl: '3650d' };
    TestWorkflowEnvironment.createLocal({ server: { executable } })
      .then((environment) => environment.teardown())
      .then(() => process.exit(0), () => process.exit(1));`;
  await runProgram(process.execPath, ['-e', script, require.resolve('@temporalio/testing'), folder], { limitMs });
  const found = await downloadedProgram(folder);
  if (found !== undefined) return found;
  // A part of a download would be taken for the whole by the next start.
  const parts = (await readdir(folder)).filter((name) => name.startsWith(downloadPrefix));
  await Promise.all(parts.map((name) => rm(join(folder, name), { recursive: true, force: true })));
  return undefined;
}

/** @returns what went wrong, in Chinese, or undefined when it was built */
async function build(folder: string, onProgress: (sentence: string) => void, limitMs: number): Promise<string | undefined> {
  const go = await findProgram('go', ['/usr/local/go/bin', '/usr/lib/go/bin', '/opt/homebrew/bin']);
  if (go === undefined) return '本机没有 Go';
  onProgress('正在用 Go 编译 Temporal 服务器，只需一次，约三分钟……');
  const { code, output } = await runProgram(go, ['install', temporalModule], {
    limitMs,
    env: { ...process.env, GOBIN: folder, GOFLAGS: '' },
    onWait: { everyMs: 15_000, tell: (seconds) => onProgress(`正在编译 Temporal 服务器……已用 ${seconds} 秒`) },
  });
  if (code === 0) return undefined;
  return code === undefined ? '编译超时' : `编译失败：${lastLines(output, 1)}`;
}
