import { describeImport, importPlan } from '@duban/documents';
import { refusalText } from '@duban/wording';
import { BadInput } from '../bad-input';
import { oneFile, readOptions } from '../options';
import { readDocument } from '../read-document';

const USAGE = '用法：duban import 文件 --year 年度 [--json]';

/** Reads a plan, a report's next-year part or a ledger into a draft batch, with every doubt named by line or cell. Stores nothing. */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(args, { year: { type: 'string' }, json: { type: 'boolean' } }, USAGE);
  if (!read) return 0;
  const path = oneFile(read, USAGE);
  const year = Number(read.values['year']);
  if (!Number.isInteger(year) || year < 1950 || year > 2100)
    throw new BadInput(`请用 --year 指明计划年度，如 --year 2026。\n${USAGE}`);
  const batch = importPlan(await readDocument(path), { year });
  if (!batch.ok) throw new BadInput(`${path}：${refusalText(batch.refusal)}`);
  console.log(read.values['json'] === true ? JSON.stringify(batch.value, null, 2) : describeImport(batch.value));
  return 0;
}
