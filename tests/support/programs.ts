import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(__dirname, '../..');

const FROM_SOURCE = [
  '--conditions=development',
  '--no-warnings',
  '--require',
  join(ROOT, 'tests/support/servers/typescript-hook.cjs'),
];

export interface Program {
  readonly pid: number;
  readonly exited: Promise<number>;
  /** Lines of its log, the newest last. */
  readonly log: readonly string[];
  /** @throws with the end of the log when the program ends without such a line. */
  line(wanted: (line: string) => boolean, limitMs?: number): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Asks it to end and waits. */
  stop(): Promise<void>;
}

/**
 * Starts one of our own programs, from its source where that is named, else as it was built, with exactly this environment beside
 * what Node needs.
 */
export function startProgram(source: string, env: Readonly<Record<string, string>>): Program {
  const child: ChildProcess = spawn(
    process.execPath,
    source.endsWith('.ts') ? [...FROM_SOURCE, join(ROOT, source)] : [join(ROOT, source)],
    { env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TZ: 'UTC', ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const log: string[] = [];
  const waiting = new Set<(line: string) => void>();
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      log.push(line);
      if (log.length > 2_000) log.splice(0, 1_000);
      for (const told of waiting) told(line);
    });
  }
  const exited = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
  return {
    pid: child.pid ?? 0,
    exited,
    log,
    line(wanted, limitMs = 60_000) {
      return new Promise((resolve, reject) => {
        const fail = (why: string) => reject(new Error(`${source} ${why}: ${log.slice(-20).join('\n')}`));
        const timer = setTimeout(() => fail('is silent'), limitMs);
        const told = (line: string) => {
          if (!wanted(line)) return;
          clearTimeout(timer);
          waiting.delete(told);
          resolve(line);
        };
        waiting.add(told);
        for (const line of [...log]) told(line);
        void exited.then((code) => fail(`ended with ${code}`));
      });
    },
    kill: (signal) => void child.kill(signal),
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await exited;
      clearTimeout(late);
    },
  };
}

/** The API as a process of its own; gives its port. */
export async function startApiProgram(databaseUrl: string, filesFolder: string): Promise<{ program: Program; port: number }> {
  const program = startProgram('apps/api/src/main.ts', {
    DUBAN_DATABASE_URL: databaseUrl,
    DUBAN_FILES: filesFolder,
    DUBAN_SECRET: 'a secret that only measurements use, 32+',
    DUBAN_PORT: '0',
  });
  const line = await program.line((each) => each.includes('"listening"'));
  return { program, port: (JSON.parse(line) as { port: number }).port };
}
