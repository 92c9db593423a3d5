import { absolute, compare, equal, minus, sum } from '../decimal';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import { type Mention, type Passage, type Sentence, amountLike, claimOf, isExact, isPercent } from '../passage';
import { type RateClaim, rateClaim } from './rate-words';
import { fits, formula, percent, showScaled, verifyRate } from './ratio';

/** How far back the whole of which shares are told may stand. */
const LINES_BACK = 6;
/** So many of the nearest amounts are tried as the whole. */
const MOST_WHOLES = 60;
const WHOLE = /共|总|累计|合计/;
/** So many shares of one whole that hold in a sentence make it the whole of the others too. */
const ENOUGH_SIBLINGS = 2;

interface ShareClaim {
  readonly rate: Mention;
  readonly claim: RateClaim;
  readonly part: Mention;
}

/** 提任60人，其中法律专业21人，占35%: a share against its part and the whole, which may stand some lines before. */
export function checkSharesOfWhole(passages: readonly Passage[]): Findings {
  const found = new Findings('ratio');
  passages.forEach((passage, at) => {
    const back = passages.slice(Math.max(0, at - LINES_BACK), at);
    for (const sentence of passage.sentences) checkSentence(passage, sentence, back, found);
  });
  return found;
}

function checkSentence(p: Passage, sentence: Sentence, back: readonly Passage[], found: Findings): void {
  const open: ShareClaim[] = [];
  const held = new Map<Mention, number>();
  const all: ShareClaim[] = [];
  for (const rate of sentence.mentions) {
    const claim = rateClaim(rate);
    const part = sentence.mentions.filter((m) => m.index < rate.index && !isPercent(m)).at(-1);
    if (claim?.kind !== 'share' || !part || !isExact(part) || /[;；]/.test(p.text.slice(part.figure.end, rate.figure.start)))
      continue;
    all.push({ rate, claim, part });
    const here = wholesHere(p, part);
    const before = back.flatMap((q) => q.mentions).reverse();
    const there = before.filter((m) => m.family === part.family && isExact(m) && WHOLE.test(m.label) && isMeant(m, claim));
    const whole = [...here, ...there].find((denominator) => fits(rate, { numerator: part, denominator }));
    if (!whole) {
      open.push({ rate, claim, part });
      continue;
    }
    held.set(whole, (held.get(whole) ?? 0) + 1);
    if (here.includes(whole) && whole.index === part.index - 1)
      verifyRate(p, rate, { numerator: part, denominator: whole }, found);
    else
      found.verify(
        p.line,
        claimOf(p, part, rate),
        formula({ numerator: part, denominator: whole }, printedShare(rate, part, whole)),
      );
  }
  if (open.length > 0 && holdsOfSum(p, all, found)) return;
  const [known] = [...held].filter(([, times]) => times >= ENOUGH_SIBLINGS).sort((a, b) => b[1] - a[1]);
  for (const share of open) reportShare(p, sentence, share, known?.[0], found);
}

/** The shares may be of what was told (148, 364, 66 and 10 make 588) where the total before them says 591. */
function holdsOfSum(p: Passage, all: readonly ShareClaim[], found: Findings): boolean {
  const [first] = all;
  if (!first || all.length < 3 || all.some((share) => share.part.family !== first.part.family)) return false;
  const whole: Mention = { ...first.part, base: sum(all.map((share) => share.part.base)) };
  if (!all.every(({ rate, part }) => fits(rate, { numerator: part, denominator: whole }))) return false;
  const total = p.mentions.filter((m) => m.index < first.part.index && m.family === first.part.family && isExact(m)).at(-1);
  const claim = claimOf(p, ...all.flatMap(({ rate, part }) => [part, rate]));
  const parts = amountLike(whole.base, first.part);
  if (!total || compare(total.base, whole.base) < 0) {
    found.verify(
      p.line,
      claim,
      all.map(({ rate, part }) => formula({ numerator: part, denominator: whole }, printedShare(rate, part, whole))).join('，'),
    );
  } else {
    found.report('doubt', p.line, claim, parts, explanations.shareOfSum(parts, total.figure.text));
  }
  return true;
}

/** Earlier mentions of the line that may be the whole, the nearest first. */
const wholesHere = (p: Passage, part: Mention): Mention[] =>
  p.mentions
    .filter((m) => m.index < part.index && m.family === part.family && isExact(m))
    .slice(-MOST_WHOLES)
    .reverse();

/** 占收到申请总数: the whole is told with a word of what it is called. Two characters in common are enough. */
function isMeant(whole: Mention, claim: RateClaim): boolean {
  const name = claim.of.replace(/总数|总量|总/g, '');
  if ([...name].length < 2) return true;
  for (let at = 0; at + 2 <= name.length; at += 1) if (whole.label.includes(name.slice(at, at + 2))) return true;
  return false;
}

const printedShare = (rate: Mention, part: Mention, whole: Mention): string =>
  showScaled(percent(rate, { numerator: part, denominator: whole }, 'halfUp'));

function reportShare(p: Passage, sentence: Sentence, share: ShareClaim, known: Mention | undefined, found: Findings): void {
  const { rate, part, claim } = share;
  if (rate.figure.approximate) return;
  // A count that is itself told as a share is a part, not the whole.
  const near = sentence.mentions.filter(
    (m) =>
      m.index < part.index && m.family === part.family && isExact(m) && compare(m.base, part.base) >= 0 && !isPartItself(p, m),
  );
  const largest = [...near].sort((a, b) => compare(b.base, a.base))[0];
  const whole = known ?? largest;
  if (!whole || whole.base.digits === 0n || part.family !== whole.family) return;
  const printed = rate.figure.text;
  const exact = `${printedShare(rate, part, whole)}%`;
  const inLine = whole.figure.line === p.line ? whole : undefined;
  const quoted = claimOf(p, inLine, part, rate);
  if (equal(percent(rate, { numerator: part, denominator: whole }, 'down'), rate.figure.exact)) {
    return found.report('doubt', p.line, quoted, exact, explanations.ratioTruncated(exact, printed));
  }
  const place = { digits: 1n, scale: rate.figure.exact.scale };
  const gap = absolute(minus(percent(rate, { numerator: part, denominator: whole }, 'halfUp'), rate.figure.exact));
  // In a list of shares one is often nudged so that they make 100.
  if (known && equal(gap, place)) return found.report('doubt', p.line, quoted, exact, explanations.shareAdjusted(exact, printed));
  const arithmetic = formula({ numerator: part, denominator: whole }, printedShare(rate, part, whole));
  const isOnly = near.length === 1 && (claim.of === '' || /总|全|其/.test(claim.of));
  const isSure = known !== undefined || (isOnly && !/[;；]/.test(p.text.slice(whole.figure.end, part.figure.start)));
  const explain = isSure ? explanations.ratioDiffers : explanations.ratioUnsure;
  found.report(isSure ? 'error' : 'doubt', p.line, quoted, exact, explain(claim.name, arithmetic, printed));
}

const isPartItself = (p: Passage, m: Mention): boolean => {
  const next = p.mentions[m.index + 1];
  return next !== undefined && isPercent(next) && rateClaim(next)?.kind === 'share';
};
