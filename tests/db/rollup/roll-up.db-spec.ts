import fc from 'fast-check';
import {
  actorOn,
  newId,
  readCellSources,
  readReportedFigures,
  readRollUp,
  readRollUpPage,
  readRoster,
  readTargets,
  readTwoBases,
  scopeOf,
  type CellSource,
  type RollUpAsk,
  type Scope,
} from '@duban/application';
import { withTransaction, type Tx } from '@duban/database';
import { countOnce, instantOf, rollUp, showCell, showDecimal, type RollUpBy, type RollUpCell } from '@duban/domain';
import { writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';
import { openTestDeps, type TestDeps } from '../../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2026-07-01', 9));
  sample = await writeSampleJurisdiction(
    deps,
    { name: '示例区', officeName: '示例区司法局', unitNames: ['甲局', '乙局', '丙局'], fromOn: '2020-01-01' },
    'x',
  );
});
afterAll(() => deps.close());

interface ShareSketch {
  readonly task: number;
  readonly unit: number;
  readonly role: 'lead' | 'collating';
  readonly struckOff: boolean;
}

interface ReportSketch {
  readonly share: number;
  readonly period: string | null;
  readonly state: 'filed' | 'signed' | 'returned';
  readonly signedDay: number;
  readonly late: boolean;
  /** By indicator: 案件 (count), 资金 (amount), 整改率 (ratio), 浓度 (relative). */
  readonly figures: readonly (readonly [number, number, number])[];
}

interface PlanSketch {
  readonly shares: readonly ShareSketch[];
  readonly reports: readonly ReportSketch[];
}

const INDICATORS = [
  { name: '案件', kind: 'count', unit: '件' },
  { name: '资金', kind: 'amount', unit: '万元' },
  { name: '整改率', kind: 'ratio', unit: '%' },
  { name: '浓度', kind: 'count', unit: 'mg/m³' },
] as const;
/** Tasks 0 and 1 stand under the first clause, 2 under the second, 3 under the third, in another chapter. */
const CLAUSE_OF_TASK = [0, 0, 1, 2] as const;
const CHAPTERS = ['一、依法履职', '一、依法履职', '二、制度建设'] as const;

