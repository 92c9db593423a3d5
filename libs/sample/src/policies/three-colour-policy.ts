import type { Policy, Rung } from '@duban/domain';
import {
  CHIEF, HEAD, IN_CHARGE, LIAISON, OFFICE, OFFICE_HEAD, REMIND, paper, rung, workingDays,
} from './policy-pieces'; // prettier-ignore
import { standardPolicy } from './standard-policy';

/**
 * 蓝、橙、红 as a city government's order has them: slow work gets a blue slip; what is still undone by the new limit an orange
 * one, with a limit; what is still undone after that a red one. One matter, one slip, so every paper is for one task. The
 * colours are this policy's own words (domain.md 4.1): blue is a reminder here and praise elsewhere.
 */
const LADDER: readonly Rung[] = [
  ...standardPolicy.ladder.filter((each) => each.on.kind !== 'completion' && each.on.kind !== 'periodReport'),
  // 定期填报：未报即蓝，仍未报即橙
  rung('threeColour.period.remind', '填报提醒', 'periodReport', { base: 'due' }, -2, REMIND, [LIAISON]),
  rung('threeColour.period.blue', '蓝色督查单（未填报）', 'periodReport', { base: 'due' }, 1, paper('urging', 'perTask'), [
    LIAISON,
    HEAD,
  ]),
  rung(
    'threeColour.period.orange',
    '橙色督查单（仍未填报）',
    'periodReport',
    { base: 'due' },
    6,
    paper('supervisionOrder', 'perTask'),
    [OFFICE_HEAD],
  ),
  // 办结
  rung('threeColour.completion.soon', '到期前五个工作日提示', 'completion', { base: 'due' }, -5, REMIND, [LIAISON, HEAD]),
  rung('threeColour.completion.blue', '蓝色督查单', 'completion', { base: 'due' }, 1, paper('urging', 'perTask'), [
    LIAISON,
    HEAD,
  ]),
  rung(
    'threeColour.completion.orange',
    '橙色督查单',
    'completion',
    { base: 'rung', rungKey: 'threeColour.completion.blue' },
    5,
    paper('supervisionOrder', 'perTask'),
    [OFFICE_HEAD, IN_CHARGE],
  ),
  rung(
    'threeColour.completion.red',
    '红色督查单（约谈主要负责人）',
    'completion',
    { base: 'served', instrument: 'supervisionOrder' },
    7,
    paper('summons', 'perTask'),
    [OFFICE_HEAD, IN_CHARGE, CHIEF],
  ),
  rung(
    'threeColour.completion.redNotice',
    '红色督查通报',
    'completion',
    { base: 'served', instrument: 'summons' },
    10,
    paper('bulletin', 'perMoment'),
    [OFFICE, OFFICE_HEAD, CHIEF],
  ),
];

/** 三色督办单制度. */
export const threeColourPolicy: Policy = {
  ...standardPolicy,
  key: 'threeColour',
  name: '三色督办单制度',
  authority: '同级人民政府督查授权和年度工作要点',
  defaultCycle: 'monthly',
  ladder: LADDER,
  instruments: {
    ...standardPolicy.instruments,
    supervisionOrder: { receipt: workingDays(1), answer: workingDays(7), acceptance: workingDays(3) },
    summons: {
      receipt: workingDays(1),
      meeting: workingDays(2),
      attendance: workingDays(2),
      minutes: workingDays(2),
      plan: workingDays(3),
      answer: workingDays(10),
      acceptance: workingDays(5),
    },
  },
  extension: { maxTimes: 1, maxDays: 30 },
  returnTerm: workingDays(5),
  lamps: [
    { fact: 'done', word: '办结', colour: '绿' },
    { fact: 'doneLate', word: '逾期办结', colour: '黄' },
    { fact: 'overdue', word: '红色督办', colour: '红' },
    { fact: 'dueSoon', word: '橙色预警', colour: '橙' },
    { fact: 'onTrack', word: '蓝色在办', colour: '蓝' },
    { fact: 'suspended', word: '中止', colour: '灰' },
    { fact: 'longTerm', word: '常态推进', colour: '蓝' },
    { fact: 'madeUpLate', word: '补报', colour: '黄' },
  ],
};
