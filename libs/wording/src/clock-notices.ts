import {
  periodOf,
  compareDays,
  dayNumber,
  dayOfInstant,
  formatDayChinese,
  minuteOfDay,
  type ObligationKind,
  type RungReason,
} from '@duban/domain';

/** What is owed, as a verb before 期限. */
const OWED: Readonly<Record<ObligationKind, string>> = {
  receipt: '签收',
  completion: '办结',
  milestone: '完成阶段节点',
  piece: '完成单位内分解事项',
  periodReport: '报送进展',
  explanation: '说明逾期原因',
  bulletin: '印发通报',
  instrumentStage: '办理文书',
  signOffStep: '签批',
  reportDuty: '报送',
};

/** Why a rung was recorded as it was, for the clock page. */
export const rungReasonWords: Readonly<Record<RungReason, string>> = {
  onTime: '按时执行',
  late: '因系统中断延后执行',
  newDueVersion: '期限已变更，由新期限的提醒代替',
  closed: '事项已办结或已取消，不再发出',
  filed: '已提交，正在审核，不再发出',
  notInPolicy: '现行督办制度已无此步骤',
  lateCallsIn: '系统中断期间错过的约谈、挂牌督办，待督办机构决定',
  followsLate: '由延后执行的步骤引出，待督办机构决定',
  laterReminder: '被同一事项较晚的提醒代替',
};

export interface RungNoticeFacts {
  readonly rungName: string;
  readonly kind: ObligationKind;
  /** The task, instrument or sign-off that it is about. */
  readonly subject: string;
  readonly unitName: string | null;
  readonly period: string | null;
  /** A milestone's name, or a piece. */
  readonly name: string | null;
  readonly dueOn: string | null;
  readonly dueAtMs: number | null;
  readonly nowMs: number;
  /** 督办依据: each notice states it. */
  readonly authority: string;
  readonly held: boolean;
}

/** One item of a digest: what is owed, by whom, by when, and how many days are left or have passed. */
export function rungNoticeText(facts: RungNoticeFacts): string {
  const head = facts.held ? `【待处置·${facts.rungName}】` : `【${facts.rungName}】`;
  const unit = facts.unitName === null ? '' : `${facts.unitName}：`;
  const period = facts.period === null ? '' : periodOf(facts.period).name;
  return `${head}${unit}“${facts.subject}”${period}${OWED[facts.kind]}${facts.name === null ? '' : `“${facts.name}”`}${dueWords(facts)}。督办依据：${facts.authority}`;
}

function dueWords({ dueOn, dueAtMs, nowMs }: RungNoticeFacts): string {
  if (dueAtMs !== null) {
    const minute = minuteOfDay(dueAtMs);
    const at = `${formatDayChinese(dayOfInstant(dueAtMs))}${Math.floor(minute / 60)}时${String(minute % 60).padStart(2, '0')}分`;
    return `，期限为${at}${nowMs > dueAtMs ? '，已逾期' : ''}`;
  }
  if (dueOn === null) return '';
  const today = dayOfInstant(nowMs);
  const days = dayNumber(today) - dayNumber(dueOn);
  const by = `，期限为${formatDayChinese(dueOn)}`;
  if (compareDays(today, dueOn) === 0) return `${by}，今日到期`;
  return days > 0 ? `${by}，已逾期${days}天` : `${by}，还有${-days}天`;
}

/** The heading of the one notice that a receiver gets for a moment. */
export function digestTitle(hourAtMs: number, late: boolean, items: number): string {
  const hour = Math.floor(minuteOfDay(hourAtMs) / 60);
  return `督办提醒汇总（${formatDayChinese(dayOfInstant(hourAtMs))}${hour}时，共${items}项${late ? '，含系统中断期间的补报' : ''}）`;
}

/** Why a notice was not delivered, or an item of it was left out. */
export const undeliveredWords = {
  closed: '事项已办结或已取消',
  frozen: '事项已暂停督办',
  nothingLeft: '所列事项均已办结、取消或暂停，不再送达',
} as const;

/** The heading of what goes out because the office let a held step go. */
export const heldReleasedTitle = '督办事项处置';
