import * as fc from 'fast-check';
import { formatRate } from './rate';

describe('formatRate', () => {
  test.each([
    [124, 125, 2, '99.20%'],
    [124, 125, 1, '99.2%'],
    [1999, 2000, 1, '99.9%'],
    [211, 212, 0, '99%'],
    [2000, 2000, 1, '100.0%'],
    [1, 2000, 1, '0.1%'],
    [1, 100_000, 2, '0.01%'],
    [0, 5, 2, '0.00%'],
    [61, 118, 2, '51.69%'],
    [7873, 7874, 2, '99.99%'],
    [1, 8, 1, '12.5%'],
    [1, 8, 0, '13%'],
    [956, 11239, 2, '8.51%'],
    [0.1 + 0.2, 1, 1, '30.0%'],
    [105, 100, 1, '105.0%'],
    [0, 0, 2, '—'],
  ])('%d of %d to %d decimals is %s', (numerator, denominator, decimals, printed) => {
    expect(formatRate(numerator, denominator, decimals)).toBe(printed);
  });

  test('it is 100 exactly when all is done and 0 exactly when nothing is', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), fc.nat(3), (a, total, decimals) => {
        const done = Math.min(a, total);
        const printed = Number(formatRate(done, total, decimals).slice(0, -1));
        expect(printed === 100).toBe(done === total);
        expect(printed === 0).toBe(done === 0);
      }),
    );
  });

  test('more done never prints less', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: 1, max: 5000 }), (a, total) => {
        const done = Math.min(a, total - 1);
        expect(Number(formatRate(done + 1, total, 2).slice(0, -1))).toBeGreaterThanOrEqual(
          Number(formatRate(done, total, 2).slice(0, -1)),
        );
      }),
    );
  });

  test('a negative amount is a bug', () => {
    expect(() => formatRate(-1, 5, 1)).toThrow('negative');
  });
});
