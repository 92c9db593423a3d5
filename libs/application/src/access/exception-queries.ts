import { postsOf, receiversOfPost, signersOf, type Roster, type RungReason } from '@duban/domain';
import { SignatureRow, SignOffRow, SignOffStepRow, type Tx } from '@duban/database';
import { rungReasonWords } from '@duban/wording';
import { readRoster } from '../kernel/roster';
import { barredIn, stepOf } from '../sign-offs/sign-off-row';
import { groupBy } from './group-by';
import type { Scope } from './scope';

/** A rung that our own outage made late: the office releases or drops it. */
export interface HeldRung {
  readonly recordId: string;
  readonly rungName: string;
  readonly subject: string;
  readonly unitName: string | null;
  readonly taskId: string | null;
  readonly dueOn: string | null;
  readonly fireAt: Date;
  readonly reason: string;
}

/** A step that nobody may sign, or whose post does not exist. */
export interface StuckStep {
  readonly signOffId: string;
  readonly title: string;
  readonly stepName: string;
  readonly postId: string | null;
  readonly postTitle: string | null;
  readonly openedAt: Date;
}

/** Open duties of a unit for which nobody can act. */
export interface DesertedUnit {
  readonly unitId: string;
  readonly unitName: string;
  readonly postId: string | null;
  readonly postTitle: string | null;
  readonly openDuties: number;
}

/** What was to be told and had no receiver. */
export interface UnreceivedItem {
  readonly itemId: string;
  readonly text: string;
  readonly postId: string | null;
  readonly postTitle: string | null;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly madeAt: Date;
}

export interface FailedDelivery {
  readonly deliveryId: string;
  readonly receiver: string;
  readonly channelName: string;
  readonly title: string;
  readonly state: 'failed' | 'unknown';
  readonly detail: string;
  readonly platformCode: string | null;
  readonly settledAt: Date;
}

export interface Exceptions {
  readonly held: readonly HeldRung[];
  readonly stuckSteps: readonly StuckStep[];
  readonly desertedUnits: readonly DesertedUnit[];
  readonly unreceived: readonly UnreceivedItem[];
  readonly failedDeliveries: readonly FailedDelivery[];
}

const MOST = 500;

/** 待处置事项: everything of the office's jurisdiction that goes on by nobody's hand until a person sees to it, the oldest first. */
export async function readExceptions(tx: Tx, scope: Scope, today: string): Promise<Exceptions> {
  const roster = await readRoster(tx, scope.jurisdictionId);
  return {
    held: await heldRungs(tx, scope.jurisdictionId, roster),
    stuckSteps: await stuckSteps(tx, scope.jurisdictionId, roster, today),
    desertedUnits: await desertedUnits(tx, scope.jurisdictionId, roster, today),
    unreceived: await unreceivedItems(tx, scope.jurisdictionId, roster),
    failedDeliveries: await failedDeliveries(tx, scope.jurisdictionId),
  };
}

export const countExceptions = (exceptions: Exceptions): number =>
  Object.values(exceptions as unknown as Readonly<Record<string, readonly unknown[]>>).reduce(
    (sum, list) => sum + list.length,
    0,
  );

async function heldRungs(tx: Tx, jurisdictionId: string, roster: Roster): Promise<HeldRung[]> {
  const rows = await tx.query<Omit<HeldRung, 'unitName'> & { unitId: string | null }>(
    `select r.id as "recordId", coalesce(g.rung ->> 'name', r.rung_key) as "rungName",
       coalesce(t.title, i.title, s.title, '') as subject, o.holder_unit_id as "unitId", o.task_id as "taskId",
       o.due_on as "dueOn", r.fire_at as "fireAt", r.reason
     from rung_record r join obligation o on o.id = r.obligation_id left join task t on t.id = o.task_id
       left join instrument i on i.id = o.instrument_id left join sign_off s on s.id = o.sign_off_id
       left join policy_version v on v.id = o.policy_version_id
       left join lateral (select rung from jsonb_array_elements(v.body -> 'ladder') rung where rung ->> 'key' = r.rung_key limit 1) g on true
     where r.jurisdiction_id = $1 and r.outcome = 'held' and r.resolved_at is null order by r.fire_at, r.id limit $2`,
    [jurisdictionId, MOST],
  );
  return rows.map(({ unitId, ...row }) => ({
    ...row,
    reason: rungReasonWords[row.reason as RungReason] ?? row.reason,
    unitName: roster.units.find((unit) => unit.id === unitId)?.name ?? null,
  }));
}

