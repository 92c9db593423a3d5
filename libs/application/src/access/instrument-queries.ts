import { InstrumentRow, type Tx } from '@duban/database';
import type { BulletinFacts } from '@duban/wording';
import { evidenceOfSubjects, type EvidenceView } from './evidence-queries';
import { factsOf } from '../instruments/bulletin-facts';
import { lineOf } from '../instruments/instrument-rows';
import { instrumentActions, offeredStages, type InstrumentAction, type OfferedStage } from './instrument-actions';
import { offeredPapers, type OfferedPaper } from './instrument-papers';
import { place, type Scope } from './scope';
import { requestsOf, targetDeeds, type OfferedDeed, type RequestView } from './target-deeds';

export interface InstrumentSummary {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly number: string | null;
  readonly state: string;
  readonly stageKey: string;
  readonly openedAt: Date;
  readonly issuedAt: Date | null;
  readonly closedAt: Date | null;
  readonly units: readonly string[];
  readonly items: number;
}

export interface InstrumentDetail {
  readonly row: InstrumentRow;
  /** Of a 通报: what it was drawn from. */
  readonly facts: BulletinFacts | null;
  readonly planTitle: string | null;
  readonly targets: readonly {
    readonly id: string;
    readonly unitId: string;
    readonly unitName: string;
    readonly stageKey: string;
    readonly state: string;
    readonly outcome: string | null;
    readonly servedAt: Date | null;
    readonly receivedAt: Date | null;
    readonly closedAt: Date | null;
    readonly dueOn: string | null;
    readonly isMine: boolean;
  }[];
  readonly items: readonly {
    readonly id: string;
    readonly targetId: string | null;
    readonly taskId: string | null;
    readonly taskTitle: string | null;
    readonly text: string;
    readonly state: string;
    readonly outcome: string | null;
    readonly endReason: string | null;
    /** Of a 通报: why the unit says that it is late. */
    readonly cause: string | null;
  }[];
  readonly stages: readonly {
    readonly id: string;
    readonly targetId: string | null;
    readonly stageKey: string;
    readonly payload: unknown;
    readonly doneAt: Date;
    readonly doneBy: string;
    readonly doneById: string;
    readonly doneBySecond: string | null;
    readonly isWaitingForSecond: boolean;
    readonly evidence: readonly EvidenceView[];
  }[];
  readonly requests: readonly RequestView[];
  /** What it was opened with; the sealed paper scanned back; the receipts of service, by target. */
  readonly evidence: readonly EvidenceView[];
  readonly scans: readonly EvidenceView[];
  readonly services: readonly (EvidenceView & { readonly targetId: string })[];
  /** Which papers can be had of it. */
  readonly papers: readonly OfferedPaper[];
  /** The instruments that its targets went on to. */
  readonly following: readonly {
    readonly id: string;
    readonly kind: string;
    readonly title: string;
    readonly number: string | null;
  }[];
  /** Drafts of the same kind and plan that could be merged into this one. */
  readonly mergeable: readonly { readonly id: string; readonly title: string; readonly items: number }[];
  readonly deeds: readonly OfferedDeed[];
  /** The running or last sign-off of the instrument (签发). */
  readonly signOffId: string | null;
  readonly actions: readonly InstrumentAction[];
  readonly offered: readonly OfferedStage[];
}

/** SQL: mine to oversee (drafts too), or issued and served on a unit of mine. */
function instrumentInScope(scope: Scope, instrument: string, values: unknown[]): string {
  const units = place(values, [...scope.unitIds]);
  const served = `exists (select 1 from instrument_target st where st.instrument_id = ${instrument}.id
      and st.unit_id = any(${units}::uuid[]) and st.served_at is not null)`;
  if (!scope.isWhole) return served;
  const jurisdiction = place(values, scope.jurisdictionId);
  const drafts = scope.seesDrafts ? '' : ` and ${instrument}.issued_at is not null`;
  return `((${instrument}.jurisdiction_id = ${jurisdiction}${drafts}) or ${served})`;
}

export interface InstrumentFilter {
  readonly kind?: string;
  readonly isOpen?: boolean;
  readonly state?: string;
  readonly unitId?: string;
  readonly planId?: string;
  /** Of the numbers' year, or of the opening where there is no number. */
  readonly year?: number;
  /** Words of the title, the number or an item. */
  readonly text?: string;
}

