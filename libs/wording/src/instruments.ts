import {
  dayOfInstant,
  formatDayChinese,
  minuteOfDay,
  type InstrumentKind,
  type ObligationKind,
  type StageKey,
} from '@duban/domain';
import type { InstrumentPaper } from './instrument-layout';
import type { NoticeText } from './task-notices';

/** What each kind of 督办文书 is called. */
export const instrumentNames: Readonly<Record<InstrumentKind, string>> = {
  urging: '催办通知',
  supervisionOrder: '督办单',
  summons: '约谈通知书',
  listing: '挂牌督办通知书',
  bulletin: '通报',
  enforcementOpinion: '行政执法监督意见书',
  procuratorialSuggestion: '检察建议',
  judicialSuggestion: '司法建议',
  congressSuggestion: '人大代表建议',
  consultativeProposal: '政协提案',
  auditRectification: '审计整改',
  caseReview: '案卷评查问题',
  inspectionFeedback: '巡察督察反馈问题',
};

export const stageNames: Readonly<
  Record<StageKey | 'objection' | 'collecting' | 'draft' | 'approval' | 'service' | 'closed', string>
> = {
  collecting: '汇集',
  draft: '拟稿',
  approval: '审批签发',
  service: '送达',
  receipt: '签收',
  meeting: '约谈会',
  attendance: '到会登记',
  minutes: '约谈纪要',
  plan: '整改方案',
  report: '阶段报告',
  answer: '办理情况报告',
  acceptance: '核查验收',
  publication: '挂牌公开',
  revisit: '回访',
  reply: '复函',
  delisting: '摘牌审批',
  announcement: '摘牌公开',
  objection: '异议复核',
  closed: '结束',
};

export const outcomeNames: Readonly<Record<string, string>> = {
  done: '已完成',
  partly: '部分完成',
  notDone: '未完成',
  notAccepted: '验收不通过',
  notApplicable: '不再适用',
};

export const itemEndReasons: Readonly<Record<string, string>> = {
  met: '事项已办结',
  noLongerOwed: '事项不再承办',
  dueDayMoved: '办理期限已变更',
  struckOff: '事项已销号',
  cancelled: '任务已撤销',
  served: '已送达',
  refused: '未获签发',
  withdrawn: '文书作废',
  targetClosed: '本单位环节已结束',
  merged: '已并入其他文书',
};

const OWED: Readonly<Record<ObligationKind, string>> = {
  receipt: '签收',
  completion: '办结',
  milestone: '完成阶段节点',
  piece: '完成单位内分解事项',
  periodReport: '填报进展',
  explanation: '提交逾期说明',
  bulletin: '印发通报',
  instrumentStage: '办理文书环节',
  signOffStep: '签批',
  reportDuty: '报送年度报告',
};

/** One line of an instrument: what is owed and by when it was due. */
export const instrumentItemText = (
  kind: ObligationKind,
  title: string | null,
  /** The period, or a milestone's name. */
  part: string | null,
  dueOn: string | null,
): string => {
  const what = title === null ? `应${OWED[kind]}的事项` : `“${title}”${part === null ? '' : `（${part}）`}`;
  return dueOn === null ? what : `${what}，应于${formatDayChinese(dueOn)}前${OWED[kind]}`;
};

export const instrumentTitle = (kind: InstrumentKind, unitName: string | null): string =>
  unitName === null ? instrumentNames[kind] : `${instrumentNames[kind]}（${unitName}）`;

const REQUIREMENTS: Readonly<Partial<Record<InstrumentKind, string>>> = {
  urging: '请抓紧办理，并在系统中如实填报办理情况。',
  supervisionOrder: '请按期签收，查明原因，抓紧办理，并在规定期限内书面报告办理情况。',
  summons: '请单位主要负责人按时到会，说明情况和原因，提出整改措施和完成时限；约谈后按期报送整改方案和整改报告。',
  listing: '请制定整改方案，明确责任人和完成时限，按期报告进展；整改完成后申请验收，验收通过并经批准后摘牌。',
  bulletin: '请各单位引以为戒，对照检查，抓好落实。',
};

export const defaultRequirements = (kind: InstrumentKind): string =>
  REQUIREMENTS[kind] ?? '请在规定期限内办理，并书面报告办理情况。';

export const defaultGrounds = (kind: InstrumentKind): string =>
  kind === 'urging' ? '以下事项到期未办结' : '以下事项逾期未办结，经提醒、催办后仍未完成';

/** Where an absent or failing target's next instrument comes from. */
export const followingGrounds = (kind: InstrumentKind, number: string | null, outcome: string): string =>
  `${instrumentNames[kind]}${number ?? ''}${outcomeNames[outcome] ?? ''}，需进一步督办`;

