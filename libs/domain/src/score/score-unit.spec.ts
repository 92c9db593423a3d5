import fc from 'fast-check';
import { rankUnits } from './rank';
import { SCORE_FACTS, type EachRule, type ScoreRule, type ScoreScheme } from './scheme';
import { addPoints, comparePoints, scoreUnit, type ScoredFact } from './score-unit';

const scheme = (rules: readonly ScoreRule[], more: Partial<ScoreScheme> = {}): ScoreScheme => ({
  name: '计分规则',
  base: '80',
  most: '100',
  least: '0',
  appealTerm: { n: 5, unit: 'workingDays' },
  rules,
  ...more,
});
const each = (key: string, fact: EachRule['fact'], points: string, more: Partial<EachRule> = {}): EachRule => ({
  ...{ kind: 'each', key, name: key, fact, points, byRole: {}, cap: null, group: null },
  ...more,
});
let made = 0;
const fact = (kind: ScoredFact['kind'], more: Partial<ScoredFact> = {}): ScoredFact => {
  made += 1;
  return {
    ...{ kind, role: 'lead', taskIds: [`t${made}`], title: '任务', on: '2026-06-30' },
    source: { kind: 'assignment', id: `s${String(made).padStart(3, '0')}` },
    ...more,
  };
};

test('lead counts more than cooperation, and every point has its row', () => {
  const rules = [
    each('done', 'completion.onTime', '2', { byRole: { responsible: '1' } }),
    each('late', 'completion.overdue', '-5'),
  ];
  const sheet = scoreUnit(
    scheme(rules),
    [fact('completion.onTime'), fact('completion.onTime', { role: 'responsible' }), fact('completion.overdue')],
    [],
  );
  expect(sheet.lines.map((line) => line.points)).toEqual(['3', '-5']);
  expect(sheet.lines[0]?.items.map((item) => item.points)).toEqual(['2', '1']);
  expect(sheet.total).toBe('78');
});

test('a rule gives and takes no more than its limit, and the whole stays within its bounds', () => {
  const rules = [each('urged', 'instrument.urging', '-0.5', { cap: '1' }), each('done', 'completion.onTime', '30')];
  const urged = scoreUnit(
    scheme(rules),
    [1, 2, 3].map(() => fact('instrument.urging')),
    [],
  );
  expect(urged.lines[0]).toMatchObject({ points: '-1', uncapped: '-1.5', isCapped: true });
  expect(scoreUnit(scheme(rules), [fact('completion.onTime')], [])).toMatchObject({ unbounded: '110', total: '100' });
});

test('of a group only the heaviest counts for a task, and the others stay visible', () => {
  const rules = [
    each('urged', 'instrument.urging', '-1', { group: '督办' }),
    each('ordered', 'instrument.supervisionOrder', '-3', { group: '督办' }),
  ];
  const sheet = scoreUnit(
    scheme(rules),
    [
      fact('instrument.urging', { taskIds: ['a'] }),
      fact('instrument.urging', { taskIds: ['a', 'b'] }),
      fact('instrument.supervisionOrder', { taskIds: ['a'] }),
    ],
    [],
  );
  expect(sheet.lines.map((line) => line.points)).toEqual(['-1', '-3']);
  expect(sheet.lines[0]?.items.map((item) => [item.points, item.isCovered])).toEqual([
    ['0', true],
    ['-1', false],
  ]);
});

test.each([
  [2, 3, '13.33'],
  [1, 6, '3.33'],
  [5, 6, '16.67'],
  [6, 6, '20'],
  [0, 6, '0'],
])('%i on time of %i give %s of 20 points', (onTime, due, points) => {
  const rules: ScoreRule[] = [{ kind: 'rate', key: 'r', name: '按期完成率', of: 'completion', full: '20', whenNothing: 'none' }];
  const facts = Array.from({ length: due }, (_, n) => fact(n < onTime ? 'completion.onTime' : 'completion.late'));
  const [line] = scoreUnit(scheme(rules), facts, []).lines;
  expect(line).toMatchObject({ points, rate: { onTime, due } });
  expect(line?.items).toHaveLength(due - onTime);
});

test('where nothing has fallen due the rule says what stands', () => {
  const rate = (whenNothing: 'full' | 'none'): ScoreRule => ({
    ...{ kind: 'rate', key: 'r', name: '报送率', of: 'report', full: '10', whenNothing },
  });
  expect(scoreUnit(scheme([rate('full')]), [], []).total).toBe('90');
  expect(scoreUnit(scheme([rate('none')]), [], []).total).toBe('80');
});

test('equal totals share a place, and a unit without a task has none', () => {
  const unit = (total: string, order: number, hasTasks = true) => ({ total, order, hasTasks });
  expect(rankUnits([unit('90', 1), unit('95.5', 2), unit('90', 3), unit('100', 4, false)]).map(({ rank }) => rank)).toEqual([
    ...[1, 2, 2, null],
  ]);
});

const anyFact = fc
  .record({
    kind: fc.constantFrom(...SCORE_FACTS),
    role: fc.constantFrom('lead' as const, 'responsible' as const, 'cooperating' as const),
    task: fc.nat({ max: 3 }),
    on: fc.constantFrom('2026-03-31', '2026-06-30'),
  })
  .map(({ task, ...more }) => ({ ...more, task: `t${task}` }));
const points = fc
  .integer({ min: -500, max: 500 })
  .map((n) => addPoints(`${n < 0 ? '-' : ''}${Math.floor(Math.abs(n) / 100)}.${String(Math.abs(n) % 100).padStart(2, '0')}`));
const anyRule = fc.record({
  fact: fc.constantFrom(...SCORE_FACTS),
  points,
  cap: fc.option(fc.constantFrom('1', '2.5'), { nil: null }),
  group: fc.option(fc.constantFrom('甲', '乙'), { nil: null }),
});

test('a total is its base and its lines, a line its items up to its limit, in whatever order the facts come', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 12 }), fc.array(anyRule, { maxLength: 6 }), (sketches, rules) => {
      const facts = sketches.map(({ task, ...sketch }, index) =>
        fact(sketch.kind, { ...sketch, taskIds: [task], source: { kind: 'assignment', id: `s${index}` } }),
      );
      const own = scheme(
        rules.map((rule, index) => each(`r${index}`, rule.fact, rule.points, { cap: rule.cap, group: rule.group })),
        { most: null, least: null },
      );
      const sheet = scoreUnit(own, facts, []);
      expect(sheet.total).toBe(addPoints(sheet.base, ...sheet.lines.map((line) => line.points)));
      for (const [index, line] of sheet.lines.entries()) {
        expect(line.uncapped).toBe(addPoints('0', ...line.items.map((item) => item.points)));
        const cap = rules[index]?.cap ?? null;
        if (cap !== null) {
          expect(comparePoints(line.points, cap)).toBeLessThanOrEqual(0);
          expect(comparePoints(line.points, `-${cap}`)).toBeGreaterThanOrEqual(0);
        }
      }
      expect(scoreUnit(own, [...facts].reverse(), [])).toEqual(sheet);
    }),
  );
});
