import type { OwnerClockActivities } from '../clock/owner-clock.activities';

/** The port of `planYearWorkflow`. */
export type PlanYearActivities = OwnerClockActivities;
