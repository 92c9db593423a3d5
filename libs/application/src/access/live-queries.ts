import type { Tx } from '@duban/database';

/** What a person's pages are told: how many notices are unread, and which is the last. */
export interface NoticeMark {
  readonly personId: string;
  readonly unread: number;
  readonly latest: string | null;
}

export interface LiveChanges {
  readonly marks: readonly NoticeMark[];
  /** Jurisdictions in which a sign-off has moved since `since`. */
  readonly signOffsMovedIn: readonly string[];
  /** To be given as `since` the next time: everything older than it has been seen. */
  readonly until: string;
}

/**
 * For all who watch, in two statements: their notices, and where sign-offs moved since the last look. `since` is a transaction
 * mark of PostgreSQL, so that what commits late is not missed; null only marks the beginning.
 */
export async function readLiveChanges(tx: Tx, personIds: readonly string[], since: string | null): Promise<LiveChanges> {
  const [now] = await tx.query<{ until: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as until');
  const marks = await tx.query<NoticeMark>(
    `select p.id as "personId", count(n.id) filter (where n.read_at is null)::int as unread,
       (select id::text from notice where receiver_id = p.id order by made_at desc, id desc limit 1) as latest
     from unnest($1::uuid[]) p(id) left join notice n on n.receiver_id = p.id and n.read_at is null group by p.id`,
    [personIds],
  );
  const moved =
    since === null
      ? []
      : await tx.query<{ id: string }>(
          `select distinct jurisdiction_id as id from event where tx >= $1::xid8 and type like 'signOff.%'`,
          [since],
        );
  return { marks, signOffsMovedIn: moved.map((row) => row.id), until: now?.until ?? '0' };
}
