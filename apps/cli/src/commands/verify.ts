import {
  databaseClock,
  folderFileStore,
  isVerified,
  machineClock,
  readAnchors,
  verifyCaseFile,
  verifyRecord,
  verifyReports,
} from '@duban/application';
import { connectDatabase } from '@duban/database';
import { describeCaseCheck, describeRecordCheck, describeReportCheck, refusalText } from '@duban/wording';
import { BadInput } from '../bad-input';
import { oneFile, readOptions, type ReadOptions } from '../options';
import { readBytes } from '../read-document';
import { dataFolderOf, runningSystem } from '../running-system';

const USAGE = `用法：
  duban verify [--data 数据文件夹] [--json]              核验操作记录和已定稿的报告
  duban verify 案卷.zip [--anchors 文件夹] [--json]     核验一份案卷文件，不需要数据库`;

/**
 * Checks the chain of the record against the events and the anchors kept outside, and rebuilds every frozen report; or, of a file,
 * a case file with nothing but itself. Exit code 1 where something was changed, 2 where the file is no case file.
 */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(args, { data: { type: 'string' }, anchors: { type: 'string' }, json: { type: 'boolean' } }, USAGE);
  if (!read) return 0;
  if (read.files.length > 0) return verifyFile(read);
  const system = await runningSystem(dataFolderOf(read.values['data']));
  const database = await connectDatabase({ url: system.databaseUrl, poolSize: 2 });
  try {
    const deps = { database, clock: databaseClock, machine: machineClock, files: folderFileStore(system.files) };
    const verdict = await verifyRecord(deps, { anchors: await readAnchors(system.anchors) });
    const reports = await verifyReports(deps);
    if (read.values['json'] === true) console.log(JSON.stringify({ ...verdict, reports }, null, 2));
    else for (const line of [describeRecordCheck(verdict), ...reports.map(describeReportCheck)]) console.log(line);
    return verdict.ok && reports.every(isVerified) ? 0 : 1;
  } finally {
    await database.destroy();
  }
}

async function verifyFile(read: ReadOptions): Promise<number> {
  const path = oneFile(read, USAGE);
  const folder = read.values['anchors'];
  const anchors = typeof folder === 'string' ? await readAnchors(folder) : [];
  const verdict = verifyCaseFile(await readBytes(path), anchors);
  if (!verdict.ok) throw new BadInput(`${path}：${refusalText(verdict.refusal)}`);
  console.log(read.values['json'] === true ? JSON.stringify(verdict.value, null, 2) : describeCaseCheck(verdict.value));
  return verdict.value.ok ? 0 : 1;
}
