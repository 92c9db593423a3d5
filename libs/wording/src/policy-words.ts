import {
  definitionOf,
  mainStages,
  missLeadsTo,
  ruleWord,
  type Chain,
  type ChainKey,
  type Cycle,
  type InstrumentKind,
  type LampFact,
  type Limit,
  type ObligationKind,
  type Policy,
  type PostRule,
  type Role,
  type Rung,
  type StageKey,
} from '@duban/domain';
import { instrumentNames, stageNames } from './instruments';

export const limitUnitWords: Readonly<Record<Limit['unit'], string>> = {
  workingDays: '个工作日',
  calendarDays: '个自然日',
  months: '个月',
  workingHours: '个工作小时',
  minutes: '分钟',
};

/** 5个工作日; the direction is the sentence's to say. */
export const limitWords = (limit: Limit): string => `${Math.abs(limit.n)}${limitUnitWords[limit.unit]}`;

export const subjectWords: Readonly<Record<ObligationKind, string>> = {
  receipt: '签收',
  completion: '办结',
  milestone: '阶段节点',
  piece: '单位内分解',
  periodReport: '定期填报',
  explanation: '逾期说明',
  bulletin: '定期通报',
  instrumentStage: '文书环节',
  signOffStep: '签批环节',
  reportDuty: '年度报告报送',
};

export const roleWords: Readonly<Record<Role, string>> = {
  lead: '牵头单位',
  collating: '汇总单位',
  responsible: '责任单位',
  cooperating: '配合单位',
};

export const cycleWords: Readonly<Record<Cycle, string>> = {
  monthly: '每月',
  quarterly: '每季度',
  halfYearly: '每半年',
  yearly: '每年',
};

export const lampFactWords: Readonly<Record<LampFact, string>> = {
  done: '按期销号',
  doneLate: '逾期后销号',
  overdue: '逾期',
  dueSoon: '临期',
  onTrack: '正常推进',
  suspended: '中止',
  longTerm: '长期坚持',
  madeUpLate: '补报',
};

export const groupingWords = { perTask: '一事一份', perUnit: '一个单位一份', perMoment: '同时到期的合为一份' } as const;

const RECEIVERS: Readonly<Record<string, string>> = {
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

export const receiverWord = (word: string): string => RECEIVERS[word] ?? word;
export const postRuleWords = (rule: PostRule): string => receiverWord(ruleWord(rule));

/** The place of a rung's subject within its kind: 督办单·核查验收, 延期审批. */
export function rungSubjectWords(rung: Rung, chains: Policy['chains']): string {
  const { kind, instrument, stage, chain } = rung.on;
  if (chain !== undefined) return `${subjectWords[kind]}（${chains[chain as ChainKey]?.name ?? chain}）`;
  if (instrument === undefined && stage === undefined) return subjectWords[kind];
  const parts = [instrument && instrumentNames[instrument], stage && stageNames[stage as StageKey]].filter(Boolean);
  return `${subjectWords[kind]}（${parts.join('·')}）`;
}

const BASES = { due: '期限', opened: '交办', periodEnd: '期末' } as const;

/** When a rung acts: 期限前3个工作日，9时; 督办单送达后10个工作日，9时. */
export function rungMomentWords(rung: Rung, ladder: readonly Rung[]): string {
  const { from, offset } = rung;
  const isByDay = offset.unit !== 'minutes' && offset.unit !== 'workingHours';
  const hour = isByDay ? `，${rung.hour}时` : '';
  const base =
    from.base === 'served'
      ? `${instrumentNames[from.instrument]}送达`
      : from.base === 'rung'
        ? `“${ladder.find((other) => other.key === from.rungKey)?.name ?? from.rungKey}”`
        : BASES[from.base];
  if (offset.n === 0) return `${base}${isByDay ? '当日' : '时'}${hour}`;
  return `${base}${offset.n < 0 ? '前' : '后'}${limitWords(offset)}${hour}`;
}

export function rungActWords({ act }: Rung): string {
  switch (act.kind) {
    case 'remind':
      return '提醒';
    case 'instrument':
      return `${instrumentNames[act.instrument]}（${groupingWords[act.grouping]}）`;
    case 'silence':
      return act.answer === 'approve' ? '视为同意' : '视为不同意';
  }
}

/** Who must say yes before the paper goes out. */
export function rungApprovalWords(rung: Rung, chains: Policy['chains']): string {
  const { act } = rung;
  if (act.kind !== 'instrument') return '自动';
  if (definitionOf(act.instrument).goesOutAlone) return '自动发出';
  const chain = chains[`issue.${act.instrument}`];
  return chain ? `${chainWords(chain)}后发出` : '未设审批';
}

export const chainWords = (chain: Chain): string => chain.steps.map((step) => step.name).join(' → ');

/** How what a rung begins comes to its end. */
export function rungEndWords(rung: Rung, policy: Policy): string {
  const { act } = rung;
  if (act.kind === 'remind') return '办结即止';
  if (act.kind === 'silence') return '签批结束';
  if (definitionOf(act.instrument).closesAtService) return '送达即结束';
  const next = missLeadsTo(policy, act.instrument);
  return next === null ? '验收通过后结束' : `验收通过后结束；不落实的转${instrumentNames[next]}`;
}

/** The stages of a paper with their limits, in their order. */
export function stageTermWords(kind: InstrumentKind, policy: Policy): string {
  const terms = policy.instruments[kind] ?? {};
  const parts = definitionOf(kind).stages.flatMap((stage) => {
    const limit = terms[stage.key];
    if (!limit) return [];
    // The meeting's limit is the notice that must be given before it.
    return [stage.key === 'meeting' ? `至少提前${limitWords(limit)}通知` : `${stageNames[stage.key]}${limitWords(limit)}内`];
  });
  return parts.length > 0 ? parts.join('，') : mainStages(definitionOf(kind)).length === 0 ? '送达即结束' : '未设时限';
}

export const refusalRuleWords = { returnAtOnce: '一人不同意即退回', tallyThenReturn: '各方意见齐后退回' } as const;
