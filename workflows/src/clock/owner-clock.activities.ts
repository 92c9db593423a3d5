import type { ClockOwner } from '@duban/domain';

export interface OwnerInput {
  readonly owner: ClockOwner;
}

export type NextFireAnswer =
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'open';
      readonly atMs: number | null;
      /** What falls then, by its key in the policy: for the run's details, never for a decision. Not in histories before 2026-12. */
      readonly rungKey?: string;
    };

export interface DueInput {
  readonly owner: ClockOwner;
  /** An activity's own clock stands still where time is skipped: time comes from the workflow. Milliseconds. */
  readonly nowMs: number;
}

export interface DueAnswer {
  readonly recorded: number;
  readonly more: boolean;
}

/** The port of the loop that all three workflows run. `libs/temporal` implements it on PostgreSQL, the specs in memory. */
export interface OwnerClockActivities {
  nextFireAt(input: OwnerInput): Promise<NextFireAnswer>;
  handleDue(input: DueInput): Promise<DueAnswer>;
}
