import { formatDayChinese, periodOf, type YearEndOutcome } from '@duban/domain';
import { quoted } from './annual-report';

/** What people are told about plans, tasks and reports: a heading and a sentence. */
export interface NoticeText {
  readonly title: string;
  readonly text: string;
}

export const planIssuedNotice = (planTitle: string, tasks: number): NoticeText => ({
  title: '工作任务交办',
  text: `《${planTitle}》已印发，交由本单位承办任务${tasks}项，请按期签收。`,
});

export const completionReturnedNotice = (task: string, newDueOn: string | null, opinion: string): NoticeText => ({
  title: '办结申请退回',
  text: `${quoted(task)}的办结申请被退回${newDueOn === null ? '' : `，请于${formatDayChinese(newDueOn)}前重新申请`}。意见：${opinion}`,
});

export const milestoneReturnedNotice = (task: string, name: string, newDueOn: string | null, reason: string): NoticeText => ({
  title: '阶段节点退回',
  text: `${quoted(task)}的阶段节点${quoted(name)}被退回${newDueOn === null ? '' : `，请于${formatDayChinese(newDueOn)}前重新完成`}。理由：${reason}`,
});

export const pieceOpenedNotice = (task: string, name: string, dueOn: string): NoticeText => ({
  title: '单位内分解',
  text: `${quoted(task)}中的${quoted(name)}由您承办，请于${formatDayChinese(dueOn)}前完成。`,
});

export const pieceWithdrawnNotice = (task: string, name: string, grounds: string): NoticeText => ({
  title: '分解事项撤回',
  text: `${quoted(task)}中的${quoted(name)}不再办理。理由：${grounds}`,
});

export const pieceMovedNotice = (task: string, name: string, fromOn: string, dueOn: string): NoticeText => ({
  title: '分解事项期限提前',
  text: `${quoted(task)}的完成时限提前，其中${quoted(name)}的期限由${formatDayChinese(fromOn)}改为${formatDayChinese(dueOn)}。`,
});

export const struckOffNotice = (task: string): NoticeText => ({
  title: '任务销号',
  text: `${quoted(task)}已审核通过，予以销号。`,
});

export const extensionGrantedNotice = (task: string, untilOn: string): NoticeText => ({
  title: '延期批准',
  text: `${quoted(task)}的办理期限延至${formatDayChinese(untilOn)}。`,
});

export const extensionRefusedNotice = (task: string, dueOn: string | null, opinion: string): NoticeText => ({
  title: '延期未获批准',
  text: `${quoted(task)}的延期申请未获批准${dueOn === null ? '' : `，仍应于${formatDayChinese(dueOn)}前办结`}。意见：${opinion}`,
});

export const reportReturnedNotice = (task: string, period: string | null, opinion: string): NoticeText => ({
  title: '进展填报退回',
  text: `${quoted(task)}${period === null ? '' : periodOf(period).name}的进展填报被退回，请修改后重报。意见：${opinion}`,
});

export const reassignedInNotice = (task: string, fromUnit: string, dueOn: string | null, grounds: string): NoticeText => ({
  title: '任务转入',
  text: `${quoted(task)}由${fromUnit}转交本单位承办${dueOn === null ? '' : `，应于${formatDayChinese(dueOn)}前办结`}，请按期签收。理由：${grounds}`,
});

export const reassignedOutNotice = (task: string, toUnit: string, grounds: string): NoticeText => ({
  title: '任务转出',
  text: `${quoted(task)}已转交${toUnit}承办，本单位不再承担。理由：${grounds}`,
});

export const suspendedNotice = (task: string, grounds: string): NoticeText => ({
  title: '任务中止',
  text: `${quoted(task)}已中止办理，中止期间停止计时，不再催办。理由：${grounds}`,
});

export const resumedNotice = (task: string, dueOn: string | null, stoodDays: number, reason: string): NoticeText => ({
  title: '任务恢复',
  text: `${quoted(task)}恢复办理，中止${stoodDays}天${dueOn === null ? '' : `，办理期限为${formatDayChinese(dueOn)}`}。说明：${reason}`,
});

export const cancelledNotice = (task: string, grounds: string): NoticeText => ({
  title: '任务撤销',
  text: `${quoted(task)}已撤销，不再办理。理由：${grounds}`,
});

const YEAR_END: Readonly<Record<YearEndOutcome, string>> = { done: '已完成', partly: '部分完成', notDone: '未完成' };

/** 年度销号 of a long-term item at 收官. */
export const closedForYearNotice = (task: string, year: number, outcome: YearEndOutcome, note: string): NoticeText => ({
  title: '年度销号',
  text: `${quoted(task)}作${year}年度销号，年度完成情况：${YEAR_END[outcome]}。${note}`,
});

export const completionSignOffTitle = (task: string, unit: string): string => `${unit}申请办结${quoted(task)}`;
export const extensionSignOffTitle = (task: string, unit: string, untilOn: string): string =>
  `${unit}申请${quoted(task)}延期至${formatDayChinese(untilOn)}`;
export const reportSignOffTitle = (task: string, unit: string, period: string | null): string =>
  `${unit}${quoted(task)}${period === null ? '日常' : periodOf(period).name}进展填报`;
export const planSignOffTitle = (plan: string): string => `审定《${plan}》`;
