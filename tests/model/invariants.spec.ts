import * as fc from 'fast-check';
import { publishedCalendar } from '@duban/calendar';
import { arbitraryYear, yearsToLive } from '../support/year/arbitrary-year';
import { noticesOf } from '../support/year/notices';
import { policyOf } from '../support/year/policy-of-rules';
import { RulesYear } from '../support/year/rules-year';
import { dayOf, instantOf, plusWorkingDays } from './days';
import { comings, endsAtMs, issuedAtMs } from './moments';
import { rules, type Deed, type LadderStep, type Lived, type RandomYear, type Recorded } from './year';

/*
 * The invariants of design section 5, each by its own sentence over random years on the pure rules; what needs rows (drafts,
 * receivers, digests) is in tests/db/year/invariants.db-spec.ts. docs/architecture.md lists which test holds which sentence.
 */

const calendar = publishedCalendar();
const policy = policyOf(rules);
let lives: { readonly year: RandomYear; readonly lived: Lived }[];
beforeAll(() => {
  const { numRuns, seed } = yearsToLive('DUBAN_YEARS_INVARIANTS', 300);
  lives = fc
    .sample(arbitraryYear(2025), { numRuns, seed })
    .map((year) => ({ year, lived: new RulesYear(year, policy, calendar).live() }));
});

/** Looks at each of the random years; the year that fails is told with the failure. */
function inRandomYears(look: (year: RandomYear, lived: Lived) => void): void {
  for (const { year, lived } of lives) {
    try {
      look(year, lived);
    } catch (error) {
      throw new Error(`${(error as Error).message}\nin ${JSON.stringify(year)}`, { cause: error });
    }
  }
}

const stepOf = (record: Recorded): LadderStep => {
  const step = rules.ladder.find((each) => each.key === record.step);
  if (!step) throw new Error(record.step);
  return step;
};
const isOfTask = (record: Recorded, task: number) => record.owed.startsWith(`${task}.`);
/** Told at its moment, not by a later release. */
const isSent = (record: Recorded) => record.outcome === 'fired';

/** The deeds that were let be done, with their instants. */
function doneDeeds(year: RandomYear, lived: Lived): { readonly atMs: number; readonly deed: Deed }[] {
  return comings(year).flatMap((coming) =>
    coming.is === 'deed' && lived.done[coming.index] === true ? [{ atMs: coming.atMs, deed: coming.deed }] : [],
  );
}

/** From each done deed of the one kind on a task to the next of the other. */
function spans(year: RandomYear, lived: Lived, from: Deed['kind'], to: Deed['kind'] | null) {
  const deeds = doneDeeds(year, lived);
  return deeds.flatMap(({ atMs, deed }, index) => {
    if (deed.kind !== from || !('task' in deed)) return [];
    const end = deeds
      .slice(index + 1)
      .find((each) => each.deed.kind === to && 'task' in each.deed && each.deed.task === deed.task);
    return [{ task: deed.task, fromMs: atMs, toMs: end?.atMs ?? endsAtMs(year) }];
  });
}
const within = (record: Recorded, span: { fromMs: number; toMs: number }) =>
  record.recordedAtMs > span.fromMs && record.recordedAtMs < span.toMs;

test('each rung at most once for an obligation and a due version; exactly once where it stays due', () => {
  inRandomYears((_, lived) => {
    const keys = lived.records.map((record) => `${record.owed} v${record.dueVersion} ${record.step}`);
    expect(new Set(keys).size).toBe(keys.length);
    const armed = new Set(lived.armed.map((text) => text.split(' ').slice(0, 3).join(' ')));
    const recorded = new Set(keys);
    for (const standing of lived.standings.filter((each) => each.state === 'open' && each.dueOn !== null)) {
      const kind = standing.owed.split('.')[1];
      for (const step of rules.ladder.filter((each) => each.on === kind && each.from === 'due')) {
        const key = `${standing.owed} v${standing.dueVersion} ${step.key}`;
        expect([key, recorded.has(key) !== armed.has(key)]).toEqual([key, true]);
      }
    }
  });
});

