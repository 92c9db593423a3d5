import {
  type Decimal,
  compare,
  decimalOfInteger,
  equal,
  minus,
  plus,
  quotient,
  shift,
  showDecimal,
  sum,
  toNumber,
} from '../decimal';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import { type Mention, type Passage, type Sentence, amountLike, claimOf, isExact, isPercent, numberLike } from '../passage';
import { percentOf } from '../rate';
import { type RateClaim, countsDeed, rateClaim } from './rate-words';

/** Cases carried over or withdrawn make the base of a rate other than the count beside it. */
const OTHER_BASE = /新收|结转|上年|去年|往年|旧存|遗留|撤回|撤诉|不予|年底|未到期|应结|到期|除外|剔除|扣除/;
/** More may be settled in a year than came in. */
const MAY_PASS_WHOLE = /办结|结案|审结|办理|化解|整改|销号|完成|执结/;
/** What is taken in or counted as a whole, of which another count may be the part. */
const WHOLE =
  /受理|收到|接到|接收|处置|排查|立案|查处|申请|线索|交办|移送|下达|发出|发放|参考|发现|反馈|提出|审结|共|总|全|建议|提案|信访|问题|案|投诉|举报|意见|纠纷|信息|事项|工单|参加|参考|应|评查|抽查|检查|累计/;
const MOST_BASES_TO_BE_SURE = 2;

/** A printed rate against its numerator and denominator, with the rounding that was printed. Shares of a whole stand apart. */
export function checkRatios(passages: readonly Passage[]): Findings {
  const found = new Findings('ratio');
  for (const passage of passages) {
    passage.sentences.forEach((sentence, at) => {
      for (const rate of sentence.mentions) {
        const claim = rateClaim(rate);
        if (claim?.kind === 'rate') checkRate(passage, sentence, passage.sentences[at - 1], rate, claim, found);
      }
    });
  }
  return found;
}

export interface Pair {
  readonly numerator: Mention;
  readonly denominator: Mention;
}

function checkRate(
  p: Passage,
  sentence: Sentence,
  previous: Sentence | undefined,
  rate: Mention,
  claim: RateClaim,
  found: Findings,
): void {
  const before = sentence.mentions.filter((m) => m.index < rate.index && !isPercent(m));
  const named = before.filter((m) => countsDeed(m, claim.stem));
  const numerator = named.at(-1) ?? before.at(-1);
  if (!numerator) return checkCountsBehind(p, sentence, rate, claim, found);
  if (!isExact(numerator)) return;
  if (named.length >= 2 && named.every((m) => m.family === numerator.family && isExact(m))) {
    const both: Mention = { ...numerator, base: sum(named.map((m) => m.base)) };
    const base = before.find((m) => m.family === both.family && fits(rate, { numerator: both, denominator: m }));
    if (base) return verifyRate(p, rate, { numerator: both, denominator: base }, found);
  }
  const amongWhole = wholeOfParts(sentence, numerator);
  // 其中……土地类412件等，调处率100%: the parts of a list say nothing of a rate that is not named for them.
  if (amongWhole && named.length === 0) return;
  const earlier = before.filter((m) => m.index < numerator.index && isExact(m));
  const rest = amongWhole && complementOf(sentence, amongWhole, claim.stem);
  if (amongWhole && rest) return checkAgainst(p, rate, claim, { numerator: rest, denominator: amongWhole }, found);
  const near = earlier.filter((m) => m.family === numerator.family).reverse();
  const far = [
    ...earlier.filter((m) => m.family !== numerator.family && sameSort(m, numerator)).reverse(),
    ...(previous?.mentions ?? []).filter((m) => m.family === numerator.family && isExact(m)).reverse(),
  ];
  const holds = [...near, ...far].find((denominator) => fits(rate, { numerator, denominator }));
  if (holds) return verifyRate(p, rate, { numerator, denominator: holds }, found);
  const together = [combined(near), withCounterpart(near[0], numerator)].find(
    (denominator) => denominator && fits(rate, { numerator, denominator }),
  );
  if (together) return verifyRate(p, rate, { numerator, denominator: together }, found);
  // A whole is not smaller than its part: where a base that large stands nearby, the smaller ones are not meant.
  const large = near.filter((m) => compare(m.base, numerator.base) >= 0);
  const bases = amongWhole ? [amongWhole] : large.length > 0 ? large : near;
  const denominator = bases[0];
  if (!denominator) return checkOtherUnit(p, rate, claim, numerator, earlier.at(-1), named.length > 0, found);
  if (isZero(denominator)) return;
  const isSure =
    named.length > 0 &&
    (amongWhole !== undefined ||
      isPlainPair(denominator, numerator, rate, claim) ||
      WHOLE.test(`${denominator.label}${denominator.after}`));
  // What counts something else than the rate is named for says nothing of it.
  if (named.length === 0 || isOfSeveral(claim)) return;
  reportRate(p, sentence, rate, claim, numerator, bases, isSure, found);
}

