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

/** True where no thing can be in two of the parts: they are told as members of one set, or as kinds of one noun (常务会议、专题会议). */
export function areExclusive(parts: readonly Mention[]): boolean {
  if (EXCLUSIVE_SETS.some((set) => fallInto(set, parts))) return true;
  if (mayOverlap(parts)) return false;
  const nouns = parts.map((part) => part.label.replace(/^(?:其中|包括|[:：])+/, '').slice(-2));
  const isOneNoun = nouns.every((noun) => noun.length === 2 && noun === nouns[0]);
  return isOneNoun && new Set(parts.map((part) => part.label)).size === parts.length;
}

export const areOutcomes = (parts: readonly Mention[]): boolean => OUTCOMES.some((set) => fallInto(set, parts));

export const mayOverlap = (parts: readonly Mention[]): boolean => parts.some((m) => OVERLAPPING.test(wording(m)));
