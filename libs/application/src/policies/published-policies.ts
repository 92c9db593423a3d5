import type { Policy } from '@duban/domain';
import type { Tx } from '@duban/database';

/** Every version that was ever published here: a rung key keeps its meaning through all of them, since plans pass between them. */
export async function publishedPolicies(tx: Tx, jurisdictionId: string): Promise<Policy[]> {
  const rows = await tx.query<{ body: Policy }>(
    'select body from policy_version where jurisdiction_id = $1 order by made_at, version',
    [jurisdictionId],
  );
  return rows.map((row) => row.body);
}
