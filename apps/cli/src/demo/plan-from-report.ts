import { nextYearItems, outlineOf, type Outline, type SourceDocument } from '@duban/documents';
import { findDeadlinePhrases, type Role } from '@duban/domain';
import type { Conduct, DutyRule, Scenario } from '@duban/sample';
import { BadInput } from '../bad-input';

export interface PlannedShare {
  readonly unitName: string;
  readonly role: Role;
}

export interface PlannedTask {
  readonly title: string;
  readonly dueOn: string | null;
  readonly phrase: string | null;
  readonly shares: readonly PlannedShare[];
}

export interface PlannedPoint {
  readonly label: string;
  readonly path: string;
  readonly heading: string;
  readonly text: string;
  readonly source: { readonly line: number; readonly start: number; readonly end: number };
  readonly tasks: readonly PlannedTask[];
}

export interface PlannedYear {
  /** The plan's year: the one after the report's. */
  readonly year: number;
  readonly jurisdictionName: string;
  readonly issuers: readonly string[];
  readonly receiver: string | null;
  readonly officeName: string;
  readonly unitNames: readonly string[];
  readonly title: string;
  readonly points: readonly PlannedPoint[];
  /** The scenario's conduct with `*n` put into names. */
  readonly conduct: readonly Conduct[];
}

/**
 * Makes the next year's plan from a report: each measure of its "next steps" is a work point, each sentence of a measure a
 * task, and the scenario says who owes it and by when where the text does not.
 * @throws BadInput where the report tells no year or has no such part (`DOCUMENT.NO_PLAN_PART`)
 */
export function planFromReport(source: SourceDocument, path: string, scenario: Scenario): PlannedYear {
  const outline = outlineOf(source);
  const items = nextYearItems(outline, source);
  if (items.length === 0) throw new BadInput(`${path}：没有找到下一年度工作安排部分，不能据此生成计划。`);
  if (outline.year === null) throw new BadInput(`${path}：没有找到报告年度，请在标题中写明年度。`);
  const year = outline.year + 1;
  const jurisdictionName = jurisdictionOf(outline, source);
  const level = jurisdictionName.at(-1) ?? '';
  const named = (name: string): string => name.replaceAll('{级}', level);
  const duties = scenario.duties.map((rule) => namedRule(rule, named));
  let given = 0;
  const dayFor = (text: string): { dueOn: string; phrase: string | null } => {
    const found = findDeadlinePhrases(text, year).find((reading) => reading.kind === 'date');
    if (found?.kind === 'date') return { dueOn: found.date, phrase: found.phrase };
    const day = scenario.deadlines[given++ % scenario.deadlines.length] ?? '12-31';
    return { dueOn: `${year}-${day}`, phrase: null };
  };
  const points = items.map((item): PlannedPoint => {
    const heading = shortTitle(item.title);
    return {
      label: item.label,
      path: item.path,
      heading,
      text: item.text,
      source: { line: item.line, start: item.start, end: item.end },
      tasks: measuresOf(item.title, item.text).map((measure) => ({
        title: shortTitle(measure),
        ...dayFor(measure),
        shares: sharesFor(measure, duties),
      })),
    };
  });
  const leaders = byLeadCount(points);
  const conduct = scenario.conduct.map((each) => ({ ...each, unit: unitOf(named(each.unit), leaders) }));
  return {
    year,
    jurisdictionName,
    issuers:
      outline.issuer === null ? [`${jurisdictionName}人民政府`] : outline.issuer.split(/\s+/).filter((name) => name !== ''),
    receiver: outline.receiver,
    officeName: named(scenario.officeName),
    unitNames: scenario.units.map(named),
    title: `${jurisdictionName}${year}年度法治政府建设工作要点`,
    points: withConductDays(points, conduct, year),
    conduct,
  };
}

/** The sentences of a measure without its heading; a measure of one sentence is its own task. */
function measuresOf(title: string, text: string): string[] {
  const sentences = text
    .split(/(?<=[。；;])|\n/)
    .map((sentence) => sentence.replace(/[。；;]$/, '').trim())
    .filter((sentence) => sentence.length >= 8 && sentence !== title.replace(/[。；;]$/, ''));
  return sentences.length === 0 ? [title] : sentences;
}

