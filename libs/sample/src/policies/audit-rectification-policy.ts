import type { Policy, Rung } from '@duban/domain';
import {
  CHIEF, HEAD, IN_CHARGE, LIAISON, OFFICE, OFFICE_HEAD, REMIND, calendarDays, chain, paper, rung, step, workingDays,
} from './policy-pieces'; // prettier-ignore
import { standardPolicy } from './standard-policy';

const ANSWER = { kind: 'instrumentStage', instrument: 'auditRectification', stage: 'answer' } as const;

/**
 * 审计整改: the audited unit reports within sixty calendar days; progress is asked for every month, the first month for the plan
 * and its organisation. What is not put right in time goes to a written order, to a talk with the head, and where it drags on
 * to a listing of the matter by name (函询约谈、挂牌督办、通报批评). Normally no longer than sixty days, at most ninety (domain.md 5).
 */
const LADDER: readonly Rung[] = [
  ...standardPolicy.ladder.filter((each) => !['completion', 'periodReport'].includes(each.on.kind)),
  // 每月进展
  rung('audit.period.remind', '月度整改进展填报提醒', 'periodReport', { base: 'due' }, -3, REMIND, [LIAISON]),
  rung('audit.period.urging', '月度整改进展催报', 'periodReport', { base: 'due' }, 1, paper('urging'), [LIAISON, HEAD]),
  // 整改到期
  rung('audit.completion.month', '整改到期前二十个工作日提示', 'completion', { base: 'due' }, -20, REMIND, [LIAISON, HEAD]),
  rung('audit.completion.week', '整改到期前五个工作日提示', 'completion', { base: 'due' }, -5, REMIND, [LIAISON, HEAD, OFFICE]),
  rung('audit.completion.urging', '整改催办', 'completion', { base: 'due' }, 1, paper('urging'), [LIAISON, HEAD]),
  rung('audit.completion.order', '限期整改督办单', 'completion', { base: 'due' }, 3, paper('supervisionOrder'), [
    OFFICE_HEAD,
    IN_CHARGE,
  ]),
  rung(
    'audit.completion.summons',
    '整改约谈',
    'completion',
    { base: 'served', instrument: 'supervisionOrder' },
    15,
    paper('summons'),
    [OFFICE_HEAD, IN_CHARGE],
  ),
  rung(
    'audit.completion.listing',
    '整改挂牌督办',
    'completion',
    { base: 'served', instrument: 'summons' },
    20,
    paper('listing', 'perTask'),
    [OFFICE_HEAD, CHIEF],
  ),
  rung('audit.completion.bulletin', '整改情况通报', 'completion', { base: 'due' }, 60, paper('bulletin', 'perMoment'), [
    OFFICE_HEAD,
    CHIEF,
  ]),
  // 收到的审计整改要求：六十日报告
  rung('audit.answer.half', '审计整改报告时限过半提示', ANSWER, { base: 'due' }, -20, REMIND, [LIAISON, HEAD]),
  rung('audit.answer.week', '审计整改报告到期前五个工作日提示', ANSWER, { base: 'due' }, -5, REMIND, [LIAISON, HEAD, OFFICE]),
  rung('audit.answer.order', '审计整改逾期未报督办单', ANSWER, { base: 'due' }, 3, paper('supervisionOrder'), [OFFICE_HEAD]),
];

const REVIEW = step('review', '审计机关或主管部门核查', [OFFICE], 5);

/** 审计整改督办制度. The one who put it right never strikes it off: the office checks, another leader closes. */
export const auditRectificationPolicy: Policy = {
  ...standardPolicy,
  key: 'auditRectification',
  name: '审计整改督办制度',
  authority: '本级党委审计委员会和同级人民政府对审计整改工作的部署',
  owes: {
    ...standardPolicy.owes,
    // 同改同查：配合单位同样要报整改结果
    cooperating: { receipt: true, periodReports: false, completion: true },
  },
  receiptTerm: workingDays(2),
  periodReportTerm: workingDays(5),
  defaultCycle: 'monthly',
  ladder: LADDER,
  chains: {
    ...standardPolicy.chains,
    completion: chain('completion', '整改销号', [
      step('head', '单位主要负责人审签', [HEAD], 3),
      REVIEW,
      step('office', '督办机构审核', [OFFICE_HEAD], 5),
      step('leader', '分管领导销号', [IN_CHARGE], 5),
    ]),
  },
  instruments: {
    ...standardPolicy.instruments,
    supervisionOrder: { receipt: workingDays(2), answer: workingDays(15), acceptance: workingDays(10) },
    auditRectification: { receipt: workingDays(2), answer: calendarDays(60), acceptance: workingDays(10) },
    listing: {
      receipt: workingDays(2),
      plan: workingDays(5),
      report: calendarDays(30),
      answer: calendarDays(90),
      acceptance: workingDays(10),
    },
  },
  extension: { maxTimes: 1, maxDays: 30 },
  returnTerm: workingDays(15),
  lamps: [
    { fact: 'done', word: '已完成整改', colour: '绿' },
    { fact: 'doneLate', word: '逾期完成整改', colour: '黄' },
    { fact: 'overdue', word: '未完成整改', colour: '红' },
    { fact: 'dueSoon', word: '整改临期', colour: '黄' },
    { fact: 'onTrack', word: '正在整改', colour: '蓝' },
    { fact: 'suspended', word: '中止', colour: '灰' },
    { fact: 'longTerm', word: '持续整改', colour: '蓝' },
    { fact: 'madeUpLate', word: '补报', colour: '黄' },
  ],
};
