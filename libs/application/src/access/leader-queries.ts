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
  readonly postId: string | null;
  readonly correctionReason: string | null;
  /** What it stands for, the latest first; empty where nothing was corrected. */
  readonly earlier: readonly Omit<LeaderActivityView, 'earlier'>[];
}

export interface LeaderActivities {
  readonly items: readonly LeaderActivityView[];
  /** The posts of leaders, for whoever records. */
  readonly posts: readonly { readonly id: string; readonly title: string }[];
  readonly actions: readonly ('record' | 'correct')[];
}

/** 第一责任人履职: what is on record for a plan, in the order of the days; null for whoever does not read the jurisdiction. */
export async function listLeaderActivities(tx: Tx, scope: Scope, planId: string): Promise<LeaderActivities | null> {
  if (!scope.isWhole) return null;
  const plans = await tx.query('select 1 from plan where id = $1 and jurisdiction_id = $2', [planId, scope.jurisdictionId]);
  if (plans.length === 0) return null;
  const rows = await tx.query<Omit<LeaderActivityView, 'earlier'> & { correctsId: string | null }>(
    `select l.id, l.kind, l.held_on as "heldOn", l.text, o.title as "postTitle", p.name as "recordedBy", l.recorded_at as "recordedAt",
       l.post_id as "postId", l.correction_reason as "correctionReason", l.corrects_id as "correctsId"
     from leader_activity l join person p on p.id = l.recorded_by left join post o on o.id = l.post_id
     where l.plan_id = $1 order by l.held_on desc, l.id desc`,
    [planId],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const corrected = new Set(rows.flatMap((row) => row.correctsId ?? []));
  const earlierOf = (id: string | null): Omit<LeaderActivityView, 'earlier'>[] => {
    const row = id === null ? undefined : byId.get(id);
    return row ? [row, ...earlierOf(row.correctsId)] : [];
  };
  const items = rows.filter((row) => !corrected.has(row.id)).map((row) => ({ ...row, earlier: earlierOf(row.correctsId) }));
  const posts = await tx.query<{ id: string; title: string }>(
    `select id, title from post where jurisdiction_id = $1 and role in ('chiefLeader', 'deputyLeader')
     order by role = 'deputyLeader', title`,
    [scope.jurisdictionId],
  );
  return { items, posts, actions: isOffice(scope.actor) ? ['record', 'correct'] : [] };
}