/** 直接纠错12件，间接纠错30件，综合纠错率: the numerator is told in several counts. */
const isOfSeveral = (claim: RateClaim): boolean => /综合|合计|总/.test(claim.stem);

/** The total of which the numerator is told as a part: 审结135件，其中调解48件. */
function wholeOfParts(sentence: Sentence, numerator: Mention): Mention | undefined {
  const head = sentence.text.slice(0, numerator.figure.start - sentence.start);
  const marker = Math.max(head.lastIndexOf('其中'), head.lastIndexOf('包括'), head.lastIndexOf('分为'));
  if (marker < 0 || /[;；]/.test(head.slice(marker))) return undefined;
  const before = sentence.mentions.filter((m) => m.figure.end <= sentence.start + marker && m.depth <= numerator.depth);
  const whole = before.filter((m) => m.family === numerator.family).at(-1);
  return whole && isExact(whole) && compare(whole.base, numerator.base) >= 0 ? whole : undefined;
}

/** 优秀180卷、合格105卷、不合格5卷: what is not 不合格 is the numerator of 合格率, the better grades included. */
function complementOf(sentence: Sentence, whole: Mention, stem: string): Mention | undefined {
  const tail = stem.slice(-2);
  const grade = sentence.mentions.find(
    (m) => m.index > whole.index && m.family === whole.family && m.label.includes(`不${tail}`),
  );
  const better = sentence.mentions.some((m) => m.index > whole.index && /优秀|良好/.test(m.label) && m.family === whole.family);
  return grade && better && isExact(grade) && /合格|达标/.test(tail)
    ? { ...grade, base: minus(whole.base, grade.base) }
    : undefined;
}

/** 出庭应诉率100%，应出庭12件，实际出庭12件: the counts stand behind the rate. */
function checkCountsBehind(p: Passage, sentence: Sentence, rate: Mention, claim: RateClaim, found: Findings): void {
  const [whole, done] = sentence.mentions.filter((m) => m.index > rate.index).slice(0, 2);
  if (!whole || !done || whole.family !== done.family || isPercent(whole) || ![whole, done].every(isExact)) return;
  if (!/^(?:应|全部|共)/.test(whole.label) || !/^(?:实|已)/.test(done.label) || !countsDeed(done, claim.stem)) return;
  checkAgainst(p, rate, claim, { numerator: done, denominator: whole }, found);
}

/** 228个重点项目，开工186个，开工率81.6%: three amounts side by side, the second told in the rate's own word and nothing more. */
function isPlainPair(denominator: Mention, numerator: Mention, rate: Mention, claim: RateClaim): boolean {
  const own = numerator.label.replace(/^(?:已|共|现已|目前已|按期|按时|成功)/, '');
  return (
    denominator.index === numerator.index - 1 && rate.index === numerator.index + 1 && own !== '' && claim.stem.endsWith(own)
  );
}

