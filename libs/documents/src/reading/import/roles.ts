import type { UnitRole } from './batch';

export type LabelMeaning = UnitRole | 'person' | 'deadline' | 'supervising' | 'division' | 'deliverable';

interface LabelForm {
  readonly pattern: string;
  readonly meaning: LabelMeaning;
}

// Longest first: 主要责任单位 before 责任单位. The conventions are the issue's: 牵头(负责)/牵头单位/主要责任单位/承办 lead,
// 负责/责任单位/责任（配合）单位 responsible, 配合/协办/会办/协同 cooperating, 汇总 collating.
const OFFICE = '(?:单位和部门|单位及责任人|单位|部门|处室|科室|股室|机构|主体)';
const LABELS: readonly LabelForm[] = [
  {
    pattern:
      '(?:牵头|责任|挂点|分管|包保|包联|督导)(?:市|区|县|州|省)?(?:级)?领导|第一责任人|直接责任人|责任人员?|联系人|联络员|经办人|负责人|责任科室负责人',
    meaning: 'person',
  },
  {
    pattern:
      '完成时限|完成时间|完成期限|完成日期|时限要求|时间要求|办理时限|办结时限|整改时限|时间节点|时间安排|进度要求|截止时间|截止日期|时限|期限',
    meaning: 'deadline',
  },
  { pattern: '成果形式|工作成果|预期成果|完成标志|工作成效', meaning: 'deliverable' },
  { pattern: `(?:督导|督查|督办|监督|验收)${OFFICE}`, meaning: 'supervising' },
  { pattern: `汇总${OFFICE}`, meaning: 'collating' },
  {
    pattern: `牵头[（(]负责[）)]${OFFICE}|牵头责任${OFFICE}|牵头${OFFICE}|主要责任${OFFICE}|主责${OFFICE}|承办${OFFICE}|主办${OFFICE}|牵头`,
    meaning: 'lead',
  },
  {
    pattern: `协同配合${OFFICE}|责任配合${OFFICE}|(?:配合|协办|协助|协作|会办|参加|参与|协同)${OFFICE}|配合|协办|会办`,
    meaning: 'cooperating',
  },
  {
    pattern: `责任[（(]配合[）)]${OFFICE}|(?:责任|落实|实施|负责)${OFFICE}`,
    meaning: 'responsible',
  },
  { pattern: '责任分工|职责分工|任务分工|工作分工|分工', meaning: 'division' },
];
const WHOLE_LABELS = LABELS.map(({ pattern, meaning }) => ({ pattern: new RegExp(`^(?:${pattern})$`), meaning }));
const ALL = LABELS.map((l) => l.pattern).join('|');
const LABEL_PATTERN = new RegExp(`(?<![\\u4e00-\\u9fff])(${ALL})\\s*[:：]`, 'g');
const LABEL_START = new RegExp(`^\\s*[（(〔\\[【]?\\s*(?:${ALL})\\s*[:：]`);

/** What a role label or a column heading of responsibilities means; null if it is none. */
export function meaningOfLabel(label: string): LabelMeaning | null {
  return WHOLE_LABELS.find(({ pattern }) => pattern.test(label))?.meaning ?? null;
}

/** True for a line or a bracket that begins with a role label and a colon. */
export const beginsWithLabel = (text: string): boolean => LABEL_START.test(text);

/** Where responsibilities with labels run to the end of a paragraph (……。责任单位：市司法局；完成时限：6月底前), or -1. */
export function labelledTail(text: string): number {
  for (const match of text.matchAll(LABEL_PATTERN)) {
    if (match.index > 0 && !/[。；;！!\s]$/.test(text.slice(0, match.index))) continue;
    return /。./.test(text.slice(match.index).replace(/[。；;\s]+$/, '')) ? -1 : match.index;
  }
  return -1;
}

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
