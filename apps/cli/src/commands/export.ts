import { writeFile } from 'node:fs/promises';
import { databaseClock, readOpenPlan } from '@duban/application';
import { connectDatabase, withTransaction, type Tx } from '@duban/database';
import { openPlanSchemaText, writeOpenPlan } from '@duban/documents';
import { BadInput } from '../bad-input';
import { oneFile, readOptions } from '../options';
import { dataFolderOf, runningSystem } from '../running-system';

const USAGE = `用法：
  duban export 计划 --out 文件 [--data 数据文件夹]    把一份计划写成公开数据（.json）；计划可写编号、标题或文号
  duban export --schema                               打印公开数据的格式（JSON Schema）`;

/** Writes a plan as open data, or the schema that it keeps. The same content gives the same bytes. */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(args, { out: { type: 'string' }, schema: { type: 'boolean' }, data: { type: 'string' } }, USAGE);
  if (!read) return 0;
  if (read.values['schema'] === true) {
    process.stdout.write(openPlanSchemaText());
    return 0;
  }
  if (read.files.length === 0) throw new BadInput(`请指明计划的编号、标题或文号。\n${USAGE}`);
  const named = oneFile(read, USAGE);
  const out = read.values['out'];
  if (typeof out !== 'string' || out === '') throw new BadInput(`请用 --out 指明要写的文件。\n${USAGE}`);
  const system = await runningSystem(dataFolderOf(read.values['data']));
  const database = await connectDatabase({ url: system.databaseUrl, poolSize: 2 });
  try {
    const open = await withTransaction(
      database,
      async (tx) => readOpenPlan(tx, await planOf(tx, named), await databaseClock.nowMs(tx)),
      {
        snapshot: true,
      },
    );
    if (!open) throw new BadInput(`没有找到计划“${named}”。`);
    await writeFile(out, writeOpenPlan(open));
    const tasks = open.chapters.flatMap((chapter) => chapter.points).flatMap((point) => point.tasks).length;
    console.log(
      `已写出《${open.plan.title}》：${tasks}项任务${open.record ? `，${open.record.reports.length}份进展填报` : ''}。`,
    );
    console.log(out);
    return 0;
  } finally {
    await database.destroy();
  }
}

/** @throws BadInput where the name fits several plans */
async function planOf(tx: Tx, named: string): Promise<string> {
  const plans = await tx.query<{ id: string; year: number; title: string }>(
    'select id, year, title from plan where id::text = $1 or title = $1 or doc_number = $1 order by id',
    [named],
  );
  if (plans.length > 1) {
    const list = plans.map((plan) => `  ${plan.id}  ${plan.year}年 ${plan.title}`).join('\n');
    throw new BadInput(`有${plans.length}份计划叫“${named}”，请写编号：\n${list}`);
  }
  const [plan] = plans;
  if (!plan) throw new BadInput(`没有找到计划“${named}”。`);
  return plan.id;
}
