import { type Decimal, compare, equal, minus, plus, quotient, shift, showDecimal } from '../decimal';
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
  isPercent,
  numberLike,
  wording,
} from '../passage';

/** Whole, what is taken away, what is left; `open` where other things may be taken away too. */
const DIFFERENCES: readonly { whole: RegExp; taken: RegExp; left: RegExp; open: boolean }[] = [
  { whole: /送审|申报金额|报审/, taken: /审核|审定|核定/, left: /核减|审减/, open: false },
  { whole: /收入/, taken: /支出/, left: /结余|节余/, open: true },
  { whole: /预算|控制价|拟采购/, taken: /成交|中标|决算/, left: /节约|节省|结余/, open: true },
  { whole: /应到|应参加/, taken: /实到|实际参加/, left: /缺席|请假|未到/, open: false },
  {
    whole: /受理|收到|立案|排查|接收|发现|查出|反馈|交办|移交|下达/,
    taken: /办结|审结|结案|化解|整改完成|完成整改|已整改|已完成|答复|销号/,
    left: /正在|在办|未结|未办结|尚未|剩余|其余|未化解|未整改|未完成/,
    open: true,
  },
];
const OTHER_BASE = /结转|上年|去年|往年|旧存|撤回|不予|移送|中止|终止/;

/** 送审12198万元、审核11239万元、核减956万元, and the rate of reduction with its base. */
export function checkDifferences(passages: readonly Passage[]): Findings {
  const found = new Findings('difference');
  for (const passage of passages) {
    for (const sentence of passage.sentences) {
      for (const kind of DIFFERENCES) checkDifference(passage, sentence, kind, found);
      checkCarriedOver(passage, sentence, found);
      checkReductionRate(passage, sentence, found);
    }
  }
  return found;
}

function single(
  sentence: Sentence,
  pattern: RegExp,
  family?: string,
  words: (m: Mention) => string = (m) => m.label,
): Mention | undefined {
  const hits = sentence.mentions.filter(
    (m) => !isPercent(m) && pattern.test(words(m)) && isExact(m) && (family === undefined || m.family === family),
  );
  return hits.length === 1 ? hits[0] : undefined;
}

function checkDifference(p: Passage, sentence: Sentence, kind: (typeof DIFFERENCES)[number], found: Findings): void {
  const left = single(sentence, kind.left) ?? single(sentence, kind.left, undefined, wording);
  if (!left) return;
  const rest: Sentence = { ...sentence, mentions: sentence.mentions.filter((m) => m !== left) };
  const taken = single(rest, kind.taken, left.family);
  if (taken && /其中|含$/.test(taken.label)) return;
  const whole = single({ ...rest, mentions: rest.mentions.filter((m) => m !== taken) }, kind.whole, left.family);
  if (!whole || !taken || !(whole.index < taken.index && whole.index < left.index)) return;
  const computed = minus(whole.base, taken.base);
  const claim = claimOf(p, whole, taken, left);
  const arithmetic = `${numberLike(whole.base, left)}−${numberLike(taken.base, left)}=${numberLike(computed, left)}`;
  const agrees = agreement(left.base, computed, [whole, taken, left]);
  if (agrees === 'equal') return found.verify(p.line, claim, arithmetic);
  const expected = amountLike(computed, left);
  if (agrees === 'withinRounding') {
    return found.report('doubt', p.line, claim, expected, explanations.differenceRounding(arithmetic, left.figure.text));
  }
  const isSure =
    !kind.open ||
    (compare(computed, left.base) < 0 && !OTHER_BASE.test(sentence.text) && /正在|在办|未|剩余/.test(wording(left)));
  const explain = isSure ? explanations.differenceDiffers : explanations.differenceUnsure;
  found.report(isSure ? 'error' : 'doubt', p.line, claim, expected, explain(arithmetic, left.figure.text));
}

/** 新收186件，旧存14件，审结190件，未结10件: what came in and what was left from before, less what is settled. */
function checkCarriedOver(p: Passage, sentence: Sentence, found: Findings): void {
  const fresh = single(sentence, /新收/);
  const old = fresh && single(sentence, /旧存|结转|上年(?:未结|遗留)/, fresh.family);
  const settled = fresh && single(sentence, /审结|办结|结案/, fresh.family);
  const left = fresh && single(sentence, /未结|未办结|在办|正在/, fresh.family);
  if (!old || !settled || !left || /[;；]/.test(sentence.text)) return;
  const computed = minus(plus(fresh.base, old.base), settled.base);
  const claim = claimOf(p, fresh, old, settled, left);
  const arithmetic = `${numberLike(fresh.base, left)}+${numberLike(old.base, left)}−${numberLike(settled.base, left)}=${numberLike(computed, left)}`;
  if (equal(computed, left.base)) found.verify(p.line, claim, arithmetic);
  else
    found.report(
      'error',
      p.line,
      claim,
      amountLike(computed, left),
      explanations.differenceDiffers(arithmetic, left.figure.text),
    );
}

/** 核减率 is 核减 over 送审; over 审核 it is a doubt that says so. */
function checkReductionRate(p: Passage, sentence: Sentence, found: Findings): void {
  const rate = sentence.mentions.find((m) => isPercent(m) && /核减率|审减率/.test(m.label) && isExact(m));
  const submitted = single(sentence, /送审|申报金额|报审/);
  if (!rate || !submitted) return;
  const audited = single(sentence, /审核|审定|核定/, submitted.family);
  const reduced = single(sentence, /核减|审减/, submitted.family) ?? undefined;
  const cut: Decimal | undefined = reduced?.base ?? (audited ? minus(submitted.base, audited.base) : undefined);
  if (!cut || submitted.base.digits === 0n) return;
  const decimals = rate.figure.exact.scale;
  const over = (m: Mention) => quotient(shift(cut, 2), m.base, decimals, 'halfUp');
  const formula = (m: Mention) => `${numberLike(cut, submitted)}÷${numberLike(m.base, submitted)}=${showDecimal(over(m))}%`;
  const claim = claimOf(p, submitted, audited, reduced, rate);
  const right = over(submitted);
  if (equal(right, rate.figure.exact)) {
    found.verified.push({ rule: 'reductionRate', line: p.line, claim, arithmetic: formula(submitted) });
  } else if (audited && audited.base.digits !== 0n && equal(over(audited), rate.figure.exact)) {
    const explain = explanations.reductionBase(formula(audited), formula(submitted));
    found.report('doubt', p.line, claim, `${showDecimal(right)}%`, explain, 'reductionRate');
  } else {
    const explain = explanations.ratioDiffers('核减率', formula(submitted), rate.figure.text);
    found.report('error', p.line, claim, `${showDecimal(right)}%`, explain, 'reductionRate');
  }
}
