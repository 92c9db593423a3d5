import { replayWords } from '@duban/wording';
import { BadInput } from '../bad-input';
import { oneFile, readOptions } from '../options';
import { readDocument } from '../read-document';
import { runReplay } from '../replay/run-replay';

const USAGE = '用法：duban replay 报告文件 --out 输出文件夹';

/**
 * Loads a real report through the tables, rolls it up and writes it again, with `replay.json` beside it. Exit code 1 where a
 * clause or a figure did not come out as it went in.
 */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(args, { out: { type: 'string' } }, USAGE);
  if (!read) return 0;
  const path = oneFile(read, USAGE);
  const outFolder = read.values['out'];
  if (typeof outFolder !== 'string') throw new BadInput(`请用 --out 指明输出文件夹。\n${USAGE}`);
  const source = await readDocument(path);
  const { reportFile, resultFile, result } = await runReplay({
    source,
    path,
    outFolder,
    onProgress: (sentence) => console.error(sentence),
  });
  const differences = result.missing.length + result.added.length;
  const counts = {
    clausesIn: result.clauses.in,
    clausesOut: result.clauses.out,
    figuresIn: result.figures.in,
    figuresOut: result.figures.out,
    stored: result.figures.stored,
    computed: result.figures.computed,
    findings: result.findings.length,
  };
  for (const line of replayWords.summary(counts)) console.log(line);
  console.log(differences === 0 ? replayWords.same : replayWords.missing(differences));
  console.log(`复现报告：${reportFile}`);
  console.log(`复现结果：${resultFile}`);
  return differences === 0 ? 0 : 1;
}
