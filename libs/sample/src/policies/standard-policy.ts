import type { Policy, Rung, Limit } from '@duban/domain';
import {
  CHIEF, HEAD, IN_CHARGE, LIAISON, OFFICE, OFFICE_HEAD, OWN_POST, REMIND, calendarDays, chain, paper, rung, step, workingDays,
} from './policy-pieces'; // prettier-ignore

/**
 * The ladder of the default policy. Reminders and 催办 go out alone; the rest wait as drafts for 签发 (design section 5).
 * The seeds name their 约谈 and 挂牌督办 rules without publishing figures, so the days here are local configuration.
 */
const LADDER: readonly Rung[] = [
  // 签收
  rung('receipt.due', '签收提醒', 'receipt', { base: 'due' }, 0, REMIND, [LIAISON]),
  rung('receipt.urging', '签收催办', 'receipt', { base: 'due' }, 1, paper('urging'), [LIAISON, HEAD]),
  // 定期填报
  rung('period.remind', '填报提醒', 'periodReport', { base: 'due' }, -2, REMIND, [LIAISON]),
  rung('period.urging', '填报催办', 'periodReport', { base: 'due' }, 1, paper('urging'), [LIAISON, HEAD]),
  rung('period.order', '填报督办单', 'periodReport', { base: 'due' }, 10, paper('supervisionOrder'), [OFFICE_HEAD]),
  // 办结
  rung('completion.remind7', '到期前七个工作日提醒', 'completion', { base: 'due' }, -7, REMIND, [LIAISON]),
  rung('completion.remind3', '到期前三个工作日提醒', 'completion', { base: 'due' }, -3, REMIND, [LIAISON, HEAD]),
  rung('completion.remind1', '到期前一个工作日提醒', 'completion', { base: 'due' }, -1, REMIND, [LIAISON, HEAD]),
  rung('completion.urging', '催办', 'completion', { base: 'due' }, 1, paper('urging'), [LIAISON, HEAD]),
  rung('completion.order', '督办单', 'completion', { base: 'due' }, 5, paper('supervisionOrder'), [OFFICE_HEAD, IN_CHARGE]),
  rung('completion.summons', '约谈', 'completion', { base: 'served', instrument: 'supervisionOrder' }, 10, paper('summons'), [
    OFFICE_HEAD,
    IN_CHARGE,
  ]),
  rung(
    'completion.listing',
    '挂牌督办',
    'completion',
    { base: 'served', instrument: 'summons' },
    15,
    paper('listing', 'perTask'),
    [OFFICE_HEAD, CHIEF],
  ),
  rung('completion.bulletin', '通报', 'completion', { base: 'due' }, 30, paper('bulletin', 'perMoment'), [OFFICE_HEAD]),
  // 阶段节点
  rung('milestone.remind', '节点到期前三个工作日提醒', 'milestone', { base: 'due' }, -3, REMIND, [LIAISON]),
  rung('milestone.urging', '节点催办', 'milestone', { base: 'due' }, 1, paper('urging'), [LIAISON, HEAD]),
  rung('milestone.order', '节点督办单', 'milestone', { base: 'due' }, 10, paper('supervisionOrder'), [OFFICE_HEAD]),
  // 单位内分解
  rung('piece.remind', '分解事项到期前三个工作日提醒', 'piece', { base: 'due' }, -3, REMIND, [OWN_POST]),
  rung('piece.due', '分解事项到期提醒', 'piece', { base: 'due' }, 0, REMIND, [OWN_POST]),
  // 文书环节
  rung('stage.due', '文书环节到期提醒', 'instrumentStage', { base: 'due' }, 0, REMIND, [LIAISON, OWN_POST]),
  rung('stage.missed', '文书环节逾期', 'instrumentStage', { base: 'due' }, 1, REMIND, [LIAISON, HEAD, OFFICE]),
  // 签批环节
  rung('step.due', '签批到期提醒', 'signOffStep', { base: 'due' }, 0, REMIND, [OWN_POST]),
  rung('step.missed', '签批超时', 'signOffStep', { base: 'due' }, 1, REMIND, [OWN_POST, OFFICE]),
  // 年度报告
  rung('report.remind20', '年度报告到期前二十个工作日提醒', 'reportDuty', { base: 'due' }, -20, REMIND, [OFFICE]),
  rung('report.remind5', '年度报告到期前五个工作日提醒', 'reportDuty', { base: 'due' }, -5, REMIND, [OFFICE, OFFICE_HEAD]),
  rung('report.due', '年度报告到期提醒', 'reportDuty', { base: 'due' }, 0, REMIND, [OFFICE, OFFICE_HEAD]),
  rung('report.missed', '年度报告逾期未报', 'reportDuty', { base: 'due' }, 1, REMIND, [OFFICE_HEAD, CHIEF]),
  rung(
    'extension.silence',
    '延期逾期未批视为不同意',
    { kind: 'signOffStep', chain: 'extension' },
    { base: 'due' },
    2,
    { kind: 'silence', answer: 'refuse' },
    [OFFICE_HEAD],
  ),
];

