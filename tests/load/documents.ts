import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ledgerFile, reportFile } from './document-files';
import { atMost, type Figure, median } from './figure';
import type { Stage } from './stage';

const ROWS = 5_000;
const WORD_BYTES = 10_000_000;
const RUNS = 3;

interface Reading {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMB: number;
  readonly lines: number;
  readonly clauses: number;
  readonly rows: number;
}

/** What it takes to read a large ledger into a draft and a large report into its outline, each in a process of its own from its start. */
export async function measureDocuments(stage: Stage): Promise<readonly Figure[]> {
  stage.tell(`文件：${ROWS} 行台账和 ${WORD_BYTES / 1e6} MB 的 Word 文件`);
  const ledger = join(stage.folder, 'ledger.xlsx');
  const report = join(stage.folder, 'report.docx');
  await writeFile(ledger, ledgerFile(ROWS));
  const bytes = reportFile(WORD_BYTES);
  await writeFile(report, bytes);
  const ledgers = await readings([ledger, '2026']);
  const reports = await readings([report]);
  const seconds = median(ledgers.map((r) => r.seconds));
  const peakMB = median(ledgers.map((r) => r.peakMB));
  const wordSeconds = median(reports.map((r) => r.seconds));
  const cpu = (of: readonly Reading[]): number => median(of.map((r) => r.cpuSeconds));
  return [
    {
      key: 'ledgerRead',
      name: `${ROWS} 行台账读成导入草稿`,
      value: seconds,
      unit: '秒',
      bounds: [atMost('上限', seconds, 5)],
      more: { rows: ledgers[0]?.rows ?? 0, cpuSeconds: cpu(ledgers) },
    },
    {
      key: 'ledgerMemory',
      name: `${ROWS} 行台账，读取进程的内存峰值`,
      value: peakMB,
      unit: 'MB',
      bounds: [atMost('上限', peakMB, 300)],
      more: {},
    },
    {
      key: 'wordRead',
      name: `${(bytes.length / 1e6).toFixed(1)} MB 的 Word 文件读出提纲`,
      value: wordSeconds,
      unit: '秒',
      bounds: [atMost('上限', wordSeconds, 10)],
      more: {
        paragraphs: reports[0]?.lines ?? 0,
        clauses: reports[0]?.clauses ?? 0,
        cpuSeconds: cpu(reports),
        peakMB: median(reports.map((r) => r.peakMB)),
      },
    },
  ];
}

async function readings(args: readonly string[]): Promise<Reading[]> {
  const found: Reading[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    // Plain Node on the built package, as the program runs; the bench's own loader stays out of it.
    const child = await promisify(execFile)(process.execPath, [join(__dirname, 'read-document.cjs'), ...args], {
      env: { TZ: 'UTC' },
    });
    found.push(JSON.parse(child.stdout) as Reading);
  }
  if (found.some((reading) => reading.lines === 0)) throw new Error('a document was read as empty');
  return found;
}
