import { quietTemporalLogs } from '@duban/temporal';
import { readScenario } from '../demo/read-scenario';
import { runDemo } from '../demo/run-demo';
import { BadInput } from '../bad-input';
import { oneFile, readOptions } from '../options';
import { readDocument } from '../read-document';

const USAGE = '用法：duban demo 报告文件 --out 输出文件夹 [--scenario 情景文件.json]';

/** Reads a report, makes next year's plan from it, and lives that year; leaves the annual report, the ledger and the timeline. */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(args, { out: { type: 'string' }, scenario: { type: 'string' } }, USAGE);
  if (!read) return 0;
  const path = oneFile(read, USAGE);
  const outFolder = read.values['out'];
  if (typeof outFolder !== 'string') throw new BadInput(`请用 --out 指明输出文件夹。\n${USAGE}`);
  const scenario = await readScenario(read.values['scenario']);
  const source = await readDocument(path);
  quietTemporalLogs();
  const result = await runDemo({ source, path, outFolder, scenario, onProgress: (sentence) => console.error(sentence) });
  console.log(result.timeline);
  console.log('');
  for (const file of result.reportFiles) console.log(`年度报告：${file}`);
  console.log(`任务台账：${result.ledgerFile}`);
  console.log(`时间线：${result.timelineFile}`);
  console.log(`推演用时：${(result.yearMs / 1000).toFixed(1)}秒`);
  console.log(result.verifyText);
  return result.verified ? 0 : 1;
}
