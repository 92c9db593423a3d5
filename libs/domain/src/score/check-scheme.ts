import { flawless, listOf, maybe, record, shapeByWord, text, whole, wordOf, type Shape, type ShapePath } from '../policy/shape';
import { RATE_SUBJECTS, SCORE_FACTS, type ScoreScheme } from './scheme';

export type SchemeFlaw =
  | { readonly code: 'SHAPE'; readonly path: ShapePath }
  | { readonly code: 'KEY_TWICE' | 'CAP_NEGATIVE' | 'FULL_NEGATIVE'; readonly rule: string }
  | { readonly code: 'NO_RULES' | 'BASE_OUTSIDE' | 'BOUNDS_CROSSED' };

const POINTS = /^-?\d{1,4}(\.\d{1,2})?$/;
const points: Shape = (value, path, flaws) => {
  if (typeof value !== 'string' || !POINTS.test(value)) flaws.found.push({ path, reason: 'wrong', found: value });
};
const head = { key: text, name: text };
const ROLES = { lead: points, collating: points, responsible: points, cooperating: points };

const scheme: Shape = record({
  name: text,
  base: points,
  most: maybe(points),
  least: maybe(points),
  appealTerm: record({ n: whole(1, 60), unit: wordOf(['workingDays', 'calendarDays']) }),
  rules: listOf(
    shapeByWord('kind', {
      each: {
        ...head,
        fact: wordOf(SCORE_FACTS),
        points,
        byRole: record({}, ROLES),
        cap: maybe(points),
        group: maybe(text),
      },
      rate: { ...head, of: wordOf(RATE_SUBJECTS), full: points, whenNothing: wordOf(['full', 'none']) },
      award: { ...head, cap: maybe(points) },
    }),
  ),
});

/** Checks scoring rules before they may be used. What has not the shape of a scheme is told first, alone. */
export function checkScheme(value: unknown): { readonly scheme: ScoreScheme | null; readonly flaws: readonly SchemeFlaw[] } {
  const shape = flawless();
  scheme(value, [], shape);
  if (shape.found.length > 0) return { scheme: null, flaws: shape.found.map(({ path }) => ({ code: 'SHAPE', path })) };
  const read = value as ScoreScheme;
  return { scheme: read, flaws: rulesOf(read) };
}

function rulesOf(read: ScoreScheme): SchemeFlaw[] {
  const flaws: SchemeFlaw[] = [];
  const seen = new Set<string>();
  for (const rule of read.rules) {
    if (seen.has(rule.key)) flaws.push({ code: 'KEY_TWICE', rule: rule.name });
    seen.add(rule.key);
    if (rule.kind !== 'rate' && rule.cap !== null && Number(rule.cap) < 0) flaws.push({ code: 'CAP_NEGATIVE', rule: rule.name });
    if (rule.kind === 'rate' && Number(rule.full) < 0) flaws.push({ code: 'FULL_NEGATIVE', rule: rule.name });
  }
  if (read.rules.length === 0) flaws.push({ code: 'NO_RULES' });
  const [base, most, least] = [Number(read.base), read.most, read.least];
  if (most !== null && least !== null && Number(least) > Number(most)) flaws.push({ code: 'BOUNDS_CROSSED' });
  else if ((most !== null && base > Number(most)) || (least !== null && base < Number(least)))
    flaws.push({ code: 'BASE_OUTSIDE' });
  return flaws;
}
