import { isPastDue, type ObligationKind } from '@duban/domain';
import type { Tx } from '@duban/database';
import { hasRole } from '../kernel/actor';
import { listWaitingFor } from '../sign-offs/list-waiting-for';
import { place, type Scope } from './scope';

export interface TodoView {
  readonly kind: ObligationKind;
  readonly obligationId: string;
  readonly title: string;
  readonly unitName: string;
  readonly period: string | null;
  readonly dueOn: string | null;
  readonly dueAt: Date | null;
  readonly isOverdue: boolean;
  /** Under review: filed, and somebody else's to decide. */
  readonly isFiled: boolean;
  readonly subjectKind: 'task' | 'instrument';
  readonly subjectId: string;
}

/** What my units owe and have not filed, the most urgent first; long-term work without a day comes last. */
export async function readTodo(tx: Tx, scope: Scope, nowMs: number): Promise<TodoView[]> {
  if (!hasRole(scope.actor, 'liaison', 'unitHead')) return [];
  const units = scope.actor.posts
    .filter((post) => post.role === 'liaison' || post.role === 'unitHead')
    .map((post) => post.unitId);
  const rows = await tx.query<Omit<TodoView, 'isOverdue'>>(
    `select o.kind, o.id as "obligationId", coalesce(t.title, i.title) || coalesce('：' || o.name, '') as title, n.name as "unitName", o.period,
       o.due_on as "dueOn", o.due_at as "dueAt", o.filed_at is not null as "isFiled",
       case when o.instrument_id is null then 'task' else 'instrument' end as "subjectKind",
       coalesce(o.instrument_id, o.task_id) as "subjectId"
     from obligation o left join task t on t.id = o.task_id left join instrument i on i.id = o.instrument_id
       left join assignment a on a.id = o.assignment_id
       left join lateral (select name from unit_name where unit_id = o.holder_unit_id order by from_on desc limit 1) n on true
     where o.holder_unit_id = any($1::uuid[]) and o.state = 'open' and o.kind not in ('signOffStep', 'reportDuty')
       -- A piece is waited for by the post that holds it.
       and (o.kind <> 'piece' or o.holder_post_id = any($3::uuid[]))
       and coalesce(a.state, '') not in ('suspended', 'cancelled')
       -- A period that has not ended is not to be reported yet; receipt comes before completion.
       and (o.kind <> 'completion' or a.state in ('received', 'returned', 'completionFiled'))
       and (o.kind <> 'periodReport' or o.due_on <= ($2::timestamptz at time zone 'Asia/Shanghai')::date + 30)
     order by o.filed_at is not null, coalesce(o.due_on, o.due_at::date) nulls last, o.id limit 200`,
    [units, new Date(nowMs), scope.actor.posts.map((post) => post.postId)],
  );
  return rows.map((row) => ({
    ...row,
    isOverdue: !row.isFiled && isPastDue({ dueOn: row.dueOn, dueAtMs: row.dueAt?.getTime() ?? null }, nowMs),
  }));
}

export interface NoticeView {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly madeAt: Date;
  readonly readAt: Date | null;
  readonly items: readonly {
    readonly id: string;
    readonly text: string;
    readonly subjectKind: string;
    readonly subjectId: string;
    /** The task to open, where the item is about one. */
    readonly taskId: string | null;
  }[];
}

/** My notices, the latest first, from the one after `after`. */
export async function listNotices(tx: Tx, scope: Scope, after: string | null, limit: number): Promise<NoticeView[]> {
  const values: unknown[] = [scope.actor.personId];
  const older =
    after === null ? '' : `and (n.made_at, n.id) < (select made_at, id from notice where id = ${place(values, after)})`;
  const notices = await tx.query<Omit<NoticeView, 'items'>>(
    `select n.id, n.title, n.kind, n.made_at as "madeAt", n.read_at as "readAt" from notice n
     where n.receiver_id = $1 ${older} order by n.made_at desc, n.id desc limit ${place(values, limit)}`,
    values,
  );
  const items = await tx.query<NoticeView['items'][number] & { noticeId: string }>(
    `select i.id, i.notice_id as "noticeId", i.text, i.subject_kind as "subjectKind", i.subject_id as "subjectId",
       coalesce(a.task_id, o.task_id, t.id, r.task_id) as "taskId"
     from notice_item i left join assignment a on i.subject_kind = 'assignment' and a.id = i.subject_id
       left join obligation o on o.id = i.obligation_id left join task t on i.subject_kind = 'task' and t.id = i.subject_id
       left join progress_report r on i.subject_kind = 'progressReport' and r.id = i.subject_id
     where i.notice_id = any($1::uuid[]) and i.receiver_id = $2 order by i.made_at, i.id`,
    [notices.map((notice) => notice.id), scope.actor.personId],
  );
  return notices.map((notice) => ({ ...notice, items: items.filter((item) => item.noticeId === notice.id) }));
}

export async function countUnread(tx: Tx, scope: Scope): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    'select count(*)::int as n from notice where receiver_id = $1 and read_at is null',
    [scope.actor.personId],
  );
  return row?.n ?? 0;
}

export interface WaitingSignOff {
  readonly id: string;
  readonly title: string;
  readonly subjectKind: string;
  readonly stepName: string;
  readonly filedBy: string;
  readonly filedUnit: string;
  readonly filedAt: string;
  readonly dueOn: string | null;
  readonly dueAt: string | null;
  readonly isOverdue: boolean;
}

/** The sign-offs at which this person may sign now, the oldest first. */
export async function listMySignOffs(tx: Tx, scope: Scope, today: string, nowMs: number): Promise<WaitingSignOff[]> {
  const steps = await listWaitingFor(tx, scope.actor, today);
  const waiting = steps.filter((step) => step.path !== 'exception');
  const names = await tx.query<{ id: string; person: string; unit: string | null }>(
    `select s.id, p.name as person, n.name as unit from sign_off s join person p on p.id = s.filed_by
       left join lateral (select name from unit_name where unit_id = s.filed_unit_id order by from_on desc limit 1) n on true
     where s.id = any($1::uuid[])`,
    [waiting.map((step) => step.signOffId)],
  );
  return waiting.map((step) => {
    const name = names.find((each) => each.id === step.signOffId);
    return {
      id: step.signOffId,
      title: step.title,
      subjectKind: step.subjectKind,
      stepName: step.stepName,
      filedBy: name?.person ?? '',
      filedUnit: name?.unit ?? '',
      filedAt: step.filedAt,
      dueOn: step.dueOn,
      dueAt: step.dueAt,
      isOverdue: isPastDue({ dueOn: step.dueOn, dueAtMs: step.dueAt === null ? null : Date.parse(step.dueAt) }, nowMs),
    };
  });
}
