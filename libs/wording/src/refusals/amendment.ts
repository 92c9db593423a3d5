type Params = Record<string, unknown>;

const STATES: Readonly<Record<string, string>> = { inForce: '已生效', lapsed: '未生效', dropped: '已作罢' };

/** 调整: what was refused, why, and what to do. */
export const amendmentRefusals: Record<string, (p: Params) => string> = {
  'PLAN.STANDING': () => '常设计划没有印发的正文，也不收官、不归档，不能进行此项操作。',
  'AMENDMENT.UNKNOWN': () => '没有找到这次调整。',
  'AMENDMENT.LINE_UNKNOWN': () => '没有找到这项调整内容，可能已被删除，请刷新后再看。',
  'AMENDMENT.UNDER_REVIEW': () => '调整正在审签，请等审签结束，或先撤回。',
  'AMENDMENT.WRONG_STATE': (p) => `这次调整${STATES[String(p['state'])] ?? ''}，不能再改动。`,
  'AMENDMENT.NO_LINES': () => '调整中还没有任何事项，请先添加再送审。',
  'AMENDMENT.INCOMPLETE': () => '这项调整缺少必要的内容，请补充后再保存。',
  'AMENDMENT.POINT_NO_TASKS': (p) => `增加的条目“${p['heading']}”下没有任务，请至少分解一项任务。`,
  'AMENDMENT.TASK_NO_UNIT': (p) => `任务“${p['title']}”没有牵头、汇总或责任单位，请先落实责任单位。`,
  'AMENDMENT.TASK_ENDED': (p) => `任务“${p['title']}”已全部销号或撤销，不再调整。`,
  'AMENDMENT.NOTHING_CHANGES': (p) => `任务“${p['title']}”现在就是这样写的，没有需要调整的内容。`,
  'AMENDMENT.SHARE_THERE': (p) => `该单位在任务“${p['title']}”中已承担同样的责任。`,
  'AMENDMENT.LEAVES_NOBODY': (p) =>
    `去掉这个单位后，任务“${p['title']}”就没有牵头、汇总或责任单位了；请先增加其他单位，或者取消整项任务。`,
  'AMENDMENT.DAY_PAST': (p) => `期限${p['dueOn']}已经过去，请填写今天或以后的日期。`,
  'AMENDMENT.OWN_DAY_LATER': (p) => `单位的完成时限${p['dueOn']}晚于任务的完成时限${p['taskDueOn']}，请改为不晚于任务的时限。`,
};

/** 收官: what of it was refused. */
export const yearEndRefusals: Record<string, (p: Params) => string> = {
  'YEAR_END.NOT_LONG_TERM': (p) => `任务“${p['title']}”有完成时限，收官时未办结的转入下年度或常设计划，不能作年度销号。`,
  'YEAR_END.UNDER_REVIEW': (p) => `任务“${p['title']}”的办结申请正在审核，请等审核结束，或者选择转入。`,
  'YEAR_END.TASK_ENDED': (p) => `任务“${p['title']}”已全部销号或撤销，不需要再作年度销号。`,
  'YEAR_END.NOTE_MISSING': (p) => `请填写任务“${p['title']}”年度销号的完成情况。`,
  'YEAR_END.TWICE': () => '同一项任务列了两次，请刷新页面后重新选择。',
};
