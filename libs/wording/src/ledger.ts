/** The words that a ledger uses for states, and for what has no day. */
export const assignmentStateWords: Readonly<Record<string, string>> = {
  assigned: '待签收',
  received: '办理中',
  completionFiled: '办结审核中',
  returned: '已退回',
  struckOff: '已销号',
  archived: '已归档',
  suspended: '已中止',
  cancelled: '已撤销',
};

const MILESTONE_WORDS = { open: '未完成', met: '已完成', void: '不再办理', overdue: '逾期' } as const;

export const ledgerWords = {
  title: (plan: string): string => `${plan}任务台账`,
  subtitle: (day: string): string => `截至${day}`,
  milestone: (dueOn: string, name: string, state: 'open' | 'met' | 'void' | 'overdue'): string =>
    `${dueOn} ${name}（${MILESTONE_WORDS[state]}）`,
  longTerm: '长期坚持',
  yearEnd: '年底前',
  brokenOn: (units: readonly string[]): string => `${units.join('、')}曾逾期`,
  withdrawn: '已取消',
  amended: (number: number, fields: readonly string[]): string => `第${number}次调整${fields.join('、')}`,
  withdrawnBy: (number: number, grounds: string): string => `第${number}次调整取消：${grounds}`,
  extended: (times: number): string => `延期${times}次`,
} as const;