function checkAgainst(p: Passage, rate: Mention, claim: RateClaim, pair: Pair, found: Findings): void {
  if (isZero(pair.denominator)) return;
  if (fits(rate, pair)) return verifyRate(p, rate, pair, found);
  if (rate.figure.approximate) return;
  const exact = showScaled(percent(rate, pair, 'halfUp'));
  const explain = explanations.ratioDiffers(claim.name, formula(pair, exact), rate.figure.text);
  found.report('error', p.line, claimOf(p, pair.denominator, pair.numerator, rate), `${exact}%`, explain);
}

/** 次 of searching may be the base of 件 solved; money, people and time may not. */
const sameSort = (a: Mention, b: Mention): boolean =>
  /^(?:件|项|次|份|条|个|起)$/.test(a.family) && /^(?:件|项|次|份|条|个)$/.test(b.family);

/** 排查12209次，化解12123件，化解率98.3%: another unit may still be the base, but that is for a person to say. */
function checkOtherUnit(
  p: Passage,
  rate: Mention,
  claim: RateClaim,
  numerator: Mention,
  base: Mention | undefined,
  isNamed: boolean,
  found: Findings,
): void {
  if (!base || !isNamed || rate.figure.approximate || base.index !== numerator.index - 1 || rate.index !== numerator.index + 1)
    return;
  if (!sameSort(base, numerator) || isZero(base) || !/排查|受理|收到|接到|发出|查出/.test(base.label)) return;
  const pair = { numerator, denominator: base };
  const exact = showScaled(percent(rate, pair, 'halfUp'));
  const explain = explanations.ratioUnsure(claim.name, formula(pair, exact), rate.figure.text);
  found.report('doubt', p.line, claimOf(p, base, numerator, rate), `${exact}%`, explain);
}

/** 新收100件、旧存20件，办结110件: the base is what was new and what was left, together. */
function combined(near: readonly Mention[]): Mention | undefined {
  const [last] = near;
  const isCarriedOver = near.some((m) => /旧存|结转|遗留|上年|存量/.test(m.label));
  if (!last || near.length < 2 || near.length > 3 || !isCarriedOver) return undefined;
  return { ...last, base: near.reduce((total, m) => plus(total, m.base), decimalOfInteger(0)) };
}

/** 批准逮捕2139人、不批准逮捕929人，不捕率30.28%: the base is the deed and its contrary together. */
function withCounterpart(nearest: Mention | undefined, numerator: Mention): Mention | undefined {
  if (!nearest) return undefined;
  const negations = [nearest, numerator].filter((m) => /不|未/.test(m.label)).length;
  return negations === 1 ? { ...nearest, base: plus(nearest.base, numerator.base) } : undefined;
}

const isZero = (m: Mention): boolean => m.base.digits === 0n;

/** `numerator / denominator` in percent to the decimals that were printed. */
export function percent(rate: Mention, pair: Pair, rounding: 'halfUp' | 'down'): Decimal {
  return quotient(shift(pair.numerator.base, 2), pair.denominator.base, rate.figure.exact.scale, rounding);
}

export function fits(rate: Mention, pair: Pair): boolean {
  if (isZero(pair.denominator)) return false;
  const rounded = percent(rate, pair, 'halfUp');
  if (rate.figure.approximate) {
    // 96%以上, 近90%: the computed rate lies at or near the printed one.
    return Math.abs(toNumber(minus(rounded, rate.figure.exact))) <= 1;
  }
  if (equal(rounded, rate.figure.exact)) return !isHundredTooSoon(rate, pair);
  return percentOf(pair.numerator.base, pair.denominator.base, rate.figure.exact.scale) === showScaled(rate.figure.exact);
}

