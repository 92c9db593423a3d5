import { decimalOf } from '../figure/decimal';
import { figureTemplates, renderFigures, type TemplateFigure } from './figure-template';
import { linkFigures } from './link-figures';

const templateOf = (text: string) => {
  const { texts, figures } = figureTemplates([{ line: 1, start: 0, text }], linkFigures([{ line: 1, text }]));
  return { text: texts[0] ?? '', figures };
};
const amounts =
  (figures: readonly TemplateFigure[], changed: Readonly<Record<string, string>> = {}) =>
  (name: string) => {
    const figure = figures.find((each) => each.name === name);
    if (!figure) return null;
    return { value: changed[name] === undefined ? figure.value : decimalOf(changed[name]), unit: figure.unit };
  };

const POWERS = '共梳理出行政职权30项。其中,行政许可10项、行政处罚20项。';

test('a total is stored nowhere and follows its parts', () => {
  const { text, figures } = templateOf(POWERS);
  expect(figures.map((figure) => figure.name)).toEqual(['行政许可', '行政处罚']);
  expect(renderFigures(text, amounts(figures)).text).toBe(POWERS);
  expect(renderFigures(text, amounts(figures, { 行政处罚: '25' })).text).toBe(
    '共梳理出行政职权35项。其中,行政许可10项、行政处罚25项。',
  );
});

test('parts in 元 and 万元 add in the unit of their total', () => {
  const { text, figures } = templateOf('整改问题资金3116.37万元(其中:增收节支3112.66万元,调账处理3.71万元)。');
  expect(renderFigures(text, amounts(figures, { 调账处理: '4.7' })).text).toBe(
    '整改问题资金3117.36万元(其中:增收节支3112.66万元,调账处理4.7万元)。'.replace('4.7万', '4.70万'),
  );
});

test('a rate follows its two counts by the one rounding rule', () => {
  const stated = '受理各类矛盾纠纷7874件,调解成功7873件,调解成功率99.99%。';
  const { text, figures } = templateOf(stated);
  expect(figures.map((figure) => figure.unit)).toEqual(['件', '件']);
  expect(renderFigures(text, amounts(figures)).text).toBe(stated);
  expect(renderFigures(text, amounts(figures, { 调解成功: '7874' })).text).toContain('调解成功率100.00%');
});

test('a claim that does not add up stands as it was stated', () => {
  const wrong = '送审金额12198万元,审核金额11239万元,净核减金额956万元。';
  const { text, figures } = templateOf(wrong);
  expect(figures).toHaveLength(3);
  expect(renderFigures(text, amounts(figures, { 审核金额: '11000' })).text).toBe(wrong.replace('11239', '11000'));
});

test('both ends of a range are stored', () => {
  const { text, figures } = templateOf('用气报装耗时压缩为6—8个工作日。');
  expect(figures.map((figure) => [figure.name, figure.unit])).toEqual([
    ['用气报装耗时压缩', '个工作日'],
    ['用气报装耗时压缩上限', '个工作日'],
  ]);
  expect(renderFigures(text, amounts(figures, { 用气报装耗时压缩上限: '7' })).text).toBe('用气报装耗时压缩为6—7个工作日。');
});

test('what nobody has reported prints a dash, with its unit', () => {
  const { text, figures } = templateOf(POWERS);
  const some = figures.filter((figure) => figure.name !== '行政处罚');
  expect(renderFigures(text, amounts(some)).text).toBe('共梳理出行政职权10项。其中,行政许可10项、行政处罚—项。');
});

test('two figures of one name are told apart, and braces in a text stay what they are', () => {
  const text = '开展检查3次;开展检查5次。公式{{x|1}}。';
  const template = templateOf(text);
  expect(template.figures.map((figure) => figure.name)).toEqual(['开展检查', '开展检查〔2〕']);
  expect(renderFigures(template.text, amounts(template.figures)).text).toBe(text);
});

test('a printed figure names what it was computed from', () => {
  const { text, figures } = templateOf(POWERS);
  const printed = renderFigures(text, amounts(figures)).figures;
  expect(printed.map(({ text: shown, from }) => [shown, from])).toEqual([
    ['30项', ['行政许可', '行政处罚']],
    ['10项', ['行政许可']],
    ['20项', ['行政处罚']],
  ]);
});
