import { dayOf } from '../../day/day';
import { explanations } from '../explanations';
import { Findings } from '../finding';
import type { Passage } from '../passage';

/** A page copied without its 年: 20204月, 202020项, 2021226 alone on a line. The text stays; the likely reading is told. */
export function checkLostCharacters(passages: readonly Passage[]): Findings {
  const found = new Findings('lostCharacter');
  const year = yearOfText(passages);
  for (const { line, text, mentions } of passages) {
    for (const match of text.matchAll(/(?<!\d)((?:19|20)\d{2})(1[0-2]|[1-9])月/g)) {
      doubt(line, match[0], `${match[1] ?? ''}年${match[2] ?? ''}月`, found);
    }
    const alone = /^\s*((?:19|20)\d{2})(\d{2,3})\s*$/.exec(text);
    const date = alone ? dateOf(alone[1] ?? '', alone[2] ?? '') : null;
    if (date) doubt(line, text.trim(), date, found);
    for (const { figure } of mentions) {
      const run = /^(\d{4})(\d{2})(?=\s*\p{Script=Han})/u.exec(figure.text);
      if (!run || run[1] !== year || run[2]?.startsWith('0')) continue;
      doubt(line, figure.text, `${run[1]}年${figure.text.slice(4)}`, found);
    }
  }
  return found;
}

function doubt(line: number, printed: string, likely: string, found: Findings): void {
  found.report('doubt', line, printed, likely, explanations.yearLost(printed, likely));
}

/** The year that the text names most often. */
function yearOfText(passages: readonly Passage[]): string | undefined {
  const times = new Map<string, number>();
  for (const { text } of passages) {
    for (const match of text.matchAll(/(?<!\d)((?:19|20)\d{2})年/g))
      times.set(match[1] ?? '', (times.get(match[1] ?? '') ?? 0) + 1);
  }
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** 226 is 2月26日, since 22月 is none; where two readings are possible the shorter month is the likely one. */
function dateOf(year: string, rest: string): string | null {
  for (const length of [1, 2]) {
    const month = Number(rest.slice(0, length));
    const day = Number(rest.slice(length));
    if (dayOf(Number(year), month, day) !== null) return `${year}年${month}月${day}日`;
  }
  return null;
}
