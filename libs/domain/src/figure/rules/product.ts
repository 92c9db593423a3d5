import { compare, decimalOfInteger, equal, quotient, shift, showDecimal, times } from '../decimal';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import {
  type Mention,
  type Passage,
  type Sentence,
  agreement,
  amountLike,
  claimOf,
  isExact,
  numberLike,
  wording,
} from '../passage';
import { isMoney, unitExponent } from '../units';

const EACH =
  /每(人|名|位|户|家|件|案|个|[\p{Script=Han}]{1,3}?)(?:[\p{Script=Han}]{0,5}?)(?:每)?(月|年|季|次|天)?(?:补助|补贴|发放|奖励|资助|救助|给予)?$/u;
const UNITS_OF_EACH: Readonly<Record<string, string>> = { 人: '人', 名: '人', 位: '人', 户: '家', 家: '家', 件: '件', 案: '件' };

/** 对51名人员按照每人1670元的标准发放8.517万元: count × standard = sum; and averages: 共120场、6000人次，场均50人次. */
export function checkProducts(passages: readonly Passage[]): Findings {
  const found = new Findings('product');
  for (const passage of passages) {
    for (const sentence of passage.sentences) {
      for (const standard of sentence.mentions) {
        checkStandard(passage, sentence, standard, found);
        checkAverage(passage, sentence, standard, found);
        checkEachOf(passage, sentence, standard, found);
      }
    }
  }
  return found;
}

function checkStandard(p: Passage, sentence: Sentence, standard: Mention, found: Findings): void {
  const each = EACH.exec(standard.label);
  if (!each || !isMoney(standard.figure.unit) || !isExact(standard)) return;
  const family = UNITS_OF_EACH[each[1] ?? ''] ?? each[1] ?? '';
  const counts = sentence.mentions.filter((m) => m.family === family && isExact(m));
  const count = counts.filter((m) => m.index < standard.index).at(-1) ?? counts.find((m) => m.index === standard.index + 1);
  const money = sentence.mentions.filter((m) => m !== standard && isMoney(m.figure.unit) && isExact(m));
  // The sum stands after the standard, or after the count and before it.
  const total =
    money.find((m) => m.index > Math.max(standard.index, count?.index ?? 0)) ??
    money.filter((m) => m.index > (count?.index ?? 0)).at(-1);
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
  const isOneClaim = Math.abs(count.index - standard.index) === 1 && total.index === Math.max(count.index, standard.index) + 1;
  const explain = explanations.productDiffers(arithmetic, total.figure.text);
  found.report(isOneClaim ? 'error' : 'doubt', p.line, claim, amountLike(computed, total), explain);
}

const EACH_OF = /每个?([\p{Script=Han}]{1,4}?)(?:配备|配置|设置|至少)?$/u;

/** 村民小组1280个，培养“法律明白人”3840名，每个小组3名. Another number may have its reason, so it is asked. */
function checkEachOf(p: Passage, sentence: Sentence, each: Mention, found: Findings): void {
  const noun = EACH_OF.exec(each.label)?.[1];
  if (noun === undefined || isMoney(each.figure.unit) || !isExact(each) || /平均/.test(each.label)) return;
  const before = sentence.mentions.filter((m) => m.index < each.index && isExact(m));
  const count = before.filter((m) => wording(m).includes(noun) && m.family !== each.family).at(-1);
  const total = before.filter((m) => m.family === each.family).at(-1);
  if (!count || !total || /人|次|天|日|月|年|周/.test(noun)) return;
  const computed = times(count.base, each.base);
  const claim = claimOf(p, ...[count, total, each].sort((a, b) => a.index - b.index));
  const arithmetic = `${showDecimal(count.base)}×${showDecimal(each.base)}=${showDecimal(computed)}`;
  if (equal(computed, total.base)) return found.verify(p.line, claim, arithmetic);
  found.report('doubt', p.line, claim, amountLike(computed, total), explanations.productDiffers(arithmetic, total.figure.text));
}

const AVERAGE = /(人|户|家|场|件|次|案|村)均[\p{Script=Han}]{0,6}$|平均每([\p{Script=Han}])次?[\p{Script=Han}]{0,6}$/u;

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
  // Rounded at the last printed place: 1.84万元 is told to the hundred.
  const place = average.figure.lastPlace + unitExponent(average.figure.unit);
  const computed = shift(quotient(shift(total.base, -place), count.base, 0, 'halfUp'), place);
  const claim = claimOf(p, ...[count, total, average].sort((a, b) => a.index - b.index));
  const arithmetic = `${numberLike(total.base, average)}÷${showDecimal(count.base)}=${numberLike(computed, average)}`;
  if (compare(computed, average.base) === 0) {
    found.verified.push({ rule: 'average', line: p.line, claim, arithmetic });
  } else if ([4, -4].some((exponent) => equal(shift(average.base, exponent), computed))) {
    const meant = amountLike(computed, average);
    found.report('error', p.line, claim, meant, explanations.averageDiffers(arithmetic, average.figure.text), 'unit');
  } else {
    // Count, total and average side by side are one claim.
    const isOneClaim = [count, total].every((m) => average.index - m.index <= 2);
    const explain = explanations.averageDiffers(arithmetic, average.figure.text);
    found.report(isOneClaim ? 'error' : 'doubt', p.line, claim, amountLike(computed, average), explain, 'average');
  }
}