const incoming = (answer: Limit, reply: Limit) => ({
  receipt: workingDays(2),
  answer,
  acceptance: workingDays(5),
  reply,
});

/** 标准督办制度: the default that a new jurisdiction starts with. */
export const standardPolicy: Policy = {
  key: 'standard',
  name: '法治政府建设督办制度（标准）',
  authority: '党委全面依法治区（县、市）委员会年度工作要点和同级人民政府授权',
  owes: {
    lead: { receipt: true, periodReports: true, completion: true },
    collating: { receipt: true, periodReports: true, completion: true },
    responsible: { receipt: true, periodReports: true, completion: true },
    cooperating: { receipt: true, periodReports: false, completion: false },
  },
  receiptTerm: workingDays(3),
  periodReportTerm: workingDays(5),
  defaultCycle: 'quarterly',
  graceMinutes: 240,
  ladder: LADDER,
  chains: {
    planApproval: chain('planApproval', '计划审定', [
      step('office', '督办机构审核', [OFFICE_HEAD], 3),
      step('chief', '主要领导审定', [CHIEF], 5),
    ]),
    progressReport: chain('progressReport', '进展签发', [step('head', '单位负责人审签', [HEAD], 3)]),
    completion: chain('completion', '办结销号', [
      step('head', '单位负责人审签', [HEAD], 3),
      step('coSign', '相关单位会签', [{ of: 'coUnits', role: 'unitHead' }], 3, 'all'),
      step('office', '督办机构审核', [OFFICE_HEAD], 3),
      step('leader', '分管领导销号', [IN_CHARGE], 5),
    ]),
    extension: chain('extension', '延期审批', [step('office', '督办机构审批', [OFFICE_HEAD], 3)]),
    delisting: chain('delisting', '摘牌审批', [
      step('office', '督办机构审核', [OFFICE_HEAD], 3),
      step('chief', '主要领导审批', [CHIEF], 5),
    ]),
    annualReport: chain('annualReport', '年度报告审签', [
      step('office', '督办机构审核', [OFFICE_HEAD], 5),
      step('chief', '主要领导签发', [CHIEF], 5),
    ]),
    'issue.supervisionOrder': chain('issue.supervisionOrder', '督办单签发', [
      step('office', '督办机构负责人签发', [OFFICE_HEAD], 2),
    ]),
    'issue.summons': chain('issue.summons', '约谈审批', [
      step('office', '督办机构审核', [OFFICE_HEAD], 2),
      step('leader', '分管领导签发', [IN_CHARGE], 3),
    ]),
    // 再次约谈提级: where the leader in charge has talked to a unit within the year, the next talk is the chief leader's to order.
    'again.summons': chain('again.summons', '再次约谈审批', [
      step('office', '督办机构审核', [OFFICE_HEAD], 2),
      step('chief', '主要领导签发', [CHIEF], 3),
    ]),
    'issue.listing': chain('issue.listing', '挂牌督办审批', [
      step('office', '督办机构审核', [OFFICE_HEAD], 2),
      step('chief', '主要领导签发', [CHIEF], 3),
    ]),
    'issue.bulletin': chain('issue.bulletin', '通报审批', [
      step('office', '督办机构审核', [OFFICE_HEAD], 2),
      step('chief', '主要领导签发', [CHIEF], 3),
    ]),
  },
  instruments: {
    supervisionOrder: { receipt: workingDays(2), answer: workingDays(10), acceptance: workingDays(5) },
    summons: {
      // 约谈 is held at least this many working days after the notice is served; domain.md 2.2 finds no statutory figure.
      meeting: workingDays(3),
      attendance: workingDays(3),
      minutes: workingDays(3),
      plan: workingDays(5),
      answer: workingDays(20),
      acceptance: workingDays(10),
      revisit: calendarDays(30),
    },
    listing: {
      receipt: workingDays(2),
      // Where the case is public: within five working days, in the same media at the end (domain.md 3).
      publication: workingDays(5),
      plan: workingDays(5),
      report: { n: 1, unit: 'months' },
      answer: calendarDays(60),
      acceptance: workingDays(10),
      announcement: workingDays(5),
    },
    bulletin: {},
    // What comes in from others: the reply has the outside limit (domain.md 7.1), the unit answers early enough before it.
    enforcementOpinion: incoming(calendarDays(20), calendarDays(30)),
    procuratorialSuggestion: incoming(calendarDays(40), { n: 2, unit: 'months' }),
    judicialSuggestion: incoming(calendarDays(40), { n: 2, unit: 'months' }),
    congressSuggestion: incoming(calendarDays(70), { n: 3, unit: 'months' }),
    consultativeProposal: incoming(calendarDays(70), { n: 3, unit: 'months' }),
    auditRectification: incoming(calendarDays(45), calendarDays(60)),
    // 案卷评查 is the office's own: nobody outside waits for a reply.
    caseReview: { receipt: workingDays(2), answer: calendarDays(30), acceptance: workingDays(5) },
    inspectionFeedback: incoming(calendarDays(70), { n: 3, unit: 'months' }),
  },
  // 《法治政府建设与责任落实督察工作规定》: 3月1日之前报送，4月1日之前公开.
  reportDuties: [
    { name: '年度报告报送上一级党委和政府', edition: 'superior', before: '03-01' },
    { name: '年度报告报送同级党委', edition: 'committee', before: '03-01' },
    { name: '年度报告报送同级人大常委会', edition: 'congress', before: '03-01' },
    { name: '年度报告向社会公开', edition: 'public', before: '04-01' },
  ],
  // 政府督查工作条例 art. 17: thirty days to object, thirty to decide.
  objection: { term: calendarDays(30), decision: calendarDays(30) },
  repeats: { summons: { from: 2, within: { n: 12, unit: 'months' } } },
  bulletins: ['monthly', 'halfYearly'],
  extension: { maxTimes: 2, maxDays: 90 },
  returnTerm: workingDays(10),
  returnBounds: { least: workingDays(3), most: { n: 3, unit: 'months' } },
  reassignTerm: workingDays(10),
  lamps: [
    { fact: 'done', word: '已销号', colour: '绿' },
    { fact: 'doneLate', word: '逾期后销号', colour: '黄' },
    { fact: 'overdue', word: '逾期', colour: '红' },
    { fact: 'dueSoon', word: '临期', colour: '黄' },
    { fact: 'onTrack', word: '正常推进', colour: '蓝' },
    { fact: 'suspended', word: '中止', colour: '灰' },
    { fact: 'longTerm', word: '长期坚持', colour: '蓝' },
    { fact: 'madeUpLate', word: '补报', colour: '黄' },
  ],
};
