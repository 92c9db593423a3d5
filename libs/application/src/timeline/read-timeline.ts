import { eventWord, quoted } from '@duban/wording';
import type { Tx } from '@duban/database';

export type TimelineEntry =
  | { readonly kind: 'done'; readonly at: Date; readonly person: string | null; readonly type: string; readonly text: string }
  | {
      readonly kind: 'told';
      readonly at: Date;
      /** Null: the office's exception list. */
      readonly receiver: string | null;
      readonly title: string;
      readonly texts: readonly string[];
    };

interface DoneRow {
  readonly at: Date;
  readonly type: string;
  readonly person: string | null;
  readonly subject: string | null;
}

interface ToldRow {
  readonly at: Date;
  readonly receiver: string | null;
  readonly title: string;
  readonly texts: readonly string[];
}

/** What people did (events) and what people were told (settled deliveries), in order. What the clock records is told, not listed. */
export async function readTimeline(tx: Tx, jurisdictionId: string): Promise<TimelineEntry[]> {
  const done = await tx.query<DoneRow>(
    `select e.at, e.type, p.name as person, coalesce(s.title, i.number, i.title, t.title, l.title) as subject
     from event e left join person p on p.id = e.person_id left join task t on t.id = e.task_id
       left join instrument i on i.id = e.subject_id left join sign_off s on s.id = e.subject_id left join plan l on l.id = e.plan_id
     where e.jurisdiction_id = $1 and e.person_id is not null order by e.at, e.id`,
    [jurisdictionId],
  );
  const told = await tx.query<ToldRow>(
    `select d.settled_at as at, p.name as receiver, n.title,
       (select array_agg(x.text order by x.made_at, x.id) from notice_item x where x.notice_id = n.id) as texts
     from delivery d join notice n on n.id = d.notice_id left join person p on p.id = n.receiver_id
     where d.jurisdiction_id = $1 and d.state = 'delivered' order by d.settled_at, d.id`,
    [jurisdictionId],
  );
  const entries: TimelineEntry[] = [
    ...done.map((row) => ({
      kind: 'done' as const,
      at: row.at,
      person: row.person,
      type: row.type,
      text: `${eventWord(row.type)}${row.subject === null ? '' : quoted(row.subject)}`,
    })),
    ...told.map((row) => ({ kind: 'told' as const, ...row, texts: row.texts ?? [] })),
  ];
  return entries.sort((a, b) => a.at.getTime() - b.at.getTime());
}
