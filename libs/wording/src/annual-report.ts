import { formatDayChinese } from '@duban/domain';

/** A title in quotation marks; marks inside it become single ones, as GB/T 15834 asks. */
export const quoted = (title: string): string => `“${title.replace(/“/g, '‘').replace(/”/g, '’')}”`;

/** The five required parts by their short names. */
export const reportPartNames: Readonly<Record<string, string>> = {
  done: '举措和成效',
  problems: '问题和原因',
  leader: '第一责任人',
  next: '下一年度安排',
  other: '其他情况',
};

/** What the annual report says between what the units wrote. Numbers come in; sentences go out, each with its full stop. */
export const annualReport = {
  title: (year: number): string => `关于${year}年度法治政府建设情况的报告`,
  opening: (jurisdiction: string, year: number): string =>
    `根据《法治政府建设与责任落实督察工作规定》有关要求，现将${jurisdiction}${year}年度法治政府建设情况报告如下。`,
  parts: {
    done: '主要举措和成效',
    problems: '存在的不足和原因',
    leader: '党政主要负责人履行推进法治建设第一责任人职责情况',
    next: (year: number): string => `${year}年度主要安排`,
    other: '其他需要报告的情况',
  },
  overview: (f: { year: number; plan: string; points: number; tasks: number; shares: number; units: number }): string =>
    `${f.year}年，围绕《${f.plan}》，共部署要点${f.points}条，分解任务${f.tasks}项，落实责任分工${f.shares}项，涉及${f.units}个单位。`,
  amended: (f: { times: number; added: number; changed: number; withdrawn: number }): string =>
    f.times === 0
      ? ''
      : `计划经${f.times}次调整，${[
          f.added > 0 ? `增加任务${f.added}项` : '',
          f.changed > 0 ? `修改任务${f.changed}项` : '',
          f.withdrawn > 0 ? `取消任务${f.withdrawn}项` : '',
        ]
          .filter((part) => part !== '')
          .join('，')}。`,
  withdrawn: (number: number, grounds: string): string => `该项任务经第${number}次调整取消（${grounds}）。`,
  completion: (f: { asOf: string; owed: number; struckOff: number; rate: string; onTime: number; onTimeRate: string }): string =>
    `截至${formatDayChinese(f.asOf)}，应办结的责任分工${f.owed}项，已审核销号${f.struckOff}项，销号率${f.rate}${f.struckOff === 0 ? '' : `；其中按期办结${f.onTime}项，占已销号的${f.onTimeRate}`}。`,
  /** What stands before and after the figures of a task: a year that is not over has no 全年. */
  figuresAround: (year: number, asOf: string): readonly [string, string] => [
    asOf >= `${year}-12-31` ? '全年累计' : `截至${formatDayChinese(asOf)}，累计`,
    '。',
  ],
  nth: (ordinal: string): string => `${ordinal}是`,
  promisesLabel: '上年度下一步安排落实情况',
  leaderLabel: '主要负责人履职登记',
  promises: (f: {
    year: number;
    all: number;
    done: number;
    partly: number;
    open: number;
    dropped: number;
    unknown: number;
  }): string =>
    `上一年度报告提出的下一步安排共${f.all}项，${[
      f.done > 0 ? `已落实${f.done}项` : '',
      f.partly > 0 ? `部分落实${f.partly}项` : '',
      f.open > 0 ? `正在推进${f.open}项` : '',
      f.dropped > 0 ? `不再实施${f.dropped}项` : '',
      f.unknown > 0 ? `待认定${f.unknown}项` : '',
    ]
      .filter((part) => part !== '')
      .join('，')}。`,
  ratio: (name: string, rate: string, numerator: string, denominator: string): string =>
    `${name}${rate}（${numerator}/${denominator}）`,
  /** What another unit adds; most begin with their own name. */
  alsoDid: (unit: string, text: string): string => (text.startsWith(unit) ? text : `${unit}：${text}`),
  stillOpen: (units: readonly string[]): string => `该项工作${units.length === 0 ? '' : `由${units.join('、')}`}继续推进。`,
  longTerm: '该项工作长期坚持。',
  closedForYear: (units: readonly string[], outcome: 'partly' | 'notDone'): string =>
    `${units.join('、')}本年度${outcome === 'partly' ? '部分完成' : '未完成'}该项工作。`,
  nothingReported: (units: readonly string[]): string =>
    units.length === 0 ? '该项工作没有单位承办。' : `${units.join('、')}尚未报送该项工作的进展。`,
  lateHeading: '部分任务未按期办结',
  lateDone: (unit: string, task: string, due: string, done: string): string =>
    `${unit}承办的${quoted(task)}应于${formatDayChinese(due)}前办结，实际于${formatDayChinese(done)}审核销号。`,
  lateOpen: (unit: string, task: string, due: string): string =>
    `${unit}承办的${quoted(task)}应于${formatDayChinese(due)}前办结，至今尚未销号。`,
  cause: (text: string): string => `原因：${text}`,
  reportedHeading: '工作推进中还存在薄弱环节',
  /** A problem with those who told of it; `text` has no full stop. */
  reported: (units: readonly string[], text: string): string => `${text}（${units.join('、')}反映）。`,
  rectificationHeading: '尚未销号的整改问题',
  rectification: (unit: string, problem: string, cause: string): string =>
    `${unit}：${problem}${cause === '' ? '' : `原因：${cause}`}`,
  noProblems: '本年度各项任务均按期办结，没有未销号的整改问题，各单位填报中也没有反映突出问题。',
  leaderSummary: (counts: readonly string[], isYearOver: boolean): string =>
    `${isYearOver ? '全年' : '今年以来，'}主要负责人${counts.join('、')}。`,
  isYearOver: (year: number, asOf: string): boolean => asOf >= `${year}-12-31`,
  leaderItem: (day: string, text: string): string => `${formatDayChinese(day)}，${text}`,
  leaderKinds: {
    meeting: (n: number): string => `主持召开法治建设专题会议${n}次`,
    study: (n: number): string => `组织会前学法${n}次`,
    instruction: (n: number): string => `作出批示${n}次`,
    inspection: (n: number): string => `开展督促检查${n}次`,
    dutyReport: (n: number): string => `组织述法${n}次`,
  } as Readonly<Record<string, (n: number) => string>>,
  noLeaderRecord: '本年度没有登记主要负责人的履职事项。',
  carriedOver: (unit: string, task: string): string => `继续推进${quoted(task)}，由${unit}办结销号。`,
  longTermNext: (task: string): string => `长期坚持${quoted(task)}。`,
  carriedHeading: '继续办结结转任务',
  proposalsHeading: '巩固深化各项工作',
  /** A measure with those who propose it; `text` has no full stop. */
  proposal: (units: readonly string[], text: string): string => `${text}（${units.join('、')}）。`,
  nothingNext: '本年度任务全部销号，没有结转事项；下一年度工作要点另行部署。',
  instruments: (counts: readonly string[]): string => `本年度共制发${counts.join('、')}。`,
  noInstruments: '本年度没有制发督办文书。',
  instrumentCounts: {
    urging: (n: number): string => `催办通知${n}份`,
    supervisionOrder: (n: number): string => `督办单${n}份`,
    summons: (n: number): string => `约谈通知${n}份`,
    listing: (n: number): string => `挂牌督办通知${n}份`,
    bulletin: (n: number): string => `通报${n}期`,
  } as Readonly<Record<string, (n: number) => string>>,
  delisted: (n: number): string => `挂牌督办事项已摘牌${n}项。`,
  extensions: (n: number): string => `批准延期${n}项。`,
  sources: '本报告的数据来自承办单位负责人审签的进展填报，逐条可以核查。',
  closing: '特此报告。',
  government: (place: string): string => `${place}人民政府`,
  committee: (place: string): string => `中共${place}委员会`,
  congress: (place: string): string => `${place}人民代表大会常务委员会`,
  editLabel: '督办机构修改',
  publicRemark: '此件公开发布',
} as const;

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** 1–99 in Chinese numerals, for typed labels: 一、 （十二）. */
export function chineseOrdinal(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 99) throw new RangeError(`no ordinal for ${n}`);
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  return `${tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`}${ones === 0 ? '' : DIGITS[ones]}`;
}

/** The number that a printed label counts: （十二） and 12. are 12; null for one that counts nothing. */
export function labelOrdinal(label: string): number | null {
  const bare = label.replace(/[（()）、.．\s]/g, '');
  if (/^\d{1,2}$/.test(bare)) return Number(bare);
  for (let n = 1; n <= 99; n += 1) if (chineseOrdinal(n) === bare) return n;
  return null;
}
