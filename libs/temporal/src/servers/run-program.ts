import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The first executable of this name on the PATH, then in the further folders. */
export async function findProgram(name: string, furtherFolders: readonly string[] = []): Promise<string | undefined> {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...furtherFolders].filter((folder) => folder !== '');
  for (const folder of folders) {
    const file = join(folder, name);
    if (await isExecutable(file)) return file;
  }
  return undefined;
}

export async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

export interface ProgramResult {
  /** Undefined when the program was ended after its time. */
  code: number | undefined;
  /** Standard output and standard error together. */
  output: string;
}

export interface ProgramOptions {
  limitMs: number;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Called every `everyMs` while the program runs, with the seconds gone. */
  onWait?: { everyMs: number; tell: (seconds: number) => void };
}

/** Runs a program to its end, or ends it and all it started when its time is up. */
export async function runProgram(command: string, args: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  const startedAt = Date.now();
  // A group of its own, so that what it started (compilers, a forked JVM) can be ended with it.
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  const collect = (chunk: Buffer): void => void (output = (output + chunk.toString()).slice(-20_000));
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const endGroup = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  let inTime = true;
  const limit = setTimeout(() => {
    inTime = false;
    endGroup();
  }, options.limitMs);
  const { onWait } = options;
  const waiting = onWait && setInterval(() => onWait.tell(Math.round((Date.now() - startedAt) / 1000)), onWait.everyMs);
  process.once('exit', endGroup);
  try {
    const code = await new Promise<number | undefined>((resolve) => {
      child.once('error', (error) => {
        output += error.message;
        resolve(127);
      });
      child.once('close', (exitCode) => resolve(exitCode ?? undefined));
    });
    return { code: inTime ? (code ?? 1) : undefined, output };
  } finally {
    process.removeListener('exit', endGroup);
    clearTimeout(limit);
    if (waiting) clearInterval(waiting);
  }
}

/** The last lines of a program's output, as the detail of a message. */
export function lastLines(output: string, count: number): string {
  return output.trim().split('\n').slice(-count).join(' ').trim();
}
