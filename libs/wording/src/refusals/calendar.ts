const text = (value: unknown): string => String(value ?? '');
const at = (p: Record<string, unknown>): string => `第${text(p['line'])}行`;

/** Why a calendar table could not be loaded, or a due day not be computed. */
export const calendarRefusals: Record<string, (p: Record<string, unknown>) => string> = {
  'CALENDAR.TABLE_EMPTY': () => '表中没有放假或补班的日期；节假日安排尚未公布的年份不用导入，期限会按暂定计算',
  'CALENDAR.TABLE_BAD_LINE': (p) => `${at(p)}应为“日期,类型,名称”三列，实为${text(p['columns'])}列`,
  'CALENDAR.TABLE_BAD_DATE': (p) =>
    `${at(p)}的日期“${text(p['text'])}”不能识别，应如2027-01-01，连续几天写作2027-01-01至2027-01-03`,
  'CALENDAR.TABLE_BAD_KIND': (p) => `${at(p)}的类型“${text(p['text'])}”不能识别，应为“放假”或“补班”`,
  'CALENDAR.TABLE_NO_NAME': (p) => `${at(p)}没有填写节日名称`,
  'CALENDAR.TABLE_DAY_TWICE': (p) => `${at(p)}的${text(p['date'])}与第${text(p['earlier'])}行重复`,
  'CALENDAR.TABLE_WORK_ON_WEEKDAY': (p) => `${at(p)}的${text(p['date'])}本来就是周一至周五，不能列为补班，请核对日期`,
  'CALENDAR.TABLE_OTHER_YEAR': (p) =>
    `${at(p)}的${text(p['date'])}不在${text(p['year'])}年及其前后相邻月份内，一张表只放一年的安排`,
  'CALENDAR.TABLE_INCOMPLETE': (p) =>
    `${text(p['year'])}年的表只有${text(p['offDays'])}天放假或缺元旦，不是全年的安排；缺少的日期会被当成工作日，请补全后再导入`,
  'CALENDAR.TABLE_BAD_JSON': (p) => `${at(p)}附近不是正确的JSON`,
  'CALENDAR.TABLE_NO_DAYS': () => 'JSON中没有“days”列表',
  'CALENDAR.TABLE_BAD_YEAR': () => 'JSON中的“year”应为整数年份',
  'CALENDAR.TABLE_BAD_ENTRY': (p) => `“days”的第${text(p['line'])}项应含date、kind、name`,
  'CALENDAR.NOTICE_NO_YEAR': () => '没有看出是哪一年的放假安排，请连同“关于××××年部分节假日安排的通知”的标题一起粘贴',
  'CALENDAR.NOTICE_BAD_DATE': (p) =>
    `${at(p)}${text(p['name'])}的“${text(p['text'])}”不是真实的日期，或星期与日期不符，请核对原文`,
  'CALENDAR.NOTICE_DAYS_DIFFER': (p) =>
    `${at(p)}${text(p['name'])}写明共${text(p['said'])}天，按日期数却是${text(p['counted'])}天，请核对原文`,
  'CALENDAR.NOTICE_UNREAD': (p) => `${at(p)}${text(p['name'])}没有看出放假日期，请核对原文`,
  'CALENDAR.YEAR_GAP': (p) =>
    `日历现有${text(p['firstYear'])}年至${text(p['publishedThrough'])}年，不能跳过中间年份导入${text(p['year'])}年，请按年份依次导入`,
  'CALENDAR.UNKNOWN': () => '没有找到这份工作日历，或您没有办理的权限',
  'CALENDAR.NO_CHANGE': (p) => `${text(p['year'])}年的安排与现用日历完全一致，不用再载入`,
  'CALENDAR.REASON_MISSING': () => '请填写理由',
  'CALENDAR.NOTHING_WAITS': () => '该期限已经办结、变更或确认过，不用再确认',
  'DEADLINE.BASE_NOT_YET': (p) => `时限“${text(p['phrase'])}”自“${text(p['base'])}”起算，尚未记录该日期，暂不能计算`,
};
