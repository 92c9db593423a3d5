import type { Tx } from '@duban/database';
import { isOffice } from '../kernel/actor';
import type { Scope } from './scope';

export interface LeaderActivityView {
  readonly id: string;
  readonly kind: string;
  readonly heldOn: string;
  readonly text: string;
  readonly postTitle: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

export interface LeaderActivities {
  readonly items: readonly LeaderActivityView[];
  /** The posts of leaders, for whoever records. */
  readonly posts: readonly { readonly id: string; readonly title: string }[];
  readonly actions: readonly 'record'[];
}

/** 第一责任人履职: what is on record for a plan, in the order of the days; null for whoever does not read the jurisdiction. */
export async function listLeaderActivities(tx: Tx, scope: Scope, planId: string): Promise<LeaderActivities | null> {
  if (!scope.isWhole) return null;
  const plans = await tx.query('select 1 from plan where id = $1 and jurisdiction_id = $2', [planId, scope.jurisdictionId]);
  if (plans.length === 0) return null;
  const items = await tx.query<LeaderActivityView>(
    `select l.id, l.kind, l.held_on as "heldOn", l.text, o.title as "postTitle", p.name as "recordedBy", l.recorded_at as "recordedAt"
     from leader_activity l join person p on p.id = l.recorded_by left join post o on o.id = l.post_id
     where l.plan_id = $1 order by l.held_on desc, l.id desc`,
    [planId],
  );
  const posts = await tx.query<{ id: string; title: string }>(
    `select id, title from post where jurisdiction_id = $1 and role in ('chiefLeader', 'deputyLeader')
     order by role = 'deputyLeader', title`,
    [scope.jurisdictionId],
  );
  return { items, posts, actions: isOffice(scope.actor) ? ['record'] : [] };
}
