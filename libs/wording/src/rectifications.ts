import { formatDayChinese, type InstrumentKind, type RectificationNature, type RectificationStanding } from '@duban/domain';
import { instrumentNames } from './instruments';
import type { NoticeText } from './task-notices';

/** Where a line of the 整改问题清单 comes from. */
export const rectificationSourceWords: Readonly<Record<InstrumentKind | 'handMade', string>> = {
  ...instrumentNames,
  summons: '约谈',
  listing: '挂牌督办',
  handMade: '自行排查',
};

export const rectificationSource = (kind: string): string =>
  (rectificationSourceWords as Readonly<Record<string, string>>)[kind] ?? kind;

export const rectificationStandingWords: Readonly<Record<RectificationStanding, string>> = {
  underWay: '整改中',
  late: '整改滞后',
  continuing: '持续整改',
  rectified: '待核查',
  struckOff: '已销号',
};

export const rectificationNatureWords: Readonly<Record<RectificationNature, string>> = {
  normal: '限期整改',
  continuing: '持续整改',
};

export const rectificationListWords = {
  title: '整改问题清单',
  sheet: '整改问题清单',
  asOf: (day: string): string => `截至${formatDayChinese(day)}`,
  headings: {
    number: '序号',
    source: '问题来源',
    reference: '来源文号或说明',
    unit: '责任单位',
    problem: '存在问题',
    cause: '原因分析',
    goal: '整改目标',
    measure: '整改措施',
    owner: '责任人',
    due: '整改时限',
    standing: '整改状态',
    doneOn: '报完成日期',
    doneBy: '报送人',
    evidence: '佐证材料',
    check: '核查意见',
    struckOffOn: '销号日期',
    struckOffBy: '核查人',
    note: '备注',
  },
  reopened: '反弹，重新立案',
  longTerm: '长期',
} as const;

const brief = (problem: string): string => (problem.length > 40 ? `${problem.slice(0, 40)}…` : problem);

export const rectificationAddedNotice = (problem: string, dueOn: string | null): NoticeText => ({
  title: '新增整改问题',
  text: `“${brief(problem)}”已列入整改问题清单，由本单位整改${
    dueOn === null ? '' : `，应于${formatDayChinese(dueOn)}前完成`
  }，完成后请报送整改情况和佐证材料。`,
});

export const rectificationCheckedNotice = (problem: string, isAccepted: boolean, opinion: string): NoticeText => ({
  title: isAccepted ? '整改问题销号' : '整改问题退回',
  text: `“${brief(problem)}”${isAccepted ? '经核查已销号' : '经核查退回继续整改'}${opinion === '' ? '' : `。意见：${opinion}`}`,
});
