import { connectDatabase, ensureApplicationLogin, migrate } from '@duban/database';
import { BadInput } from '../bad-input';
import { readOptions } from '../options';

const USAGE =
  '用法：DUBAN_OWNER_URL=数据库属主的连接地址 DUBAN_SERVICE_PASSWORD=应用账号的密码 duban migrate\n' +
  '更新数据库结构，并设好应用账号 duban_service（不能改动、删除操作记录）。';

/** A step of its own before the API and the worker of a new release start; one at a time, by an advisory lock. */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(args, {}, USAGE);
  if (!read) return 0;
  const owner = process.env['DUBAN_OWNER_URL'];
  const password = process.env['DUBAN_SERVICE_PASSWORD'];
  if (!owner || !password) throw new BadInput(`缺少连接地址或密码。\n${USAGE}`);
  if (!/^[\w-]{16,}$/.test(password)) throw new BadInput('DUBAN_SERVICE_PASSWORD 应为16位以上的字母、数字、下划线或短横线。');
  const database = await connectDatabase({ url: owner, poolSize: 2 });
  try {
    const done = await migrate(database);
    console.log(done.length === 0 ? '数据库结构已是最新。' : `已更新数据库结构：${done.join('、')}`);
    await ensureApplicationLogin(database, owner, password);
    return 0;
  } finally {
    await database.destroy();
  }
}
