import { cpus, totalmem } from 'node:os';
import { measureCommands } from './commands';
import { measureDocuments } from './documents';
import { atLeastTimes, type Figure } from './figure';
import { measureIdleWorker } from './idle-worker';
import { measureIssue } from './issue';
import { measurePeer, peerFolder, type PeerFigures } from './peer';
import { measureRollUp } from './roll-up';
import { measureSignOffs } from './sign-offs';
import { openStage, type Stage } from './stage';
import { measureStorms } from './storm';
import { printTable } from './table';
import { measureYearHistory } from './year-history';

type Part = (stage: Stage) => Promise<readonly Figure[]>;

const PARTS: Readonly<Record<string, Part>> = {
  storm: (stage) => measureStorms(stage, [5_000, 50_000]),
  commands: measureCommands,
  issue: async (stage) => [await measureIssue(stage)],
  signOffs: async (stage) => [await measureSignOffs(stage)],
  yearHistory: async (stage) => [await measureYearHistory(stage)],
  rollUp: (stage) => measureRollUp(stage, [1_000, 10_000, 100_000]),
  documents: measureDocuments,
  idle: async (stage) => [await measureIdleWorker(stage)],
};

interface Wish {
  readonly json: boolean;
  readonly parts: readonly string[];
  readonly peer: string | null;
}

function readWish(args: readonly string[]): Wish {
  let json = false;
  let parts = Object.keys(PARTS);
  let peer: string | null = null;
  for (let at = 0; at < args.length; at += 1) {
    const value = args[at + 1];
    if (args[at] === '--json') json = true;
    else if (args[at] === '--only' && value !== undefined) {
      parts = value.split(',');
      at += 1;
    } else if (args[at] === '--peer') {
      const named = value !== undefined && !value.startsWith('--') ? value : undefined;
      if (named !== undefined) at += 1;
      peer = peerFolder(named);
    } else throw new Error(`不认识的参数：${args[at] ?? ''}。可用：--json --only ${Object.keys(PARTS).join(',')} --peer [目录]`);
  }
  const unknown = parts.filter((part) => !(part in PARTS));
  if (unknown.length > 0) throw new Error(`没有这一项：${unknown.join('、')}。可用：${Object.keys(PARTS).join('、')}`);
  return { json, parts, peer };
}

/** Measures every part on one PostgreSQL in one run; exit code 1 when a target is missed. */
export async function main(args: readonly string[]): Promise<number> {
  const wish = readWish(args);
  const machine = {
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? '',
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  const stage = await openStage((sentence) => console.error(sentence));
  let figures: Figure[] = [];
  let peer: PeerFigures | null = null;
  try {
    for (const part of wish.parts) {
      // Beside the parts that are held against it, so that the machine's other guests weigh on both alike.
      if (wish.peer !== null && peer === null && part !== 'storm') peer = await measurePeer(stage, wish.peer);
      figures.push(...((await PARTS[part]?.(stage)) ?? []));
    }
    if (wish.peer !== null && peer === null) peer = await measurePeer(stage, wish.peer);
  } finally {
    await stage.close();
  }
  if (peer) {
    const found = peer;
    figures = figures.map((figure) => withPeer(figure, found));
  }
  const result = { machine, peer, figures };
  if (wish.json) console.log(JSON.stringify(result, null, 2));
  else printTable(result);
  return figures.every((figure) => figure.bounds.every((bound) => bound.reached)) ? 0 : 1;
}

function withPeer(figure: Figure, peer: PeerFigures): Figure {
  if (figure.key.includes('torm')) {
    return {
      ...figure,
      bounds: [...figure.bounds, atLeastTimes('Flowable定时器', figure.value, peer.timersPerSecond, 10)],
    };
  }
  if (figure.key === 'receipts' || figure.key === 'progress') {
    return { ...figure, bounds: [...figure.bounds, atLeastTimes('Flowable办结', figure.value, peer.completionsPerSecond, 2)] };
  }
  return figure;
}
