import { type Decimal, absolute, compare, equal, minus, quotient, shift, showDecimal } from '../decimal';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import { type Mention, type Passage, agreement, claimOf, isExact, numberLike } from '../passage';

const FROM = /从|由/;
const TO = /(?:至|到|为|成)$/;
const CHANGED = /增加|减少|提高|上升|下降|增长|压缩|压减|缩短|降低|提升|净增|精简|精减|增幅|降幅|减幅/;
const LAST_YEAR = /上年|去年|同期/;

/** 由5个精减为2个，减少3个; 从4.4%升至81.25%，提高76.85个百分点; 120件，上年同期100件，同比增长20%. */
export function checkChanges(passages: readonly Passage[]): Findings {
  const found = new Findings('change');
  for (const passage of passages) {
    for (const sentence of passage.sentences) {
      sentence.mentions.forEach((change, at) => {
        const first = sentence.mentions[at - 2];
        const second = sentence.mentions[at - 1];
        if (first && second) checkTriple(passage, first, second, change, found);
      });
    }
  }
  return found;
}

function checkTriple(p: Passage, first: Mention, second: Mention, change: Mention, found: Findings): void {
  if (![first, second, change].every(isExact) || first.family !== second.family || !CHANGED.test(change.label)) return;
  if (/[;；]/.test(p.text.slice(first.figure.end, change.figure.start))) return;
  const isFromTo = FROM.test(first.clause) && TO.test(second.label);
  const isYears = LAST_YEAR.test(second.label) && !LAST_YEAR.test(first.label) && !FROM.test(first.clause);
  if (!isFromTo && !isYears) return;
  const [from, to] = isFromTo ? [first, second] : [second, first];
  const isPoints = from.figure.unit === '%' && /百分点/.test(change.figure.unit);
  const gap = absolute(minus(to.base, from.base));
  const claim = claimOf(p, first, second, change);
  const [high, low] = compare(to.base, from.base) >= 0 ? [to, from] : [from, to];
  const subtraction = `${numberLike(high.base, high)}−${numberLike(low.base, low)}=${numberLike(gap, low)}`;
  if (isPoints || (change.family === from.family && change.figure.unit !== '%')) {
    const agrees = agreement(change.base, gap, [from, to, change]);
    if (agrees !== 'different') return found.verify(p.line, claim, subtraction);
    const expected = `${numberLike(gap, isPoints ? from : change)}${change.figure.unit}`;
    return found.report('error', p.line, claim, expected, explanations.differenceDiffers(subtraction, change.figure.text));
  }
  if (change.figure.unit === '%') checkGrowth(p, from, to, gap, change, claim, subtraction, found);
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
  if (equal(growth, change.figure.exact)) return found.verify(p.line, claim, arithmetic);
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
