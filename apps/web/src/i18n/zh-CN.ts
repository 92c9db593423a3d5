/** Every word that the pages say of stored words. What the server says in Chinese is shown as it comes. */
export const planStates: Record<string, string> = {
  draft: '草案',
  approved: '已审定',
  issued: '已印发',
  wrappedUp: '已收官',
  archived: '已归档',
};

export const assignmentStates: Record<string, string> = {
  assigned: '待签收',
  received: '办理中',
  completionFiled: '办结审核中',
  returned: '已退回',
  struckOff: '已销号',
  archived: '已归档',
  suspended: '已中止',
  cancelled: '已撤销',
};

export const roles: Record<string, string> = { lead: '牵头', collating: '汇总', responsible: '责任', cooperating: '配合' };

export const obligationKinds: Record<string, string> = {
  receipt: '签收',
  completion: '办结',
  milestone: '阶段节点',
  piece: '单位内分解',
  periodReport: '定期填报',
  explanation: '逾期说明',
  instrumentStage: '文书办理',
  signOffStep: '签批',
  reportDuty: '年度报告报送',
};

export const reportStates: Record<string, string> = {
  filed: '审签中',
  signed: '已签发',
  returned: '已退回',
  withdrawn: '已撤回',
};

export const extensionStates: Record<string, string> = {
  asked: '审批中',
  granted: '已同意',
  refused: '不同意',
  withdrawn: '已撤回',
};

export const amendmentStates: Record<string, string> = {
  draft: '草案',
  underReview: '审签中',
  inForce: '已生效',
  lapsed: '未生效',
  dropped: '已作罢',
};

export const subjectKinds: Record<string, string> = {
  plan: '计划审定',
  amendment: '计划调整',
  progressReport: '进展填报',
  completion: '办结申请',
  extension: '延期申请',
  instrument: '文书签发',
  stageExtension: '文书环节延期',
  delisting: '摘牌',
  report: '年度报告',
};

export const signOffStates: Record<string, string> = {
  running: '签批中',
  approved: '已同意',
  refused: '已退回',
  withdrawn: '已撤回',
};

export const askedStates: Record<string, string> = {
  waiting: '待签批',
  approved: '同意',
  refused: '退回',
  closed: '无需签批',
  passedOver: '无须会签',
};

export const instrumentKinds: Record<string, string> = {
  urging: '催办',
  supervisionOrder: '督办单',
  summons: '约谈',
  listing: '挂牌督办',
  bulletin: '通报',
  enforcementOpinion: '执法监督意见书',
  procuratorialSuggestion: '检察建议',
  judicialSuggestion: '司法建议',
  congressSuggestion: '人大代表建议',
  consultativeProposal: '政协提案',
  auditRectification: '审计整改',
  caseReview: '案卷评查问题',
  inspectionFeedback: '督察反馈问题',
};

export const instrumentStates: Record<string, string> = {
  collecting: '草稿',
  draft: '草稿',
  submitted: '签批中',
  running: '办理中',
  closed: '已办结',
  refused: '未获签发',
  withdrawn: '作废',
  merged: '已合并',
  ended: '已终止',
};

export const instrumentStages: Record<string, string> = {
  draft: '起草',
  approval: '签发',
  service: '送达',
  receipt: '签收',
  serve: '登记送达',
  submit: '核对并送签',
  publication: '挂牌公开',
  meeting: '约谈会',
  attendance: '到会',
  minutes: '约谈纪要',
  plan: '整改方案',
  report: '阶段报告',
  answer: '办理结果',
  acceptance: '核查验收',
  revisit: '回访',
  reply: '复函',
  delisting: '摘牌',
  announcement: '摘牌公开',
  objection: '复核异议',
  served: '已送达',
  'before.attendance': '等待约谈',
  closed: '办结',
};

export const attendances: Record<string, string> = {
  mainLeader: '主要负责人到会',
  substitute: '委托他人到会',
  absent: '未到会',
};

export const itemEndReasons: Record<string, string> = {
  met: '已办结',
  noLongerOwed: '不再承办',
  dueDayMoved: '期限已变更',
  struckOff: '已销号',
  cancelled: '任务已撤销',
  served: '已送达',
  refused: '未获签发',
  withdrawn: '文书作废',
  targetClosed: '本单位环节已结束',
  merged: '已并入其他文书',
};

export const requestStates: Record<string, Record<string, string>> = {
  extension: { asked: '审批中', granted: '已同意', refused: '不同意', withdrawn: '已撤回', void: '文书已结束' },
  objection: { asked: '复核中', granted: '异议成立', refused: '异议不成立', void: '文书已结束' },
};

export const rectificationStandings: Record<string, string> = {
  underWay: '整改中',
  late: '整改滞后',
  continuing: '持续整改',
  rectified: '待核查',
  struckOff: '已销号',
};

