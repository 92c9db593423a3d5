/** Words of the report pages for stored words. */
export const editions: Record<string, string> = {
  superior: '报上级',
  committee: '报同级党委',
  congress: '报人大常委会',
  public: '公开',
};
export const editionKeys = ['superior', 'committee', 'congress', 'public'] as const;
export type EditionKey = (typeof editionKeys)[number];

export const versionStates: Record<string, string> = { draft: '草稿', underReview: '审签中', frozen: '已定稿' };
export const outcomes: Record<string, string> = { done: '已落实', partly: '部分落实', open: '正在推进', dropped: '不再实施' };
export const outcomeColours: Record<string, string> = { done: 'green', partly: 'gold', open: 'blue', dropped: 'default' };
export const activityKinds: Record<string, string> = {
  meeting: '专题会议',
  study: '会前学法',
  instruction: '批示',
  inspection: '督促检查',
  dutyReport: '述法',
};
export const partNames: Record<string, string> = {
  done: '举措和成效',
  problems: '问题和原因',
  leader: '第一责任人',
  next: '下一年度安排',
  other: '其他情况',
};
export const dutyStates: Record<string, string> = { open: '未报送', met: '已报送', notKept: '未设提醒' };
export const rungStates: Record<string, string> = {
  armed: '待提醒',
  fired: '已提醒',
  skipped: '未发出',
  held: '待处置',
  superseded: '已过时点',
};
