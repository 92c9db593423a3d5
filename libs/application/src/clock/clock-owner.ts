import type { ClockOwner } from '@duban/domain';
import type { Tx } from '@duban/database';

export interface OwnerFacts {
  readonly jurisdictionId: string;
  /** The plan under which the owner lies, whose shared lock comes first; null for what has none. */
  readonly planId: string | null;
  readonly closed: boolean;
}

const STATEMENTS: Readonly<Record<ClockOwner['kind'], string>> = {
  plan: `select jurisdiction_id as "jurisdictionId", id as "planId", state = 'archived' as closed from plan where id = $1`,
  instrument: `select jurisdiction_id as "jurisdictionId", plan_id as "planId", closed_at is not null as closed
    from instrument where id = $1`,
  signOff: `select jurisdiction_id as "jurisdictionId", plan_id as "planId", state <> 'running' as closed
    from sign_off where id = $1`,
};

/** Null: there is no such owner, so its run may end. */
export async function readOwner(tx: Tx, owner: ClockOwner): Promise<OwnerFacts | null> {
  const [row] = await tx.query<OwnerFacts>(STATEMENTS[owner.kind], [owner.id]);
  return row ?? null;
}
