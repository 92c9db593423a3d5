import { readChineseNumber } from './chinese-number';

test.each([
  ['十', 10], ['十一', 11], ['二十', 20], ['二十一', 21], ['一百零二', 102], ['一百二', 120], ['廿一', 21], ['二〇二六', 2026],
  ['二○二六', 2026], ['两', 2], ['四十三', 43], ['一万二', 12_000], ['一亿二千万', 120_000_000], ['三千零五', 3005], ['０１２', 12], ['2026', 2026],
])('%s is %d (case S28)', (text, value) => {
  expect(readChineseNumber(text)).toBe(value);
}); // prettier-ignore

test.each(['', '十百', '两三', '三四', '几十', '一百一百', '万', '十年'])('%s is not guessed', (text) => {
  expect(readChineseNumber(text)).toBeNull();
});
