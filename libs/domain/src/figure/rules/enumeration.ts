import { readChineseNumber } from '../../text/chinese-number';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import type { Passage } from '../passage';

/** “四大重点”(重点领域、重点群体、重点问题、重点人员): a name that counts, with what it counts in the brackets after it. */
export function checkEnumerations(passages: readonly Passage[]): Findings {
  const found = new Findings('enumeration');
  for (const { line, text } of passages) {
    for (const match of text.matchAll(
      /“([两二三四五六七八九十\d]{1,2})([^“”\d一二三四五六七八九十]{1,8}|个一)”[(（]([^()（）]{5,120})[)）]/g,
    )) {
      const [claim, numeral = '', , list = ''] = match;
      const items = list.split('、');
      const named = readChineseNumber(numeral);
      if (named === null || named < 2 || items.length < 2 || /[,，;；。]|等$/.test(list)) continue;
      if (named === items.length) found.verify(line, claim, `${items.length}项=${named}`);
      else
        found.report(
          'doubt',
          line,
          claim,
          `${named}项`,
          explanations.enumerationDiffers(`${numeral}${match[2] ?? ''}`, items.length),
        );
    }
  }
  return found;
}
