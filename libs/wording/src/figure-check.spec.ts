import { checkFigures } from '@duban/domain';
import { describeCheck } from './figure-check';

describe('describeCheck', () => {
  test('the summary counts each sort and every line names its place', () => {
    const result = checkFigures([
      { line: 1, text: '送审金额12198万元，审核金额11239万元，净核减金额956万元。' },
      { line: 2, text: '网站访问量981534万人次。' },
      { line: 3, text: '受理申请125件，办结124件，办结率99.20%。' },
    ]);
    expect(describeCheck(result).split('\n')).toEqual([
      '数据核校：相互矛盾1处，需人工核对1处，验算相符1处。',
      '【矛盾】第1行 差额：“送审金额12198万元，审核金额11239万元，净核减金额956万元”',
      '        按文中数字计算，12198−11239=959，文中写作956万元。〔参考：959万元〕',
      '【存疑】第2行 单位：“网站访问量981534万人次”',
      '        “981534万人次”即98.1534亿人次，数量过大，疑为单位多写了“万”。〔参考：981534人次〕',
      '【相符】第3行 比率：“受理申请125件，办结124件，办结率99.20%”（124÷125=99.20%）',
    ]);
  });

  test('a text in which nothing can be computed says so', () => {
    expect(describeCheck(checkFigures([{ line: 1, text: '特此报告。' }]))).toBe('数据核校：文中没有可以验算的数据关系。');
  });
});
