import { type Decimal, absolute, compare, equal, minus, plus, quotient, shift, showDecimal } from '../decimal';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import { type Mention, type Passage, agreement, claimOf, isExact, numberLike } from '../passage';

const FROM = /从|由/;
const TO = /(?:至|到|为|成)$/;
const CHANGED = /增加|减少|提高|上升|下降|增长|压缩|压减|缩短|降低|提升|净增|精简|精减|增幅|降幅|减幅/;
const LAST_YEAR = /上年|去年|同期/;
const COMPARED_YEAR = /(?:较|比|与)\s*20\d{2}年(?:度|同期)?的?$/;

/** 由5个精减为2个，减少3个; 从4.4%升至81.25%，提高76.85个百分点; 120件，上年同期100件，同比增长20%. */
export function checkChanges(passages: readonly Passage[]): Findings {
  const found = new Findings('change');
  for (const passage of passages) {
    for (const sentence of passage.sentences) {
      sentence.mentions.forEach((change, at) => {
        checkDirection(passage, sentence.mentions[at - 1], change, found);
        const first = sentence.mentions[at - 2];
        const second = sentence.mentions[at - 1];
        if (!first || !second) return;
        checkTriple(passage, first, second, change, found);
        checkMultiple(passage, first, second, change, found);
        checkIncrease(passage, first, second, change, found);
      });
    }
  }
  return found;
}

const RISE = /(?:增加|提高|上升|增长|提升|升|扩大|增)(?:至|到|为|成)$/;
const FALL = /(?:减少|下降|降低|压缩|压减|缩短|精简|缩减|减|降)(?:至|到|为|成)$/;

/** 由10个工作日压缩至12个工作日: the words say one direction, the amounts another. */
function checkDirection(p: Passage, from: Mention | undefined, to: Mention, found: Findings): void {
  if (!from || ![from, to].every(isExact) || from.family !== to.family || !FROM.test(from.clause)) return;
  if (from.figure.unit !== to.figure.unit || /[。；;]/.test(p.text.slice(from.figure.end, to.figure.start))) return;
  const order = compare(to.base, from.base);
  const isWrong = (RISE.test(to.label) && order < 0) || (FALL.test(to.label) && order > 0);
  if (!isWrong) return;
  // 办理时限由3天提升至1天 is loose speech for a shorter one.
  const isTime = /工作日|天|日|小时|分钟|个月/.test(to.figure.unit);
  const explain = explanations.directionWrong(from.figure.text, to.figure.text);
  found.report(isTime && order < 0 ? 'doubt' : 'error', p.line, claimOf(p, from, to), '', explain);
}

/** True where 上升 or 下降 says the contrary of the two amounts. */
function isContrary(change: Mention, from: Mention, to: Mention): boolean {
  if (change.figure.exact.digits < 0n) return false;
  const order = compare(to.base, from.base);
  const rises = /(?:增长|上升|增加|提高|提升)(?:了|为|达)?$/.test(change.label);
  const falls = /(?:下降|减少|降低|压减|压缩|缩短)(?:了|为|达)?$/.test(change.label);
  return (rises && order < 0) || (falls && order > 0);
}

