import { daysBetween, formatDayChinese, formatRate, periodOf, type UnitProgress } from '@duban/domain';

/** What a 通报 says, as of a moment. */
export interface BulletinFacts {
  readonly planTitle: string;
  /** The period, where it is a periodic one. */
  readonly period: string | null;
  /** The day of the moment. */
  readonly asOfOn: string;
  /** Of a special one that keeps to a part of the plan: its units, its chapters; all where a list is empty. */
  readonly scope: { readonly units: readonly string[]; readonly chapters: readonly string[] } | null;
  readonly tasks: { readonly total: number; readonly done: number; readonly rate: string };
  readonly shares: { readonly total: number; readonly done: number; readonly rate: string };
  /** Each unit's shares that count, by how they stand, and the papers it was sent in the period (or in the year). */
  readonly units: readonly UnitFacts[];
  /** Of the period alone: due in it, and how they stand. */
  readonly dueInPeriod: { readonly due: number; readonly onTime: number; readonly late: number; readonly open: number } | null;
  readonly reports: { readonly owed: number; readonly filed: number } | null;
  /** Papers issued in the period, by kind, in words. */
  readonly papers: readonly { readonly name: string; readonly count: number }[];
  readonly problems: { readonly open: number; readonly late: number; readonly struckOff: number };
  /** The lines of the 整改问题清单 that are past their day. */
  readonly lateProblems: readonly {
    readonly unitName: string;
    readonly problem: string;
    readonly cause: string;
    readonly dueOn: string;
  }[];
  /** Why a thing is late, as its unit has explained it, by the id of what is owed. */
  readonly causes: Readonly<Record<string, string>>;
  /** Who is named and why: one line each. */
  readonly named: readonly {
    readonly unitName: string;
    readonly overdue: number;
    readonly unreported: number;
    readonly mostDaysLate: number;
  }[];
}

/** How a unit stands, by its name, with what it was sent. */
export interface UnitFacts extends Omit<UnitProgress, 'unitId'> {
  readonly unitName: string;
  /** How often it was urged (催办), and how many papers above that it was sent. */
  readonly urged: number;
  readonly supervised: number;
}

export const bulletinWords = {
  unitColumns: ['单位', '责任事项', '按时办结', '逾期办结', '逾期未办', '未到期', '办结率', '催办次数', '督办文书'],
  sum: '合计',
  rateOf: (done: number, total: number): string => formatRate(done, total, 1),
  /** The parts of a unit's shares, as they follow one another in a bar. */
  parts: [
    { part: 'onTime', name: '按时办结', colour: '6DB88B' },
    { part: 'late', name: '逾期办结', colour: 'E8B95A' },
    { part: 'overdue', name: '逾期未办', colour: 'E27A6E' },
    { part: 'open', name: '未到期', colour: 'C3CDD8' },
  ],
} as const;

/** 2026年3月法治政府建设工作推进情况. */
export const bulletinMatter = (period: string | null, asOfOn: string): string =>
  `${period === null ? `截至${formatDayChinese(asOfOn)}` : periodOf(period).name}法治政府建设工作推进情况`;

export const bulletinTitle = (period: string | null, asOfOn: string): string => `关于${bulletinMatter(period, asOfOn)}的通报`;

/** The body of a 通报, a paragraph each: what was done, how it stands, and who is named for what. */
export function bulletinParagraphs(facts: BulletinFacts): string[] {
  const { tasks, shares, dueInPeriod, reports, papers, problems, named } = facts;
  const name = facts.period === null ? '' : periodOf(facts.period).name;
  return [
    ...(facts.scope === null ? [] : [scopeWords(facts.scope)]),
    `截至${formatDayChinese(facts.asOfOn)}，《${facts.planTitle}》列入考核的任务${tasks.total}项，已办结${tasks.done}项，办结率${tasks.rate}；涉及各单位的责任事项${shares.total}项，已办结${shares.done}项，办结率${shares.rate}。`,
    ...(dueInPeriod === null
      ? []
      : [
          dueInPeriod.due === 0
            ? `${name}没有到期的事项。`
            : `${name}到期的事项${dueInPeriod.due}项，按期办结${dueInPeriod.onTime}项，逾期办结${dueInPeriod.late}项，尚未办结${dueInPeriod.open}项。`,
        ]),
    ...(reports === null || reports.owed === 0
      ? []
      : [`${name}应报送进展${reports.owed}份，已报送${reports.filed}份，未报送${reports.owed - reports.filed}份。`]),
    ...(papers.length === 0
      ? []
      : [`${name || '年内'}制发${papers.map((paper) => `${paper.name}${paper.count}份`).join('、')}。`]),
    ...(problems.open + problems.struckOff === 0
      ? []
      : [
          `整改问题清单中，已销号${problems.struckOff}条，尚未销号${problems.open}条${problems.late > 0 ? `，其中超过整改时限${problems.late}条` : ''}。`,
        ]),
    ...facts.lateProblems.map(
      (line) =>
        `${line.unitName}“${line.problem}”应于${formatDayChinese(line.dueOn)}前整改到位${line.cause.trim() === '' ? '' : `，原因：${line.cause.replace(/[。；]+$/u, '')}`}。`,
    ),
    named.length === 0
      ? '各单位没有逾期未办结的事项。'
      : `下列单位有逾期未办结或者未报送的事项，予以点名：${named.map(namedWords).join('；')}。`,
  ];
}

const scopeWords = ({ units, chapters }: NonNullable<BulletinFacts['scope']>): string =>
  `本通报范围：${[...(chapters.length > 0 ? [`“${chapters.join('”“')}”部分`] : []), ...(units.length > 0 ? [units.join('、')] : [])].join('，')}。`;

function namedWords(unit: BulletinFacts['named'][number]): string {
  const why = [
    ...(unit.overdue > 0 ? [`${unit.overdue}项逾期未办结，最长逾期${unit.mostDaysLate}天`] : []),
    ...(unit.unreported > 0 ? [`${unit.unreported}项未按期报送进展`] : []),
  ];
  return `${unit.unitName}（${why.join('，')}）`;
}

/** Why a unit is named for one thing. */
export const bulletinItemText = (title: string, kind: string, period: string | null, dueOn: string, asOfOn: string): string => {
  const late = `截至${formatDayChinese(asOfOn)}逾期${daysBetween(dueOn, asOfOn)}天`;
  return kind === 'periodReport'
    ? `“${title}”${period === null ? '' : `（${periodOf(period).name}）`}应于${formatDayChinese(dueOn)}前报送进展，${late}`
    : `“${title}”应于${formatDayChinese(dueOn)}前办结，${late}`;
};