/** Instruments in scope, the latest first, from the one after `after`. */
export async function listInstruments(
  tx: Tx,
  scope: Scope,
  filter: InstrumentFilter,
  after: string | null,
  limit: number,
): Promise<InstrumentSummary[]> {
  const values: unknown[] = [];
  const where = [instrumentInScope(scope, 'i', values)];
  if (filter.kind !== undefined) where.push(`i.kind = ${place(values, filter.kind)}`);
  if (filter.isOpen !== undefined) where.push(`i.closed_at is ${filter.isOpen ? '' : 'not '}null`);
  if (filter.state !== undefined) where.push(`i.state = ${place(values, filter.state)}`);
  if (filter.planId !== undefined) where.push(`i.plan_id = ${place(values, filter.planId)}::uuid`);
  if (filter.year !== undefined) {
    const year = place(values, filter.year);
    where.push(`coalesce(i.number_year, extract(year from i.opened_at at time zone 'Asia/Shanghai')::int) = ${year}`);
  }
  const units = scope.isWhole ? null : [...scope.unitIds];
  const own = place(values, units);
  if (filter.unitId !== undefined) {
    where.push(`exists (select 1 from instrument_target ft where ft.instrument_id = i.id
      and ft.unit_id = ${place(values, filter.unitId)}::uuid and (${own}::uuid[] is null or ft.unit_id = any(${own}::uuid[])))`);
  }
  if (filter.text !== undefined && filter.text.trim() !== '') {
    // Only what the caller may see is searched: another target's items are not there.
    const like = place(values, `%${filter.text.trim().replace(/[\\%_]/g, '\\$&')}%`);
    where.push(`(i.title like ${like} or i.number like ${like} or exists (select 1 from instrument_item fx
      left join instrument_target fy on fy.id = fx.target_id
      where fx.instrument_id = i.id and fx.text like ${like} and (${own}::uuid[] is null or fy.unit_id = any(${own}::uuid[]))))`);
  }
  // Ids are UUIDv7: they sort by the time at which the instruments were opened.
  if (after !== null) where.push(`i.id < ${place(values, after)}::uuid`);
  return tx.query<InstrumentSummary>(
    `select i.id, i.kind, i.title, i.number, i.state, i.stage_key as "stageKey", i.opened_at as "openedAt",
       i.issued_at as "issuedAt", i.closed_at as "closedAt",
       coalesce((select array_agg(n.name order by u.official_order) from instrument_target t join unit u on u.id = t.unit_id
         join lateral (select name from unit_name where unit_id = u.id order by from_on desc limit 1) n on true
         where t.instrument_id = i.id and (${own}::uuid[] is null or t.unit_id = any(${own}::uuid[]))), '{}') as units,
       (select count(*)::int from instrument_item x left join instrument_target t on t.id = x.target_id
         where x.instrument_id = i.id and (${own}::uuid[] is null or t.unit_id = any(${own}::uuid[]))) as items
     from instrument i where ${where.join(' and ')} order by i.id desc limit ${place(values, limit)}`,
    values,
  );
}

