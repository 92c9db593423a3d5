import { handleDue, nextFireAt, type Deps } from '@duban/application';
import type { InstrumentCaseActivities, PlanYearActivities, SignOffChainActivities } from '@duban/workflows/contract';

/** The activities of all three workflows on PostgreSQL: one line each, no scan, so that a wrong name does not compile. */
export function ownerClockActivities(deps: Deps): PlanYearActivities & InstrumentCaseActivities & SignOffChainActivities {
  return {
    nextFireAt: (input) => nextFireAt(deps, input),
    handleDue: (input) => handleDue(deps, input),
  };
}