export const instrumentPapers: Record<string, string> = {
  urging: '催办通知',
  supervisionOrder: '督办单',
  summons: '约谈通知书',
  summonsMinutes: '约谈纪要',
  listing: '挂牌督办通知书',
  delisting: '摘牌通知',
  bulletin: '通报',
};

export const layoutBlocks: Record<string, string> = {
  masthead: '红头',
  title: '标题',
  number: '文号',
  receivers: '主送单位',
  paragraph: '正文',
  heading: '小标题',
  list: '列表',
  fieldTable: '表格',
  itemTable: '事项表',
  factTable: '数据表',
  chart: '统计图',
  signLines: '签字栏',
  attachments: '附件说明',
  signature: '落款',
  imprint: '版记',
  pageBreak: '另起一页',
};

export const layoutPlaces: Record<string, string> = {
  number: '文号',
  date: '签发日期',
  targets: '对象单位',
  matter: '事项',
  authority: '督办依据',
  limit: '办理期限（日期）',
  within: '办理期限（某日前、几日内）',
  approver: '签发人',
  contact: '联系人',
  meetingTime: '约谈时间',
  meetingPlace: '约谈地点',
  chair: '约谈人',
  attendees: '被约谈人',
  recorder: '记录人',
  reporting: '报告要求',
  release: '解除方式和程序',
  listingNumber: '挂牌文号',
};

export const layoutLists: Record<string, string> = {
  grounds: '事由',
  requirements: '办理要求',
  explanations: '约谈情况',
  commitments: '单位表态',
};

export const outcomes: Record<string, string> = {
  done: '已完成',
  partly: '部分完成',
  notDone: '未完成',
  notAccepted: '未通过验收',
  notApplicable: '不再适用',
};

export const rungStates: Record<string, string> = {
  armed: '待执行',
  frozen: '暂停计时',
  fired: '已执行',
  skipped: '未发出',
  held: '待处置',
  superseded: '不补发',
};

export const freezes: Record<string, string> = {
  extensionAsked: '延期申请审批中',
  underReview: '审核中',
  suspension: '任务中止',
  objection: '异议处理中',
};

export const dueReasons: Record<string, string> = {
  extensionGranted: '同意延期',
  returned: '办结申请退回',
  returnNamed: '办结申请退回时指定',
  resumed: '任务恢复',
  calendarChanged: '工作日历调整',
  policyChanged: '督办制度的时限调整',
  reassigned: '任务转办',
  amended: '计划调整',
};

export const cycles: Record<string, string> = { monthly: '每月', quarterly: '每季度', halfYearly: '每半年', yearly: '每年' };

export const standings: Record<string, string> = {
  done: '已销号',
  doneLate: '逾期后销号',
  suspended: '已中止',
  cancelled: '已撤销',
  overdue: '逾期',
  dueSoon: '临期',
  onTrack: '正常推进',
  longTerm: '长期坚持',
};

export const lampColours: Record<string, string> = {
  绿: 'success',
  黄: 'gold',
  橙: 'orange',
  红: 'error',
  蓝: 'processing',
  灰: 'default',
};

export const columnMeanings: Record<string, string> = {
  number: '序号',
  clause: '要点条目',
  category: '章节、类别',
  task: '工作任务',
  measures: '具体举措',
  deliverable: '成果形式',
  lead: '牵头单位',
  responsible: '责任单位',
  cooperating: '配合单位',
  collating: '汇总单位',
  division: '责任分工',
  leader: '牵头领导',
  person: '责任人',
  supervising: '督导单位',
  deadline: '完成时限',
  reportCycle: '报送周期',
  remark: '备注',
  ignored: '不导入',
};

export const rowLacks: Record<string, string> = {
  title: '缺任务内容',
  unit: '有单位待对应',
  lead: '缺责任单位',
  day: '缺完成日期',
};

export const postRoles: Record<string, string> = {
  liaison: '联络员',
  unitHead: '单位主要负责人',
  officeClerk: '督办专员',
  officeHead: '督办机构负责人',
  deputyLeader: '分管领导',
  chiefLeader: '主要领导',
  auditor: '审计监督',
  administrator: '系统管理员',
};

export const holdingKinds: Record<string, string> = { holder: '任职', acting: '代理', delegate: '受委托' };

/** The word, or the stored word itself where it is not known here: exact at least. */
export const word = (words: Record<string, string>, key: string | null | undefined): string =>
  key === null || key === undefined ? '' : (words[key] ?? key);

export const leftOutWords: Record<string, string> = {
  notSigned: '未签发，不计入',
  signedLater: '截止日以后签发，不计入',
  replaced: '已被本单位后一次填报替代',
};

export const targetStates: Record<string, { word: string; colour: string }> = {
  reached: { word: '已达到', colour: 'success' },
  notReached: { word: '未达到', colour: 'warning' },
  noFigure: { word: '尚无数据', colour: 'default' },
  noTarget: { word: '未设目标', colour: 'default' },
};

export const indicatorKinds: Record<string, string> = { count: '数量', amount: '金额', ratio: '比率' };