function checkTriple(p: Passage, first: Mention, second: Mention, change: Mention, found: Findings): void {
  if (![first, second, change].every(isExact) || first.family !== second.family || !CHANGED.test(change.label)) return;
  if (/年均|平均|累计|[两三四五]年/.test(change.label)) return;
  if (/[;；]/.test(p.text.slice(first.figure.end, change.figure.start))) return;
  const isFromTo = FROM.test(first.clause) && TO.test(second.label);
  const isYears =
    (LAST_YEAR.test(second.label) || COMPARED_YEAR.test(second.label)) &&
    !CHANGED.test(second.label) &&
    !LAST_YEAR.test(first.label) &&
    !FROM.test(first.clause);
  const order = isFromTo || isYears ? 0 : periodOrder(first, second);
  if (!isFromTo && !isYears && order === 0) return;
  const [from, to] = isFromTo || order > 0 ? [first, second] : [second, first];
  const isPoints = from.figure.unit === '%' && /百分点/.test(change.figure.unit);
  const gap = absolute(minus(to.base, from.base));
  const claim = claimOf(p, first, second, change);
  const [high, low] = compare(to.base, from.base) >= 0 ? [to, from] : [from, to];
  if (isContrary(change, from, to)) {
    return found.report('error', p.line, claim, '', explanations.directionWrong(from.figure.text, to.figure.text));
  }
  const subtraction = `${numberLike(high.base, high)}−${numberLike(low.base, low)}=${numberLike(gap, low)}`;
  if (isPoints || (change.family === from.family && change.figure.unit !== '%')) {
    const agrees = agreement(change.base, gap, [from, to, change]);
    if (agrees !== 'different') return found.verify(p.line, claim, subtraction);
    const expected = `${numberLike(gap, isPoints ? from : change)}${change.figure.unit}`;
    return found.report('error', p.line, claim, expected, explanations.differenceDiffers(subtraction, change.figure.text));
  }
  if (change.figure.unit === '%') checkGrowth(p, from, to, gap, change, claim, subtraction, found);
}

const ORDINALS = '一二三四';
const NAMED_PERIOD = /(\d{4})年(?:度|全年)?|第?([一二三四1-4])季度|(\d{1,2})月份?/;

/**
 * 1 where the second amount is told of the period after the first's, -1 where of the one before, and 0 where neither is said: 2024年
 * 受理300件，2023年受理250件. Both must be told in the same words.
 */
function periodOrder(first: Mention, second: Mention): number {
  const [a, b] = [NAMED_PERIOD.exec(first.clause), NAMED_PERIOD.exec(second.clause)];
  if (!a || !b) return 0;
  const words = (m: Mention, period: RegExpExecArray): string => m.label.replace(period[0], '').replace(/为|是|共|全年/g, '');
  if (words(first, a) !== words(second, b) && words(second, b) !== '') return 0;
  const place = (period: RegExpExecArray): number => {
    const quarter = ORDINALS.indexOf(period[2] ?? ' ') + 1 || Number(period[2]);
    return Number(period[1] ?? period[3] ?? quarter);
  };
  const sameKind = [1, 2, 3].every((group) => (a[group] === undefined) === (b[group] === undefined));
  const gap = place(b) - place(a);
  return sameKind && Math.abs(gap) === 1 ? gap : 0;
}

/** 1260万元，较上年增加160万元，增长14.5%: the year before is the amount less what was added. */
function checkIncrease(p: Passage, total: Mention, added: Mention, growth: Mention, found: Findings): void {
  if (![total, added, growth].every(isExact) || total.family !== added.family || growth.figure.unit !== '%') return;
  if (total.figure.unit === '%' || /[;；]|其中/.test(p.text.slice(total.figure.end, growth.figure.start))) return;
  const isYearly = /^(?:同比|环比|(?:较|比|与)?(?:上年|去年|上一年|上年度)(?:同期)?(?:相比)?)/.test(added.label);
  const [up, down] = [/(?:增加|增长|上升|新增|多)(?:了)?$/, /(?:减少|下降|降低|少)(?:了)?$/];
  const isRise = up.test(added.label) && /^(?:同比)?(?:增长|增幅|上升|增加)(?:率|了|为|达|达到)?$/.test(growth.label);
  const isFall = down.test(added.label) && /^(?:同比)?(?:下降|降幅|减少|减幅)(?:率|了|为|达|达到)?$/.test(growth.label);
  if (!isYearly || (!isRise && !isFall)) return;
  const before = isRise ? minus(total.base, added.base) : plus(total.base, added.base);
  if (before.digits <= 0n) return;
  const decimals = growth.figure.exact.scale;
  const exact = quotient(shift(added.base, 2), before, decimals, 'halfUp');
  const claim = claimOf(p, total, added, growth);
  const shown = numberLike(added.base, total);
  const arithmetic = `${shown}÷(${numberLike(total.base, total)}${isRise ? '−' : '+'}${shown})=${showDecimal(exact)}%`;
  if (equal(exact, growth.figure.exact)) return found.verify(p.line, claim, arithmetic);
  const isCut = equal(quotient(shift(added.base, 2), before, decimals, 'down'), growth.figure.exact);
  const isRounded = [total, added].some((m) => m.figure.multiplier > 0 || /万|亿/.test(m.figure.unit));
  const explain = explanations.differenceDiffers(arithmetic, growth.figure.text);
  found.report(isCut || isRounded ? 'doubt' : 'error', p.line, claim, `${showDecimal(exact)}%`, explain);
}

