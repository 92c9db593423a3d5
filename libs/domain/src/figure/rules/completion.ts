import { compare, decimalOfInteger, equal, times } from '../decimal';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import { type Mention, type Passage, type Sentence, claimOf, isExact, isPercent } from '../passage';

const TAKEN_IN = /受理|收到|接到|接收|处置|排查|立案|查处|申请|线索|交办|移送|下达|发出|共有|建议|提案|信访|问题|案件|参加/;
const DONE = /办结|结案|已结|审结|答复|受理|整改|采纳|化解|回复|销号|完成|办理完毕|妥善处理|合格/;
const ALL_DONE = /全部(?:办结|结案|审结|答复|整改|化解|回复|销号|完成|办理)|均已(?:办结|结案|审结|答复|整改|化解|回复|销号|完成)/;
const OPEN = /正在(?:办理|审理|整改|化解)|未办结|未结|尚未|在办|未整改|未化解|未答复|未回复|未销号/;
const CARRIED = /结转|上年|去年|往年|旧存|遗留|历年/;

/** X件 taken in and Y件 done: all of them, or claimed to be all; and no more done than taken in. */
export function checkCompletion(passages: readonly Passage[]): Findings {
  const found = new Findings('completion');
  for (const passage of passages) for (const sentence of passage.sentences) checkSentence(passage, sentence, found);
  return found;
}

function checkSentence(p: Passage, sentence: Sentence, found: Findings): void {
  checkAmongAll(p, sentence, found);
  for (const segment of segmentsOf(p, sentence)) {
    segment.forEach((done, at) => {
      const whole = segment
        .slice(0, at)
        .filter((m) => !isPercent(m))
        .at(-1);
      if (whole && whole.family === done.family) checkPair(p, sentence, whole, done, found);
    });
    checkOpen(p, segment, found);
  }
}

/** 98个村中，已有100个村建成; 检查企业1200家，发现问题企业1500家: more of the same things than there are. */
function checkAmongAll(p: Passage, sentence: Sentence, found: Findings): void {
  sentence.mentions.forEach((some, at) => {
    const all = sentence.mentions[at - 1];
    if (!all || all.family !== some.family || ![all, some].every(isExact) || compare(some.base, all.base) <= 0) return;
    if (isPercent(some) || /[;；]/.test(p.text.slice(all.figure.end, some.figure.start))) return;
    const noun = /^([\p{Script=Han}]{1,8})中$/u.exec(all.after)?.[1];
    const isAmong = noun !== undefined && some.after.startsWith(noun);
    const isChecked = /^(?:共)?(?:检查|抽查|排查|走访)/.test(all.label) && /^(?:发现|查出)(?:存在)?问题/.test(some.label);
    if (!isAmong && !isChecked) return;
    const explain = explanations.doneOverWhole(all.figure.text, some.figure.text);
    found.report(isAmong ? 'error' : 'doubt', p.line, claimOf(p, all, some), `≤${all.figure.text}`, explain);
  });
}

/** The mentions between two ；, since each of these tells of another matter. */
function segmentsOf(p: Passage, sentence: Sentence): Mention[][] {
  const segments: Mention[][] = [[]];
  let last = sentence.start;
  for (const m of sentence.mentions) {
    if (/[;；]/.test(p.text.slice(last, m.figure.start))) segments.push([]);
    segments.at(-1)?.push(m);
    last = m.figure.end;
  }
  return segments;
}

function checkPair(p: Passage, sentence: Sentence, whole: Mention, done: Mention, found: Findings): void {
  if (!isExact(whole) || !isExact(done) || OPEN.test(done.label) || /均|每/.test(`${whole.label}${done.label}`)) return;
  if (!DONE.test(`${done.label}${done.after}`) || !TAKEN_IN.test(`${whole.label}${whole.after}`)) return;
  // 87件建议和125件提案已全部办结: two matters side by side.
  if (/其中|同比|上年|去年|(?:和|及|与)$/.test(done.label)) return;
  // 重大案件受理2件，一般案件受理40件: the same deed done to other things.
  const deed = DONE.exec(`${done.label}${done.after}`)?.[0] ?? '';
  if (whole.label.includes(deed)) return;
  const claim = claimOf(p, whole, done);
  const thousand = decimalOfInteger(1000);
  if (equal(whole.base, done.base)) {
    // Twice the same count of two deeds of which neither follows from the other shows nothing.
    if (isSequel(whole, done)) found.verify(p.line, claim, `${done.figure.text}=${whole.figure.text}`);
    return;
  }
  const isFar = compare(whole.base, times(done.base, thousand)) > 0 || compare(done.base, times(whole.base, thousand)) > 0;
  const hasLetter = [whole, done].some((m) => m.figure.multiplier !== 0);
  if (isFar && hasLetter) {
    return found.report('doubt', p.line, claim, '', explanations.unitPair(whole.figure.text, done.figure.text), 'unit');
  }
  if (ALL_DONE.test(done.label) && isSequel(whole, done)) {
    return found.report(
      'error',
      p.line,
      claim,
      whole.figure.text,
      explanations.allDoneDiffers(whole.figure.text, done.figure.text),
    );
  }
  if (compare(done.base, whole.base) > 0 && isSequel(whole, done) && !CARRIED.test(sentence.text)) {
    const isSure = /参加/.test(whole.after) && /合格/.test(`${done.label}${done.after}`);
    const explain = explanations.doneOverWhole(whole.figure.text, done.figure.text);
    found.report(isSure ? 'error' : 'doubt', p.line, claim, `≤${whole.figure.text}`, explain);
  }
}

/** 受理17件, not 办理行政复议案件11件: the second clause names no matter of its own. */
function isSequel(whole: Mention, done: Mention): boolean {
  const own = done.label.replace(/已|全部|均|共|成功|妥善|当年|按期|现|目前|依法|及时|其中/g, '').replace(DONE, '');
  const after = done.after.replace(/考试|人员/g, '').replace(DONE, '');
  return [...own].length + [...after].length <= 2 || (own.length >= 2 && `${whole.label}${whole.after}`.includes(own.slice(-2)));
}

/** All done, or 100% done, and yet some open in the same breath. */
function checkOpen(p: Passage, segment: readonly Mention[], found: Findings): void {
  const open = segment.find((m) => !isPercent(m) && OPEN.test(`${m.label}${m.after}`) && m.base.digits > 0n);
  const all = segment.find(
    (m) =>
      (isPercent(m) &&
        equal(m.figure.exact, decimalOfInteger(100)) &&
        /(?:办结|结案|审结|完成|整改|化解|答复|回复|办理|调处|销号)率/.test(m.label)) ||
      ALL_DONE.test(`${m.label}${m.after}`),
  );
  if (!open || !all || open === all) return;
  found.report('error', p.line, claimOf(p, open, all), '', explanations.allDoneWithOpen(open.figure.text));
}
