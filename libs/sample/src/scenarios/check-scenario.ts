import { accept, refuse, type Decision } from '@duban/domain';
import type { Conduct, Scenario } from './scenario';
import { punctualScenario } from './punctual-scenario';
import { standardScenario } from './standard-scenario';

const BASES: Readonly<Record<string, Scenario>> = { standard: standardScenario, punctual: punctualScenario };

const DOES: readonly Conduct['does'][] = [
  'completeAfterUrging',
  'completeAfterOrder',
  'completeAfterSummons',
  'completeAfterListing',
  'askExtension',
  'returnedOnce',
  'reportLate',
  'receiveLate',
  'neverComplete',
];

const MONTH_DAY = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
type Loose = Record<string, unknown>;

/**
 * Reads a scenario file's content. It may build on one of ours (`"extends": "standard"` or `"punctual"`, standard where it is
 * left out) and then says only what is different. Refused with the field's name where something is not as it should be.
 */
export function checkScenario(content: unknown): Decision<Scenario> {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return wrong('整个文件', '应为一个 JSON 对象');
  const { extends: baseName = 'standard', ...own } = content as Loose;
  const base = typeof baseName === 'string' ? BASES[baseName] : undefined;
  if (!base) return wrong('extends', '只能是 standard 或 punctual');
  const unknown = Object.keys(own).find((key) => !(key in standardScenario));
  if (unknown !== undefined) return wrong(unknown, '没有这个字段');
  const merged = { ...base, ...own };
  const fault = firstFault(merged);
  return fault ? wrong(fault[0], fault[1]) : accept(merged);
}

const wrong = (field: string, why: string): Decision<never> => refuse('SCENARIO.WRONG_FIELD', { field, why });
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.length > 0 && value.every(isText);
const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 0;

function firstFault(scenario: Loose): readonly [string, string] | null {
  for (const field of ['name', 'officeName']) if (!isText(scenario[field])) return [field, '应为文字'];
  if (!isTexts(scenario['units'])) return ['units', '应为至少一个单位名称的数组'];
  for (const field of ['submitOn', 'issueOn']) {
    if (!isText(scenario[field]) || !MONTH_DAY.test(scenario[field])) return [field, '应为“月-日”，如 02-22'];
  }
  if (!isTexts(scenario['deadlines']) || !scenario['deadlines'].every((day) => MONTH_DAY.test(day))) {
    return ['deadlines', '应为“月-日”的数组，如 ["06-30"]'];
  }
  return (
    dutiesFault(scenario['duties'], scenario['units']) ??
    habitsFault(scenario['habits']) ??
    conductFault(scenario['conduct']) ??
    reportsFault(scenario['reports']) ??
    activitiesFault(scenario['leaderActivities'])
  );
}

function dutiesFault(duties: unknown, units: readonly string[]): readonly [string, string] | null {
  if (!Array.isArray(duties) || duties.length === 0) return ['duties', '至少要有一条分工规则'];
  for (const [index, rule] of (duties as Loose[]).entries()) {
    const at = `duties[${index}]`;
    if (!Array.isArray(rule['words']) || !rule['words'].every(isText)) return [`${at}.words`, '应为词语数组（最后一条可以为空）'];
    const named = [rule['lead'], ...((rule['responsible'] as unknown[]) ?? []), ...((rule['cooperating'] as unknown[]) ?? [])];
    const stranger = named.find((name) => !isText(name) || !units.includes(name));
    if (stranger !== undefined) return [at, `“${String(stranger)}”不在 units 中`];
    if (new Set(named).size !== named.length) return [at, '同一单位出现了两次'];
  }
  return null;
}

function habitsFault(habits: unknown): readonly [string, string] | null {
  const own = (habits ?? {}) as Loose;
  const bad = Object.keys(standardScenario.habits).find((key) => !isCount(own[key]));
  return bad === undefined ? null : [`habits.${bad}`, '应为不小于零的整数（工作日）'];
}

function conductFault(conduct: unknown): readonly [string, string] | null {
  if (!Array.isArray(conduct)) return ['conduct', '应为数组'];
  for (const [index, each] of (conduct as Loose[]).entries()) {
    const at = `conduct[${index}]`;
    if (!isText(each['unit'])) return [`${at}.unit`, '应为单位名称，或 *1、*2 表示牵头任务最多、次多的单位'];
    if (each['task'] !== 'all' && !(isCount(each['task']) && each['task'] !== 0))
      return [`${at}.task`, '应为从 1 起的序号或 "all"'];
    if (!DOES.includes(each['does'] as Conduct['does'])) return [`${at}.does`, `应为 ${DOES.join('、')} 之一`];
    if (each['due'] !== undefined && !MONTH_DAY.test(String(each['due']))) return [`${at}.due`, '应为“月-日”'];
  }
  return null;
}

function reportsFault(reports: unknown): readonly [string, string] | null {
  const own = (reports ?? {}) as Loose;
  const bad = ['progress', 'completion', 'support', 'problems', 'nextSteps'].find((key) => !isTexts(own[key]));
  if (bad !== undefined) return [`reports.${bad}`, '应为至少一句话的数组'];
  if (!Array.isArray(own['figures'])) return ['reports.figures', '应为数组'];
  const figure = (own['figures'] as Loose[]).findIndex(
    (each) =>
      !isText(each['name']) ||
      !isText(each['unit']) ||
      !isCount(each['from']) ||
      !isCount(each['to']) ||
      Number(each['from']) > Number(each['to']),
  );
  return figure === -1 ? null : [`reports.figures[${figure}]`, '应有 name、unit 和 from ≤ to 的整数'];
}

function activitiesFault(activities: unknown): readonly [string, string] | null {
  if (!Array.isArray(activities)) return ['leaderActivities', '应为数组'];
  const bad = (activities as Loose[]).findIndex(
    (each) =>
      !MONTH_DAY.test(String(each['on'])) ||
      !isText(each['text']) ||
      !['meeting', 'study', 'instruction', 'inspection', 'dutyReport'].includes(String(each['kind'])),
  );
  return bad === -1 ? null : [`leaderActivities[${bad}]`, '应有 on（月-日）、kind 和 text'];
}