test('nothing is sent for what is done, cancelled or frozen', () => {
  inRandomYears((year, lived) => {
    const accepted = doneDeeds(year, lived).filter(({ deed }) => deed.kind === 'decide' && deed.agreed);
    for (const { atMs, deed } of accepted) {
      if (!('task' in deed)) continue;
      expect(lived.records.filter((record) => isOfTask(record, deed.task) && record.recordedAtMs > atMs)).toEqual([]);
    }
    for (const span of spans(year, lived, 'cancel', null))
      expect(lived.records.filter((record) => isOfTask(record, span.task) && within(record, span))).toEqual([]);
    for (const span of spans(year, lived, 'suspend', 'resume'))
      expect(lived.records.filter((record) => isOfTask(record, span.task) && isSent(record) && within(record, span))).toEqual([]);
    for (const span of spans(year, lived, 'complete', 'decide'))
      expect(
        lived.records.filter((record) => record.owed === `${span.task}.completion` && isSent(record) && within(record, span)),
      ).toEqual([]);
  });
});

test('a new due date, a return or a resumption re-arms what follows from it, all in one act, and the first breach stands', () => {
  inRandomYears((_, lived) => {
    const versions = new Map<string, number>();
    for (const record of lived.records) {
      // Nothing of an older version is recorded once a newer one is in force.
      expect(record.dueVersion).toBeGreaterThanOrEqual(versions.get(record.owed) ?? 1);
      versions.set(record.owed, record.dueVersion);
    }
    for (const standing of lived.standings) {
      expect(standing.breaches).toBeLessThan(standing.dueVersion);
      expect(lived.armed.filter((text) => text.startsWith(`${standing.owed} v`))).toEqual(
        lived.armed.filter((text) => text.startsWith(`${standing.owed} v${standing.dueVersion} `)),
      );
      if (standing.state !== 'open') expect(lived.armed.filter((text) => text.startsWith(`${standing.owed} v`))).toEqual([]);
    }
  });
});

test('a rung whose moment lies before the act that arms it is recorded as superseded in that act, and none before the issue fires', () => {
  inRandomYears((year, lived) => {
    for (const record of lived.records) {
      const isBehind = record.recordedAtMs > record.fireAtMs + rules.graceMinutes * 60_000;
      if (isBehind && !record.late) expect(record.outcome).toBe('superseded');
      if (record.fireAtMs < issuedAtMs(year)) expect(record.outcome).toBe('superseded');
    }
  });
});

test('what counts from a superseded rung counts from that act', () => {
  const notices = noticesOf(calendar);
  inRandomYears((year, lived) => {
    if (year.deeds.some(({ deed }) => deed.kind === 'calendar')) return;
    for (const record of lived.records.filter((each) => stepOf(each).from !== 'due' && each.outcome === 'fired')) {
      const { from, days } = stepOf(record);
      if (from === 'due') continue;
      const base = lived.records.find(
        (each) => each.owed === record.owed && each.dueVersion === record.dueVersion && each.step === from.step,
      );
      if (base?.outcome !== 'superseded') continue;
      const act = new Date(base.recordedAtMs + 8 * 3_600_000).toISOString().slice(0, 10);
      expect(record.fireAtMs).toBe(instantOf(plusWorkingDays(notices, dayOf(act), days), 9));
    }
  });
});

test('an extension asked in time freezes escalation until decided', () => {
  inRandomYears((year, lived) => {
    for (const span of spans(year, lived, 'askExtension', 'decideExtension'))
      expect(
        lived.records.filter((record) => record.owed === `${span.task}.completion` && isSent(record) && within(record, span)),
      ).toEqual([]);
  });
});

test('late rungs are recorded in the order of their moments; one that calls people in, or follows one recorded late, is held', () => {
  inRandomYears((_, lived) => {
    const late = lived.records.filter((record) => record.late);
    for (const [index, record] of late.entries()) {
      const previous = late[index - 1];
      if (previous && previous.recordedAtMs === record.recordedAtMs && previous.owed === record.owed)
        expect(record.fireAtMs).toBeGreaterThanOrEqual(previous.fireAtMs);
      const { act, from } = stepOf(record);
      const base =
        from === 'due'
          ? undefined
          : late.find(
              (each) =>
                each.owed === record.owed &&
                each.dueVersion === record.dueVersion &&
                each.step === from.step &&
                each.recordedAtMs < record.recordedAtMs,
            );
      // Released where the paper was in a case already, it is told as skipped.
      if (act === 'summons' || base) expect(record.outcome === 'held' || record.resolution !== null).toBe(true);
    }
    for (const record of lived.records.filter((each) => each.outcome === 'held')) expect(record.late).toBe(true);
  });
});
