import { formatDayChinese, type DayAnswer, type MomentExplanation, type RungBase } from '@duban/domain';
import { dayWithWeekday, describeDayAnswer } from './deadline';
import { instrumentNames } from './instruments';

const baseWords = (from: RungBase, rungName: (key: string) => string): string => {
  switch (from.base) {
    case 'due':
      return '期限';
    case 'opened':
      return '开始计时之日';
    case 'periodEnd':
      return '报告期末';
    case 'served':
      return `${instrumentNames[from.instrument]}送达之日`;
    case 'rung':
      return `“${rungName(from.rungKey)}”执行之日`;
  }
};

/** Why a rung fires when it does: 期限2026年6月30日（周二）往前3个工作日（自前一日起计）：2026年6月25日（周四）…，9时执行 */
export function explainMomentWords(moment: MomentExplanation, rungName: (key: string) => string): string {
  const base = baseWords(moment.from, rungName);
  const { offset, counted, hour } = moment;
  if (counted === null) {
    const unit = offset.unit === 'minutes' ? '分钟' : '个工作小时';
    return `${base}（${formatDayChinese(moment.baseOn)}）起${offset.n}${unit}`;
  }
  if (counted.n === 0) return `${base}${dayWithWeekday(moment.baseOn)}当日${hour}时`;
  // The due day above it has named the calendar's version.
  const [reckoned] = describeDayAnswer(counted).split('。日历版本');
  return `${base}${reckoned}；当日${hour}时`;
}

const REASONS: Readonly<Record<string, string>> = {
  'plan.text': '计划文本写明的期限',
  'plan.yearEnd': '计划没有写明期限，取年底',
  extensionGranted: '批准延期后的期限',
  returned: '办结申请退回后按督办制度重新确定的期限',
  returnNamed: '办结申请退回时指定的期限',
  resumed: '恢复办理后顺延的期限，顺延天数为中止的天数',
  reassigned: '转办后重新确定的期限',
  amended: '计划调整后的期限',
  split: '单位内部分解确定的期限',
  shareMoved: '任务期限提前，随任务期限确定',
  milestone: '设定的阶段节点日期',
  calendar: '工作日历更新后重新计算的期限',
};

const COUNTED_FROM: Readonly<Record<string, string>> = {
  'policy.receiptTerm': '签收时限，自交办之日',
  'policy.periodReportTerm': '填报时限，自报告期末日',
  returned: '退回重办时限，自退回之日',
};

/** Why a due day is what it is; `by` is the person who named it, where one did. */
export function explainDueWords(
  dueReason: string,
  dueOn: string | null,
  counted: DayAnswer | null,
  by: string | null = null,
): string {
  if (dueOn === null) return '长期坚持，没有完成期限';
  if (counted !== null) return `${COUNTED_FROM[dueReason] ?? ''}${describeDayAnswer(counted)}`;
  if (dueReason === 'returnNamed' && by !== null) return `${dayWithWeekday(dueOn)}，${by}退回办结申请时指定的期限`;
  return `${dayWithWeekday(dueOn)}，${REASONS[dueReason] ?? '按督办制度计算的期限'}`;
}
