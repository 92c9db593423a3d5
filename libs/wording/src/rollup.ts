import { chineseOrdinal } from './annual-report';

/** What the replay of a report says of itself, in its result file, in its margin and on the screen. */
export const replayWords = {
  inferredHeading: '（原文缺标题）',
  inferredNote: (ordinal: number): string =>
    `原文没有第${chineseOrdinal(ordinal)}部分的标题，按前后编号推定从此处开始，请补写标题。`,
  findingNote: (rule: string, severity: 'error' | 'doubt', explain: string, expected: string): string =>
    `${severity === 'error' ? '矛盾' : '存疑'}（${rule}）：${explain}${expected === '' ? '' : `参考：${expected}。`}`,
  outsideNote: (claim: string, note: string): string => `正文以外的“${claim}”，${note}`,
  halfWidthNote: '原文使用半角标点和括号，复现时保持原样；正式行文请改为全角。',
  documentName: (title: string): string => `${title}（复现）.docx`,
  planTitle: (jurisdiction: string, year: number): string => `${jurisdiction}${year}年度法治政府建设工作（据已发报告补录）`,
  openingTitle: '报告开头',
  looseTitle: '未编号的段落',
  leadRole: '牵头单位',
  role: { responsible: '责任单位', cooperating: '配合单位' },
  leftOut: {
    furniture: '网页的导航、发布信息或页脚，不属于报告',
    otherTitle: '与标题重复',
    number: '编号和标题之间的空格',
  },
  clauseMissing: '写出的报告中没有找到这一条',
  clauseChanged: (out: string): string => `写出的报告中此处是“${out}”`,
  clauseAdded: '原文没有这一条',
  figureMissing: '写出的报告中没有找到这个数据',
  figureAdded: '原文没有这个数据',
  summary: (r: {
    clausesIn: number;
    clausesOut: number;
    figuresIn: number;
    figuresOut: number;
    stored: number;
    computed: number;
    findings: number;
  }): string[] => [
    `条目：原文${r.clausesIn}条，复现${r.clausesOut}条`,
    `数据：原文${r.figuresIn}个，复现${r.figuresOut}个（入库${r.stored}个，由入库数据算出${r.computed}个）`,
    `数据核校：${r.findings}处，已写入批注`,
  ],
  missing: (n: number): string => `有${n}处与原文不一致，见 replay.json 的 missing。`,
  same: '条目、次序和数据与原文一致。',
} as const;
