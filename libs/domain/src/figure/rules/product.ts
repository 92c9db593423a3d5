import { compare, decimalOfInteger, equal, quotient, showDecimal, times } from '../decimal';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import { type Mention, type Passage, type Sentence, agreement, amountLike, claimOf, isExact } from '../passage';
import { isMoney } from '../units';

const EACH = /每([\p{Script=Han}]{1,3}?)(?:每)?(月|年|季|次|天)?(?:补助|补贴|发放|奖励|资助|救助|给予)?$/u;
const UNITS_OF_EACH: Readonly<Record<string, string>> = { 人: '人', 名: '人', 位: '人', 户: '家', 家: '家', 件: '件', 案: '件' };

/** 对51名人员按照每人1670元的标准发放8.517万元: count × standard = sum; and averages: 共120场、6000人次，场均50人次. */
export function checkProducts(passages: readonly Passage[]): Findings {
  const found = new Findings('product');
  for (const passage of passages) {
    for (const sentence of passage.sentences) {
      for (const standard of sentence.mentions) {
        checkStandard(passage, sentence, standard, found);
        checkAverage(passage, sentence, standard, found);
      }
    }
  }
  return found;
}

function checkStandard(p: Passage, sentence: Sentence, standard: Mention, found: Findings): void {
  const each = EACH.exec(standard.label);
  if (!each || !isMoney(standard.figure.unit) || !isExact(standard)) return;
  const family = UNITS_OF_EACH[each[1] ?? ''] ?? each[1] ?? '';
  const count = sentence.mentions.filter((m) => m.index < standard.index && m.family === family && isExact(m)).at(-1);
  const money = sentence.mentions.filter((m) => m !== standard && isMoney(m.figure.unit) && isExact(m));
  // The sum stands after the standard, or after the count and before it.
  const total = money.find((m) => m.index > standard.index) ?? money.filter((m) => m.index > (count?.index ?? 0)).at(-1);
  if (!count || !total || /每/.test(total.label)) return;
  const computed = times(count.base, standard.base);
  const claim = claimOf(p, count, standard, total);
  const arithmetic = `${showDecimal(count.base)}×${standard.figure.text}=${amountLike(computed, total)}`;
  if (each[2] !== undefined) {
    // So much a month: the number of months is not said, but the sum must be a whole number of them.
    for (let n = 1; n <= 12; n += 1) {
      if (!equal(times(computed, decimalOfInteger(n)), total.base)) continue;
      return found.verify(p.line, claim, `${showDecimal(count.base)}×${standard.figure.text}×${n}=${total.figure.text}`);
    }
    return;
  }
  const agrees = agreement(total.base, computed, [count, total]);
  if (agrees !== 'different') return found.verify(p.line, claim, arithmetic);
  // Count, standard and sum side by side are one claim; with other amounts between them a person must say which is meant.
  const isOneClaim = count.index === standard.index - 1 && total.index === standard.index + 1;
  const explain = explanations.productDiffers(arithmetic, total.figure.text);
  found.report(isOneClaim ? 'error' : 'doubt', p.line, claim, amountLike(computed, total), explain);
}

const AVERAGE = /(人|户|家|场|件|次)均[\p{Script=Han}]{0,6}$|平均每([\p{Script=Han}])[\p{Script=Han}]{0,6}$/u;

function checkAverage(p: Passage, sentence: Sentence, average: Mention, found: Findings): void {
  const match = AVERAGE.exec(average.label);
  const word = match?.[1] ?? match?.[2];
  if (word === undefined || !isExact(average)) return;
  const family = UNITS_OF_EACH[word] ?? word;
  const before = sentence.mentions.filter((m) => m.index < average.index && isExact(m));
  const counts = before.filter((m) => m.family === family);
  const totals = before.filter((m) => m.family === average.family && m.family !== family);
  const count = counts.at(-1);
  const total = totals.at(-1);
  if (!count || !total || count.base.digits === 0n) return;
  const decimals = average.base.scale;
  const computed = quotient(total.base, count.base, decimals, 'halfUp');
  const claim = claimOf(p, ...[count, total, average].sort((a, b) => a.index - b.index));
  const arithmetic = `${showDecimal(total.base)}÷${showDecimal(count.base)}=${showDecimal(computed)}`;
  if (compare(computed, average.base) === 0) {
    found.verified.push({ rule: 'average', line: p.line, claim, arithmetic });
  } else {
    const explain = explanations.averageDiffers(arithmetic, average.figure.text);
    found.report('doubt', p.line, claim, amountLike(computed, average), explain, 'average');
  }
}
