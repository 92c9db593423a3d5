import { compareReports, composeReport, loadReport, type LoadedReport } from '@duban/cli';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTransaction } from '@duban/database';
import { outlineOf, readSource, writeReportDocx, type ReportContent } from '@duban/documents';
import { instantOf } from '@duban/domain';
import { replayWords } from '@duban/wording';
import { openTestDeps, type TestDeps } from '../../support/database';

const SEEDS = join(__dirname, '../../../../shared/seeds');
const seeds = existsSync(SEEDS) ? readdirSync(SEEDS).sort() : [];
if (seeds.length === 0) console.warn(`the seeds are missing (${SEEDS}): the replay of real reports is not tested`);
const seed = (n: number) => seeds.find((name) => name.startsWith(`00${n}`)) ?? '';
const withSeeds = seeds.length === 5 ? describe : describe.skip;

const sourceOf = (name: string) => {
  const read = readSource(readFileSync(join(SEEDS, name)), name);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
};

async function loaded(name: string): Promise<{ deps: TestDeps; report: LoadedReport }> {
  const deps = await openTestDeps(instantOf('2026-03-02', 10));
  return { deps, report: await loadReport(deps, sourceOf(name), name) };
}

const compose = (deps: TestDeps, report: LoadedReport) =>
  withTransaction(deps.database, (tx) => composeReport(tx, report.planId, report.asOfMs));

/** Every paragraph as it is printed, so that two reports can be laid side by side. */
const linesOf = (content: ReportContent): string[] => [
  ...content.opening.map((paragraph) => paragraph.text),
  ...content.sections.flatMap((section) => [
    section.label + section.heading,
    ...section.paragraphs.map((block) => ('text' in block ? block.text : '')),
  ]),
];

const changeFigure = async (deps: TestDeps, name: string, value: string): Promise<void> => {
  const rows: unknown[] = await deps.database.query(
    `update report_figure set value = $2 where indicator_id = (select id from indicator where name = $1) returning id`,
    [name, value],
  );
  expect(rows.flat().filter((row) => typeof row === 'object')).toHaveLength(1);
};

const ODD = join(__dirname, '../../fixtures/reports');

describe('reports of odd structure', () => {
  const counts: Record<string, [clauses: number, figures: number]> = {
    'decimal-numbers.txt': [11, 16],
    'sections-without-chapters.txt': [8, 12],
    'parts-and-articles.txt': [8, 9],
    'covering-letter-clauses-on-one-line.txt': [11, 10],
    'no-clauses-no-date.txt': [0, 14],
  };

  test.each(Object.entries(counts))(
    '%s comes out with the clauses and figures that went in',
    async (name, [clauses, figures]) => {
      const read = readSource(readFileSync(join(ODD, name)), name);
      if (!read.ok) throw new Error(read.refusal.code);
      const deps = await openTestDeps(instantOf('2026-03-02', 10));
      try {
        const report = await loadReport(deps, read.value, name);
        const docx = readSource(await writeReportDocx((await compose(deps, report)).content), 'replayed.docx');
        if (!docx.ok) throw new Error(docx.refusal.code);
        expect(compareReports(report.outline, outlineOf(docx.value))).toEqual({
          clausesIn: clauses,
          clausesOut: clauses,
          figuresIn: figures,
          figuresOut: figures,
          missing: [],
          added: [],
        });
      } finally {
        await deps.close();
      }
    },
  );

  test('a signature without a date is kept as the signature', async () => {
    const name = 'no-clauses-no-date.txt';
    const read = readSource(readFileSync(join(ODD, name)), name);
    if (!read.ok) throw new Error(read.refusal.code);
    const deps = await openTestDeps(instantOf('2026-03-02', 10));
    try {
      const { content } = await compose(deps, await loadReport(deps, read.value, name));
      expect([content.signature.names, content.date]).toEqual([['海宁路街道办事处'], undefined]);
    } finally {
      await deps.close();
    }
  });
});

