import { type Mention, wording } from '../passage';

/** Properties that one thing can have together: parts so named may overlap and need not add up to the whole. */
const OVERLAPPING =
  /党员|女|少数民族|本科|研究生|硕士|博士|大专|岁|专业|律师|涉|重大|重点|疑难|复杂|线上|网上|首次|当场|骨干|先进|优秀|主要负责人|听证|以上/;

/** Sets that are complete once all of their members are named. */
const COMPLETE_SETS: readonly (readonly RegExp[])[] = [
  [/取消/, /增加|新增/, /修改|调整|变更/],
  [/一审/, /二审/, /再审/],
  [/男/, /女/],
  [/主动公开/, /依申请公开/],
  [/胜诉/, /败诉/, /撤诉|其他/],
  [/上半年/, /下半年/],
  [/一季度/, /二季度/, /三季度/, /四季度/],
  [/优秀/, /合格/, /不合格/],
  [/优秀/, /良好/, /合格/, /不合格/],
  [/行政机关/, /授权(?:的)?组织/],
];

/** Sorts of which one thing is only one: together they are no more than the whole, though others may be left untold. */
const EXCLUSIVE_SETS: readonly (readonly RegExp[])[] = [
  [/男/, /女/],
  [/机关/, /事业/, /企业/],
  [/城镇|城市/, /农村|乡村/],
  [/刑事/, /民事/, /行政/],
  [/简易/, /普通|一般程序/],
  [/企业/, /个体/, /合作社/],
  [/国家级/, /省级/, /市级/, /县级|区级/, /乡级|镇级|镇街|村级/],
  [/现场/, /书面/, /非现场/],
  [/国内/, /涉外/, /涉港澳台/],
  [/专职/, /兼职/],
  [/律师/, /公证员/, /鉴定人/, /法律服务工作者/],
  [/胜诉/, /败诉/],
  [/保留|继续有效/, /修改|修订/, /废止/, /失效/],
  [/优秀/, /良好/, /一般|基本合格/, /不合格/],
  [/完成|办结|整改完毕/, /正在|未|尚/],
];

/** What became of the things told before; without 其中 only these are surely parts of them. */
const OUTCOMES: readonly (readonly RegExp[])[] = [
  [/^(?:其中)?胜诉/, /^(?:其中)?败诉/, /^(?:其中)?(?:撤诉|调撤)/],
  [/^(?:保留|继续有效)/, /^(?:修改|修订)/, /^废止/, /^(?:宣布)?失效/],
];

/** Two mentions of which each is told as another member of the set. */
function fallInto(set: readonly RegExp[], parts: readonly Mention[]): boolean {
  const members = parts.map((part) => set.findLastIndex((member) => member.test(part.label)));
  return members.every((member) => member >= 0) && new Set(members).size === parts.length;
}

export const isCompleteSet = (parts: readonly Mention[]): boolean =>
  COMPLETE_SETS.some((set) => set.length === parts.length && set.every((member) => parts.some((m) => member.test(m.label))));

/** True where no thing can be in two of the parts: they are told as members of one set. */
export const areExclusive = (parts: readonly Mention[]): boolean => EXCLUSIVE_SETS.some((set) => fallInto(set, parts));

const DEED =
  /^(?:已|共)?(?:结案|办结|审结|移送|曝光|公开|整改|处罚|立案|查处|化解|解决|完成|采纳|废止|修改|回复|责令|取缔|罚款|追回|挽回)/;

/**
 * True for a list of one kind: 甲3件、乙5件. Where a comma brings a deed of its own (大案26件，结案120件，移送8件), the parts are
 * different cuts of the same whole and need not fit into it together.
 */
export function areParallel(text: string, parts: readonly Mention[]): boolean {
  if (DEED.test(parts[0]?.label ?? '')) return true;
  return parts.slice(1).every((part, at) => {
    const gap = text.slice(parts[at]?.figure.end ?? 0, part.figure.start);
    return !(DEED.test(part.label) && /[，,]/.test(gap));
  });
}

export const areOutcomes = (parts: readonly Mention[]): boolean => OUTCOMES.some((set) => fallInto(set, parts));

export const mayOverlap = (parts: readonly Mention[]): boolean => parts.some((m) => OVERLAPPING.test(wording(m)));
