import { compare, decimalOfInteger, shift, showDecimal } from '../decimal';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import { type Passage, claimOf, isPercent } from '../passage';
import { isMoney } from '../units';

/** So many 万 of 件 or 人次 (ten milliard) as no office below a province counts. */
const IMPLAUSIBLE = 100_000;
const COUNTED = /^(?:件|人|人次|次|条|项|份|个|户|家)$/;

/** 万 written twice, and counts so large that a 万 too many is likely. */
export function checkUnits(passages: readonly Passage[]): Findings {
  const found = new Findings('unit');
  for (const passage of passages) {
    for (const match of passage.text.matchAll(/\d[\d.,]*\s*(?:余|多)?万\s*(?:余|多)?\s*万\p{Script=Han}{0,2}/gu)) {
      found.report('doubt', passage.line, match[0], '', explanations.unitTwice(match[0]));
    }
    for (const m of passage.mentions) {
      if (isPercent(m) || isMoney(m.figure.unit) || m.figure.multiplier !== 4 || !COUNTED.test(m.figure.unit)) continue;
      const printed = shift(m.figure.exact, -4);
      if (compare(printed, decimalOfInteger(IMPLAUSIBLE)) < 0) continue;
      const value = `${showDecimal(shift(m.figure.exact, -8))}亿${m.figure.unit}`;
      const expected = `${showDecimal(printed)}${m.figure.unit}`;
      found.report('doubt', passage.line, claimOf(passage, m), expected, explanations.unitImplausible(m.figure.text, value));
    }
  }
  return found;
}
