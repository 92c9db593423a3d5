import * as fc from 'fast-check';
import { checkFigures } from './check-figures';
import { formatRate } from './rate';

const errorsOf = (text: string) => checkFigures([{ line: 1, text }]).findings.filter((f) => f.severity === 'error');
const count = fc.integer({ min: 1, max: 99_999 });
const other = (value: number, by: number) => (value > by ? value - by : value + by);
const RUNS = { numRuns: 200 };

/** Sound sentences, each with the same sentence in which one figure was changed beyond rounding. */
const partsSentence = fc
  .tuple(fc.array(count, { minLength: 2, maxLength: 8 }), fc.integer({ min: 1, max: 999 }))
  .map(([parts, by]) => {
    const total = parts.reduce((a, b) => a + b, 0);
    const names = ['行政许可', '行政处罚', '行政强制', '行政征收', '行政给付', '行政检查', '行政确认'];
    const write = (n: number) =>
      `全区共梳理行政职权${n}项。其中，${parts.map((p, i) => `${i === parts.length - 1 ? '其他职权' : names[i]}${p}项`).join('、')}。`;
    return { sound: write(total), changed: write(total + by) };
  });

const ratioSentence = fc
  .tuple(count, count, fc.constantFrom(1, 2), fc.integer({ min: 2, max: 40 }))
  .map(([a, b, decimals, points]) => {
    const [done, total] = a < b ? [a, b] : [b, a];
    const rate = formatRate(done, total, decimals);
    const value = Number(rate.slice(0, -1));
    const wrong = (value > 50 ? value - points : value + points).toFixed(decimals);
    const write = (printed: string) => `全年共受理投诉${total}件，办结${done}件，办结率${printed}。`;
    return { sound: write(rate), changed: write(`${wrong}%`) };
  });

const differenceSentence = fc.tuple(count, count, fc.integer({ min: 2, max: 5000 })).map(([audited, cut, by]) => {
  const write = (n: number) => `送审金额${audited + cut}万元，审核金额${audited}万元，核减金额${n}万元。`;
  return { sound: write(cut), changed: write(other(cut, by)) };
});

const complementSentence = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 2, max: 500 }))
  .map(([hundredths, by]) => {
    const write = (n: number) => `评查案卷合格率${(hundredths / 100).toFixed(2)}%，不合格率${(n / 100).toFixed(2)}%。`;
    return { sound: write(10_000 - hundredths), changed: write(other(10_000 - hundredths, by)) };
  });

const productSentence = fc
  .tuple(fc.integer({ min: 2, max: 5000 }), fc.integer({ min: 10, max: 9000 }), fc.integer({ min: 1, max: 900 }))
  .map(([people, yuan, by]) => {
    const write = (sum: number) => `向${people}名困难人员按照每人${yuan}元的标准发放补助金${sum}元。`;
    return { sound: write(people * yuan), changed: write(people * yuan + by) };
  });

const changeSentence = fc.tuple(count, count, fc.integer({ min: 1, max: 500 })).map(([a, b, by]) => {
  const write = (n: number) => `申请材料由${a + b}份精简为${a}份，减少${n}份。`;
  return { sound: write(b), changed: write(b + by) };
});

describe.each([
  ['parts and total', partsSentence],
  ['ratio', ratioSentence],
  ['difference', differenceSentence],
  ['complement', complementSentence],
  ['product', productSentence],
  ['change', changeSentence],
])('%s', (_name, sentences) => {
  test('a sound sentence gives no error and is counted as verified', () => {
    fc.assert(
      fc.property(sentences, ({ sound }) => {
        expect(errorsOf(sound)).toEqual([]);
        expect(checkFigures([{ line: 1, text: sound }]).verified.length).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });

  test('with one figure changed beyond rounding it gives an error', () => {
    fc.assert(
      fc.property(sentences, ({ changed }) => {
        expect(errorsOf(changed).length).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });
});

test('several sound sentences in one paragraph do not disturb one another', () => {
  const all = [partsSentence, ratioSentence, differenceSentence, complementSentence, productSentence, changeSentence];
  fc.assert(
    fc.property(fc.array(fc.oneof(...all), { minLength: 1, maxLength: 6 }), (sentences) => {
      // The whole district's count of one thing is given once.
      const seen = new Set<string>();
      const text = sentences
        .map((s) => s.sound)
        .filter((s) => !seen.has(s.slice(0, 4)) && seen.add(s.slice(0, 4)))
        .join('');
      expect(errorsOf(text)).toEqual([]);
    }),
    RUNS,
  );
});