withSeeds('the five seeds', () => {
  const counts: Record<number, [clauses: number, figures: number]> = {
    0: [65, 105],
    1: [24, 32],
    2: [28, 58],
    3: [41, 63],
    4: [52, 98],
  };

  test.each([0, 1, 2, 3, 4])('seed %i comes out with the clauses and figures that went in, in their order', async (n) => {
    const { deps, report } = await loaded(seed(n));
    try {
      const { content } = await compose(deps, report);
      const docx = readSource(await writeReportDocx(content), 'replayed.docx');
      if (!docx.ok) throw new Error(docx.refusal.code);
      const compared = compareReports(report.outline, outlineOf(docx.value));
      expect(compared).toEqual({
        clausesIn: counts[n]?.[0],
        clausesOut: counts[n]?.[0],
        figuresIn: counts[n]?.[1],
        figuresOut: counts[n]?.[1],
        missing: [],
        added: [],
      });
      const printed = linesOf(content).join('\n').replace(/\s/g, '');
      for (const line of sourceOf(seed(n)).lines) {
        const text = line.text.replace(/\s|\|$/g, '');
        const isBody = report.outline.clauses.some((clause) => clause.line === line.line) || text.length > 60;
        if (isBody && report.outline.clauses.every((clause) => !clause.inferred || clause.line !== line.line)) {
          // A label and its heading, a heading and its text may stand in paragraphs of their own.
          expect(printed.replace(/\n/g, '')).toContain(text);
        }
      }
    } finally {
      await deps.close();
    }
  });

  test('五华 has its ten chapters and forty-three items numbered through', async () => {
    const { deps, report } = await loaded(seed(0));
    try {
      const { content } = await compose(deps, report);
      const chapters = content.sections.filter((section) => section.level === 1).map((section) => section.label.slice(0, -1));
      expect(chapters).toEqual(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
      const sections = content.sections.filter((section) => section.level === 2 && section.label !== '');
      expect(sections.slice(42, 43).map((section) => section.label)).toEqual(['(四十三)']);
      expect(sections).toHaveLength(43 + 2 + 6);
    } finally {
      await deps.close();
    }
  });

  test('禹王台 marks the two chapters whose headings the source lost', async () => {
    const { deps, report } = await loaded(seed(2));
    try {
      const { content } = await compose(deps, report);
      const marked = content.sections.filter((section) => section.heading === replayWords.inferredHeading);
      expect(marked.map((section) => section.label)).toEqual(['二、', '八、']);
      const notes = content.marginNotes?.filter((note) => note.paragraph === -1).map((note) => note.text);
      expect(notes).toEqual([replayWords.inferredNote(2), replayWords.inferredNote(8)]);
    } finally {
      await deps.close();
    }
  });

  test('with one stored part changed, that figure and the total over it change, and nothing else', async () => {
    const { deps, report } = await loaded(seed(0));
    try {
      const before = linesOf((await compose(deps, report)).content);
      await changeFigure(deps, '行政处罚', '3360');
      const after = linesOf((await compose(deps, report)).content);
      const changed = before.flatMap((line, at) => (line === after[at] ? [] : [[line, after[at]]]));
      expect(changed).toHaveLength(1);
      expect(changed[0]?.[1]).toBe(changed[0]?.[0]?.replace('行政处罚3352项', '行政处罚3360项').replace('4139项', '4147项'));
      expect(changed[0]?.[0]).toContain('4139项');
    } finally {
      await deps.close();
    }
  });

  test('a rate follows the counts that it is computed from, by the one rounding rule', async () => {
    const { deps, report } = await loaded(seed(0));
    try {
      const before = linesOf((await compose(deps, report)).content);
      await changeFigure(deps, '调解成功', '7874');
      const after = linesOf((await compose(deps, report)).content);
      const changed = before.flatMap((line, at) => (line === after[at] ? [] : [[line, after[at]]]));
      expect(changed).toHaveLength(1);
      expect(changed[0]?.[1]).toBe(changed[0]?.[0]?.replace('7873件', '7874件').replace('99.99%', '100.00%'));
    } finally {
      await deps.close();
    }
  });

  test('each stored figure of each seed changes its own place, what is computed from it, and nothing else', async () => {
    for (const name of seeds) {
      const { deps, report } = await loaded(name);
      try {
        const first = await compose(deps, report);
        const before = linesOf(first.content);
        const rows: { id: string; name: string; taskId: string; value: string }[] = await deps.database.query(
          `select f.id, i.name, i.task_id as "taskId", f.value::text as value from report_figure f join indicator i on i.id = f.indicator_id`,
        );
        expect(rows).toHaveLength(report.storedFigures);
        for (const row of rows) {
          await deps.database.query('update report_figure set value = value + 1 where id = $1', [row.id]);
          const { content, clauses } = await compose(deps, report);
          await deps.database.query('update report_figure set value = $2 where id = $1', [row.id, row.value]);
          const after = linesOf(content);
          expect(after).toHaveLength(before.length);
          expect(after.filter((line, at) => line !== before[at])).toHaveLength(1);
          const now = clauses.flatMap((clause) => clause.figures);
          const then = first.clauses.flatMap((clause) => clause.figures);
          now.forEach((figure, at) => {
            const follows = figure.taskId === row.taskId && figure.from.includes(row.name);
            if (figure.name === row.name && figure.taskId === row.taskId) expect(figure.text).not.toBe(then[at]?.text);
            if (!follows) expect(figure.text).toBe(then[at]?.text);
          });
        }
      } finally {
        await deps.close();
      }
    }
  }, 240_000);

  test('the findings of the figure check stand in the margin at their words', async () => {
    const { deps, report } = await loaded(seed(1));
    try {
      const { findings, content } = await compose(deps, report);
      expect(findings.map((finding) => [finding.severity, finding.expected])).toEqual([
        ['error', '1925485件'],
        ['doubt', '981534人次'],
      ]);
      for (const { note } of findings) {
        const block = content.sections[note.sectionIndex]?.paragraphs[note.paragraph];
        expect(block && 'text' in block ? block.text : '').toContain(note.quote);
      }
    } finally {
      await deps.close();
    }
  });
});
