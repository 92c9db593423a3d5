import {
  allowedPieceActions,
  decideSplit,
  type AssignmentState,
  type ObligationState,
  type PieceAction,
  type PieceState,
  type PlanState,
} from '@duban/domain';
import type { Tx } from '@duban/database';
import { postInUnit } from '../kernel/actor';
import { place, type Scope } from './scope';

/** One piece that a unit shared out among its posts. */
export interface PieceView {
  /** The obligation's id. */
  readonly id: string;
  readonly assignmentId: string;
  readonly unitName: string;
  readonly name: string;
  readonly holderTitle: string;
  readonly holderName: string | null;
  readonly dueOn: string | null;
  readonly originalDueOn: string | null;
  readonly state: PieceState;
  /** Past its day and not done: the unit's own affair. */
  readonly isPastDue: boolean;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  readonly endedNote: string | null;
  readonly actions: readonly PieceAction[];
}

/** A share that the caller may split now, with the posts that a piece can go to. */
export interface Splittable {
  readonly assignmentId: string;
  readonly posts: readonly { readonly id: string; readonly title: string; readonly personName: string | null }[];
}

export interface Splitting {
  readonly pieces: readonly PieceView[];
  readonly splittable: readonly Splittable[];
}

/** SQL that says whether a piece may be read: its unit's own, and whoever oversees the jurisdiction. `o` is its obligation. */
export function pieceInScope(scope: Scope, o: string, values: unknown[]): string {
  const mine = `${o}.holder_unit_id = any(${place(values, [...scope.unitIds])}::uuid[])`;
  return scope.isWhole ? `(${o}.jurisdiction_id = ${place(values, scope.jurisdictionId)} or ${mine})` : `(${mine})`;
}

/** 单位内分解 of a task's shares, as far as the caller may see it. The caller has read the task in scope. */
export async function splittingOfTask(tx: Tx, scope: Scope, taskId: string, today: string): Promise<Splitting> {
  return { pieces: await piecesOf(tx, scope, taskId, today), splittable: await splittableOf(tx, scope, taskId, today) };
}

/** SQL for the name of who holds a post on a day; an acting holder where nobody holds it. */
const personOf = (post: string, day: string): string => `(select p.name from post_holding h join person p on p.id = h.person_id
  where h.post_id = ${post} and h.kind in ('holder', 'acting') and h.from_on <= ${day} and (h.to_on is null or h.to_on >= ${day})
  order by h.kind desc, h.from_on desc limit 1)`;

interface PieceFactsRow extends Omit<PieceView, 'state' | 'isPastDue' | 'actions'> {
  unitId: string;
  state: ObligationState;
  endedAs: 'done' | 'withdrawn' | null;
  assignmentState: AssignmentState;
  planState: PlanState;
}

async function piecesOf(tx: Tx, scope: Scope, taskId: string, today: string): Promise<PieceView[]> {
  const values: unknown[] = [taskId, today];
  const rows = await tx.query<PieceFactsRow>(
    `select o.id, o.assignment_id as "assignmentId", coalesce(n.name, '') as "unitName", coalesce(o.name, '') as name,
       coalesce(s.title, '') as "holderTitle", ${personOf('o.holder_post_id', '$2::date')} as "holderName",
       o.due_on as "dueOn", o.original_due_on as "originalDueOn", o.state, i.ended_as as "endedAs", i.ended_at as "endedAt",
       e.name as "endedBy", i.ended_note as "endedNote", o.holder_unit_id as "unitId", a.state as "assignmentState",
       p.state as "planState"
     from piece i join obligation o on o.id = i.id join assignment a on a.id = i.assignment_id join plan p on p.id = o.owner_id
       left join post s on s.id = o.holder_post_id left join person e on e.id = i.ended_by
       left join lateral (select name from unit_name where unit_id = o.holder_unit_id order by from_on desc limit 1) n on true
     where o.task_id = $1 and ${pieceInScope(scope, 'o', values)} order by o.state = 'open' desc, o.due_on, o.id`,
    values,
  );
  return rows.map(({ unitId, endedAs, assignmentState, planState, state, ...row }) => {
    const isMine = postInUnit(scope.actor, unitId, 'liaison', 'unitHead') !== null;
    return {
      ...row,
      state: state === 'open' ? 'open' : (endedAs ?? 'ended'),
      isPastDue: state === 'open' && assignmentState !== 'suspended' && row.dueOn !== null && today > row.dueOn,
      actions: isMine ? allowedPieceActions({ planState, assignmentState, state }) : [],
    };
  });
}

async function splittableOf(tx: Tx, scope: Scope, taskId: string, today: string): Promise<Splittable[]> {
  const units = scope.actor.posts
    .filter((post) => post.role === 'liaison' || post.role === 'unitHead')
    .map((post) => post.unitId);
  if (units.length === 0) return [];
  const shares = await tx.query<{ id: string; unitId: string; assignmentState: AssignmentState; planState: PlanState }>(
    `select a.id, a.unit_id as "unitId", a.state as "assignmentState", coalesce(k.state, p.state) as "planState"
     from assignment a join plan p on p.id = a.plan_id
       left join lateral (select kp.state from obligation ko join plan kp on kp.id = ko.owner_id
         where ko.assignment_id = a.id and ko.owner_kind = 'plan' and ko.state = 'open' limit 1) k on true
     where a.task_id = $1 and a.jurisdiction_id = $2 and a.unit_id = any($3::uuid[]) order by a.id`,
    [taskId, scope.jurisdictionId, units],
  );
  const posts = await tx.query<Splittable['posts'][number] & { unitId: string }>(
    `select s.id, s.title, s.unit_id as "unitId", ${personOf('s.id', '$2::date')} as "personName" from post s
     where s.unit_id = any($1::uuid[]) and s.jurisdiction_id = $3 order by s.role, s.title, s.id`,
    [units, today, scope.jurisdictionId],
  );
  return shares
    .filter((share) => decideSplit(share).ok)
    .map(({ id, unitId }) => ({
      assignmentId: id,
      posts: posts
        .filter((post) => post.unitId === unitId)
        .map(({ id: postId, title, personName }) => ({ id: postId, title, personName })),
    }));
}
