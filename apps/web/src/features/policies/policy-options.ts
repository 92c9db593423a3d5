import type { PostRule } from './policy-body';

/** What an office chooses from when it edits a policy. */
export const limitUnits = [
  { value: 'workingDays', label: '个工作日' },
  { value: 'calendarDays', label: '个自然日' },
  { value: 'months', label: '个月' },
  { value: 'workingHours', label: '个工作小时' },
  { value: 'minutes', label: '分钟' },
] as const;

export const subjects = [
  { value: 'receipt', label: '签收' },
  { value: 'periodReport', label: '定期填报' },
  { value: 'completion', label: '办结' },
  { value: 'milestone', label: '阶段节点' },
  { value: 'piece', label: '单位内分解' },
  { value: 'explanation', label: '逾期说明' },
  { value: 'instrumentStage', label: '文书环节' },
  { value: 'signOffStep', label: '签批环节' },
  { value: 'reportDuty', label: '报告报送' },
];

export const bases = [
  { value: 'due', label: '期限' },
  { value: 'opened', label: '交办' },
  { value: 'periodEnd', label: '期末' },
  { value: 'served', label: '文书送达' },
  { value: 'rung', label: '前面某一步' },
];

export const issuedKinds = [
  { value: 'urging', label: '催办' },
  { value: 'supervisionOrder', label: '督办单' },
  { value: 'summons', label: '约谈' },
  { value: 'listing', label: '挂牌督办' },
  { value: 'bulletin', label: '通报' },
];

export const acts = [
  { value: 'remind', label: '提醒' },
  { value: 'instrument', label: '出文书' },
  { value: 'silence', label: '逾期未批怎么算' },
];

export const groupings = [
  { value: 'perUnit', label: '一个单位一份' },
  { value: 'perTask', label: '一事一份' },
  { value: 'perMoment', label: '同时到期的合为一份' },
];

export const answers = [
  { value: 'refuse', label: '视为不同意' },
  { value: 'approve', label: '视为同意' },
];

export const refusalRules = [
  { value: 'returnAtOnce', label: '一人不同意即退回' },
  { value: 'tallyThenReturn', label: '各方意见齐后退回' },
];

export const bulletinCycles = [
  { value: 'monthly', label: '每月一期' },
  { value: 'halfYearly', label: '每半年一期' },
];

export const cycleOptions = [
  { value: 'none', label: '不要求' },
  { value: 'monthly', label: '每月' },
  { value: 'quarterly', label: '每季度' },
  { value: 'halfYearly', label: '每半年' },
  { value: 'yearly', label: '每年' },
];

export const lampFacts: Record<string, string> = {
  done: '按期销号',
  doneLate: '逾期后销号',
  overdue: '逾期',
  dueSoon: '临期',
  onTrack: '正常推进',
  suspended: '中止',
  longTerm: '长期坚持',
  madeUpLate: '补报',
};

export const lampColourOptions = ['绿', '蓝', '黄', '橙', '红', '灰'].map((value) => ({ value, label: value }));

const POSTS: Record<string, string> = {
  'holderUnit.liaison': '责任单位联络员',
  'holderUnit.unitHead': '责任单位主要负责人',
  leaderInCharge: '分管领导',
  'jurisdiction.officeClerk': '督办专员',
  'jurisdiction.officeHead': '督办机构负责人',
  'jurisdiction.deputyLeader': '各位分管领导',
  'jurisdiction.chiefLeader': '主要领导',
  holderPost: '承办岗位',
  'coUnits.unitHead': '其他承办单位主要负责人',
};

export const postOptions = Object.entries(POSTS).map(([value, label]) => ({ value, label }));

export const postWord = (rule: PostRule): string => (rule.role === undefined ? rule.of : `${rule.of}.${rule.role}`);

export function postOf(word: string): PostRule {
  const [of = '', role] = word.split('.');
  return role === undefined ? { of } : { of, role };
}
