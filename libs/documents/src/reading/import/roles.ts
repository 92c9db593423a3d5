import type { UnitRole } from './batch';

export type LabelMeaning = UnitRole | 'person' | 'deadline' | 'supervising' | 'division' | 'deliverable';

interface LabelForm {
  readonly pattern: string;
  readonly meaning: LabelMeaning;
}

// Longest first: 主要责任单位 before 责任单位. The conventions are the issue's: 牵头(负责)/牵头单位/主要责任单位/承办 lead,
// 负责/责任单位/责任（配合）单位 responsible, 配合/协办/会办/协同 cooperating, 汇总 collating.
const LABELS: readonly LabelForm[] = [
  {
    pattern: '牵头领导|责任领导|挂点领导|分管领导|包保领导|责任人|第一责任人|直接责任人|联系人|负责人|责任科室负责人',
    meaning: 'person',
  },
  {
    pattern: '完成时限|完成时间|完成期限|时限要求|时间要求|办理时限|办结时限|整改时限|时间节点|时间安排|进度要求|时限',
    meaning: 'deadline',
  },
  { pattern: '成果形式|工作成果|预期成果', meaning: 'deliverable' },
  { pattern: '督导单位|督查单位|督办单位|监督单位|验收单位', meaning: 'supervising' },
  { pattern: '汇总单位|汇总部门', meaning: 'collating' },
  {
    pattern:
      '牵头[（(]负责[）)]单位|牵头责任单位|牵头单位|牵头部门|牵头处室|牵头科室|主要责任单位|主责单位|承办单位|主办单位|牵头',
    meaning: 'lead',
  },
  {
    pattern: '协同配合单位|责任配合单位|配合单位|配合部门|协办单位|协助单位|协作单位|会办单位|参加单位|参与单位|协同单位|配合',
    meaning: 'cooperating',
  },
  {
    pattern: '责任[（(]配合[）)]单位|责任单位及责任人|责任单位|责任部门|责任科室|责任主体|落实单位|实施单位',
    meaning: 'responsible',
  },
  { pattern: '责任分工|职责分工|任务分工|工作分工|分工', meaning: 'division' },
];

const ALL = LABELS.map((l) => l.pattern).join('|');
const LABEL_PATTERN = new RegExp(`(?<![\\u4e00-\\u9fff])(${ALL})\\s*[:：]`, 'g');
const LABEL_START = new RegExp(`^\\s*[（(〔\\[【]?\\s*(?:${ALL})\\s*[:：]`);

/** What a role label or a column heading of responsibilities means; null if it is none. */
export function meaningOfLabel(label: string): LabelMeaning | null {
  for (const { pattern, meaning } of LABELS) if (new RegExp(`^(?:${pattern})$`).test(label)) return meaning;
  return null;
}

/** True for a line or a bracket that begins with a role label and a colon. */
export const beginsWithLabel = (text: string): boolean => LABEL_START.test(text);

export interface LabelledValue {
  readonly label: string;
  readonly meaning: LabelMeaning;
  readonly value: string;
  /** Where the value starts in the text. */
  readonly start: number;
}

/** The labelled values in a text, in order; empty if there are none. */
export function labelledValues(text: string): { lead: string; values: LabelledValue[] } {
  const matches = [...text.matchAll(LABEL_PATTERN)];
  const values = matches.map((match, i) => {
    const start = match.index + match[0].length;
    const end = matches[i + 1]?.index ?? text.length;
    const value = text.slice(start, end).replace(/[；;，,。、\s]+$/, '');
    return { label: match[1] ?? '', meaning: meaningOfLabel(match[1] ?? '') ?? 'responsible', value, start };
  });
  return { lead: text.slice(0, matches[0]?.index ?? text.length), values };
}

interface VerbForm {
  readonly pattern: RegExp;
  readonly role: UnitRole;
}

// 负责 and 牵头 as verbs behind the names: 司法厅负责; A、B牵头.
export const ROLE_VERBS: readonly VerbForm[] = [
  { pattern: /(牵头负责|牵头办理|牵头组织|牵头落实|牵头[（(]负责[）)]|牵头|主办|承办)$/, role: 'lead' },
  { pattern: /(负责汇总|汇总上报|汇总)$/, role: 'collating' },
  { pattern: /(协同配合|密切配合|积极配合|配合落实|配合|协办|会办|协同|协助|参与|参加)$/, role: 'cooperating' },
  { pattern: /(分别负责|共同负责|具体负责|组织实施|负责落实|负责实施|负责|落实)$/, role: 'responsible' },
];
