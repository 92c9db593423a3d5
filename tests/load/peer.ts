import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Stage } from './stage';

/** What Flowable did on the same PostgreSQL in the same run; a second. */
export interface PeerFigures {
  readonly version: string;
  readonly startsPerSecond: number;
  readonly completionsPerSecond: number;
  readonly timersPerSecond: number;
}

const INSTANCES = 2_000;
const THREADS = 8;
const SLACK_SECONDS = 25;
const LIMIT_MS = 20 * 60_000;

const DEFAULT_FOLDER = resolve(__dirname, '../../../shared/peers');

/** The folder of the peers: as named, else by DUBAN_PEER, else beside the checkout. */
export function peerFolder(named: string | undefined): string {
  const folder = resolve(named ?? process.env['DUBAN_PEER'] ?? DEFAULT_FOLDER);
  const script = join(folder, 'flowable/run.sh');
  if (!existsSync(script)) throw new Error(`没有找到 ${script}：请用 --peer 目录 或环境变量 DUBAN_PEER 指明。`);
  return folder;
}

/**
 * Runs Flowable on a database of its own. Timers: the rate while firing, which leaves out its wait for the first poll; completions:
 * the mean of its two kinds.
 */
export async function measurePeer(stage: Stage, folder: string): Promise<PeerFigures> {
  stage.tell('Flowable：启动、办结、定时器（首次运行先构建）');
  const name = await stage.makeDatabase();
  const url = new URL(stage.urlOf(name));
  const lines = await run(join(folder, 'flowable/run.sh'), [
    `jdbc:postgresql://${url.host}/${name}`,
    url.username,
    url.password,
    String(INSTANCES),
    String(THREADS),
    String(SLACK_SECONDS),
    '-Dtuned=true',
  ]);
  await stage.dropDatabase(name);
  const phase = (wanted: string): Record<string, number | string> => {
    const found = lines.find((line) => line['phase'] === wanted);
    if (!found) throw new Error(`Flowable gave no phase ${wanted}`);
    return found;
  };
  const rate = (wanted: string, field = 'perSecond') => Number(phase(wanted)[field]);
  if (phase('timers')['fired'] !== INSTANCES) throw new Error('Flowable did not fire all its timers');
  return {
    version: String(phase('boot')['flowable']),
    startsPerSecond: rate('start'),
    completionsPerSecond: (2 * rate('completeWork') * rate('completeSignOff')) / (rate('completeWork') + rate('completeSignOff')),
    timersPerSecond: rate('timers', 'perSecondWhileFiring'),
  };
}

function run(script: string, args: readonly string[]): Promise<Record<string, number | string>[]> {
  return new Promise((done, fail) => {
    const child = spawn('bash', [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    const lines: Record<string, number | string>[] = [];
    let errors = '';
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) lines.push(JSON.parse(line) as Record<string, number | string>);
    });
    child.stderr.on('data', (part: Buffer) => (errors = (errors + part.toString()).slice(-4_000)));
    child.once('error', fail);
    child.once('close', (code) => {
      clearTimeout(limit);
      if (code === 0) done(lines);
      else fail(new Error(`Flowable ended with ${code}: ${errors}`));
    });
  });
}