async function writePlan(sketch: PlanSketch): Promise<string> {
  const planId = newId();
  const by = sample.office.clerk.personId;
  const clauses = CHAPTERS.map(() => newId());
  const tasks = CLAUSE_OF_TASK.map(() => newId());
  const indicators = tasks.map(() => INDICATORS.map(() => newId()));
  const shares = sketch.shares.map(() => newId());
  await withTransaction(deps.database, async (tx) => {
    await tx.run(
      `insert into plan (id, jurisdiction_id, year, kind, title, state, version, policy_version_id, calendar_id, source)
       values ($1, $2, 2026, 'annual', '计划', 'issued', 1, $3, $4, '{}')`,
      [planId, sample.jurisdictionId, sample.policyVersionId, sample.calendarId],
    );
    for (const [n, id] of clauses.entries())
      await tx.run(
        `insert into work_point (id, jurisdiction_id, plan_id, position, chapter, label, path, heading, text, source)
         values ($1, $2, $3, $4, $5, '', '', '条目', '', '{}')`,
        [id, sample.jurisdictionId, planId, n + 1, CHAPTERS[n]],
      );
    for (const [n, id] of tasks.entries()) {
      await tx.run(
        `insert into task (id, jurisdiction_id, plan_id, work_point_id, position, title, deadline_kind, due_on, original_due_on, version)
         values ($1, $2, $3, $4, $5, '任务', 'date', '2026-12-31', '2026-12-31', 1)`,
        [id, sample.jurisdictionId, planId, clauses[CLAUSE_OF_TASK[n] ?? 0], n + 1],
      );
      for (const [k, indicator] of INDICATORS.entries())
        await tx.run(
          'insert into indicator (id, jurisdiction_id, plan_id, task_id, name, kind, unit, target) values ($1, $2, $3, $4, $5, $6, $7, $8)',
          [
            indicators[n]?.[k],
            sample.jurisdictionId,
            planId,
            id,
            indicator.name,
            indicator.kind,
            indicator.unit,
            k === 0 ? '100' : null,
          ],
        );
    }
    for (const [n, share] of sketch.shares.entries())
      await tx.run(
        `insert into assignment (id, jurisdiction_id, plan_id, task_id, unit_id, role, printed_role, printed_unit, state, struck_off_at, version)
         values ($1, $2, $3, $4, $5, $6, '牵头', '单位', 'received', $7, 1) on conflict do nothing`,
        [
          shares[n],
          sample.jurisdictionId,
          planId,
          tasks[share.task],
          sample.units[share.unit]?.unitId,
          share.role,
          share.struckOff ? new Date(instantOf('2026-05-01', 9)) : null,
        ],
      );
    for (const report of sketch.reports) {
      const id = newId();
      const obligationId = newId();
      const share = sketch.shares[report.share % sketch.shares.length];
      const written = await tx.query<{ id: string }>('select id from assignment where id = $1', [
        shares[report.share % sketch.shares.length],
      ]);
      if (!share || written.length === 0) continue;
      await tx.run(
        `insert into obligation (id, jurisdiction_id, kind, owner_kind, owner_id, opened_at, due_on, due_version, provisional, state,
           policy_version_id, calendar_id, due_reason) values ($1, $2, 'periodReport', 'plan', $3, $4, $5, 1, false, 'open', $6, $7, 'x')`,
        [
          obligationId,
          sample.jurisdictionId,
          planId,
          new Date(instantOf('2026-01-01', 9)),
          report.late ? '2026-04-09' : '2026-04-10',
          sample.policyVersionId,
          sample.calendarId,
        ],
      );
      await tx.run(
        `insert into progress_report (id, jurisdiction_id, plan_id, task_id, assignment_id, obligation_id, period, state, text, problems,
           next_steps, filed_at, filed_by, signed_at, signed_by, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, '已推进。', '', '', $9, $10, $11, $10, 1)`,
        [
          id,
          sample.jurisdictionId,
          planId,
          tasks[share.task],
          written[0]?.id,
          obligationId,
          report.period,
          report.state,
          new Date(instantOf('2026-04-10', 23)),
          by,
          report.state === 'signed' ? new Date(instantOf(`2026-06-${String(report.signedDay).padStart(2, '0')}`, 9)) : null,
        ],
      );
      for (const [k, whole, part] of report.figures) {
        const ratio = INDICATORS[k]?.kind === 'ratio';
        await tx.run(
          `insert into report_figure (id, jurisdiction_id, progress_report_id, indicator_id, value, numerator, denominator)
           values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
          [
            newId(),
            sample.jurisdictionId,
            id,
            indicators[share.task]?.[k],
            ratio ? null : k === 1 ? `${whole}.${String(part).padStart(2, '0')}` : String(whole),
            ratio ? String(Math.min(whole, part)) : null,
            ratio ? String(Math.max(whole, part, 1)) : null,
          ],
        );
      }
    }
  });
  return planId;
}

const planSketch: fc.Arbitrary<PlanSketch> = fc.record({
  shares: fc.array(
    fc.record({
      task: fc.nat({ max: 3 }),
      unit: fc.nat({ max: 2 }),
      role: fc.constantFrom('lead' as const, 'collating' as const),
      struckOff: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  reports: fc.array(
    fc.record({
      share: fc.nat({ max: 5 }),
      period: fc.constantFrom('2026-Q1', '2026-Q2', null),
      state: fc.constantFrom('signed' as const, 'signed' as const, 'signed' as const, 'filed' as const, 'returned' as const),
      signedDay: fc.integer({ min: 1, max: 30 }),
      late: fc.boolean(),
      figures: fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 99 }), fc.nat({ max: 99 })), { maxLength: 4 }),
    }),
    { maxLength: 8 },
  ),
});

const shown = (cells: readonly RollUpCell[]) =>
  cells.map(({ value, numerator, denominator, ...cell }) => ({
    ...cell,
    value: value && showDecimal(value),
    numerator: numerator && showDecimal(numerator),
    denominator: denominator && showDecimal(denominator),
  }));

const CUTS: readonly (readonly RollUpBy[])[] = [
  [],
  ['task'],
  ['clause'],
  ['chapter'],
  ['unit'],
  ['jurisdiction'],
  ['period'],
  ['chapter', 'unit', 'period'],
  ['jurisdiction', 'clause'],
];
const AS_OF_MS = instantOf('2026-06-15', 18);

test('the database adds up what the pure roll-up adds up, by every cut', async () => {
  await fc.assert(
    fc.asyncProperty(planSketch, async (sketch) => {
      const planId = await writePlan(sketch);
      await withTransaction(deps.database, async (tx) => {
        const query = { planIds: [planId], asOfMs: AS_OF_MS };
        const { counted } = countOnce(await readReportedFigures(tx, query), AS_OF_MS);
        for (const by of CUTS) {
          const cells = await readRollUp(tx, { ...query, by });
          expect(shown(cells)).toEqual(shown(rollUp(counted, by)));
        }
      });
    }),
    { numRuns: 25 },
  );
}, 120_000);

const scopeOfPerson = async (tx: Tx, personId: string): Promise<Scope> =>
  scopeOf(deps.database, actorOn(await readRoster(tx, sample.jurisdictionId), sample.jurisdictionId, personId, '2026-07-01'));

/** The place of a cell as the page asks for its rows. */
const placed = (ask: RollUpAsk, cell: RollUpAsk & Record<string, unknown>, by: readonly RollUpBy[]): RollUpAsk => ({
  ...ask,
  ...(by.includes('chapter') ? { chapter: String(cell['chapter']) } : {}),
  ...(by.includes('clause') ? { clauseId: String(cell['clauseId']) } : {}),
  ...(by.includes('task') ? { taskId: String(cell['taskId']) } : {}),
  ...(by.includes('unit') ? { unitId: String(cell['unitId']) } : {}),
  ...(by.includes('jurisdiction') ? { jurisdictionId: String(cell['jurisdictionId']) } : {}),
  ...(by.includes('period') ? { period: cell['period'] } : {}),
});

async function allSources(
  tx: Tx,
  scope: Scope,
  planId: string,
  ask: RollUpAsk,
  cell: Parameters<typeof readCellSources>[3]['measure'],
) {
  const items: CellSource[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page = await readCellSources(tx, scope, planId, { ask, measure: cell, after }, instantOf('2026-07-01', 9));
    if (!page) throw new Error('no plan');
    items.push(...page.items);
    after = page.next;
    more = after !== null;
  }
  return items;
}

test('every cell of the page opens its rows, and the rows that count add up to it', async () => {
  await fc.assert(
    fc.asyncProperty(planSketch, fc.constantFrom(...CUTS), async (sketch, by) => {
      const planId = await writePlan(sketch);
      await withTransaction(deps.database, async (tx) => {
        const scope = await scopeOfPerson(tx, sample.office.clerk.personId);
        const ask: RollUpAsk = { by, asOfOn: '2026-06-15', units: 'bySuccessor', withLower: false };
        const page = await readRollUpPage(tx, scope, planId, ask, instantOf('2026-07-01', 9));
        for (const cell of page?.cells ?? []) {
          const rows = await allSources(tx, scope, planId, placed(ask, cell as never, by), cell);
          const counted = rows.filter((row) => row.leftOut === null);
          expect(counted).toHaveLength(cell.figures);
          expect(counted.filter((row) => row.late)).toHaveLength(cell.late);
          if (cell.value === null || cell.figures === 1) continue;
          const hundredths = counted.map((row) => Math.round(Number(row.shown.replace(cell.unit, '')) * 100));
          expect(hundredths.reduce((a, b) => a + b, 0)).toBe(Math.round(Number(cell.value) * 100));
        }
      });
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('a unit rolls up what it has reported, and one that has no share sees no plan', async () => {
  const planId = await writePlan({
    shares: [share(0, 0), share(2, 1)],
    reports: [signed(0, '2026-Q1', 1, [[0, 5, 0]]), signed(1, '2026-Q1', 1, [[0, 7, 0]])],
  });
  const seen = (personId: string | undefined) =>
    withTransaction(deps.database, async (tx) => {
      const ask: RollUpAsk = { by: ['unit'], units: 'asNamed', withLower: false };
      const page = await readRollUpPage(tx, await scopeOfPerson(tx, personId ?? ''), planId, ask, instantOf('2026-07-01', 9));
      return page?.cells.map((cell) => `${cell.unitName}${cell.shown}`);
    });
  expect(await seen(sample.office.clerk.personId)).toEqual(['甲局5件', '乙局7件']);
  expect(await seen(sample.units[1]?.liaison.personId)).toEqual(['乙局7件']);
  expect(await seen(sample.units[2]?.liaison.personId)).toBeUndefined();
});

test('units merged in July stand apart in June and together after, with the same total (S38)', async () => {
  const merged = await openTestDeps(instantOf('2026-08-10', 9));
  const own = [deps, sample] as const;
  try {
    deps = merged;
    sample = await writeSampleJurisdiction(
      merged,
      { name: '示例市', officeName: '示例市司法局', unitNames: ['市文化局', '市旅游局', '市文旅局'], fromOn: '2020-01-01' },
      'x',
    );
    const [culture, tourism, both] = sample.units.map((unit) => unit.unitId);
    const planId = await writePlan({
      shares: [share(0, 0), share(0, 1)],
      reports: [signed(0, '2026-Q1', 1, [[0, 5, 0]]), signed(1, '2026-Q1', 1, [[0, 7, 0]])],
    });
    await merged.database.query(`update unit_name set to_on = '2026-06-30' where unit_id = any($1::uuid[])`, [
      [culture, tourism],
    ]);
    await merged.database.query('update unit set successor_id = $2 where id = any($1::uuid[])', [[culture, tourism], both]);
    const read = (asOfOn: string, units: 'asNamed' | 'bySuccessor') =>
      withTransaction(merged.database, async (tx) => {
        const scope = await scopeOfPerson(tx, sample.office.clerk.personId);
        const page = await readRollUpPage(
          tx,
          scope,
          planId,
          { by: ['unit'], asOfOn, units, withLower: false },
          instantOf('2026-08-10', 9),
        );
        return page?.cells.map((cell) => [cell.unitName, cell.formerNames, cell.shown]);
      });
    const apart = [
      ['市文化局', [], '5件'],
      ['市旅游局', [], '7件'],
    ];
    expect(await read('2026-06-30', 'bySuccessor')).toEqual(apart);
    expect(await read('2026-07-31', 'asNamed')).toEqual(apart);
    expect(await read('2026-07-31', 'bySuccessor')).toEqual([['市文旅局', ['市文化局', '市旅游局'], '12件']]);
    const sources = await withTransaction(merged.database, async (tx) => {
      const scope = await scopeOfPerson(tx, sample.office.clerk.personId);
      const ask: RollUpAsk = { by: ['unit'], asOfOn: '2026-07-31', units: 'bySuccessor', withLower: false, unitId: both ?? '' };
      return allSources(tx, scope, planId, ask, { name: '案件', unit: '件', kind: 'count' });
    });
    expect(sources.map((row) => [row.unitName, row.shown]).sort()).toEqual([
      ['市文化局', '5件'],
      ['市旅游局', '7件'],
    ]);
  } finally {
    [deps, sample] = own;
    await merged.close();
  }
}, 60_000);

test('what a lower jurisdiction offers counts once at each level', async () => {
  const upperPlan = await writePlan({
    shares: [share(0, 0), share(0, 1)],
    reports: [signed(0, '2026-Q1', 1, [[0, 5, 0]]), signed(1, '2026-Q1', 1, [[0, 7, 0]])],
  });
  const upper = sample;
  try {
    sample = await writeSampleJurisdiction(
      deps,
      {
        name: '示例镇',
        officeName: '示例镇司法所',
        unitNames: ['镇一办', '镇二办', '镇三办'],
        fromOn: '2020-01-01',
        loginPrefix: 'zhen',
      },
      'x',
    );
    const lowerPlan = await writePlan({
      shares: [share(0, 0), share(1, 0)],
      reports: [signed(0, '2026-Q1', 1, [[0, 7, 0]]), signed(1, '2026-Q1', 1, [[0, 2, 0]])],
    });
    const standsFor = upper.units[1]?.unitId;
    await deps.database.query('update unit set stands_for_id = $2 where id = $1', [standsFor, sample.jurisdictionId]);
    await deps.database.query('update jurisdiction set upper_id = $2 where id = $1', [
      sample.jurisdictionId,
      upper.jurisdictionId,
    ]);
    // The lower's first task answers the upper's assignment to the unit that stands for it; its second is its own.
    await deps.database.query(
      `update task set answers_assignment_id = (select id from assignment where plan_id = $2 and unit_id = $3)
       where plan_id = $1 and position = 1`,
      [lowerPlan, upperPlan, standsFor],
    );
    const lower = sample;
    sample = upper;
    const read = (personId: string, planId: string, jurisdictionId: string, withLower: boolean) =>
      withTransaction(deps.database, async (tx) => {
        const actor = actorOn(await readRoster(tx, jurisdictionId), jurisdictionId, personId, '2026-07-01');
        const ask: RollUpAsk = { by: ['jurisdiction'], units: 'asNamed', withLower };
        const page = await readRollUpPage(tx, await scopeOf(deps.database, actor), planId, ask, instantOf('2026-07-01', 9));
        return page?.cells.map((cell) => [cell.jurisdictionName, cell.shown]).sort();
      });
    const clerk = upper.office.clerk.personId;
    expect(await read(clerk, upperPlan, upper.jurisdictionId, false)).toEqual([
      ['示例区', '5件'],
      ['示例镇', '7件'],
    ]);
    expect(await read(clerk, upperPlan, upper.jurisdictionId, true)).toEqual([
      ['示例区', '5件'],
      ['示例镇', '9件'],
    ]);
    expect(await read(lower.office.clerk.personId, lowerPlan, lower.jurisdictionId, true)).toEqual([['示例镇', '9件']]);
  } finally {
    sample = upper;
  }
}, 60_000);

test('a part asked for alone is the same as that part of the whole', async () => {
  await fc.assert(
    fc.asyncProperty(planSketch, async (sketch) => {
      const planId = await writePlan(sketch);
      await withTransaction(deps.database, async (tx) => {
        const query = { planIds: [planId], asOfMs: AS_OF_MS };
        const whole = await readRollUp(tx, { ...query, by: ['chapter', 'unit', 'period'] });
        const unitId = sample.units[1]?.unitId ?? '';
        const part = await readRollUp(tx, {
          ...query,
          by: ['chapter', 'unit', 'period'],
          chapter: CHAPTERS[0],
          unitIds: [unitId],
          period: '2026-Q1',
        });
        expect(part).toEqual(
          whole.filter((cell) => cell.chapter === CHAPTERS[0] && cell.unitId === unitId && cell.period === '2026-Q1'),
        );
      });
    }),
    { numRuns: 15 },
  );
}, 120_000);

const signed = (share: number, period: string | null, signedDay: number, figures: ReportSketch['figures']): ReportSketch => ({
  ...{ share, period, state: 'signed', signedDay, late: false, figures },
});
const share = (task: number, unit: number, role: 'lead' | 'collating' = 'lead', struckOff = false): ShareSketch => ({
  ...{ task, unit, role, struckOff },
});
const readAll = (planId: string, by: readonly RollUpBy[], asOfMs = AS_OF_MS) =>
  withTransaction(deps.database, (tx) => readRollUp(tx, { planIds: [planId], asOfMs, by }));

test('three tasks with three, two and one unit are six unit-tasks, and a second report adds to neither', async () => {
  const planId = await writePlan({
    shares: [
      ...[share(0, 0, 'lead', true), share(0, 1, 'lead', true), share(0, 2, 'lead', true)],
      ...[share(2, 0, 'lead', true), share(2, 1), share(3, 0)],
    ],
    reports: [signed(0, '2026-Q1', 1, [[0, 5, 0]]), signed(0, '2026-Q2', 2, [[0, 7, 0]])],
  });
  const bases = await withTransaction(deps.database, (tx) => readTwoBases(tx, planId, AS_OF_MS));
  expect(bases?.byTask).toEqual({ total: 3, done: 1, rate: '33.3%' });
  expect(bases?.byUnit).toEqual({ total: 6, done: 4, rate: '66.7%' });
  expect(typeof bases?.byUnit.total).toBe('number');
  expect(bases?.bridge).toEqual({
    bySize: [
      { units: 1, tasks: 1, shares: 1 },
      { units: 2, tasks: 1, shares: 2 },
      { units: 3, tasks: 1, shares: 3 },
    ],
    further: 3,
    sharesOfDoneTasks: 3,
    doneSharesOfOpenTasks: 1,
  });
  expect((await readAll(planId, [])).map((cell) => showCell(cell))).toEqual(['12件']);
});

test('a figure that a unit signs again replaces the first, in whichever role it reports', async () => {
  const planId = await writePlan({
    shares: [share(0, 0, 'lead'), share(0, 0, 'collating'), share(0, 1, 'lead')],
    reports: [signed(0, '2026-Q1', 1, [[0, 50, 0]]), signed(1, '2026-Q1', 3, [[0, 60, 0]]), signed(2, '2026-Q1', 2, [[0, 9, 0]])],
  });
  expect((await readAll(planId, [])).map((cell) => showCell(cell))).toEqual(['69件']);
  expect((await readAll(planId, [], instantOf('2026-06-02', 18))).map((cell) => showCell(cell))).toEqual(['59件']);
});

test('a ratio is its added numerators over its added denominators, and a relative amount has no sum', async () => {
  const planId = await writePlan({
    shares: [share(0, 0), share(2, 1)],
    reports: [
      signed(0, '2026-Q1', 1, [[2, 1, 2], [3, 40, 0]]), // prettier-ignore
      signed(1, '2026-Q1', 1, [[2, 98, 99], [3, 60, 0]]), // prettier-ignore
    ],
  });
  expect((await readAll(planId, ['chapter'])).map((cell) => showCell(cell))).toEqual(['98.02%（99/101）', '—']);
});

test('a target is reached by what is signed as of the moment', async () => {
  const planId = await writePlan({
    shares: [share(0, 0)],
    reports: [signed(0, '2026-Q1', 1, [[0, 99, 0]]), signed(0, '2026-Q2', 10, [[0, 1, 0]])],
  });
  const standing = async (day: string) => {
    const all = await withTransaction(deps.database, (tx) => readTargets(tx, planId, instantOf(day, 18)));
    return all.find((each) => each.cell !== null)?.standing;
  };
  expect(await standing('2026-06-09')).toEqual({ state: 'notReached', rate: '99.0%' });
  expect(await standing('2026-06-10')).toEqual({ state: 'reached', rate: '100.0%' });
});
