import type { FigureCheckResult, FigureFinding, FigureRule, Verified } from '@duban/domain';

/** The name of each rule, as it heads a line of the result. */
export const figureRuleNames: Readonly<Record<FigureRule, string>> = {
  parts: '分项与总数',
  ratio: '比率',
  reductionRate: '核减率',
  complement: '互补比率',
  difference: '差额',
  change: '增减变化',
  product: '标准与合计',
  average: '平均数',
  completion: '办结数',
  share: '占比合计',
  ceiling: '比率上限',
  unit: '单位',
  calendar: '日期',
  lostCharacter: '疑有脱字',
  repeat: '前后一致',
  enumeration: '列举项数',
};

const severities = { error: '矛盾', doubt: '存疑' } as const;

const describeFinding = (finding: FigureFinding): string =>
  [
    `【${severities[finding.severity]}】第${finding.line}行 ${figureRuleNames[finding.rule]}：“${finding.claim}”`,
    `        ${finding.explain}${finding.expected === '' ? '' : `〔参考：${finding.expected}〕`}`,
  ].join('\n');

const describeVerified = (verified: Verified): string =>
  `【相符】第${verified.line}行 ${figureRuleNames[verified.rule]}：“${verified.claim}”（${verified.arithmetic}）`;

/**
 * The result of a figure check for a person to read: first a summary with the counts, then what contradicts itself, what needs
 * a person, and what was recomputed and holds, each in the order of the text.
 */
export function describeCheck(result: FigureCheckResult): string {
  const errors = result.findings.filter((finding) => finding.severity === 'error');
  const doubts = result.findings.filter((finding) => finding.severity === 'doubt');
  if (errors.length + doubts.length + result.verified.length === 0) return '数据核校：文中没有可以验算的数据关系。';
  const summary = `数据核校：相互矛盾${errors.length}处，需人工核对${doubts.length}处，验算相符${result.verified.length}处。`;
  return [summary, ...[...errors, ...doubts].map(describeFinding), ...result.verified.map(describeVerified)].join('\n');
}
