import type { WorkCalendar } from '../calendar/work-calendar';
import { limitEnd } from '../clock/armed-rungs';
import type { ObligationKind } from '../clock/obligation';
import type { DayString } from '../day/day';
import { endOfDay } from '../day/instant';
import { periodAfter, periodOf, periodOfDay } from '../deadline/period';
import type { Policy } from '../policy/policy';
import type { Id } from '../shared/ids';
import type { Cycle, Limit } from '../shared/limit';
import type { Role } from '../task/assignment';

/** A share of a task as it stands when the plan is issued. */
export interface IssuedShare {
  readonly role: Role;
  /** Null for long-term work. */
  readonly dueOn: DayString | null;
  /** The task's own cycle; null takes the policy's. */
  readonly cycle: Cycle | null;
  /** The words from which the day was read; null where the year's end was taken. */
  readonly deadlinePhrase: string | null;
  /** The milestones that this share owes (`milestonesOwed`). */
  readonly milestones?: readonly { readonly id: Id; readonly name: string; readonly dueOn: DayString }[];
}

/** One thing that a share owes from the plan's issue on. */
export interface OwedThing {
  readonly kind: ObligationKind;
  readonly period: string | null;
  /** Of a milestone: which one, and its name. */
  readonly stageKey?: string;
  readonly name?: string;
  readonly due: { readonly on: DayString; readonly provisional?: boolean } | { readonly within: Limit } | null;
  readonly dueReason: string;
}

/** The day on which the report of a period is due: the policy's limit, counted from the period's last day. */
export function periodDue(period: string, limit: Limit, calendar: WorkCalendar): { on: DayString; provisional: boolean } {
  const end = periodOf(period).endOn;
  const due = limitEnd(endOfDay(end) - 1, limit, calendar);
  return { on: due.dueOn ?? end, provisional: due.provisional };
}

/** The period after this one, or null where an annual plan of the year owes it no more; the standing plan's go on. */
export function nextPeriodOwed(period: string, plan: { readonly year: number; readonly kind: string }): string | null {
  const next = periodAfter(period).key;
  return plan.kind !== 'standing' && Number(next.slice(0, 4)) > plan.year ? null : next;
}

/** The periods of which a share that is carried over on `today` (结转) owes the report: the one that runs and the next. */
export function periodsCarried(cycle: Cycle, into: { readonly year: number; readonly kind: string }, today: DayString): string[] {
  const first = `${into.year}-01-01`;
  const current = periodOfDay(cycle, into.kind !== 'standing' && today < first ? first : today).key;
  const next = nextPeriodOwed(current, into);
  return next === null ? [current] : [current, next];
}

/** What a share owes when its plan is issued on `today`: receipt, completion, milestones, and the report of the period that runs and of the next. */
export function owedAtIssue(
  share: IssuedShare,
  policy: Policy,
  calendar: WorkCalendar,
  plan: { readonly year: number; readonly kind: string },
  today: DayString,
): OwedThing[] {
  const owes = policy.owes[share.role];
  const owed: OwedThing[] = [];
  if (owes.receipt) {
    owed.push({ kind: 'receipt', period: null, due: { within: policy.receiptTerm }, dueReason: 'policy.receiptTerm' });
  }
  if (owes.completion) {
    owed.push({
      kind: 'completion',
      period: null,
      due: share.dueOn === null ? null : { on: share.dueOn },
      dueReason: share.deadlinePhrase === null ? 'plan.yearEnd' : 'plan.text',
    });
  }
  for (const { id, name, dueOn } of share.milestones ?? []) {
    owed.push({ kind: 'milestone', period: null, stageKey: id, name, due: { on: dueOn }, dueReason: 'milestone' });
  }
  const cycle = share.cycle ?? policy.defaultCycle;
  if (!owes.periodReports || cycle === null) return owed;
  const current = periodOfDay(cycle, today < `${plan.year}-01-01` ? `${plan.year}-01-01` : today).key;
  for (const period of [current, periodAfter(current).key]) {
    if (Number(period.slice(0, 4)) > plan.year) continue;
    owed.push({
      kind: 'periodReport',
      period,
      due: periodDue(period, policy.periodReportTerm, calendar),
      dueReason: 'policy.periodReportTerm',
    });
  }
  return owed;
}
