import { databaseClock, folderFileStore, machineClock } from '@duban/application';
import { connectDatabase } from '@duban/database';
import { openClockRuns, reconcile } from '@duban/temporal';
import { describeReconcile } from '@duban/wording';
import { BadInput } from '../bad-input';
import { readOptions } from '../options';
import { dataFolderOf, runningSystem } from '../running-system';

const USAGE = '用法：duban reconcile [--data 数据文件夹] [--dry-run] [--json]';

/** Makes Temporal fit the rows: starts the clocks that are missing, ends those without an open row. Safe at any time. */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(args, { data: { type: 'string' }, 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } }, USAGE);
  if (!read) return 0;
  const system = await runningSystem(dataFolderOf(read.values['data']));
  if (system.temporalAddress === '') throw new BadInput('请用环境变量 DUBAN_TEMPORAL_ADDRESS 指明 Temporal 服务器的地址。');
  const database = await connectDatabase({ url: system.databaseUrl, poolSize: 4 });
  const { runs, close } = await openClockRuns(system.temporalAddress);
  try {
    const deps = { database, clock: databaseClock, machine: machineClock, files: folderFileStore(system.files) };
    const report = await reconcile(deps, runs, { dryRun: read.values['dry-run'] === true, canList: true });
    console.log(read.values['json'] === true ? JSON.stringify(report, null, 2) : describeReconcile(report));
    return report.failed.length === 0 ? 0 : 1;
  } finally {
    await close();
    await database.destroy();
  }
}
