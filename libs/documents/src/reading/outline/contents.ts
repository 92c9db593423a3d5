import type { SourceLine } from '../source';

const HEADING = /^目\s*[录次]$/;
// 一、主要举措……………3, 一、主要举措\t3: an entry ends in the number of a page.
const ENTRY = /^.{2,60}?(?:[.．…·•]{2,}|\t|\s{3,})[\s.．…·]*[-—–－]?\s*[\dⅠ-Ⅻivx]{1,4}\s*[-—–－]?$/i;
const LONGEST_ENTRY = 120;
const FEWEST_ENTRIES = 3;

const isEntry = (text: string): boolean => text.length <= LONGEST_ENTRY && /[\dⅠ-Ⅻivx\s—–－-]$/i.test(text) && ENTRY.test(text);

/** The lines of a table of contents: those that Word marks as such, and typed ones with dots and page numbers. */
export function contentsLines(lines: readonly SourceLine[]): ReadonlySet<number> {
  const contents = new Set(lines.filter((l) => l.origin === 'contents').map((l) => l.line));
  const body = lines.filter((l) => l.origin === 'body' && l.text.trim() !== '');
  for (let i = 0; i < body.length; i++) {
    let end = i;
    while (end < body.length && isEntry(body[end]?.text.trim() ?? '')) end++;
    const isHeaded = i > 0 && HEADING.test(body[i - 1]?.text.trim() ?? '');
    if (end - i >= (isHeaded ? 1 : FEWEST_ENTRIES)) for (let j = i; j < end; j++) contents.add(body[j]?.line ?? 0);
    i = Math.max(i, end - 1);
  }
  for (const line of body) {
    if (!HEADING.test(line.text.trim())) continue;
    const next = lines.find((l) => l.line > line.line && l.text.trim() !== '');
    if (next && contents.has(next.line)) contents.add(line.line);
  }
  return contents;
}
