import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentRefusals } from '@duban/wording';
import type { ImportBatch, ImportRow } from './import/batch';
import { importPlan } from './import/import-plan';
import type { Outline, PartName } from './outline/outline';
import { outlineOf } from './outline/outline-of';
import { readSource } from './read-source';
import type { Doubt, Place, SourceDocument } from './source';

const CORPUS = join(__dirname, '../../../../tests/fixtures/documents');
const PLAN_YEAR = 2026;

/** What a file of the corpus is expected to read as; see the corpus's README for the short forms. */
interface Expected {
  readonly refusal?: string;
  readonly importRefusal?: string;
  readonly format?: string;
  readonly encoding?: string;
  readonly title?: string | null;
  readonly issuer?: string | null;
  readonly receiver?: string | null;
  readonly date?: string | null;
  readonly lines?: readonly string[];
  readonly automatic?: readonly number[];
  readonly clauses?: readonly string[];
  readonly parts?: Readonly<Record<PartName, readonly number[]>>;
  readonly warnings?: readonly string[];
  readonly rows?: readonly string[];
  readonly doubts?: readonly string[];
  readonly sourceDoubts?: readonly string[];
}

const expectations = JSON.parse(readFileSync(join(CORPUS, 'expected.json'), 'utf8')) as Record<string, Expected>;
const files = readdirSync(CORPUS).filter((name) => !/\.(cjs|json|md)$/.test(name));

test('every file of the corpus has an expectation, and there are at least 30', () => {
  expect(files.slice().sort()).toEqual(Object.keys(expectations).sort());
  expect(files.length).toBeGreaterThanOrEqual(30);
});

test.each(Object.entries(expectations))('%s reads as expected', (name, expected) => {
  const source = readSource(readFileSync(join(CORPUS, name)), name);
  if (expected.refusal !== undefined) {
    expect(source).toMatchObject({ ok: false, refusal: { code: expected.refusal } });
    expect(documentRefusals[expected.refusal]?.(source.ok ? {} : source.refusal.params)).toMatch(/[\u4e00-\u9fff].*(上传|检查)/);
    return;
  }
  if (!source.ok) throw new Error(source.refusal.code);
  expectSource(source.value, expected);
  expectOutline(outlineOf(source.value), expected);
  const batch = importPlan(source.value, { year: PLAN_YEAR });
  if (expected.importRefusal !== undefined) expect(batch).toMatchObject({ ok: false, refusal: { code: expected.importRefusal } });
  else if (expected.rows !== undefined) {
    if (!batch.ok) throw new Error(batch.refusal.code);
    expectBatch(batch.value, source.value, expected);
  }
});

function expectSource(source: SourceDocument, expected: Expected): void {
  expect(source.format).toBe(expected.format);
  expect(source.encoding).toBe(expected.encoding ?? null);
  expect(source.lines.map((l) => l.line)).toEqual(source.lines.map((_, i) => i + 1));
  if (expected.lines) expect(source.lines.map((l) => l.text)).toEqual(expected.lines);
  if (expected.automatic) expect(source.lines.map((l) => l.automatic)).toEqual(expected.automatic);
  if (expected.sourceDoubts) expect(source.doubts.map(shortDoubt)).toEqual(expected.sourceDoubts);
}

function expectOutline(outline: Outline, expected: Expected): void {
  for (const key of ['title', 'issuer', 'receiver', 'date'] as const)
    if (expected[key] !== undefined) expect(outline[key]).toBe(expected[key]);
  if (expected.clauses)
    expect(outline.clauses.map((c) => `${c.inferred ? '*' : ''}${c.path} ${c.heading}`)).toEqual(expected.clauses);
  if (expected.warnings) expect(outline.warnings.map((w) => `${w.line} ${w.code}`)).toEqual(expected.warnings);
  if (!expected.parts) return;
  const lines = Object.fromEntries(
    Object.entries(outline.parts).map(([part, pieces]) => [part, [...new Set(pieces.map((p) => p.line))]]),
  );
  expect(lines).toEqual(expected.parts);
}

const ROLES = { lead: '牵头', collating: '汇总', responsible: '责任', cooperating: '配合' } as const;

function expectBatch(batch: ImportBatch, source: SourceDocument, expected: Expected): void {
  expect(batch.rows.map(shortRow)).toEqual(expected.rows);
  if (!expected.doubts) return;
  const own = batch.doubts.filter((d) => !source.doubts.includes(d) || d.code === 'DOCUMENT.SHEET_HIDDEN');
  expect(own.map(shortDoubt).sort()).toEqual([...expected.doubts].sort());
  for (const row of batch.rows) for (const doubt of row.doubts) expect(batch.doubts).toContain(doubt);
}

function shortRow(row: ImportRow): string {
  const roles = (Object.keys(ROLES) as (keyof typeof ROLES)[])
    .map((role) => [
      ROLES[role],
      row.units
        .filter((u) => u.role === role)
        .map((u) => u.name)
        .join('、'),
    ]) // prettier-ignore
    .filter(([, names]) => names !== '')
    .map(([role, names]) => `${role} ${names}`);
  const people = row.people.map((p) => `${p.printed} ${p.name}`);
  const { deadline: d } = row;
  const deadline = {
    date: `${d.date ?? ''}${d.soft ? ' soft' : ''}`,
    cycle: `cycle ${d.cycle ?? ''}`,
    offset: `offset ${d.base ?? ''} ${d.n ?? ''} ${d.unit ?? ''}`,
    longTerm: 'longTerm',
    none: 'none',
    unset: 'unset',
  }[d.kind];
  const place = row.place.row !== undefined ? row.place.row : row.place.line;
  return [row.path, row.title, [...roles, ...people].join(';'), deadline, place ?? ''].join('|');
}

const shortPlace = (place: Place): string =>
  place.cell ?? (place.sheet && place.sheet !== 'Sheet1' ? place.sheet : (place.line ?? ''))?.toString();
const shortDoubt = (d: Doubt): string => `${shortPlace(d.place)} ${d.code}`.trim();