/** Rounded up to 100% while something is left: true by the arithmetic, but for a person to see. */
const isHundredTooSoon = (rate: Mention, pair: Pair): boolean =>
  equal(rate.figure.exact, decimalOfInteger(100)) && compare(pair.numerator.base, pair.denominator.base) < 0;

export function showScaled(value: Decimal): string {
  const shown = showDecimal(value);
  if (value.scale === 0) return shown;
  const [whole, fraction = ''] = shown.split('.');
  return `${whole}.${fraction.padEnd(value.scale, '0')}`;
}

export const formula = (pair: Pair, result: string): string =>
  `${numberLike(pair.numerator.base, pair.numerator)}÷${numberLike(pair.denominator.base, pair.numerator)}=${result}%`;

export function verifyRate(p: Passage, rate: Mention, pair: Pair, found: Findings): void {
  const arithmetic = formula(pair, showScaled(percent(rate, pair, 'halfUp')));
  const first = pair.denominator.figure.start < pair.numerator.figure.start ? pair.denominator : pair.numerator;
  found.verify(p.line, claimOf(p, first, pair.numerator, rate), arithmetic);
}

function reportRate(
  p: Passage,
  sentence: Sentence,
  rate: Mention,
  claim: RateClaim,
  numerator: Mention,
  bases: readonly Mention[],
  isSure: boolean,
  found: Findings,
): void {
  if (rate.figure.approximate) return;
  const denominator = bases[0] as Mention;
  const quoted = claimOf(p, denominator, numerator, rate);
  const printed = rate.figure.text;
  const slip = bases.map((base) => unitSlip(rate, numerator, base)).find((found) => found !== null);
  if (slip) {
    return found.report('error', p.line, quoted, slip.meant, explanations.unitSlip(slip.printed, slip.meant, printed), 'unit');
  }
  const pair = { numerator, denominator };
  const exact = `${showScaled(percent(rate, pair, 'halfUp'))}%`;
  if (isHundredTooSoon(rate, pair) && exact === '100%') {
    const left = amountLike(minus(denominator.base, numerator.base), numerator);
    return found.report('doubt', p.line, quoted, '<100%', explanations.ratioNotAll(left));
  }
  if (bases.some((base) => !isZero(base) && equal(percent(rate, { numerator, denominator: base }, 'down'), rate.figure.exact))) {
    return found.report('doubt', p.line, quoted, exact, explanations.ratioTruncated(exact, printed));
  }
  const arithmetic = formula(pair, showScaled(percent(rate, pair, 'halfUp')));
  const isClear =
    isSure &&
    bases.length <= MOST_BASES_TO_BE_SURE &&
    (compare(numerator.base, denominator.base) <= 0 || !MAY_PASS_WHOLE.test(claim.stem)) &&
    !OTHER_BASE.test(sentence.text);
  found.report(
    isClear ? 'error' : 'doubt',
    p.line,
    quoted,
    exact,
    (isClear ? explanations.ratioDiffers : explanations.ratioUnsure)(claim.name, arithmetic, printed),
  );
}

/** 受理1925485万件、办理1913574件，办理率99%: with one 万 less (or more) the rate would be right. */
function unitSlip(rate: Mention, numerator: Mention, base: Mention): { printed: string; meant: string } | null {
  for (const [m, pairOf] of [
    [base, (changed: Mention) => ({ numerator, denominator: changed })],
    [numerator, (changed: Mention) => ({ numerator: changed, denominator: base })],
  ] as const) {
    for (const exponent of [-4, 4]) {
      if (exponent === -4 && m.figure.multiplier === 0 && !m.figure.unit.startsWith('万')) continue;
      const changed: Mention = { ...m, base: shift(m.base, exponent) };
      if (!isZero(changed) && fits(rate, pairOf(changed))) {
        const meant = exponent < 0 ? m.figure.text.replace('万', '') : m.figure.text.replace(/(?=\p{Script=Han})/u, '万');
        return { printed: m.figure.text, meant };
      }
    }
  }
  return null;
}
