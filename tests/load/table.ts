import type { Figure } from './figure';
import type { PeerFigures } from './peer';

export interface BenchResult {
  readonly machine: { readonly cores: number; readonly cpu: string; readonly memoryGB: number; readonly node: string };
  readonly peer: PeerFigures | null;
  readonly figures: readonly Figure[];
}

/** A Chinese character is two columns wide in a terminal. */
const width = (text: string): number => [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);
const pad = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)));
const rounded = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

/** Prints the figures for a reader, each beside its bounds. */
export function printTable({ machine, peer, figures }: BenchResult): void {
  console.log(`${machine.cores} 核 ${machine.cpu}，内存 ${machine.memoryGB} GB，Node ${machine.node}`);
  if (peer) {
    console.log(
      `Flowable ${peer.version}：启动 ${rounded(peer.startsPerSecond)}/秒，办结 ${rounded(peer.completionsPerSecond)}/秒，定时器 ${rounded(peer.timersPerSecond)}/秒`,
    );
  }
  const rows = [['项目', '实测', '对照', '对照值', '比值', '要求', '结论']];
  for (const figure of figures) {
    figure.bounds.forEach((bound, index) => {
      rows.push([
        index === 0 ? figure.name : '',
        index === 0 ? `${rounded(figure.value)} ${figure.unit}` : '',
        bound.name,
        rounded(bound.value),
        bound.ratio.toFixed(2),
        bound.target,
        bound.reached ? '达到' : '未达到',
      ]);
    });
  }
  const columns = rows[0]?.map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? '')))) ?? [];
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => pad(cell, columns[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  for (const figure of figures) {
    const more = Object.entries(figure.more).map(
      ([name, value]) => `${name} ${typeof value === 'number' ? rounded(value) : value}`,
    );
    if (more.length > 0) console.log(`${figure.name}：${more.join('，')}`);
  }
}
