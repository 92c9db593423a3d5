import { addWorkingDays, dayOfInstant, instantOf, type WorkCalendar } from '@duban/domain';
import type { Conduct, SampleJurisdiction, SamplePerson, SampleUnit, Scenario } from '@duban/sample';
import type { ScratchDeps } from '../scratch-database';
import type { ActQueue } from './act-queue';
import type { People } from './people';
import type { PlannedYear } from './plan-from-report';

/** What every reaction of the demo's people works with. */
export interface YearContext {
  readonly deps: ScratchDeps;
  readonly planned: PlannedYear;
  readonly scenario: Scenario;
  readonly sample: SampleJurisdiction;
  readonly calendar: WorkCalendar;
  readonly people: People;
  readonly queue: ActQueue;
  /** The plan, once it is drafted. */
  readonly planId: string;
}

export const unitById = (year: YearContext, unitId: string): SampleUnit | undefined =>
  year.sample.units.find((unit) => unit.unitId === unitId);

/** Whoever holds a post; the demo has one holder for each. */
export function holderOf(year: YearContext, postId: string): SamplePerson | undefined {
  const { office, leaders, units, auditor } = year.sample;
  const all = [
    office.clerk,
    office.head,
    leaders.chief,
    ...leaders.deputies,
    auditor,
    ...units.flatMap((unit) => [unit.liaison, unit.head]),
  ];
  return all.find((person) => person.postId === postId);
}

/** The instant so many working days after (or before) a day, at an hour; never before the present. */
export function workingDaysFrom(year: YearContext, day: string, n: number, hour: number): number {
  const on = n === 0 ? day : addWorkingDays(year.calendar, day, n).date;
  return Math.max(instantOf(on, hour), year.deps.clock.ms);
}

export const todayOf = (year: YearContext): string => dayOfInstant(year.deps.clock.ms);

/** What the scenario has a unit do with the n-th task that it leads. */
export function conductOf<Does extends Conduct['does']>(
  year: YearContext,
  unitName: string,
  nth: number | null,
  ...does: readonly Does[]
): Extract<Conduct, { does: Does }> | undefined {
  return year.planned.conduct.find(
    (each): each is Extract<Conduct, { does: Does }> =>
      each.unit === unitName && (each.task === 'all' || each.task === nth) && (does as readonly string[]).includes(each.does),
  );
}
