import { flawless, listOf, maybe, record, shapeByWord, text, whole, wordOf, type Shape, type ShapePath } from '../policy/shape';
import { RATE_SUBJECTS, SCORE_FACTS, type ScoreScheme } from './scheme';

/** What is wrong, and in which field; `rule` names the rule that it is in, as far as it has a name. */
export interface SchemeFlaw {
  readonly code: 'SHAPE' | 'KEY_TWICE' | 'CAP_NEGATIVE' | 'FULL_NEGATIVE' | 'NO_RULES' | 'BASE_OUTSIDE' | 'BOUNDS_CROSSED';
  readonly path: ShapePath;
  readonly rule?: string;
}

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
  read.rules.forEach((rule, index) => {
    const find = (code: SchemeFlaw['code'], field: string) =>
      flaws.push({ code, path: ['rules', index, field], rule: rule.name });
    if (seen.has(rule.key)) find('KEY_TWICE', 'key');
    seen.add(rule.key);
    if (rule.kind !== 'rate' && rule.cap !== null && Number(rule.cap) < 0) find('CAP_NEGATIVE', 'cap');
    if (rule.kind === 'rate' && Number(rule.full) < 0) find('FULL_NEGATIVE', 'full');
  });
  if (read.rules.length === 0) flaws.push({ code: 'NO_RULES', path: ['rules'] });
  const [base, most, least] = [Number(read.base), read.most, read.least];
  if (most !== null && least !== null && Number(least) > Number(most)) flaws.push({ code: 'BOUNDS_CROSSED', path: ['least'] });
  else if ((most !== null && base > Number(most)) || (least !== null && base < Number(least)))
    flaws.push({ code: 'BASE_OUTSIDE', path: ['base'] });
  return flaws;
}