async function stuckSteps(tx: Tx, jurisdictionId: string, roster: Roster, today: string): Promise<StuckStep[]> {
  const steps = await tx.find(SignOffStepRow, `r.jurisdiction_id = $1 and r.state = 'waiting' order by r.opened_at, r.id`, [
    jurisdictionId,
  ]);
  const ids = [...new Set(steps.map((step) => step.signOffId))];
  const rows = new Map((await tx.find(SignOffRow, 'r.id = any($1::uuid[])', [ids])).map((row) => [row.id, row]));
  const signatures = groupBy(
    await tx.find(SignatureRow, 'r.sign_off_id = any($1::uuid[]) and r.lapsed_at is null', [ids]),
    (each) => each.signOffId,
  );
  return steps.flatMap((step): StuckStep[] => {
    const row = rows.get(step.signOffId);
    if (!row) return [];
    const signers = signersOf(roster, step.postId, today, barredIn(row, signatures.get(row.id) ?? []));
    if (signers.some((each) => each.personId !== null)) return [];
    return [
      {
        signOffId: row.id,
        title: row.title,
        stepName: stepOf(row, step.position).name,
        postId: step.postId,
        postTitle: titleOf(roster, step.postId),
        openedAt: step.openedAt,
      },
    ];
  });
}

async function desertedUnits(tx: Tx, jurisdictionId: string, roster: Roster, today: string): Promise<DesertedUnit[]> {
  const owing = await tx.query<{ unitId: string; n: number }>(
    `select holder_unit_id as "unitId", count(*)::int as n from obligation
     where jurisdiction_id = $1 and state = 'open' and holder_unit_id is not null and kind not in ('signOffStep', 'piece') group by 1`,
    [jurisdictionId],
  );
  return owing.flatMap(({ unitId, n }): DesertedUnit[] => {
    const unit = roster.units.find((each) => each.id === unitId);
    const obliged = { unitId, postId: null, coUnitIds: [] };
    const posts = [
      ...postsOf(roster, { of: 'holderUnit', role: 'liaison' }, obliged),
      ...postsOf(roster, { of: 'holderUnit', role: 'unitHead' }, obliged),
    ];
    const acts = posts.some((post) =>
      receiversOfPost(roster, post.id, today).some((each) => each.personId !== null && each.path !== 'superior'),
    );
    if (acts || !unit) return [];
    const post = posts.at(-1);
    return [{ unitId, unitName: unit.name, postId: post?.id ?? null, postTitle: post?.title ?? null, openDuties: n }];
  });
}

async function unreceivedItems(tx: Tx, jurisdictionId: string, roster: Roster): Promise<UnreceivedItem[]> {
  const rows = await tx.query<Omit<UnreceivedItem, 'postTitle'>>(
    `select id as "itemId", text, post_id as "postId", subject_kind as "subjectKind", subject_id as "subjectId", made_at as "madeAt"
     from notice_item where jurisdiction_id = $1 and receiver_id is null and resolved_at is null
       -- What a unit shared out among its own posts is its own to see to.
       and not exists (select from obligation o where o.id = obligation_id and o.kind = 'piece') order by made_at, id limit $2`,
    [jurisdictionId, MOST],
  );
  return rows.map((row) => ({ ...row, postTitle: titleOf(roster, row.postId) }));
}

function failedDeliveries(tx: Tx, jurisdictionId: string): Promise<FailedDelivery[]> {
  return tx.query<FailedDelivery>(
    `select d.id as "deliveryId", coalesce(p.name, '') as receiver, coalesce(c.name, d.channel) as "channelName", n.title, d.state,
       d.detail, d.platform_code as "platformCode", d.settled_at as "settledAt"
     from delivery d join notice n on n.id = d.notice_id left join person p on p.id = n.receiver_id
       left join channel c on c.jurisdiction_id = d.jurisdiction_id and c.key = d.channel
     where d.jurisdiction_id = $1 and d.state in ('failed', 'unknown') and d.resolved_at is null order by d.settled_at, d.id limit $2`,
    [jurisdictionId, MOST],
  );
}

const titleOf = (roster: Roster, postId: string | null): string | null =>
  roster.posts.find((post) => post.id === postId)?.title ?? null;
