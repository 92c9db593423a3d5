import { readFile } from 'node:fs/promises';
import {
  actorOn,
  databaseClock,
  folderFileStore,
  listCalendars,
  loadCalendar,
  machineClock,
  newestCalendar,
  readJob,
  readRoster,
  runCommand,
  runNextJob,
  scopeOf,
  type Actor,
  type Deps,
} from '@duban/application';
import { parseYearTable, publishedCalendar } from '@duban/calendar';
import { connectDatabase, withTransaction } from '@duban/database';
import { dayOfInstant, diffCalendars, withYear, type WorkCalendar } from '@duban/domain';
import { describeCalendarDifference, describeCalendarVersions, describeRewriteJob, refusalText } from '@duban/wording';
import { BadInput } from '../bad-input';
import { readOptions, type ReadOptions } from '../options';
import { dataFolderOf, runningSystem } from '../running-system';

const USAGE = `用法：
  duban calendar check 文件 [--json]                 核对一份年度放假安排（粘贴的通知文本、.csv 或 .json），不写入
  duban calendar list [--data 数据文件夹] [--json]    列出在用系统中的各版工作日历
  duban calendar load 文件 --as 登录名 [--data 数据文件夹] [--json]
                                                     载入一年的安排，重新计算暂定期限，逐项列出变动`;

/** The yearly tables: check one, list what is loaded, load one by hand and list every due day that moved. */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(args, { data: { type: 'string' }, as: { type: 'string' }, json: { type: 'boolean' } }, USAGE);
  if (!read) return 0;
  const [what, file, ...more] = read.files;
  if (more.length > 0) throw new BadInput(`参数过多。\n${USAGE}`);
  switch (what) {
    case 'check':
      return check(await textOf(file), read);
    case 'list':
      return onSystem(read, list);
    case 'load': {
      const text = await textOf(file);
      return onSystem(read, (deps, options) => load(deps, options, text, file ?? ''));
    }
    default:
      throw new BadInput(`请写明 check、list 或 load。\n${USAGE}`);
  }
}

async function textOf(file: string | undefined): Promise<string> {
  if (file === undefined) throw new BadInput(`请给出放假安排的文件。\n${USAGE}`);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EISDIR') throw new BadInput(`找不到文件：${file}`);
    throw error;
  }
}

const print = (read: ReadOptions, value: object, words: string): void =>
  console.log(read.values['json'] === true ? JSON.stringify(value, null, 2) : words);

function check(text: string, read: ReadOptions): number {
  const table = parseYearTable(text);
  if (!table.ok) throw new BadInput(refusalText(table.refusal));
  const next = withYear(publishedCalendar(), table.value, `cn-${table.value.year}`);
  if (!next.ok) throw new BadInput(refusalText(next.refusal));
  const difference = diffCalendars(publishedCalendar(), next.value);
  print(
    read,
    { year: table.value.year, days: table.value.exceptions, difference },
    describeCalendarDifference(table.value.year, difference),
  );
  return 0;
}

async function onSystem(read: ReadOptions, work: (deps: Deps, read: ReadOptions) => Promise<number>): Promise<number> {
  const system = await runningSystem(dataFolderOf(read.values['data']));
  const database = await connectDatabase({ url: system.databaseUrl, poolSize: 4 });
  try {
    return await work({ database, clock: databaseClock, machine: machineClock, files: folderFileStore(system.files) }, read);
  } finally {
    await database.destroy();
  }
}

/** The person in whose name it is done: the one login given, or for reading the first of the office. */
async function actorFor(deps: Deps, login: string | null): Promise<Actor> {
  const [person] = await withTransaction(deps.database, (tx) =>
    tx.query<{ id: string; jurisdictionId: string }>(
      `select p.id, p.jurisdiction_id as "jurisdictionId" from person p
         join post_holding h on h.person_id = p.id join post o on o.id = h.post_id
       where o.role in ('officeClerk', 'officeHead') and ($1::text is null or p.login = $1) order by p.login limit 1`,
      [login],
    ),
  );
  if (!person) throw new BadInput(login === null ? '系统中还没有督办机构的人员。' : `督办机构没有“${login}”这个登录名。`);
  return withTransaction(deps.database, async (tx) =>
    actorOn(
      await readRoster(tx, person.jurisdictionId),
      person.jurisdictionId,
      person.id,
      dayOfInstant(await deps.clock.nowMs(tx)),
    ),
  );
}

async function list(deps: Deps, read: ReadOptions): Promise<number> {
  const actor = await actorFor(deps, null);
  const scope = await scopeOf(deps.database, actor);
  const versions = await withTransaction(deps.database, (tx) => listCalendars(tx, scope));
  print(read, versions, describeCalendarVersions(versions));
  return 0;
}

async function load(deps: Deps, read: ReadOptions, text: string, source: string): Promise<number> {
  const login = read.values['as'];
  if (typeof login !== 'string') throw new BadInput(`请用 --as 写明以谁的名义载入（督办机构人员的登录名）。\n${USAGE}`);
  const actor = await actorFor(deps, login);
  const before = (await withTransaction(deps.database, (tx) => newestCalendar(tx, actor.jurisdictionId))).body as WorkCalendar;
  const loaded = await runCommand(deps, { actor, route: 'cli calendar load', key: null, body: null }, (act) =>
    loadCalendar(act, { text, source: source.split('/').at(-1) ?? source }),
  );
  if (!loaded.ok) throw new BadInput(refusalText(loaded.refusal));
  // The worker does the same; whoever takes the job's lease does it, and the list is one.
  const scope = await scopeOf(deps.database, actor);
  for (;;) {
    await runNextJob(deps);
    const job = await withTransaction(deps.database, (tx) => readJob(tx, scope, loaded.value.jobId));
    if (job?.state === 'done') {
      const { version, difference } = loaded.value;
      const words = `工作日历由${before.version}更新为${version}。\n${describeCalendarDifference(null, difference)}\n\n${describeRewriteJob(job)}`;
      print(read, { ...loaded.value, job }, words);
      return job.progress.failed === 0 ? 0 : 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