/** 2022年300件，是2021年200件的1.5倍. */
function checkMultiple(p: Passage, first: Mention, second: Mention, times: Mention, found: Findings): void {
  if (times.figure.unit !== '倍' || ![first, second, times].every(isExact) || first.family !== second.family) return;
  if (!/^的/.test(second.after) || !/(?:是|为|相当于)/.test(second.clause) || second.base.digits === 0n) return;
  const claim = claimOf(p, first, second, times);
  const ratio = quotient(first.base, second.base, times.figure.exact.scale, 'halfUp');
  const arithmetic = `${numberLike(first.base, first)}÷${numberLike(second.base, first)}=${showDecimal(ratio)}倍`;
  if (equal(ratio, times.figure.exact)) return found.verify(p.line, claim, arithmetic);
  const isRounded = [first, second].some((m) => m.figure.multiplier > 0 || /万|亿/.test(m.figure.unit));
  const isCut = equal(quotient(first.base, second.base, times.figure.exact.scale, 'down'), times.figure.exact);
  const explain = explanations.differenceDiffers(arithmetic, times.figure.text);
  found.report(isRounded || isCut ? 'doubt' : 'error', p.line, claim, `${showDecimal(ratio)}倍`, explain);
}

function checkGrowth(
  p: Passage,
  from: Mention,
  to: Mention,
  gap: Decimal,
  change: Mention,
  claim: string,
  subtraction: string,
  found: Findings,
): void {
  if (from.base.digits === 0n) return;
  const decimals = change.figure.exact.scale;
  const growth = quotient(shift(gap, 2), from.base, decimals, 'halfUp');
  const arithmetic = `(${subtraction})÷${numberLike(from.base, from)}=${showDecimal(growth)}%`;
  const isAlsoPoints = from.figure.unit === '%' && equal(gap, change.figure.exact);
  if (equal(growth, change.figure.exact) && !isAlsoPoints) return found.verify(p.line, claim, arithmetic);
  if (from.figure.unit === '%') {
    const points = showDecimal(gap);
    const isPoints = equal(gap, change.figure.exact);
    const explain = isPoints ? explanations.percentPoint(points) : explanations.differenceUnsure(arithmetic, change.figure.text);
    return found.report('doubt', p.line, claim, `${points}个百分点`, explain);
  }
  const truncated = quotient(shift(gap, 2), from.base, decimals, 'down');
  const expected = `${showDecimal(growth)}%`;
  if (equal(truncated, change.figure.exact)) {
    return found.report('doubt', p.line, claim, expected, explanations.ratioTruncated(expected, change.figure.text));
  }
  // Growth of amounts that were rounded before printing may differ in its last place.
  const isRounded = [from, to].some((m) => m.figure.multiplier > 0 || /万|亿/.test(m.figure.unit));
  const explain = explanations.differenceDiffers(arithmetic, change.figure.text);
  found.report(isRounded ? 'doubt' : 'error', p.line, claim, expected, explain);
}