/** The instrument as the caller may see it: a target its own part only, never another target's answers. */
export async function readInstrument(
  tx: Tx,
  scope: Scope,
  instrumentId: string,
  moment: { readonly nowMs: number; readonly today: string },
): Promise<InstrumentDetail | null> {
  const values: unknown[] = [instrumentId];
  const [row] = await tx.find(InstrumentRow, `r.id = $1 and ${instrumentInScope(scope, 'r', values)}`, values);
  if (!row) return null;
  const seesAll = scope.isWhole && row.jurisdictionId === scope.jurisdictionId;
  const units = seesAll ? null : [...scope.unitIds];
  const targets = await tx.query<Omit<InstrumentDetail['targets'][number], 'isMine'>>(
    `select t.id, t.unit_id as "unitId", n.name as "unitName", t.stage_key as "stageKey", t.state, t.outcome,
       t.served_at as "servedAt", t.received_at as "receivedAt", t.closed_at as "closedAt",
       (select min(o.due_on) from obligation o where o.target_id = t.id and o.state = 'open') as "dueOn"
     from instrument_target t join unit u on u.id = t.unit_id
       left join lateral (select name from unit_name where unit_id = u.id order by from_on desc limit 1) n on true
     where t.instrument_id = $1 and ($2::uuid[] is null or t.unit_id = any($2::uuid[])) order by u.official_order, t.id`,
    [instrumentId, units],
  );
  const ids = targets.map((target) => target.id);
  const stages = await tx.query<Omit<InstrumentDetail['stages'][number], 'evidence'>>(
    `select s.id, s.target_id as "targetId", s.stage_key as "stageKey", s.payload, s.done_at as "doneAt", p.name as "doneBy", s.done_by as "doneById", q.name as "doneBySecond", s.done_by_second is null as "isWaitingForSecond"
     from instrument_stage s join person p on p.id = s.done_by left join person q on q.id = s.done_by_second
     where s.instrument_id = $1 and ($2::boolean or s.target_id = any($3::uuid[])) order by s.done_at, s.id`,
    [instrumentId, seesAll, ids],
  );
  const evidence = await evidenceOfSubjects(
    tx,
    'instrumentStage',
    stages.map((stage) => stage.id),
  );
  const [about] = await tx.query<{ planTitle: string | null; signOffId: string | null }>(
    `select (select title from plan where id = $2) as "planTitle",
       (select id from sign_off where subject_kind = 'instrument' and subject_id = $1 order by filed_at desc limit 1) as "signOffId"`,
    [instrumentId, row.planId],
  );
  const actions = instrumentActions(scope, row, targets);
  return {
    row,
    facts: factsOf(row),
    planTitle: about?.planTitle ?? null,
    targets: targets.map((target) => ({ ...target, isMine: scope.unitIds.includes(target.unitId) })),
    items: await tx.query(
      `select x.id, x.target_id as "targetId", x.task_id as "taskId", t.title as "taskTitle", x.text, x.state, x.outcome,
         x.end_reason as "endReason", $4::jsonb -> 'causes' ->> x.obligation_id::text as cause
       from instrument_item x left join task t on t.id = x.task_id
       where x.instrument_id = $1 and ($2::boolean or x.target_id = any($3::uuid[])) order by x.added_at, x.id`,
      [instrumentId, seesAll, ids, JSON.stringify(row.facts ?? {})],
    ),
    stages: stages.map((stage) => ({ ...stage, evidence: evidence.get(stage.id) ?? [] })),
    requests: await requestsOf(tx, scope, row, ids),
    ...(await filesOf(tx, row.id, ids)),
    papers: offeredPapers(row, targets, stages),
    following: await tx.query(
      `select i.id, i.kind, i.title, i.number from instrument i where i.preceding_id = $1 and ($2::boolean or (i.issued_at is not null
         and exists (select 1 from instrument_target t where t.instrument_id = i.id and t.unit_id = any($3::uuid[])
           and t.served_at is not null))) order by i.id`,
      [instrumentId, seesAll && scope.seesDrafts, [...scope.unitIds]],
    ),
    mergeable: actions.includes('merge') ? await mergeableWith(tx, row) : [],
    deeds: await targetDeeds(tx, scope, row, targets, moment),
    signOffId: seesAll ? (about?.signOffId ?? null) : null,
    actions,
    offered: offeredStages(scope, row, targets, stages, await lineOf(tx, row), moment.today),
  };
}

async function filesOf(
  tx: Tx,
  instrumentId: string,
  targetIds: readonly string[],
): Promise<Pick<InstrumentDetail, 'evidence' | 'scans' | 'services'>> {
  const opened = await evidenceOfSubjects(tx, 'instrument', [instrumentId]);
  const scans = await evidenceOfSubjects(tx, 'instrumentScan', [instrumentId]);
  const services = await evidenceOfSubjects(tx, 'instrumentService', targetIds);
  return {
    evidence: opened.get(instrumentId) ?? [],
    scans: scans.get(instrumentId) ?? [],
    services: [...services].flatMap(([targetId, files]) => files.map((file) => ({ ...file, targetId }))),
  };
}

const mergeableWith = (tx: Tx, row: InstrumentRow): Promise<InstrumentDetail['mergeable']> =>
  tx.query(
    `select i.id, i.title, (select count(*)::int from instrument_item x where x.instrument_id = i.id and x.state = 'running') as items
     from instrument i where i.jurisdiction_id = $1 and i.kind = $2 and i.plan_id is not distinct from $3::uuid and i.id <> $4
       and i.state in ('collecting', 'draft') order by i.id`,
    [row.jurisdictionId, row.kind, row.planId, row.id],
  );
