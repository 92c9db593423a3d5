import type { OwnerClockActivities } from '../clock/owner-clock.activities';

/** The port of `signOffChainWorkflow`. */
export type SignOffChainActivities = OwnerClockActivities;