/** `times`: the so-manieth paper of its kind for a unit within the policy's term. */
export const instrumentSignOffTitle = (title: string, items: number, times = 1): string =>
  [`签发${title}`, ...(items > 0 ? [`共${items}项`] : []), ...(times > 1 ? [`对同一单位第${times}次`] : [])].join('，');
export const delistingSignOffTitle = (number: string | null, unitName: string): string =>
  `${unitName}挂牌督办${number ?? ''}摘牌`;

export const instrumentServedNotice = (
  kind: InstrumentKind,
  number: string | null,
  items: number,
  meetingOn: string | null,
): NoticeText => ({
  title: `${instrumentNames[kind]}送达`,
  text: `${instrumentNames[kind]}${number ?? ''}已送达本单位${items > 0 ? `，涉及事项${items}项` : ''}${
    meetingOn === null ? '' : `，定于${formatDayChinese(meetingOn)}约谈`
  }，请及时办理。`,
});

export const stageOpenedNotice = (kind: InstrumentKind, number: string | null, stage: StageKey): NoticeText => ({
  title: `${instrumentNames[kind]}待办`,
  text: `${instrumentNames[kind]}${number ?? ''}进入“${stageNames[stage]}”环节，请办理。`,
});

export const targetClosedNotice = (kind: InstrumentKind, number: string | null, outcome: string): NoticeText => ({
  title: `${instrumentNames[kind]}办结`,
  text: `${instrumentNames[kind]}${number ?? ''}对本单位的督办结束，结果：${outcomeNames[outcome] ?? outcome}。`,
});

export const instrumentWithdrawnNotice = (kind: InstrumentKind, number: string | null, reason: string): NoticeText => ({
  title: `${instrumentNames[kind]}作废`,
  text: `${instrumentNames[kind]}${number ?? ''}已作废${reason.trim() === '' ? '' : `，原因：${reason.trim()}`}。`,
});

export const stageExtendedNotice = (kind: InstrumentKind, number: string | null, stage: StageKey, dueOn: string): NoticeText => ({
  title: `${instrumentNames[kind]}延期`,
  text: `${instrumentNames[kind]}${number ?? ''}“${stageNames[stage]}”的期限延至${formatDayChinese(dueOn)}。`,
});

export const stageExtensionSignOffTitle = (
  kind: InstrumentKind,
  number: string | null,
  unitName: string,
  stage: StageKey,
  untilOn: string,
): string => `${unitName}申请将${instrumentNames[kind]}${number ?? ''}“${stageNames[stage]}”延至${formatDayChinese(untilOn)}`;

export const stageExtensionRefusedNotice = (
  kind: InstrumentKind,
  number: string | null,
  stage: StageKey,
  dueOn: string | null,
  opinion: string,
): NoticeText => ({
  title: `${instrumentNames[kind]}不予延期`,
  text: `${instrumentNames[kind]}${number ?? ''}“${stageNames[stage]}”的延期申请未获同意${
    dueOn === null ? '' : `，仍应于${formatDayChinese(dueOn)}前办理`
  }${opinion.trim() === '' ? '' : `。意见：${opinion.trim()}`}`,
});

export const objectionMadeNotice = (kind: InstrumentKind, number: string | null, unitName: string): NoticeText => ({
  title: '异议待复核',
  text: `${unitName}对${instrumentNames[kind]}${number ?? ''}提出异议，请未参与该文书办理的负责人复核。`,
});

export const objectionDecidedNotice = (
  kind: InstrumentKind,
  number: string | null,
  isUpheld: boolean,
  opinion: string,
): NoticeText => ({
  title: '异议复核结果',
  text: `本单位对${instrumentNames[kind]}${number ?? ''}的异议${isUpheld ? '成立，不再列为督办对象' : '不成立，请继续办理'}。意见：${opinion.trim()}`,
});

export const meetingMovedNotice = (number: string | null, meetingOn: string): NoticeText => ({
  title: '约谈改期',
  text: `${instrumentNames.summons}${number ?? ''}约谈改于${formatDayChinese(meetingOn)}举行。`,
});

/** Short words on an instrument's paper. */
export const instrumentPaperNames: Readonly<Record<InstrumentPaper, string>> = {
  urging: '催办通知',
  supervisionOrder: '督办单',
  summons: '约谈通知书',
  summonsMinutes: '约谈纪要',
  listing: '挂牌督办通知书',
  delisting: '摘牌通知',
  bulletin: '通报',
};

export const instrumentPaperWords = {
  forReview: '（送审稿）',
  noDueDay: '长期',
  underWay: '正在办理',
  late: (days: number): string => `逾期${days}天`,
  matter: (first: string, count: number): string => (count === 1 ? first : `${first}等${count}项`),
  voidNumber: (number: string): string => `${number}（作废）`,
  moment: (ms: number): string => {
    const minute = minuteOfDay(ms);
    return `${formatDayChinese(dayOfInstant(ms))}${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  },
} as const;
