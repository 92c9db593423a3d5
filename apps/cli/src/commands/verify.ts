import { databaseClock, folderFileStore, machineClock, readAnchors, verifyRecord } from '@duban/application';
import { connectDatabase } from '@duban/database';
import { describeRecordCheck } from '@duban/wording';
import { readOptions } from '../options';
import { dataFolderOf, runningSystem } from '../running-system';

const USAGE = '用法：duban verify [--data 数据文件夹] [--json]';

/** Checks the chain of the record against the events and the anchors kept outside. Exit code 1 where something was changed. */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(args, { data: { type: 'string' }, json: { type: 'boolean' } }, USAGE);
  if (!read) return 0;
  const system = await runningSystem(dataFolderOf(read.values['data']));
  const database = await connectDatabase({ url: system.databaseUrl, poolSize: 2 });
  try {
    const deps = { database, clock: databaseClock, machine: machineClock, files: folderFileStore(system.files) };
    const verdict = await verifyRecord(deps, { anchors: await readAnchors(system.anchors) });
    console.log(read.values['json'] === true ? JSON.stringify(verdict, null, 2) : describeRecordCheck(verdict));
    return verdict.ok ? 0 : 1;
  } finally {
    await database.destroy();
  }
}
