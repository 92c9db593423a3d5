import { compare, decimalOfInteger, minus, showDecimal, sum, times } from '../decimal';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import { type Mention, type Passage, type Sentence, claimOf, isExact, isPercent } from '../passage';

/** Rates of a part to its whole, and those whose whole may have grown by what was carried over. */
const PART_OF_WHOLE =
  /(合格率|满意率|满意度|采纳率|回复率|答复率|覆盖率|优秀率|参保率|应诉率|出庭率|达标率|成功率|优良率|通过率|参与率)/;
const MAY_PASS_HUNDRED = /(办结率|结案率|办理率|化解率|整改率|销号率)/;

/** Shares of one whole against 100%, and rates that cannot pass it. */
export function checkShares(passages: readonly Passage[]): Findings {
  const found = new Findings('share');
  for (const passage of passages) {
    for (const sentence of passage.sentences) checkSum(passage, sentence, found);
    for (const m of passage.mentions) {
      checkCeiling(passage, m, found);
      checkFall(passage, m, found);
    }
  }
  return found;
}

/** Nothing falls by more than all of it. */
function checkFall(p: Passage, m: Mention, found: Findings): void {
  if (!isPercent(m) || compare(m.figure.exact, decimalOfInteger(100)) <= 0) return;
  if (!/(?:下降|减少|降低|压缩|压减|缩短|精简)(?:了|率|幅度|达)?$/.test(m.label)) return;
  found.report('error', p.line, claimOf(p, m), '≤100%', explanations.fallOverAll(m.figure.text), 'ceiling');
}

/** Two sorts that exclude each other and are all there is: 专职60%, 兼职40%. */
const OPPOSITES: readonly (readonly [RegExp, RegExp])[] = [
  [/专职/, /兼职/],
  [/男/, /女/],
  [/城镇/, /农村/],
  [/国内/, /涉外/],
];

function checkSum(p: Passage, sentence: Sentence, found: Findings): void {
  const apart = sentence.text.search(/分别占|结构为?[:：]?|构成为?[:：]?/);
  const shares = sentence.mentions.filter(
    (m) =>
      isPercent(m) &&
      isExact(m) &&
      (/占(?:比)?(?:为|达)?$/.test(m.label) ||
        (apart >= 0 &&
          m.figure.start > sentence.start + apart &&
          (m.label === '' || /分别占/.test(m.label) || (/结构|构成/.test(sentence.text) && !/率/.test(m.label))))),
  );
  if (shares.length < 2) return;
  const total = sum(shares.map((m) => m.figure.exact));
  const hundred = decimalOfInteger(100);
  const place = { digits: 1n, scale: Math.min(...shares.map((m) => m.figure.exact.scale)) };
  const slack = times(place, decimalOfInteger(shares.length));
  const gap = minus(total, hundred);
  const isWhole =
    compare(times(gap, decimalOfInteger(2)), slack) <= 0 &&
    compare(times(minus(hundred, total), decimalOfInteger(2)), slack) <= 0;
  const claim = claimOf(p, ...shares);
  if (isWhole)
    return found.verify(p.line, claim, `${shares.map((m) => showDecimal(m.figure.exact)).join('+')}=${showDecimal(total)}`);
  const [first, second] = shares;
  const isOpposite =
    shares.length === 2 &&
    OPPOSITES.some(
      ([a, b]) =>
        (a.test(first?.label ?? '') && b.test(second?.label ?? '')) ||
        (b.test(first?.label ?? '') && a.test(second?.label ?? '')),
    );
  if (isOpposite && compare(gap, decimalOfInteger(1)) > 0) {
    found.report('error', p.line, claim, '100%', explanations.sharesDiffer(`${showDecimal(total)}%`));
  } else if (compare(gap, decimalOfInteger(0)) > 0 && shares.length > 2) {
    found.report('doubt', p.line, claim, '≤100%', explanations.sharesDiffer(`${showDecimal(total)}%`));
  }
}

function checkCeiling(p: Passage, m: Mention, found: Findings): void {
  if (!isPercent(m) || compare(m.figure.exact, decimalOfInteger(100)) <= 0 || /同比|增|提高|目标/.test(m.label)) return;
  const sure = PART_OF_WHOLE.exec(m.label)?.[1];
  const unsure = MAY_PASS_HUNDRED.exec(m.label)?.[1];
  if (sure !== undefined) {
    found.report('error', p.line, claimOf(p, m), '≤100%', explanations.overHundred(sure), 'ceiling');
  } else if (unsure !== undefined) {
    found.report('doubt', p.line, claimOf(p, m), '≤100%', explanations.overHundredUnsure(unsure), 'ceiling');
  }
}
