import { addDays, compareDays, type DayString } from '../day/day';
import { dayOfInstant, endOfDay, instantOf } from '../day/instant';
import { addWorkingDays, type WorkCalendar } from '../calendar/work-calendar';
import { countTerm } from '../calendar/term';
import { addWorkingHours } from '../calendar/working-hours';
import type { InstrumentKind } from '../instrument/kinds';
import { periodOf } from '../deadline/period';
import type { Policy, Rung, RungBase } from '../policy/policy';
import type { Limit } from '../shared/limit';
import { assertNever } from '../shared/result';
import type { Obligation } from './obligation';

/** The clock's own rung: at the start of a period the next one is written, so that an outage hides no duty. */
export const OPEN_NEXT_PERIOD = 'duban.openNextPeriod';

/** What has come to be for an obligation, from which rungs count. */
export interface ClockFacts {
  /** When an instrument of the kind that holds this obligation was served, or released where it was held; the last one. */
  readonly servedAtMs: Readonly<Partial<Record<InstrumentKind, number>>>;
  /** When each recorded rung of this due version came to count for others: fired, released or superseded. Infinity: not (yet). */
  readonly recordedAtMs: Readonly<Record<string, number>>;
}

export const NO_FACTS: ClockFacts = { servedAtMs: {}, recordedAtMs: {} };

export interface RungMoment {
  readonly rungKey: string;
  readonly fireAtMs: number;
}

export interface Arming {
  /** To be written as armed rungs, in the order of their moments. */
  readonly armed: readonly RungMoment[];
  /** Their moment lies before the act: to be recorded as superseded in it. */
  readonly superseded: readonly RungMoment[];
}

/**
 * The rungs that an obligation arms at `nowMs`, given what is recorded already (design section 5).
 *
 * 1. A rung that is recorded or armed already for this due version is left alone.
 * 2. A rung whose base has not come to be is not armed yet.
 * 3. A rung whose moment lies before the act that arms it is superseded, and what counts from it counts from the act.
 * 4. Nothing is armed for an obligation that is not open.
 */
export function armRungs(
  obligation: Obligation,
  policy: Policy,
  calendar: WorkCalendar,
  facts: ClockFacts,
  alreadyArmed: ReadonlySet<string>,
  nowMs: number,
): Arming {
  if (obligation.state !== 'open') return { armed: [], superseded: [] };
  const armed: RungMoment[] = [];
  const superseded: RungMoment[] = [];
  const recordedAtMs: Record<string, number> = { ...facts.recordedAtMs };
  let waiting = policy.ladder.filter(
    (rung) => concerns(rung, obligation) && !(rung.key in recordedAtMs) && !alreadyArmed.has(rung.key),
  );
  for (;;) {
    const later: Rung[] = [];
    for (const rung of waiting) {
      const fireAtMs = momentOf(rung.from, rung.offset, rung.hour, obligation, calendar, { ...facts, recordedAtMs });
      if (fireAtMs === null) later.push(rung);
      else if (fireAtMs < nowMs) {
        superseded.push({ rungKey: rung.key, fireAtMs });
        recordedAtMs[rung.key] = nowMs;
      } else armed.push({ rungKey: rung.key, fireAtMs });
    }
    // A superseded rung may be the base of another: look again until nothing changes.
    if (later.length === waiting.length || superseded.length === 0) break;
    waiting = later;
  }
  const opening = nextPeriodRung(obligation, policy, calendar);
  if (opening && !(opening.rungKey in facts.recordedAtMs) && !alreadyArmed.has(opening.rungKey)) {
    // Never superseded: a period that has begun must still open the next one.
    armed.push({ ...opening, fireAtMs: Math.max(opening.fireAtMs, nowMs) });
  }
  return { armed: armed.sort((a, b) => a.fireAtMs - b.fireAtMs || (a.rungKey < b.rungKey ? -1 : 1)), superseded };
}

function concerns(rung: Rung, obligation: Obligation): boolean {
  const { kind, instrument, stage, chain } = rung.on;
  if (kind !== obligation.kind) return false;
  // A stage obligation names its stage as `kind.stage`, a step as `chain.step`; a chain's own key may hold a full stop.
  const key = obligation.stageKey ?? '';
  if (instrument !== undefined && !key.startsWith(`${instrument}.`)) return false;
  if (stage !== undefined && !key.endsWith(`.${stage}`)) return false;
  if (chain !== undefined && !key.startsWith(`${chain}.`)) return false;
  return true;
}

function nextPeriodRung(obligation: Obligation, policy: Policy, calendar: WorkCalendar): RungMoment | null {
  if (obligation.period === null) return null;
  if (obligation.kind === 'bulletin') {
    return { rungKey: OPEN_NEXT_PERIOD, fireAtMs: bulletinMoment(obligation.period, policy.periodReportTerm, calendar) };
  }
  if (obligation.kind !== 'periodReport') return null;
  return { rungKey: OPEN_NEXT_PERIOD, fireAtMs: instantOf(periodOf(obligation.period).startOn, 0) };
}

