import fc from 'fast-check';
import { decimalOf } from '../figure/decimal';
import { readChineseNumber } from '../text/chinese-number';
import { chineseNumber, figurePrintOf, printFigure } from './figure-print';

test.each([
  ['3352项', '3352', '3360', '3360项'],
  ['445.19万元', '445.19', '446', '446.00万元'],
  ['50.50万元', '50.5', '50.75', '50.75万元'],
  ['1.2万余条', '12000', '12500', '1.25万余条'],
  ['2万余份', '20000', '30000', '3万余份'],
  ['34.86万人', '348600', '348700', '34.87万人'],
  ['0.80%', '0.8', '0.9', '0.90%'],
  ['5603 家', '5603', '5604', '5604 家'],
  ['12,345件', '12345', '1012346', '1,012,346件'],
  ['七项', '7', '8', '八项'],
  ['十余次', '10', '20', '二十余次'],
  ['百余名', '100', '200', '200余名'],
  ['百分之九十五', '95', '96', '百分之九十六'],
  ['6亿3000万元', '63000', '63001', '63001万元'],
  ['１２件', '12', '13', '１３件'],
  ['-3个百分点', '-3', '-4', '-4个百分点'],
])('%s of %s becomes %s as %s', (text, value, changed, printed) => {
  const print = figurePrintOf(text, decimalOf(value));
  expect(printFigure(print, decimalOf(value))).toBe(text);
  expect(printFigure(print, decimalOf(changed))).toBe(printed);
});

test('Chinese numerals read back as what was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (n) => {
      const written = chineseNumber(decimalOf(String(n)));
      expect(readChineseNumber(written ?? '')).toBe(n);
    }),
  );
  expect(chineseNumber(decimalOf('0.5'))).toBeNull();
});

test('two amounts that differ never print alike', () => {
  const figure = fc.constantFrom(
    ['3352项', '3352'],
    ['1.2万余条', '12000'],
    ['七项', '7'],
    ['12,345件', '12345'],
    ['0.80%', '0.8'],
  );
  fc.assert(
    fc.property(figure, fc.nat({ max: 999_999 }), fc.nat({ max: 999_999 }), ([text = '', value = ''], a, b) => {
      fc.pre(a !== b);
      const print = figurePrintOf(text, decimalOf(value));
      expect(printFigure(print, decimalOf(String(a)))).not.toBe(printFigure(print, decimalOf(String(b))));
    }),
  );
});
