import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/**
 * Keeps one server process and never outlives its owner. Invariants:
 * 1. The server runs in a session of its own, so Ctrl-C reaches the owner alone and the owner decides the order of stopping.
 * 2. The owner holds the write end of this shell's standard input. When the owner is gone, however it went (kill -9 too), the pipe
 *    ends and the shell gives the server the signal itself.
 * 3. The server's own process id is told on descriptor 3, so a caller can signal the server and not its keeper.
 */
const keeperScript = `
signal=$1; shift
exec 4<&0
"$@" </dev/null 3>&- 4<&- &
server=$!
echo "$server" >&3
exec 3>&-
( cat <&4; kill -s "$signal" "$server" ) >/dev/null 2>&1 &
watcher=$!
exec 4<&- </dev/null
trap 'kill -s "$signal" "$server" 2>/dev/null' TERM INT HUP
wait "$server"; code=$?
while kill -0 "$server" 2>/dev/null; do wait "$server"; code=$?; done
kill "$watcher" 2>/dev/null
exit "$code"
`;

export interface KeptProcessOptions {
  /** The program with its full path, or a name on the PATH. */
  command: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
  /** Run as this account; only root may choose. */
  account?: { uid: number; gid: number };
  /** Where standard output and standard error are appended; without it both are dropped. */
  logFile?: string;
  /** The signal that asks this server to end in good order. */
  stopSignal: 'INT' | 'TERM';
}

export interface KeptProcess {
  /** Process id of the server itself. */
  readonly pid: number;
  /** Resolves when the server has ended, with its exit code (128 + n after signal n). */
  readonly exited: Promise<number>;
  hasExited(): boolean;
  /** Asks the server to end, and kills it after `graceMs`. May be called any number of times. */
  stop(graceMs?: number): Promise<void>;
}

/**
 * Starts a server that dies with this process.
 * @throws Error when the program cannot be run at all.
 */
export async function startKeptProcess(options: KeptProcessOptions): Promise<KeptProcess> {
  const log = options.logFile === undefined ? 'ignore' : openSync(options.logFile, 'a');
  const keeper = spawn('/bin/sh', ['-c', keeperScript, 'duban-keeper', options.stopSignal, options.command, ...options.args], {
    cwd: '/',
    detached: true,
    env: options.env ?? process.env,
    stdio: ['pipe', log, log, 'pipe'],
    ...(options.account ?? {}),
  });
  if (typeof log === 'number') closeSync(log);

  let exitCode: number | undefined;
  const exited = new Promise<number>((resolve) => {
    const ended = (code: number): void => {
      exitCode = code;
      keeper.stdin?.destroy();
      resolve(code);
    };
    keeper.once('exit', (code, signal) => ended(code ?? (signal === null ? 1 : 128)));
    keeper.once('error', () => ended(127));
  });
  // A broken pipe only says that the keeper has ended, which `exited` tells.
  keeper.stdin?.on('error', () => undefined);

  const pid = await readPid(keeper.stdio[3] as NodeJS.ReadableStream, exited);
  // A forgotten server must not keep its owner alive: it goes when the owner goes.
  keeper.unref();
  (keeper.stdin as unknown as { unref?: () => void } | null)?.unref?.();

  let stopping: Promise<void> | undefined;
  const stop = async (graceMs: number): Promise<void> => {
    if (exitCode !== undefined) return;
    keeper.ref();
    signalProcess(pid, `SIG${options.stopSignal}`);
    const killer = setTimeout(() => signalProcess(pid, 'SIGKILL'), graceMs);
    await exited;
    clearTimeout(killer);
  };
  return {
    pid,
    exited,
    hasExited: () => exitCode !== undefined,
    stop: (graceMs = 30_000) => (stopping ??= stop(graceMs)),
  };
}

async function readPid(stream: NodeJS.ReadableStream, exited: Promise<number>): Promise<number> {
  const told = new Promise<string>((resolve) => {
    let text = '';
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    stream.once('end', () => resolve(text));
    stream.once('error', () => resolve(text));
  });
  const text = await Promise.race([told, exited.then(() => '')]);
  const pid = Number.parseInt(text, 10);
  if (!Number.isInteger(pid) || pid <= 1) throw new Error('the keeper shell could not be started');
  return pid;
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // ESRCH: it has ended already, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
