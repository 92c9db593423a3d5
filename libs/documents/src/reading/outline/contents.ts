import type { SourceLine } from '../source';

const HEADING = /^目\s*[录次]$/;
// 一、主要举措……………3, 一、主要举措\t3: an entry ends in the number of a page.
const ENTRY = /^.{2,60}?(?:[.．…·•]{2,}|\t|\s{3,})[\s.．…·]*[-—–－]?\s*[\dⅠ-Ⅻivx]{1,4}\s*[-—–－]?$/i;
const FEWEST_ENTRIES = 3;

/** The lines of a table of contents: those that Word marks as such, and typed ones with dots and page numbers. */
export function contentsLines(lines: readonly SourceLine[]): ReadonlySet<number> {
  const contents = new Set(lines.filter((l) => l.origin === 'contents').map((l) => l.line));
  const body = lines.filter((l) => l.origin === 'body' && l.text.trim() !== '');
  for (let i = 0; i < body.length; i++) {
    let end = i;
    while (end < body.length && ENTRY.test(body[end]?.text.trim() ?? '')) end++;
    const isHeaded = i > 0 && HEADING.test(body[i - 1]?.text.trim() ?? '');
    if (end - i >= (isHeaded ? 1 : FEWEST_ENTRIES)) for (let j = i; j < end; j++) contents.add(body[j]?.line ?? 0);
    i = Math.max(i, end - 1);
  }
  for (const [i, line] of body.entries()) {
    const next = lines.find((l) => l.line > line.line && l.text.trim() !== '');
    if (HEADING.test(line.text.trim()) && next && (contents.has(next.line) || body[i + 1] === undefined)) contents.add(line.line);
  }
  return contents;
}
