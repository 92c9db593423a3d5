import { holdsOn } from '@duban/domain';
import type { Tx } from '@duban/database';
import { isOffice } from '../kernel/actor';
import { readRoster } from '../kernel/roster';
import type { Scope } from './scope';

export interface StandInView {
  readonly id: string;
  readonly kind: 'acting' | 'delegate';
  readonly postId: string;
  readonly postTitle: string;
  readonly unitName: string;
  readonly personId: string;
  readonly personName: string;
  /** In whose place: the holder; null for a post that nobody holds. */
  readonly principal: string | null;
  readonly fromOn: string;
  readonly toOn: string | null;
  readonly isInForce: boolean;
  readonly actions: readonly 'end'[];
}

export interface StandIns {
  /** Posts that the caller may delegate. */
  readonly myPosts: readonly { readonly postId: string; readonly title: string; readonly unitName: string }[];
  /** Given and received, not yet over; for the office all of its jurisdiction. */
  readonly items: readonly StandInView[];
}

/** 委托与代理: who acts for whom, now and later. */
export async function readStandIns(tx: Tx, scope: Scope, today: string): Promise<StandIns> {
  const roster = await readRoster(tx, scope.jurisdictionId);
  const { actor } = scope;
  const postOf = (id: string) => roster.posts.find((post) => post.id === id);
  const unitName = (postId: string) => roster.units.find((unit) => unit.id === postOf(postId)?.unitId)?.name ?? '';
  const mine = actor.posts.filter((post) => post.kind !== 'delegate');
  const office = isOffice(actor);
  const rows = await tx.query<{
    id: string;
    kind: 'acting' | 'delegate';
    postId: string;
    personId: string;
    personName: string;
    fromOn: string;
    toOn: string | null;
  }>(
    `select h.id, h.kind, h.post_id as "postId", h.person_id as "personId", p.name as "personName", h.from_on as "fromOn", h.to_on as "toOn"
     from post_holding h join person p on p.id = h.person_id
     where h.jurisdiction_id = $1 and h.kind <> 'holder' and (h.to_on is null or (h.to_on >= $2::date and h.to_on >= h.from_on))
       and ($3 or h.person_id = $4 or h.post_id = any($5::uuid[]))
     order by h.from_on, h.id`,
    [scope.jurisdictionId, today, office, actor.personId, mine.map((post) => post.postId)],
  );
  const principals = await tx.query<{ postId: string; name: string }>(
    `select h.post_id as "postId", p.name from post_holding h join person p on p.id = h.person_id
     where h.post_id = any($1::uuid[]) and h.kind = 'holder' and h.from_on <= $2::date and (h.to_on is null or h.to_on >= $2::date)`,
    [rows.map((row) => row.postId), today],
  );
  return {
    myPosts: mine.map((post) => ({
      postId: post.postId,
      title: postOf(post.postId)?.title ?? '',
      unitName: unitName(post.postId),
    })),
    items: rows.map((row) => ({
      ...row,
      postTitle: postOf(row.postId)?.title ?? '',
      unitName: unitName(row.postId),
      principal: principals.find((each) => each.postId === row.postId)?.name ?? null,
      isInForce: holdsOn(row, today),
      // As endStandIn decides.
      actions: office || (row.kind === 'delegate' && mine.some((post) => post.postId === row.postId)) ? ['end' as const] : [],
    })),
  };
}

export interface PersonChoice {
  readonly personId: string;
  readonly name: string;
  /** What the person does today, to tell people of one name apart. */
  readonly posts: string;
}

/** Whom one may choose to act for a post: everybody of the jurisdiction whose account is in use, in the official order. */
export async function listPeople(tx: Tx, scope: Scope, today: string): Promise<PersonChoice[]> {
  return tx.query<PersonChoice>(
    `select p.id as "personId", p.name,
       coalesce(string_agg(case when x.title like n.name || '%' then x.title else n.name || x.title end, '、' order by u.official_order, x.id), '') as posts
     from person p
       left join post_holding h on h.person_id = p.id and h.kind <> 'delegate' and h.from_on <= $2::date and (h.to_on is null or h.to_on >= $2::date)
       left join post x on x.id = h.post_id left join unit u on u.id = x.unit_id
       left join lateral (select name from unit_name where unit_id = u.id order by from_on desc limit 1) n on true
     where p.jurisdiction_id = $1 and p.disabled_at is null and p.id <> $3
     group by p.id, p.name order by min(u.official_order) nulls last, p.name, p.id`,
    [scope.jurisdictionId, today, scope.actor.personId],
  );
}
