import * as fc from 'fast-check';
import { checkFigures } from './check-figures';

// Sound paragraphs at random: rounded rates, lists that name only some parts, amounts in several units, approximate figures, several
// matters in one sentence. Whatever their mixture, the text does not contradict itself and no error may be told.

const count = (max = 20_000) => fc.integer({ min: 2, max });
const matter = fc.constantFrom(
  { noun: '行政复议案件', unit: '件', took: '受理', done: '审结' },
  { noun: '投诉举报', unit: '件', took: '收到', done: '办结' },
  { noun: '矛盾纠纷', unit: '起', took: '排查', done: '化解' },
  { noun: '安全隐患', unit: '处', took: '发现', done: '整改' },
  { noun: '检察建议', unit: '份', took: '收到', done: '回复' },
  { noun: '执法案卷', unit: '卷', took: '抽查', done: '评查' },
  { noun: '信访事项', unit: '批', took: '接待', done: '办结' },
  { noun: '政务热线工单', unit: '件', took: '接收', done: '办结' },
);
const PARTS = ['治安类', '城管类', '环保类', '市场监管类', '交通类', '文旅类', '民政类'];
const half = (value: number, decimals: number): string => {
  const scale = 10 ** decimals;
  return (Math.round((value + Number.EPSILON) * scale) / scale).toFixed(decimals);
};
const rate = (part: number, whole: number, decimals: number): string => {
  // Exact halves are decided by the digits, not by binary fractions.
  const scaled = (BigInt(part) * 100n * 10n ** BigInt(decimals) * 2n + BigInt(whole)) / (2n * BigInt(whole));
  const text = scaled.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
};
const decimals = fc.integer({ min: 0, max: 2 });
const listed = (parts: readonly number[], unit: string): string => parts.map((n, i) => `${PARTS[i] ?? ''}${n}${unit}`).join('、');

const someParts = fc.tuple(matter, fc.array(count(500), { minLength: 2, maxLength: 6 }), count(300), fc.boolean()).map(
  ([m, parts, more, open]) => {
    const total = parts.reduce((a, b) => a + b, 0) + (open ? parts.length * 500 + more : 0);
    return `${m.took}${m.noun}${total}${m.unit}，其中${listed(parts, m.unit)}${open ? '等' : ''}`;
  },
); // prettier-ignore

const settled = fc.tuple(matter, count(), count(), decimals, fc.integer({ min: 0, max: 3 })).map(([m, a, b, d, form]) => {
  const [done, all] = a <= b ? [a, b] : [b, a];
  const printed = done === all ? '100' : rate(done, all, d);
  if (done < all && Number(printed) === 100) return `${m.took}${m.noun}${all}${m.unit}`;
  const r = `${m.done}率${printed}%`;
  return [
    `${m.took}${m.noun}${all}${m.unit}，${m.done}${done}${m.unit}，${r}`,
    `共${m.took}${m.noun}${all}${m.unit}，已${m.done}${done}${m.unit}，${r}，尚有${all - done}${m.unit}正在办理`,
    `${m.took}${m.noun}${all}${m.unit}（上年${b + 3}${m.unit}），${m.done}${done}${m.unit}`,
    `${all}${m.unit}${m.noun}中，${m.done}${done}${m.unit}，占${printed}%`,
  ][form] as string;
});

const yearly = fc.tuple(matter, count(), count(), decimals, fc.boolean()).map(([m, now, before, d, byGap]) => {
  const gap = Math.abs(now - before);
  const word = now >= before ? ['增加', '增长'] : ['减少', '下降'];
  const growth = rate(gap, before, d);
  return byGap
    ? `${m.took}${m.noun}${now}${m.unit}，较上年${word[0] ?? ''}${gap}${m.unit}，${word[1] ?? ''}${growth}%`
    : `${m.took}${m.noun}${now}${m.unit}，上年同期${before}${m.unit}，同比${word[1] ?? ''}${growth}%`;
});

const money = fc.tuple(fc.array(fc.integer({ min: 1, max: 900_000 }), { minLength: 2, maxLength: 4 }), fc.boolean()).map(([parts, rounded]) => {
  // Hundredths of 万元; the total in 亿元 is rounded to the hundredth.
  const total = parts.reduce((a, b) => a + b, 0);
  const names = ['中央资金', '省级资金', '市级资金', '其他资金'];
  const list = parts.map((n, i) => `${names[i] ?? ''}${half(n / 100, 2)}万元`).join('、');
  const whole = rounded ? `${half(total / 1_000_000, 4)}亿元` : `${half(total / 100, 2)}万元`;
  return `投入法治建设经费${whole}，其中${list}`;
}); // prettier-ignore

const average = fc
  .tuple(count(500), count(90_000), decimals)
  .map(([times, people, d]) => `举办讲座${times}场，参加${people}人次，场均${half(people / times, d)}人次`);

const standard = fc
  .tuple(count(900), count(5_000))
  .map(([people, yuan]) => `按每人${yuan}元标准，向${people}名困难群众发放补助${people * yuan}元`);

const shortened = fc.tuple(count(300), count(300), decimals).filter(([a, b]) => a !== b).map(([a, b, d]) => {
  const [from, to] = a > b ? [a, b] : [b, a];
  return `办理材料由${from}份压减至${to}份，压减${rate(from - to, from, d)}%`;
}); // prettier-ignore

const carried = fc.tuple(count(900), count(90), count(900)).map(([fresh, old, done]) => {
  const settledOf = Math.min(done, fresh + old);
  return `新收诉讼案件${fresh}件，旧存${old}件，审结${settledOf}件，未结${fresh + old - settledOf}件`;
});

const shares = fc.tuple(count(500), count(500), count(500), decimals).map(([a, b, c, d]) => {
  const total = a + b + c;
  return `办理公证事项${total}项，其中国内${a}项，占${rate(a, total, d)}%；涉外${b}项，占${rate(b, total, d)}%；涉港澳台${c}项，占${rate(c, total, d)}%`;
});

const loose = fc.tuple(count(90), count(4_000), count(90)).map(([a, b, c]) =>
  [`召开会议${a}次，印发文件${c}份，培训${b}余人次`, `约${b}人参加，其中干部${c}人、群众近${b}人`, `出动执法人员${b}人次，检查企业${a}家次，立案${c}件`][
    (a + b + c) % 3
  ] as string,
); // prettier-ignore

const sentence = fc.oneof(someParts, settled, yearly, money, average, standard, shortened, carried, shares, loose);

test('no mixture of sound statements gives an error', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(sentence, fc.constantFrom('。', '；', '。一是', '；同时，', '。此外，')), { minLength: 1, maxLength: 6 }),
      (pieces) => {
        const text = `${pieces.map(([words, link], i) => words + (i === pieces.length - 1 ? '。' : link)).join('')}`;
        const errors = checkFigures([{ line: 1, text }]).findings.filter((f) => f.severity === 'error');
        expect({ text, errors }).toEqual({ text, errors: [] });
      },
    ),
    { numRuns: Number(process.env['FIGURE_RUNS'] ?? 300) },
  );
});
