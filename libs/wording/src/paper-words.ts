import { formatDayChinese, type Limit, type StageKey } from '@duban/domain';
import { limitWords } from './policy-words';

/** From what a stage's limit counts, by the stage before it; from service where it is the first. */
const AFTER: Readonly<Record<string, string>> = { minutes: '约谈纪要签署', plan: '整改方案报送', meeting: '约谈' };

/** What the papers of a case say of its limits, its reports and its end, in words that its policy decides. */
export const paperWords = {
  /** 2026年7月15日前 · 送达之日起10个工作日内. */
  before: (day: string): string => `${formatDayChinese(day)}前`,
  within: (limit: Limit, after: StageKey | null): string => `${AFTER[after ?? ''] ?? '送达'}之日起${limitWords(limit)}内`,

  /** 示例区司法局 王示例. */
  contact: (office: string, person: string | null): string => (person === null ? office : `${office}　${person}`),
  /** 区教育局局长王示例; a post whose title begins with its unit's name says it once. */
  head: (unit: string, title: string, person: string | null): string =>
    `${title.startsWith(unit) ? title : `${unit}${title}`}${person ?? ''}`,
  absent: (unit: string): string => `${unit}（未到会）`,

  reporting: (terms: {
    readonly plan?: Limit | undefined;
    readonly report?: Limit | undefined;
    readonly answer?: Limit | undefined;
  }): string =>
    [
      ...(terms.plan ? [`自送达之日起${limitWords(terms.plan)}内报送整改方案`] : []),
      ...(terms.report
        ? [`整改期间每${terms.report.n === 1 && terms.report.unit === 'months' ? '月' : limitWords(terms.report)}报告一次进展`]
        : []),
      ...(terms.answer ? [`自整改方案报送之日起${limitWords(terms.answer)}内报送整改结果并申请验收`] : []),
    ].join('；'),

  release: (ending: {
    readonly checkers: number;
    readonly steps: readonly string[];
    readonly isPublic: boolean;
    readonly following: string | null;
  }): string =>
    [
      `整改完成后由被督办单位申请验收，督办机构指派${ending.checkers > 1 ? `${ending.checkers}名以上` : ''}工作人员现场核查`,
      `验收通过的，经${ending.steps.join('、')}后解除挂牌督办${ending.isPublic ? '，并在原载体公开' : ''}`,
      ...(ending.following === null ? [] : [`期限届满验收不通过的，转入${ending.following}程序`]),
    ].join('；') + '。',

  /** What a talk agreed on, one line of the 整改问题清单. */
  agreed: (line: {
    readonly problem: string;
    readonly measure: string;
    readonly owner: string;
    readonly dueOn: string | null;
  }): string => {
    const by = [
      ...(line.owner.trim() === '' ? [] : [`由${line.owner.trim()}负责`]),
      ...(line.dueOn === null ? [] : [`于${formatDayChinese(line.dueOn)}前完成`]),
    ].join('，');
    const measure = line.measure.trim().replace(/[。；]+$/u, '');
    return `${[line.problem.trim().replace(/[。；]+$/u, ''), measure, by].filter((part) => part !== '').join('；')}。`;
  },
} as const;