const BULLETIN_HOUR = 9;

/** 定期通报 is drawn on the morning after the reports of its period were due, so that who has not reported can be named. */
export function bulletinMoment(period: string, reportTerm: Limit, calendar: WorkCalendar): number {
  const { endOn } = periodOf(period);
  const reportsDueOn = limitEnd(endOfDay(endOn) - 1, reportTerm, calendar).dueOn ?? endOn;
  return instantOf(addDays(reportsDueOn, 1), BULLETIN_HOUR);
}

/** The moment of one rung, or null while its base has not come to be. */
function momentOf(
  from: RungBase,
  offset: Limit,
  hour: number,
  obligation: Obligation,
  calendar: WorkCalendar,
  facts: ClockFacts,
): number | null {
  const base = baseOf(from, obligation, facts);
  if (base === null) return null;
  return typeof base === 'number' ? fromInstant(base, offset, hour, calendar) : fromDay(base, offset, hour, calendar);
}

/** What a rung counts from: a day, an instant, or null while it has not come to be. */
export function baseOf(
  from: RungBase,
  obligation: Pick<Obligation, 'dueAtMs' | 'dueOn' | 'openedAtMs' | 'period'>,
  facts: ClockFacts,
): DayString | number | null {
  switch (from.base) {
    case 'due':
      return obligation.dueAtMs ?? obligation.dueOn;
    case 'opened':
      return obligation.openedAtMs;
    case 'periodEnd':
      return obligation.period === null ? null : periodOf(obligation.period).endOn;
    case 'served':
      return facts.servedAtMs[from.instrument] ?? null;
    case 'rung': {
      const firedAtMs = facts.recordedAtMs[from.rungKey];
      // Infinity: recorded, but held or skipped, so that nothing counts from it (yet).
      return firedAtMs === undefined || !Number.isFinite(firedAtMs) ? null : firedAtMs;
    }
    default:
      return assertNever(from);
  }
}

function fromInstant(baseMs: number, offset: Limit, hour: number, calendar: WorkCalendar): number {
  if (offset.unit === 'minutes') return baseMs + offset.n * 60_000;
  if (offset.unit === 'workingHours') return offset.n <= 0 ? baseMs : addWorkingHours(calendar, baseMs, offset.n).at;
  return fromDay(dayOfInstant(baseMs), offset, hour, calendar);
}

function fromDay(base: DayString, offset: Limit, hour: number, calendar: WorkCalendar): number {
  switch (offset.unit) {
    case 'minutes':
      return endOfDay(base) + offset.n * 60_000;
    case 'workingHours':
      return offset.n <= 0 ? endOfDay(base) : addWorkingHours(calendar, endOfDay(base), offset.n).at;
    case 'workingDays':
      return instantOf(offset.n === 0 ? base : addWorkingDays(calendar, base, offset.n).date, hour);
    case 'calendarDays':
      return instantOf(addDays(base, offset.n), hour);
    case 'months':
      return instantOf(countTerm(calendar, base, { n: offset.n, unit: 'months' }, { roll: false }).date, hour);
    default:
      return assertNever(offset.unit);
  }
}

/** The day or instant at which a limit that starts at `fromMs` ends; what is counted rolls on to a working day. */
export function limitEnd(
  fromMs: number,
  limit: Limit,
  calendar: WorkCalendar,
): { dueOn: DayString | null; dueAtMs: number | null; provisional: boolean } {
  switch (limit.unit) {
    case 'minutes':
      return { dueOn: null, dueAtMs: fromMs + limit.n * 60_000, provisional: false };
    case 'workingHours': {
      const end = addWorkingHours(calendar, fromMs, limit.n);
      return { dueOn: null, dueAtMs: end.at, provisional: end.provisional };
    }
    case 'workingDays':
    case 'calendarDays':
    case 'months': {
      const end = countTerm(calendar, dayOfInstant(fromMs), { n: limit.n, unit: limit.unit }, { roll: true });
      return { dueOn: end.date, dueAtMs: null, provisional: end.provisional };
    }
    default:
      return assertNever(limit.unit);
  }
}

/** Has the due day in force passed at `nowMs`? A day is inclusive to its end in Asia/Shanghai; no due day never passes. */
export function isPastDue(obligation: Pick<Obligation, 'dueOn' | 'dueAtMs'>, nowMs: number): boolean {
  if (obligation.dueAtMs !== null) return nowMs > obligation.dueAtMs;
  return obligation.dueOn !== null && compareDays(dayOfInstant(nowMs), obligation.dueOn) > 0;
}
