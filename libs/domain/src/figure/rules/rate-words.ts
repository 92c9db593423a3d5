import type { Mention } from '../passage';

/** A printed rate: its name (回复率, 占比), the stem that its numerator should carry, and what kind of claim it is. */
export interface RateClaim {
  readonly name: string;
  readonly stem: string;
  readonly kind: 'rate' | 'share';
  /** What it is a share of: 占信访总量44% → 信访总量. */
  readonly of: string;
}

const COPULA = '(?:均|都|已|也|约|仅|只|就|高)*(?:为|是|达到|达|至|升至|提升至|提高到)?';
const RATE = new RegExp(`([\\p{Script=Han}]{1,12}?)率${COPULA}$`, 'u');
const SHARE = new RegExp(`(占比|占比例|比例|比重)${COPULA}$`, 'u');
const SHARE_OF = /占([\p{Script=Han}]{0,12}?)(?:的)?$/u;
/** A change or a target is no ratio of two counts in the text. */
const NOT_A_RATIO =
  /增长|下降|上升|同比|环比|提高了|提升了|降低|减少|增加|控制在|目标|不低于|不少于|利率|税率|汇率|分红率|失业率|核减率|审减率|参保率/;

/** Reads what stands before a percentage as the name of a rate, or null where it names none. */
export function rateClaim(m: Mention): RateClaim | null {
  if (m.figure.unit !== '%' || NOT_A_RATIO.test(m.label)) return null;
  const share = SHARE.exec(m.label);
  if (share) return { name: '占比', stem: '', kind: 'share', of: '' };
  const rate = RATE.exec(m.label);
  if (rate) {
    // 调解和解率 is one name: what 和 leaves must be a word of its own.
    const stem = (rate[1] ?? '').replace(/^.*(?:的|和|及|与|其)(?=.{2})/, '');
    return { name: `${stem}率`, stem, kind: 'rate', of: '' };
  }
  const shareOf = SHARE_OF.exec(m.label);
  if (shareOf) return { name: shareOf[1] ? `占${shareOf[1]}的比例` : '占比', stem: '', kind: 'share', of: shareOf[1] ?? '' };
  return null;
}

const SAME_DEED: readonly (readonly string[])[] = [
  ['回复', '答复', '收到', '反馈', '复函'],
  ['办结', '结案', '审结', '已结', '办理完毕', '办完', '完成', '办理'],
  ['应诉', '出庭'],
  ['调解成功', '成功调解', '化解', '调处成功', '调解'],
  ['采纳', '采用'],
  ['整改', '销号'],
  ['合格', '通过'],
  ['纠错', '撤销', '确认违法', '纠正'],
  ['胜诉'],
  ['败诉'],
  ['优秀'],
  ['满意'],
  ['出席', '到会', '参会', '实到', '参加'],
  ['覆盖', '建成', '配备'],
  ['执行', '执结'],
  ['回收', '收回'],
];
const UNDONE = /未|尚|拟|不予|待|不合格|不满意/;

/** Whether a figure is said to count what the rate is named for: 化解纠纷12123件 and 化解率. */
export function countsDeed(m: Mention, stem: string): boolean {
  const words = `${m.label}${m.after}`;
  if (stem === '' || (UNDONE.test(words) && !UNDONE.test(stem))) return false;
  const tail = stem.slice(-2);
  if (tail.length === 2 && words.includes(tail)) return true;
  return SAME_DEED.some((deeds) => deeds.some((deed) => stem.includes(deed)) && deeds.some((deed) => words.includes(deed)));
}
