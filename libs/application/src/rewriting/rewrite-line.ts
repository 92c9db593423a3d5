import { JobLineRow, JobRow, type ObligationRow } from '@duban/database';
import type { Act } from '../kernel/act';

/** What became of one armed rung in a rewriting. Instants as ISO text. */
export interface RungShift {
  readonly key: string;
  /** `superseded`: its new moment is past already, so it is never sent. */
  readonly change: 'moved' | 'added' | 'dropped' | 'superseded';
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * `moved`: the due day moved. `settled`: the same day, provisional no longer. `waiting`: it was certain and would come earlier,
 * the office decides; then `moved` or `kept`. `kept` too: set otherwise than by the term that changed. `rewritten`: only rungs changed. `failed`: it could not be rewritten.
 */
export type LineOutcome = 'moved' | 'settled' | 'waiting' | 'kept' | 'rewritten' | 'unchanged' | 'failed';

/** Why a rewriting counts a day anew: the reason that the change of the due day keeps. */
export type DueCause = 'policyChanged' | 'calendarChanged';

export interface RewriteLine {
  readonly due: { readonly from: string | null; readonly to: string | null; readonly provisional: boolean } | null;
  readonly rungs: readonly RungShift[];
  /** What moved the day or would; `setOtherwise`: the changed term does not reach a day that was set by a person or an act. */
  readonly because?: DueCause | 'setOtherwise';
  readonly error?: string;
  /** Who decided about a day that waited, and why. */
  readonly decidedBy?: string;
  readonly reason?: string;
}

export interface PolicyChangePayload {
  readonly planId: string;
  readonly fromPolicyVersionId: string;
  readonly policyVersionId: string;
}

export interface CalendarChangePayload {
  readonly fromCalendarId: string;
  readonly calendarId: string;
}

/** What a job has done so far; counts of obligations. */
export interface JobProgress {
  readonly rewritten: number;
  readonly moved: number;
  readonly waiting: number;
  readonly failed: number;
  readonly finishedAt: string | null;
}

export const NO_PROGRESS: JobProgress = { rewritten: 0, moved: 0, waiting: 0, failed: 0, finishedAt: null };

export interface Rewritten {
  /** As it was before. */
  readonly row: ObligationRow;
  readonly hasNewPolicy: boolean;
  readonly hasNewCalendar: boolean;
  readonly outcome: LineOutcome;
  readonly line: RewriteLine;
}

/** The jobs that are not done: whoever comes to an obligation first, a job or the clock, writes the same line for them. */
export const unfinishedJobs = (act: Act): Promise<JobRow[]> =>
  act.tx.find(JobRow, `r.jurisdiction_id = $1 and r.state <> 'done' order by r.made_at, r.id`, [act.jurisdictionId]);

/** Writes what became of each obligation to the list of every job that it belongs to; a line that is there stays. */
export async function writeLines(act: Act, jobs: readonly JobRow[], rewritten: readonly Rewritten[]): Promise<void> {
  const lines: JobLineRow[] = [];
  for (const each of rewritten) {
    for (const job of jobs) {
      const isPolicys =
        job.kind === 'policyChange' && each.hasNewPolicy && (job.payload as PolicyChangePayload).planId === each.row.ownerId;
      const isCalendars = job.kind === 'calendarChange' && each.hasNewCalendar;
      if (!isPolicys && !isCalendars) continue;
      lines.push({
        jobId: job.id,
        obligationId: each.row.id,
        jurisdictionId: act.jurisdictionId,
        outcome: each.outcome,
        data: each.line,
        madeAt: act.now,
      });
    }
  }
  await act.tx.insertMissing(JobLineRow, lines);
}
