import { compare, decimalOfInteger, equal, plus, showDecimal, sum } from '../decimal';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import { type Passage, type Sentence, claimOf, isExact, isPercent } from '../passage';

/** X率 and 不X率 in one sentence make 100%; with a third sort between them (基本满意) all three do. */
export function checkComplements(passages: readonly Passage[]): Findings {
  const found = new Findings('complement');
  for (const passage of passages) for (const sentence of passage.sentences) checkSentence(passage, sentence, found);
  return found;
}

function checkSentence(p: Passage, sentence: Sentence, found: Findings): void {
  const rates = sentence.mentions.filter((m) => isPercent(m) && isExact(m) && !/同比|增|降|提高|减少/.test(m.label));
  for (const negative of rates) {
    const name = /不([\p{Script=Han}]{1,4}?率)/u.exec(negative.label)?.[1];
    if (name === undefined) continue;
    const same = rates.filter((m) => m !== negative && m.label.includes(name));
    const positives = same.filter((m) => !new RegExp(`(?:不|基本|较|比较)${name}`).test(m.label));
    const between = same.filter((m) => new RegExp(`(?:基本|较|比较)${name}`).test(m.label));
    const positive = positives[0];
    if (!positive || positives.length > 1 || rates.filter((m) => m.label.includes(`不${name}`)).length > 1) continue;
    const parts = [positive, ...between, negative].sort((a, b) => a.index - b.index);
    const hundred = decimalOfInteger(100);
    const total = sum(parts.map((m) => m.figure.exact));
    const claim = claimOf(p, ...parts);
    if (equal(total, hundred)) {
      found.verify(p.line, claim, `${parts.map((m) => showDecimal(m.figure.exact)).join('+')}=100`);
      continue;
    }
    // Each was rounded: 33.3 + 66.6 and the like are off by no more than one of the last place.
    const place = { digits: 1n, scale: Math.min(...parts.map((m) => m.figure.exact.scale)) };
    const isRounding =
      place.scale > 0 &&
      compare(total, plus(hundred, place)) <= 0 &&
      compare(plus(total, place), hundred) >= 0 &&
      parts.length > 2;
    const shown = `${showDecimal(total)}%`;
    // 合格 and 不合格 leave nothing between them; 满意 and 不满意 may.
    const isSure = !isRounding && (/合格|达标|通过/.test(name) || compare(total, plus(hundred, place)) > 0);
    const explain = isSure ? explanations.complementDiffers : explanations.complementUnsure;
    found.report(isSure ? 'error' : 'doubt', p.line, claim, '100%', explain(name, shown));
  }
}
