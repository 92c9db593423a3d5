import {
  databaseClock,
  folderFileStore,
  isVerified,
  machineClock,
  readAnchors,
  verifyRecord,
  verifyReports,
} from '@duban/application';
import { connectDatabase } from '@duban/database';
import { describeRecordCheck, describeReportCheck } from '@duban/wording';
import { readOptions } from '../options';
import { dataFolderOf, runningSystem } from '../running-system';

const USAGE = '用法：duban verify [--data 数据文件夹] [--json]';

/**
 * Checks the chain of the record against the events and the anchors kept outside, and rebuilds every frozen report. Exit code 1 where
 * something was changed.
 */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(args, { data: { type: 'string' }, json: { type: 'boolean' } }, USAGE);
  if (!read) return 0;
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
