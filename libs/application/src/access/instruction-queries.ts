import type { Tx } from '@duban/database';
import { isLeader, isOffice } from '../kernel/actor';
import { place, type Scope } from './scope';

export interface InstructionView {
  readonly id: string;
  readonly text: string;
  readonly leader: string;
  readonly postTitle: string;
  readonly onBehalfOf: string | null;
  readonly dueOn: string | null;
  readonly givenAt: Date;
  readonly source: { readonly kind: string; readonly id: string; readonly title: string } | null;
  readonly opened: { readonly kind: string; readonly id: string; readonly title: string } | null;
  readonly state: string;
  readonly outcomeText: string | null;
  readonly settledBy: string | null;
  readonly settledAt: Date | null;
  readonly actions: readonly 'settle'[];
}

/** 领导批示 of the jurisdiction, for its office, leaders and auditor: what waits to be handed on first, then the latest. */
export async function listInstructions(
  tx: Tx,
  scope: Scope,
  filter: { readonly state: string | null; readonly after: string | null; readonly limit: number },
): Promise<{ items: InstructionView[]; mayGive: boolean }> {
  const values: unknown[] = [scope.jurisdictionId];
  const state = filter.state === null ? '' : `and i.state = ${place(values, filter.state)}`;
  const after =
    filter.after === null
      ? ''
      : `and (i.state = 'given', i.given_at, i.id) < (select state = 'given', given_at, id from instruction where id = ${place(values, filter.after)})`;
  type Row = Omit<InstructionView, 'source' | 'opened' | 'actions'> & {
    sourceKind: string | null;
    sourceId: string | null;
    sourceTitle: string | null;
    openedKind: string | null;
    openedId: string | null;
    openedTitle: string | null;
  };
  const rows = await tx.query<Row>(
    `select i.id, i.text, p.name as leader, x.title as "postTitle", b.name as "onBehalfOf", i.due_on as "dueOn", i.given_at as "givenAt",
       i.source_kind as "sourceKind", i.source_id as "sourceId",
       coalesce((select title from task where id = i.source_id), (select title from instrument where id = i.source_id),
         (select title from sign_off where id = i.source_id)) as "sourceTitle",
       i.opened_kind as "openedKind", i.opened_id as "openedId",
       coalesce((select title from task where id = i.opened_id), (select title from instrument where id = i.opened_id)) as "openedTitle",
       i.state, i.outcome_text as "outcomeText", s.name as "settledBy", i.settled_at as "settledAt"
     from instruction i join person p on p.id = i.person_id join post x on x.id = i.post_id
       left join person b on b.id = i.on_behalf_of left join person s on s.id = i.settled_by
     where i.jurisdiction_id = $1 ${state} ${after}
     order by i.state = 'given' desc, i.given_at desc, i.id desc limit ${place(values, filter.limit)}`,
    values,
  );
  const maySettle = isOffice(scope.actor);
  const link = (kind: string | null, id: string | null, title: string | null) =>
    kind === null || id === null ? null : { kind, id, title: title ?? '' };
  return {
    mayGive: isLeader(scope.actor),
    items: rows.map(({ sourceKind, sourceId, sourceTitle, openedKind, openedId, openedTitle, ...row }) => ({
      ...row,
      source: link(sourceKind, sourceId, sourceTitle),
      opened: link(openedKind, openedId, openedTitle),
      actions: maySettle && row.state === 'given' ? ['settle'] : [],
    })),
  };
}
