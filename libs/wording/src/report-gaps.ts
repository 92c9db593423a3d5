/** What a draft of the annual report still lacks, each as a sentence that says what to do. */
export const reportGaps = {
  noPrevious: '没有载入上一年度报告，报告结构取自计划，也不能对照上年承诺。',
  unjudged: (n: number): string => `上一年度报告提出的安排中有${n}项还没有认定落实情况。`,
  noTask: (point: string): string => `要点“${point}”没有分解任务。`,
  noUnit: (task: string): string => `任务“${task}”没有承办单位。`,
  nothingSigned: (task: string, units: readonly string[]): string =>
    `“${task}”没有已签发的填报${units.length === 0 ? '' : `（${units.join('、')}）`}。`,
  unsigned: (n: number): string => `有${n}份填报还在审签，尚未计入报告。`,
  noCause: (unit: string, task: string): string => `${unit}承办的“${task}”逾期，没有说明原因。`,
  noRectificationCause: (unit: string): string => `${unit}的整改问题没有填写原因。`,
  toldWithoutCause: (n: number): string => `单位反映的${n}个问题只有表现，没有写明原因，请在“存在的不足和原因”中补写。`,
  noLeaderRecord: '没有登记主要负责人的履职事项（专题会议、学法、批示、督促检查、述法）。',
  noLeaderKind: (kinds: readonly string[]): string => `主要负责人履职事项中没有登记${kinds.join('、')}。`,
  noProposals: '没有单位提出下一年度工作打算。',
  noReceiver: (edition: string): string => `“${edition}”没有填写主送机关。`,
  editChanged: (section: string): string => `“${section}”手工修改后，汇总内容又有变化，请选择采用或保留。`,
} as const;

export const leaderKindNames: Readonly<Record<string, string>> = {
  meeting: '专题会议',
  study: '会前学法',
  instruction: '批示',
  inspection: '督促检查',
  dutyReport: '述法',
};

export const reportEditionNames: Readonly<Record<string, string>> = {
  superior: '报上级',
  committee: '报同级党委',
  congress: '报人大常委会',
  public: '公开',
};

/** What stands behind a piece of the report, as the page shows it. */
export const reportSourceWords = {
  completion: '办结申请（已审核销号）',
  progressReport: '进展填报',
  problems: '存在问题',
  nextSteps: '下一步打算',
  figure: (name: string): string => `“${name}”的数据来源`,
  total: (text: string): string => `合计${text}`,
  task: '任务',
  assignment: '任务承办情况',
  lateExplained: '逾期说明',
  dueChanged: '期限变更',
  rectification: '整改问题',
  leaderActivity: '主要负责人履职登记',
  instruments: '督办文书',
  commitments: '上一年度报告提出的安排',
  plan: '计划',
  edit: '手工修改',
  editBase: '修改时的汇总内容',
  editOwn: '修改后的内容',
  filed: (who: string, on: string): string => `${who}于${on}填报`,
  signed: (who: string, on: string): string => `${who}于${on}签发`,
  struckOff: (who: string, on: string): string => `${who}于${on}审核销号`,
  recorded: (who: string, on: string): string => `${who}于${on}登记`,
  edited: (who: string, on: string): string => `${who}于${on}修改`,
  notCounted: {
    notSigned: '尚未签发，不计入',
    signedLater: '定稿时点之后签发，不计入',
    replaced: '同一时期已有更晚签发的填报，不重复计入',
  } as Readonly<Record<string, string>>,
  outcomes: { done: '已落实', partly: '部分落实', open: '正在推进', dropped: '不再实施' } as Readonly<Record<string, string>>,
  unknownOutcome: '待认定',
} as const;
