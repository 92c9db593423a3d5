import type { InstrumentKind, LampFact, Limit, ObligationKind, PolicyFinding, PolicyFindingCode, StageKey } from '@duban/domain';
import { instrumentNames, stageNames } from './instruments';
import { lampFactWords, limitUnitWords, receiverWord, subjectWords } from './policy-words';

type Params = PolicyFinding['params'];

const text = (value: unknown): string => String(value ?? '');
const limitOf = (p: Params): string => `${text(p['n'])}${limitUnitWords[p['unit'] as Limit['unit']]}`;
const paper = (p: Params): string => instrumentNames[p['instrument'] as InstrumentKind] ?? text(p['instrument']);

export const chainNames: Readonly<Record<string, string>> = {
  planApproval: '计划审定',
  planAmendment: '计划调整审定',
  progressReport: '进展签发',
  completion: '办结销号',
  extension: '延期审批',
  delisting: '摘牌审批',
  annualReport: '年度报告审签',
};

/** 督办单签发, 计划审定: a chain by its key. */
export const chainName = (key: unknown): string => {
  const word = text(key);
  const paperName = instrumentNames[word.slice(6) as InstrumentKind] ?? word;
  if (word.startsWith('issue.')) return `${paperName}签发`;
  return word.startsWith('again.') ? `再次${paperName}签发` : (chainNames[word] ?? word);
};

const UNREACHABLE: Readonly<Record<string, (p: Params) => string>> = {
  noPeriod: () => '只有定期填报才有“期末”',
  notServed: () => '文书环节和签批环节本身不会被送达文书',
  noInstrument: (p) => `前面没有哪一步会出${paper(p)}`,
  otherSubject: (p) => `所依据的“${text(p['base'])}”不是针对同一类事项的`,
  noChain: (p) => `没有“${chainName(p['chain'])}”这条签批链`,
  noStage: (p) => `该文书没有“${stageNames[p['stage'] as StageKey] ?? text(p['stage'])}”环节`,
  nobodyOwes: () => '各类单位都不承担这类事项',
};

