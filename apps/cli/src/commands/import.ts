import { describeImport, isOpenData, openPlanBatch, importPlan, type ImportBatch } from '@duban/documents';
import type { Decision } from '@duban/domain';
import { refusalText } from '@duban/wording';
import { BadInput } from '../bad-input';
import { oneFile, readOptions } from '../options';
import { readBytes, readDocument } from '../read-document';

const USAGE = '用法：duban import 文件 --year 年度 [--json]\n公开数据（.json）自带年度，可不写 --year。';

/**
 * Reads a plan, a report's next-year part, a ledger or a plan as open data into a draft batch, with every doubt named by line,
 * cell or pointer. Stores nothing.
 */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(args, { year: { type: 'string' }, json: { type: 'boolean' } }, USAGE);
  if (!read) return 0;
  const path = oneFile(read, USAGE);
  const batch = await batchOf(path, yearOf(read.values['year']));
  if (!batch.ok) throw new BadInput(`${path}：${refusalText(batch.refusal)}`);
  console.log(read.values['json'] === true ? JSON.stringify(batch.value, null, 2) : describeImport(batch.value));
  return 0;
}

async function batchOf(path: string, year: number | null): Promise<Decision<ImportBatch>> {
  const bytes = await readBytes(path);
  if (isOpenData(bytes)) return openPlanBatch(bytes, { year });
  if (year === null) throw new BadInput(`请用 --year 指明计划年度，如 --year 2026。\n${USAGE}`);
  return importPlan(await readDocument(path), { year });
}

function yearOf(given: string | boolean | undefined): number | null {
  if (given === undefined) return null;
  const year = Number(given);
  if (!Number.isInteger(year) || year < 1950 || year > 2100)
    throw new BadInput(`请用 --year 指明计划年度，如 --year 2026。\n${USAGE}`);
  return year;
}
