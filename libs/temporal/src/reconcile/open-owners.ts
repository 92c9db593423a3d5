import type { ClockOwner } from '@duban/domain';
import type { Deps } from '@duban/application';
import { withTransaction } from '@duban/database';

export interface OpenOwner extends ClockOwner {
  readonly jurisdictionId: string;
}

/** Every owner whose row needs a clock: issued plans until 归档, unclosed instruments that have a rung armed, running sign-offs. */
export function openOwners(deps: Pick<Deps, 'database'>): Promise<OpenOwner[]> {
  return withTransaction(deps.database, (tx) =>
    tx.query<OpenOwner>(
      `select 'plan' as kind, id, jurisdiction_id as "jurisdictionId" from plan where state in ('issued', 'wrappedUp')
       union all
       select 'instrument', i.id, i.jurisdiction_id from instrument i where i.closed_at is null and exists
         (select from armed_rung a where a.owner_kind = 'instrument' and a.owner_id = i.id)
       union all
       select 'signOff', id, jurisdiction_id from sign_off where state = 'running'
       order by 1, 2`,
    ),
  );
}
