import { databaseClock, folderFileStore, hashPassword, machineClock, newPassword, setUpJurisdiction } from '@duban/application';
import { publishedCalendar } from '@duban/calendar';
import { connectDatabase } from '@duban/database';
import { standardPolicy, standardScheme } from '@duban/sample';
import { refusalText } from '@duban/wording';
import { BadInput } from '../bad-input';
import { readOptions } from '../options';
import { dataFolderOf, runningSystem } from '../running-system';

const USAGE = [
  '用法：duban setup --name 辖区 --code 行政区划代码 --office 督办机构 --login 用户名 [--admin 姓名]',
  '在已建好数据表的空数据库中设立第一个辖区：督办机构、第一位系统管理员、标准督办制度、工作日历和考核计分规则。',
  '例：duban setup --name 示例区 --code 131002 --office 示例区司法局 --login guanliyuan',
  '数据库由 DUBAN_DATABASE_URL 指明。系统管理员的密码只打印这一次；系统中已有辖区时不做任何改动。',
].join('\n');

const OPTIONS = {
  name: { type: 'string' },
  code: { type: 'string' },
  office: { type: 'string' },
  login: { type: 'string' },
  admin: { type: 'string' },
  data: { type: 'string' },
} as const;

/** Makes the first jurisdiction in production. Exit code 2 and no change where there is one, or where something is missing. */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(args, OPTIONS, USAGE);
  if (!read) return 0;
  const given = (key: string): string => {
    const value = read.values[key];
    if (typeof value !== 'string' || value.trim() === '') throw new BadInput(`缺少 --${key}。\n${USAGE}`);
    return value.trim();
  };
  const [name, code, officeName, login] = ['name', 'code', 'office', 'login'].map(given) as [string, string, string, string];
  const administratorName = typeof read.values['admin'] === 'string' ? read.values['admin'].trim() : '系统管理员';
  const system = await runningSystem(dataFolderOf(read.values['data']));
  const database = await connectDatabase({ url: system.databaseUrl, poolSize: 2 });
  try {
    const deps = { database, clock: databaseClock, machine: machineClock, files: folderFileStore(system.files) };
    const password = newPassword();
    const made = await setUpJurisdiction(deps, {
      name,
      code,
      officeName,
      administrator: { name: administratorName, login, passwordHash: await hashPassword(password) },
      policy: standardPolicy,
      calendar: publishedCalendar(),
      scheme: standardScheme,
    });
    if (!made.ok) throw new BadInput(refusalText(made.refusal));
    console.log(
      `已设立辖区“${name}”（${code}），督办机构为${officeName}，已装入${standardPolicy.name}、工作日历和${standardScheme.name}。`,
    );
    console.log(`系统管理员用户名：${login}`);
    console.log(`系统管理员密码：${password}`);
    console.log('密码只显示这一次，请妥善保管，首次登录后请自行修改。');
    console.log('接下来请登录系统，在“系统管理”中录入单位、职务和人员。');
    return 0;
  } finally {
    await database.destroy();
  }
}
