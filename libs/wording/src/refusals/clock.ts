/** Refusals of the office's decision on held steps, and of what somebody considers on the clock page. */
export const clockRefusals: Record<string, (p: Record<string, unknown>) => string> = {
  'RUNG.UNKNOWN': () => '没有这个督办步骤，或不由您处置。',
  'RUNG.NOT_HELD': () => '其中有的步骤已经处置过，没有办理；请刷新后重新选择。',
  'RUNG.REASON_MISSING': () => '请写明处置理由。',
  'RUNG.TOO_MANY': (p) => `一次最多处置${String(p['most'] ?? '')}个步骤，请分批办理。`,
  'WHATIF.UNREADABLE': (p) => `看不懂“${String(p['text'] ?? '')}”，请选择延期、中止、恢复、转办、退回或撤销，并填写日期或单位。`,
  'WHATIF.DAY_PAST': (p) => `${String(p['day'] ?? '')}已经过去，请填写今天或以后的日期。`,
  'WHATIF.CALENDAR_UNKNOWN': () => '没有这个版本的工作日历，请重新选择。',
};