const SENTENCES: Readonly<Record<PolicyFindingCode, (p: Params) => string>> = {
  'POLICY.FIELD_MISSING': (p) => `缺少“${text(p['field'])}”的内容，请补充`,
  'POLICY.FIELD_WRONG': (p) => `“${text(p['field'])}”填写有误（${text(p['found']) || '空'}），请更正`,
  'POLICY.FIELD_UNKNOWN': (p) => `“${text(p['found'])}”不是制度中的内容，请删除或更正`,
  'POLICY.NAME_EMPTY': () => '制度没有名称',
  'POLICY.AUTHORITY_EMPTY': () => '没有写明督办依据；每份通知和文书都要载明依据',
  'POLICY.OWES_NOTHING': () => '没有哪类单位需要申请办结，任务无从销号',
  'POLICY.LEAD_OWES_NOTHING': () => '牵头单位不需要申请办结，请确认是否如此',
  'POLICY.RUNG_KEY_TWICE': (p) => `有两步使用同一标识“${text(p['key'])}”，每一步的标识不能重复`,
  'POLICY.RUNG_KEY_FORM': (p) => `标识“${text(p['key'])}”不合规定：以小写字母开头，用点分段，不能以“duban.”开头`,
  'POLICY.RUNG_KEY_REUSED': (p) =>
    `标识“${text(p['key'])}”在以前的版本中是“${text(p['before'])}”，含义不同，不能再用；请为“${text(p['name'])}”另取标识`,
  'POLICY.RUNG_SAME_BOUNDARY': (p) => `“${text(p['name'])}”与“${text(p['other'])}”在同一时点，分不出先后，请错开日期或时辰`,
  'POLICY.RUNG_NO_RECEIVER': (p) => `“${text(p['name'])}”没有写明告知谁`,
  'POLICY.RUNG_RECEIVER_IMPOSSIBLE': (p) =>
    `“${text(p['name'])}”针对的事项没有“${receiverWord(text(p['receiver']))}”，请改选接收人`,
  'POLICY.RUNG_UNREACHABLE': (p) => `“${text(p['name'])}”永远不会发生：${UNREACHABLE[text(p['why'])]?.(p) ?? ''}`,
  'POLICY.RUNG_BASE_UNKNOWN': (p) => `“${text(p['name'])}”所依据的一步（${text(p['base'])}）不存在`,
  'POLICY.RUNG_BEFORE_BASE': (p) => `“${text(p['name'])}”的时点不晚于它的起算点，届时已经过去，请至少推后一天`,
  'POLICY.RUNG_BEFORE_OPENING': (p) =>
    `“${text(p['name'])}”定在期限前${text(p['days'])}天，而这类事项的期限最短只有${text(p['term'])}天，届时已经过去`,
  'POLICY.BASE_NO_DEEMED_DAY': () => '不能自签收起算：对方不签收，时限就永远不开始。请改为自送达起算，签收另设时限',
  'POLICY.ACT_INCOMING': (p) => `“${text(p['name'])}”要出的${paper(p)}是外单位来文，本单位不能制发`,
  'POLICY.ACT_NOT_FOR_SUBJECT': (p) =>
    `“${text(p['name'])}”的做法不适用于这类事项：文书针对承办事项，“视为同意（不同意）”只针对指明的签批链`,
  'POLICY.LADDER_CIRCLE': (p) => `“${text(p['name'])}”与它所依据的步骤互相等待，永远不会发生`,
  'POLICY.LADDER_NO_END': (p) =>
    `“${subjectWords[p['kind'] as ObligationKind]}”逾期后只有提醒，没有人处置，没有尽头；请至少设一步出文书或告知督办机构、领导`,
  'POLICY.CHAIN_MISSING': (p) => `缺少“${chainName(p['chain'])}”的签批链，届时无人可批`,
  'POLICY.CHAIN_KEY': (p) => `“${chainName(p['chain'])}”签批链的标识写成了“${text(p['found'])}”，两处应一致`,
  'POLICY.CHAIN_NO_STEPS': (p) => `“${text(p['name'])}”签批链没有环节`,
  'POLICY.CHAIN_NO_REFUSAL_RULE': () => '没有选定一人不同意时怎么办（即退回，或待各方意见齐后退回），选定后才能发布',
  'POLICY.CHAIN_NOBODY_SIGNS': (p) => `“${text(p['name'])}”签批链只有会签，遇到没有其他单位的事项就无人签批`,
  'POLICY.STEP_KEY_TWICE': (p) => `“${text(p['name'])}”签批链中“${text(p['step'])}”的标识重复`,
  'POLICY.STEP_NO_POSTS': (p) => `“${text(p['name'])}”的“${text(p['step'])}”没有写明由谁签批`,
  'POLICY.STEP_POST_IMPOSSIBLE': (p) =>
    `“${text(p['name'])}”的“${text(p['step'])}”要由“${receiverWord(text(p['post']))}”签批，而这类事项没有这个岗位`,
  'POLICY.STEP_SAME_POST': (p) =>
    `“${text(p['name'])}”的“${text(p['step'])}”与前面的环节由同一岗位签批，同一人不能签两次；请换岗位，或允许同一人签两个环节`,
  'POLICY.EXTENSION_NO_SILENCE': () => '允许申请延期，却没有规定逾期不批怎么算；请设一步“视为同意”或“视为不同意”',
  'POLICY.RETURN_BOUNDS_CROSSED': () => '退回时另定时限的范围须包含退回重办时限：最短不长于它，最长不短于它',
  'POLICY.EXTENSION_OUT_OF_SENSE': (p) => `延期可申请${text(p['maxTimes'])}次、每次至多${text(p['maxDays'])}天，不合常理，请核对`,
  'POLICY.LIMIT_OUT_OF_SENSE': (p) => `时限“${limitOf(p)}”不合常理，请核对天数和计算方式`,
  'POLICY.GRACE_OUT_OF_SENSE': (p) => `系统延误超过${text(p['minutes'])}分钟才算迟发，过长；不应超过三天`,
  'POLICY.STAGE_UNKNOWN': (p) => `${paper(p)}没有“${stageNames[p['stage'] as StageKey] ?? text(p['stage'])}”环节`,
  'POLICY.STAGE_NO_LIMIT': (p) =>
    `${paper(p)}的“${stageNames[p['stage'] as StageKey] ?? text(p['stage'])}”没有时限，无人办理时永远不会到期`,
  'POLICY.MISS_LEADS_NOWHERE': (p) =>
    `${paper(p)}不落实后转入的“${instrumentNames[p['next'] as InstrumentKind] ?? text(p['next'])}”是外单位来文，本单位不能制发`,
  'POLICY.MISS_CIRCLE': (p) =>
    `${paper(p)}不落实后转来转去又回到“${instrumentNames[p['next'] as InstrumentKind] ?? text(p['next'])}”，没有尽头`,
  'POLICY.LAMP_MISSING': (p) => `没有规定“${lampFactWords[p['fact'] as LampFact] ?? text(p['fact'])}”显示什么灯、什么字`,
  'POLICY.LAMP_TWICE': (p) => `“${lampFactWords[p['fact'] as LampFact] ?? text(p['fact'])}”的亮灯规定了两次`,
  'POLICY.POST_NOT_HERE': (p) =>
    `本辖区目前没有“${receiverWord(`jurisdiction.${text(p['role'])}`)}”岗位，届时转入督办机构的例外清单`,
};

/** One sentence for what is wrong, without its place: that is beside it on the page. */
export const policyFindingText = (finding: Pick<PolicyFinding, 'code' | 'params'>): string =>
  SENTENCES[finding.code](finding.params);
