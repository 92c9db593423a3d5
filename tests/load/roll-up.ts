import { instantOf } from '@duban/domain';
import { readRollUp, type RollUpQuery } from '@duban/application';
import { withTransaction } from '@duban/database';
import { atMost, timed, type Figure } from './figure';
import { fillPlan } from './fill-plan';
import { writeJurisdiction } from './issued-shares';
import type { Stage } from './stage';

const UNITS = 40;
const FIGURES_A_REPORT = 10;
const RUNS = 3;
const MOST_SECONDS = 2;

/**
 * (e) The roll-up of a plan's signed figures: the whole, by chapter, by unit, by period and by clause, for each number of shares
 * with one report of ten figures. The slowest cut is the figure, in seconds; beside it is how it has grown since the size before.
 */
export async function measureRollUp(stage: Stage, sizes: readonly number[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  let before: { assignments: number; seconds: number } | null = null;
  for (const assignments of sizes) {
    stage.tell(`汇总：${assignments} 项分工、${assignments * FIGURES_A_REPORT} 个数据`);
    const cuts = await measureSize(stage, assignments);
    const seconds = Math.max(...Object.values(cuts));
    const growth: Record<string, number> =
      before === null ? {} : { timesAsMuch: assignments / before.assignments, timesAsLong: seconds / before.seconds };
    figures.push({
      key: `rollUp${assignments}`,
      name: `汇总 ${assignments * FIGURES_A_REPORT} 个数据（最慢的一种）`,
      value: seconds,
      unit: '秒',
      bounds: [atMost('上限', seconds, MOST_SECONDS)],
      more: { ...cuts, ...growth },
    });
    before = { assignments, seconds };
  }
  return figures;
}

/** The best of some runs of each cut, in seconds: what the machine's other guests take is not ours. */
async function measureSize(stage: Stage, assignments: number): Promise<Record<string, number>> {
  const name = await stage.makeDatabase();
  const opened = await stage.open(name, instantOf('2026-07-01', 9));
  try {
    const sample = await writeJurisdiction(opened, UNITS);
    const planId = await fillPlan(opened, sample, {
      assignments,
      unitsPerTask: 4,
      figuresPerReport: FIGURES_A_REPORT,
      tasksPerClause: 5,
      clausesPerChapter: 10,
    });
    await stage.settle();
    const all = { planIds: [planId], asOfMs: instantOf('2026-06-30', 18) };
    const cuts: Readonly<Record<string, RollUpQuery>> = {
      total: { ...all, by: [] },
      chapter: { ...all, by: ['chapter'] },
      unit: { ...all, by: ['unit'] },
      period: { ...all, by: ['period'] },
      clause: { ...all, by: ['clause'] },
      clausesOfOneChapter: { ...all, by: ['clause'], chapter: '第3章' },
    };
    const seconds: Record<string, number> = {};
    for (const [cut, query] of Object.entries(cuts)) {
      const runs: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        runs.push(await timed(() => withTransaction(opened.database, (tx) => readRollUp(tx, query))));
      }
      seconds[cut] = Math.min(...runs) / 1000;
    }
    return seconds;
  } finally {
    await opened.close();
    await stage.dropDatabase(name);
  }
}
