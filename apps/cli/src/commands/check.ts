import { checkFigures } from '@duban/domain';
import { describeCheck } from '@duban/wording';
import { oneFile, readOptions } from '../options';
import { readDocument } from '../read-document';

const USAGE = '用法：duban check 文件 [--json]';

/** 数据核校: recomputes what a report claims. Exit code 1 where the text contradicts itself. */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(args, { json: { type: 'boolean' } }, USAGE);
  if (!read) return 0;
  const source = await readDocument(oneFile(read, USAGE));
  const result = checkFigures(source.lines.map(({ line, text }) => ({ line, text })));
  console.log(read.values['json'] === true ? JSON.stringify(result, null, 2) : describeCheck(result));
  return result.findings.some((finding) => finding.severity === 'error') ? 1 : 0;
}
