import { describeOutline, outlineOf } from '@duban/documents';
import { oneFile, readOptions } from '../options';
import { readDocument } from '../read-document';

const USAGE = '用法：duban outline 文件 [--json]';

/** Prints the outline of a plan or a report: clauses, parts, figures and what the reader is unsure of. */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(args, { json: { type: 'boolean' } }, USAGE);
  if (!read) return 0;
  const outline = outlineOf(await readDocument(oneFile(read, USAGE)));
  console.log(read.values['json'] === true ? JSON.stringify(outline, null, 2) : describeOutline(outline));
  return 0;
}