const MOST_TITLE_CHARACTERS = 36;

/**
 * A short name: up to the last comma that keeps it short enough, without its full stop and its opening words. A sentence that
 * has no comma to end at stays whole: half a sentence is no task, and the report would print it.
 */
function shortTitle(text: string): string {
  const plain = text.replace(/^(?:一是|二是|三是|四是|五是|六是|同时|此外)[,，]?/, '').replace(/[。；;，,]+$/, '');
  const clauses = plain.split(/[，,；;]/);
  // What only leads up to the measure says nothing of it: 2021年是…开局之年, 在…领导下, 以…为指导.
  const firstOwn = clauses.findIndex((clause) => !/(?:之年|一年|领导下|为指导|基础上|前提下|时期)$/.test(clause));
  const parts = firstOwn > 0 ? clauses.slice(firstOwn) : clauses;
  if (parts.join('，').length <= MOST_TITLE_CHARACTERS) return parts.join('，');
  let title = parts[0] ?? plain;
  for (const part of parts.slice(1)) {
    if (title.length + part.length + 1 > MOST_TITLE_CHARACTERS) break;
    title += `，${part}`;
  }
  return title;
}

export function namedRule(rule: DutyRule, named: (name: string) => string): DutyRule {
  return {
    words: rule.words,
    lead: named(rule.lead),
    responsible: rule.responsible?.map(named) ?? [],
    cooperating: rule.cooperating?.map(named) ?? [],
  };
}

export function sharesFor(text: string, duties: readonly DutyRule[]): PlannedShare[] {
  const rule = duties.find((each) => each.words.some((word) => text.includes(word))) ?? duties.at(-1);
  if (!rule) throw new BadInput('情景文件没有责任分工规则（duties）。');
  const share = (role: Role) => (unitName: string) => ({ unitName, role });
  return [
    share('lead')(rule.lead),
    ...(rule.responsible ?? []).map(share('responsible')),
    ...(rule.cooperating ?? []).map(share('cooperating')),
  ];
}

/** The units by how many tasks they lead, most first. */
function byLeadCount(points: readonly PlannedPoint[]): string[] {
  const counts = new Map<string, number>();
  for (const { tasks } of points) {
    for (const { shares } of tasks) {
      const lead = shares.find((share) => share.role === 'lead');
      if (lead) counts.set(lead.unitName, (counts.get(lead.unitName) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([unit]) => unit);
}

function unitOf(name: string, leaders: readonly string[]): string {
  const rank = /^\*(\d+)$/.exec(name);
  if (!rank) return name;
  // A small plan has fewer leads than ranks: its last one takes the rest.
  return leaders[Number(rank[1]) - 1] ?? leaders.at(-1) ?? name;
}

function withConductDays(points: readonly PlannedPoint[], conduct: readonly Conduct[], year: number): PlannedPoint[] {
  const led = new Map<string, number>();
  return points.map((point) => ({
    ...point,
    tasks: point.tasks.map((task) => {
      const lead = task.shares.find((share) => share.role === 'lead')?.unitName ?? '';
      const n = (led.get(lead) ?? 0) + 1;
      led.set(lead, n);
      const moved = conduct.find((each) => each.due !== undefined && each.unit === lead && each.task === n);
      return moved ? { ...task, dueOn: `${year}-${moved.due}` } : task;
    }),
  }));
}

/** The place: from the issuer, else the title, else the county, district, city or prefecture that the text names most. */
export function jurisdictionOf(outline: Outline, source: SourceDocument): string {
  for (const text of [outline.issuer ?? '', outline.title ?? '']) {
    const match = /^(?:中共)?([\u4e00-\u9fff]{1,7}?[县区市州旗])(?:委|人民|司法|政府|\d|\s|$)/.exec(text);
    if (match?.[1] !== undefined) return match[1];
  }
  const counts = new Map<string, number>();
  for (const { text } of source.lines) {
    for (const match of text.matchAll(
      /(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3}[县区市州旗])(?=委|人民|政府|法|行政|县级|[^\u4e00-\u9fff]|[\u4e00-\u9fff])/g,
    )) {
      const name = match[1] ?? '';
      if (/^(?:全|各|我|本|该|省|市|在)/.test(name)) continue;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? '本县';
}
