import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPlan } from './import/import-plan';
import { nextYearItems } from './outline/next-year';
import { outlineOf } from './outline/outline-of';
import { readSource } from './read-source';
import type { SourceDocument } from './source';

// The reports of the five places lie beside the checkout. Where they do not, these tests say so and are skipped.
const SEEDS = join(__dirname, '../../../../../shared/seeds');
const EXPECTED = JSON.parse(readFileSync(join(__dirname, 'seeds.expected.json'), 'utf8')) as Record<string, SeedExpectation>;
const present = existsSync(SEEDS);
if (!present) console.warn('the seed reports are not beside this checkout (../shared/seeds): their tests are skipped');

interface SeedExpectation {
  readonly title: string;
  readonly issuer: string | null;
  readonly receiver: string | null;
  readonly year: number;
  readonly date: string | null;
  /** line, path, heading (its first 24 characters); * before an inferred one. */
  readonly clauses: readonly string[];
  readonly parts: Readonly<Record<string, readonly string[]>>;
  readonly nextYear: readonly string[];
  readonly warnings: readonly string[];
  /** Some of the figures that a person picked out: line and text. */
  readonly figures: readonly string[];
}

const load = (file: string): SourceDocument => {
  const source = readSource(readFileSync(join(SEEDS, file)), file);
  if (!source.ok) throw new Error(source.refusal.code);
  return source.value;
};

const seedTest = present ? test : test.skip;

seedTest('every seed has an expectation', () => {
  expect(readdirSync(SEEDS).sort()).toEqual(Object.keys(EXPECTED).sort());
});

describe.each(Object.entries(EXPECTED))('%s', (file, expected) => {
  seedTest('title, issuer, receiver, year and date', () => {
    const { title, issuer, receiver, year, date } = outlineOf(load(file));
    expect({ title, issuer, receiver, year, date }).toEqual({
      title: expected.title,
      issuer: expected.issuer,
      receiver: expected.receiver,
      year: expected.year,
      date: expected.date,
    });
  });

  seedTest('the outline is complete and in order', () => {
    const { clauses } = outlineOf(load(file));
    expect(clauses.map((c) => `${c.line} ${c.inferred ? '*' : ''}${c.path} ${c.heading.slice(0, 24)}`)).toEqual(expected.clauses);
  });

  seedTest('the parts', () => {
    const { parts } = outlineOf(load(file));
    const short = Object.fromEntries(
      Object.entries(parts).map(([part, pieces]) => [part, pieces.map((p) => `${p.line}:${p.start}-${p.end}`)]),
    );
    expect(short).toEqual(expected.parts);
  });

  seedTest('the measures of the next year, and the same as rows of an import', () => {
    const source = load(file);
    const outline = outlineOf(source);
    const items = nextYearItems(outline, source);
    expect(items.map((i) => `${i.line}:${i.start}-${i.end} ${i.path} ${i.title.slice(0, 24)}`)).toEqual(expected.nextYear);
    const batch = importPlan(source, { year: expected.year + 1 });
    if (!batch.ok) throw new Error(batch.refusal.code);
    expect(batch.value.from).toBe('report');
    expect(batch.value.rows.map((r) => r.title)).toEqual(items.map((i) => i.title));
  });

  seedTest('what looks damaged or is missing', () => {
    expect(outlineOf(load(file)).warnings.map((w) => `${w.line} ${w.message}`)).toEqual(expected.warnings);
  });

  seedTest('figures with their clauses', () => {
    const { figures, clauses } = outlineOf(load(file));
    expect(figures.map((f) => `${f.line} ${f.text}`)).toEqual(expect.arrayContaining([...expected.figures]));
    for (const figure of figures.filter((f) => f.clause !== null)) {
      expect(clauses.find((c) => c.id === figure.clause)?.line).toBeLessThanOrEqual(figure.line);
    }
  });

  seedTest('every clause’s words stand in the source, each line of the body once', () => {
    const source = load(file);
    const lines = new Map(source.lines.map((l) => [l.line, l.text]));
    const { clauses } = outlineOf(source);
    const inLines = clauses.filter((c) => c.kind !== 'point' && !c.inferred);
    for (const clause of clauses.filter((c) => !c.inferred)) {
      const own = (lines.get(clause.line) ?? '').slice(clause.start, clause.end);
      expect(own.startsWith(clause.label)).toBe(true);
      expect(own).toContain(clause.heading);
    }
    expect(new Set(inLines.map((c) => c.line)).size).toBe(inLines.length);
  });
});
