import { compare, decimalOfInteger, equal, plus, showDecimal, sum } from '../decimal';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import { type Passage, type Sentence, amountLike, claimOf, isExact, isPercent } from '../passage';

/** X率 and 不X率 in one sentence make 100%; with a third sort between them (基本满意) all three do. */
export function checkComplements(passages: readonly Passage[]): Findings {
  const found = new Findings('complement');
  for (const passage of passages) {
    for (const sentence of passage.sentences) {
      checkSentence(passage, sentence, found);
      checkCounts(passage, sentence, found);
    }
  }
  return found;
}

/** 128条，采纳96条，未采纳32条: a deed and its contrary are together no more than the whole. */
function checkCounts(p: Passage, sentence: Sentence, found: Findings): void {
  sentence.mentions.forEach((negative, at) => {
    const deed = /^(?:未|不予|不)([\p{Script=Han}]{2,4})$/u.exec(negative.label)?.[1];
    if (deed === undefined || isPercent(negative) || !isExact(negative)) return;
    const before = sentence.mentions.slice(0, at).filter((m) => m.family === negative.family && isExact(m));
    const positive = before.find((m) => m.label.replace(/^(?:其中|已|予以|准予)+/, '') === deed);
    const whole = positive && before.filter((m) => m.index < positive.index).at(-1);
    if (!positive || !whole || compare(whole.base, positive.base) < 0) return;
    if (/[;；]/.test(p.text.slice(whole.figure.end, negative.figure.start))) return;
    const added = plus(positive.base, negative.base);
    const claim = claimOf(p, whole, positive, negative);
    const shown = amountLike(added, whole);
    const arithmetic = `${showDecimal(positive.base)}+${showDecimal(negative.base)}=${showDecimal(whole.base)}`;
    if (equal(added, whole.base)) return found.verify(p.line, claim, arithmetic);
    if (compare(added, whole.base) < 0) return;
    found.report('error', p.line, claim, `≤${whole.figure.text}`, explanations.bothOverWhole(shown, whole.figure.text));
  });
}

function checkSentence(p: Passage, sentence: Sentence, found: Findings): void {
  const rates = sentence.mentions.filter((m) => isPercent(m) && isExact(m) && !/同比|增|降|提高|减少/.test(m.label));
  for (const negative of rates) {
    const name = /[不未]([\p{Script=Han}]{1,4}?率)/u.exec(negative.label)?.[1];
    if (name === undefined) continue;
    const same = rates.filter((m) => m !== negative && m.label.includes(name));
    const positives = same.filter((m) => !new RegExp(`(?:不|未|基本|较|比较)${name}`).test(m.label));
    const between = same.filter((m) => new RegExp(`(?:基本|较|比较)${name}`).test(m.label));
    const positive = positives[0];
    if (!positive || positives.length > 1 || rates.filter((m) => new RegExp(`[不未]${name}`).test(m.label)).length > 1) continue;
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
