import type { OwnerClockActivities } from '../clock/owner-clock.activities';

/** The port of `instrumentCaseWorkflow`. */
export type InstrumentCaseActivities = OwnerClockActivities;
