/** Scoring rules as they are edited: the shape that the server checks. What is wrong with them is the server's to say. */
export interface EachRule {
  readonly kind: 'each';
  readonly key: string;
  readonly name: string;
  readonly fact: string;
  readonly points: string;
  readonly byRole: Readonly<Record<string, string>>;
  readonly cap: string | null;
  readonly group: string | null;
}
export interface RateRule {
  readonly kind: 'rate';
  readonly key: string;
  readonly name: string;
  readonly of: string;
  readonly full: string;
  readonly whenNothing: 'full' | 'none';
}
export interface AwardRule {
  readonly kind: 'award';
  readonly key: string;
  readonly name: string;
  readonly cap: string | null;
}
export type Rule = EachRule | RateRule | AwardRule;

export interface SchemeBody {
  readonly name: string;
  readonly base: string;
  readonly most: string | null;
  readonly least: string | null;
  readonly appealTerm: { readonly n: number; readonly unit: 'workingDays' | 'calendarDays' };
  readonly rules: readonly Rule[];
}

export const schemeOf = (body: unknown): SchemeBody => body as SchemeBody;

export const EMPTY_SCHEME: SchemeBody = {
  name: '',
  base: '80',
  most: '100',
  least: '0',
  appealTerm: { n: 5, unit: 'workingDays' },
  rules: [],
};

export const scoredFacts: Readonly<Record<string, string>> = {
  'completion.onTime': '按期销号',
  'completion.late': '超期销号',
  'completion.overdue': '逾期未办结',
  'report.onTime': '按期报送进展',
  'report.late': '迟报进展',
  'report.overdue': '未报进展',
  'receipt.onTime': '按期签收',
  'receipt.late': '迟签收',
  'receipt.overdue': '未签收',
  'completion.returned': '办结申请被退回',
  'report.returned': '进展填报被退回',
  'instrument.urging': '被催办',
  'instrument.supervisionOrder': '收到督办单',
  'instrument.summons': '被约谈',
  'instrument.listing': '被挂牌督办',
  'instrument.bulletin': '被通报',
};

export const rateSubjects: Readonly<Record<string, string>> = {
  completion: '按期办结率',
  report: '按期报送率',
  receipt: '按期签收率',
};

export const scoredRoles: Readonly<Record<string, string>> = {
  lead: '牵头',
  collating: '汇总',
  responsible: '责任',
  cooperating: '配合',
};

/** A rule's key is for the record alone: appeals and awards name it. */
export const newRule = (kind: Rule['kind']): Rule => {
  const head = { key: `rule-${crypto.randomUUID().slice(0, 8)}`, name: '' };
  if (kind === 'each') return { kind, ...head, fact: 'completion.overdue', points: '-1', byRole: {}, cap: null, group: null };
  if (kind === 'rate') return { kind, ...head, of: 'completion', full: '10', whenNothing: 'full' };
  return { kind, ...head, cap: '5' };
};
