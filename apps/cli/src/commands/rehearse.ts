import { readFile } from 'node:fs/promises';
import { actorOn, readRoster, rehearsePlan, rehearseYear, scopeOf, type PlanRehearsal } from '@duban/application';
import { publishedCalendar } from '@duban/calendar';
import { connectDatabase, withTransaction } from '@duban/database';
import { checkPolicy, dayOfInstant, parseDay, type Policy } from '@duban/domain';
import { policyTemplates } from '@duban/sample';
import { describeRehearsal, policyFindingText, rehearsalInWords } from '@duban/wording';
import { BadInput } from '../bad-input';
import { oneFile, readOptions, type ReadOptions } from '../options';
import { planFromFile } from '../rehearsal/plan-from-file';
import { dataFolderOf, runningSystem } from '../running-system';

const USAGE = `用法：
  duban rehearse 计划文件 [--year 年份] [--policy 制度] [--issue-on 印发日期] [--done 百分比] [--json]
  duban rehearse --plan 计划编号 [--data 数据文件夹] [--policy-version 版本编号] [--issue-on 印发日期] [--done 百分比] [--json]
制度：${policyTemplates.map((policy) => `${policy.key}（${policy.name}）`).join('、')}，或制度文件（.json）
--done 为按期办理的比例，缺省为0，即假定无人办理。`;

/** What a policy would do with a plan, day by day, before it is issued: by the rules of the running clock, nothing is written. */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(
    args,
    {
      year: { type: 'string' },
      policy: { type: 'string' },
      'issue-on': { type: 'string' },
      done: { type: 'string' },
      plan: { type: 'string' },
      'policy-version': { type: 'string' },
      data: { type: 'string' },
      json: { type: 'boolean' },
    },
    USAGE,
  );
  if (!read) return 0;
  const donePercent = wholeOf(read, 'done', 0, 100) ?? 0;
  const issueOn = dayOf(read);
  const result =
    typeof read.values['plan'] === 'string'
      ? await ofDatabase(read, issueOn, donePercent)
      : await ofFile(read, issueOn, donePercent);
  const words = rehearsalInWords(result);
  console.log(read.values['json'] === true ? JSON.stringify(words, null, 2) : describeRehearsal(words));
  return 0;
}

function wholeOf(read: ReadOptions, name: string, min: number, max: number): number | null {
  const given = read.values[name];
  if (typeof given !== 'string') return null;
  const found = Number(given);
  if (!/^\d+$/.test(given) || found < min || found > max) throw new BadInput(`--${name} 应为${min}至${max}的整数。\n${USAGE}`);
  return found;
}

function dayOf(read: ReadOptions): string | null {
  const given = read.values['issue-on'];
  if (typeof given !== 'string') return null;
  const day = parseDay(given);
  if (day === null) throw new BadInput(`--issue-on 应为日期，如2026-03-02。\n${USAGE}`);
  return day;
}

async function ofFile(read: ReadOptions, issueOn: string | null, donePercent: number): Promise<PlanRehearsal> {
  const path = oneFile(read, USAGE);
  const policy = await policyOf(read.values['policy']);
  const { plan, roster, remarks } = await planFromFile(path, wholeOf(read, 'year', 1990, 2100));
  for (const remark of remarks) console.error(remark);
  const rules = { policy, calendar: publishedCalendar(), roster };
  return rehearseYear(plan, rules, { issueOn: issueOn ?? `${plan.year}-03-01`, donePercent });
}

/** A template by its key, or a file that holds a policy; one with something wrong is not rehearsed. */
async function policyOf(given: string | boolean | undefined): Promise<Policy> {
  const [standard] = policyTemplates;
  if (typeof given !== 'string' && standard) return standard;
  const template = policyTemplates.find((each) => each.key === given);
  if (template) return template;
  const check = checkPolicy(await jsonOf(String(given)));
  if (check.policy !== null && check.isSound) return check.policy;
  const wrong = check.findings.filter((finding) => finding.severity === 'error');
  throw new BadInput(
    [
      `${String(given)}：制度有${wrong.length}处问题，不能推演：`,
      ...wrong.slice(0, 10).map((finding) => `  ${policyFindingText(finding)}`),
    ].join('\n'),
  );
}

async function jsonOf(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new BadInput(`没有“${path}”这项制度，也没有这个文件。\n${USAGE}`);
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput(`${path}：不是正确的制度文件。`);
  }
}

async function ofDatabase(read: ReadOptions, issueOn: string | null, donePercent: number): Promise<PlanRehearsal> {
  const planId = String(read.values['plan']);
  if (!/^[0-9a-f-]{36}$/.test(planId)) throw new BadInput(`“${planId}”不是计划编号。\n${USAGE}`);
  const version = read.values['policy-version'];
  const system = await runningSystem(dataFolderOf(read.values['data']));
  const database = await connectDatabase({ url: system.databaseUrl, poolSize: 2 });
  try {
    const owner = await withTransaction(database, async (tx) => {
      const [found] = await tx.query<{ jurisdictionId: string; personId: string }>(
        `select l.jurisdiction_id as "jurisdictionId", h.person_id as "personId" from plan l
           join post o on o.jurisdiction_id = l.jurisdiction_id and o.role in ('officeClerk', 'officeHead')
           join post_holding h on h.post_id = o.id where l.id = $1 order by h.from_on desc limit 1`,
        [planId],
      );
      if (!found) return null;
      const roster = await readRoster(tx, found.jurisdictionId);
      return actorOn(roster, found.jurisdictionId, found.personId, dayOfInstant(tx.startedAt.getTime()));
    });
    const scope = owner === null ? null : await scopeOf(database, owner);
    const request = { planId, issueOn, donePercent, policyVersionId: typeof version === 'string' ? version : null };
    const result =
      scope === null ? null : await withTransaction(database, (tx) => rehearsePlan(tx, scope, request, tx.startedAt.getTime()));
    if (result === null) throw new BadInput(`没有找到编号为“${planId}”的计划或所指的制度版本。`);
    return result;
  } finally {
    await database.destroy();
  }
}
