import type { OpenFigure, OpenFile, OpenRecord } from '@duban/documents';
import { isBreached } from '@duban/domain';
import type { Tx } from '@duban/database';
import { groupBy } from '../access/group-by';
import { instantColumn, personColumn, unitNameColumn } from './instant-column';

type Row<Part extends keyof OpenRecord> = OpenRecord[Part][number];

/** What was done under tasks, in a fixed order: receipts, reports, days moved, instruments, sealed events. */
export async function readTaskRecord(tx: Tx, taskIds: readonly string[], nowMs: number): Promise<OpenRecord> {
  const ids = [...taskIds];
  const { obligations, breaches } = await readObligations(tx, ids, nowMs);
  return {
    shares: await readShares(tx, ids),
    obligations,
    reports: await readReports(tx, ids),
    completions: await readCompletions(tx, ids),
    extensions: await readExtensions(tx, ids),
    breaches,
    instruments: await readInstruments(tx, ids),
    events: await readEvents(tx, ids),
  };
}

const readShares = (tx: Tx, taskIds: string[]): Promise<Row<'shares'>[]> =>
  tx.query<Row<'shares'>>(
    `select a.id as "shareId", a.state, a.outcome,
       ${instantColumn('a.received_at')} as "receivedAt", ${personColumn('a.received_by')} as "receivedBy",
       ${instantColumn('a.completion_filed_at')} as "completionFiledAt",
       ${personColumn('a.completion_filed_by')} as "completionFiledBy", a.completion_text as "completionText",
       ${instantColumn('a.struck_off_at')} as "struckOffAt", ${personColumn('a.struck_off_by')} as "struckOffBy",
       a.reopened_from_id as "reopenedFromShareId"
     from assignment a where a.task_id = any($1::uuid[]) order by a.id`,
    [taskIds],
  );

async function readObligations(
  tx: Tx,
  taskIds: string[],
  nowMs: number,
): Promise<{ obligations: Row<'obligations'>[]; breaches: Row<'breaches'>[] }> {
  const rows = await tx.query<Omit<Row<'obligations'>, 'changes'> & { dueAtMs: string | null; filedAtMs: string | null }>(
    `select o.id, o.kind, o.task_id as "taskId", o.assignment_id as "shareId", o.instrument_id as "instrumentId", o.period,
       o.state, ${instantColumn('o.opened_at')} as "openedAt", o.due_on as "dueOn", o.original_due_on as "originalDueOn",
       o.due_reason as "dueReason", ${instantColumn('o.filed_at')} as "filedAt", ${instantColumn('o.met_at')} as "metAt",
       (extract(epoch from o.due_at) * 1000)::text as "dueAtMs", (extract(epoch from o.filed_at) * 1000)::text as "filedAtMs"
     from obligation o where o.task_id = any($1::uuid[]) and o.kind <> 'piece' order by o.opened_at, o.id`,
    [taskIds],
  );
  const changes = await tx.query<Row<'obligations'>['changes'][number] & { obligationId: string }>(
    `select c.obligation_id as "obligationId", c.from_due_on as "from", c.to_due_on as "to", c.reason,
       ${instantColumn('c.changed_at')} as "changedAt", c.breached
     from due_change c join obligation o on o.id = c.obligation_id
     where o.task_id = any($1::uuid[]) and o.kind <> 'piece' order by c.changed_at, c.id`,
    [taskIds],
  );
  const byObligation = groupBy(changes, (change) => change.obligationId);
  const ms = (text: string | null): number | null => (text === null ? null : Number(text));
  const breaches = rows.flatMap((row): Row<'breaches'>[] => {
    const left = (byObligation.get(row.id) ?? []).filter((change) => change.breached);
    const owed = { dueOn: row.dueOn, dueAtMs: ms(row.dueAtMs), filedAtMs: ms(row.filedAtMs) };
    const days = [...left.map((change) => change.from), ...(row.state !== 'void' && isBreached(owed, nowMs) ? [row.dueOn] : [])];
    return days.flatMap((dueOn) => (dueOn === null ? [] : [{ obligationId: row.id, dueOn }]));
  });
  const obligations = rows.map(({ dueAtMs: _dueAt, filedAtMs: _filedAt, ...row }) => ({
    ...row,
    changes: (byObligation.get(row.id) ?? []).map(({ obligationId: _, ...change }) => change),
  }));
  return { obligations, breaches };
}

async function readReports(tx: Tx, taskIds: string[]): Promise<Row<'reports'>[]> {
  const rows = await tx.query<Omit<Row<'reports'>, 'figures' | 'evidence'>>(
    `select r.id, r.assignment_id as "shareId", r.period, r.state, r.text, r.problems, r.next_steps as "nextSteps",
       ${instantColumn('r.filed_at')} as "filedAt", ${personColumn('r.filed_by')} as "filedBy",
       ${instantColumn('r.signed_at')} as "signedAt", ${personColumn('r.signed_by')} as "signedBy"
     from progress_report r where r.task_id = any($1::uuid[]) order by r.filed_at, r.id`,
    [taskIds],
  );
  const figures = await tx.query<OpenFigure & { reportId: string }>(
    `select f.progress_report_id as "reportId", f.indicator_id as "indicatorId", i.name, i.unit, f.value::text as value,
       f.numerator::text as numerator, f.denominator::text as denominator
     from report_figure f join indicator i on i.id = f.indicator_id join progress_report r on r.id = f.progress_report_id
     where r.task_id = any($1::uuid[]) order by i.name, f.id`,
    [taskIds],
  );
  const files = await tx.query<OpenFile & { subjectId: string }>(
    `select e.subject_id as "subjectId", e.file_name as name, e.sha256 from evidence e
     where e.subject_kind = 'progressReport' and e.task_id = any($1::uuid[]) order by e.added_at, e.id`,
    [taskIds],
  );
  const figuresOf = groupBy(figures, (figure) => figure.reportId);
  const filesOf = groupBy(files, (file) => file.subjectId);
  return rows.map((row) => ({
    ...row,
    figures: (figuresOf.get(row.id) ?? []).map(({ reportId: _, ...figure }) => figure),
    evidence: (filesOf.get(row.id) ?? []).map(({ subjectId: _, ...file }) => file),
  }));
}

const readCompletions = (tx: Tx, taskIds: string[]): Promise<Row<'completions'>[]> =>
  tx.query<Row<'completions'>>(
    `select e.assignment_id as "shareId", e.file_name as name, e.sha256 from evidence e
     where e.subject_kind <> 'progressReport' and e.assignment_id is not null and e.task_id = any($1::uuid[])
     order by e.added_at, e.id`,
    [taskIds],
  );

const readExtensions = (tx: Tx, taskIds: string[]): Promise<Row<'extensions'>[]> =>
  tx.query<Row<'extensions'>>(
    `select x.id, x.assignment_id as "shareId", x.obligation_id as "obligationId", x.asked_until_on as "askedUntilOn", x.reason,
       x.state, ${instantColumn('x.asked_at')} as "askedAt", ${instantColumn('x.decided_at')} as "decidedAt",
       x.granted_until_on as "grantedUntilOn"
     from extension x join assignment a on a.id = x.assignment_id
     where a.task_id = any($1::uuid[]) order by x.asked_at, x.id`,
    [taskIds],
  );

/** Instruments with an item of the tasks, with the items that are theirs. */
async function readInstruments(tx: Tx, taskIds: string[]): Promise<Row<'instruments'>[]> {
  const rows = await tx.query<Omit<Row<'instruments'>, 'targets' | 'items'>>(
    `select i.id, i.kind, i.number, i.title, i.state, ${instantColumn('i.issued_at')} as "issuedAt",
       ${instantColumn('i.closed_at')} as "closedAt"
     from instrument i where exists (
       select 1 from instrument_item m where m.instrument_id = i.id and m.task_id = any($1::uuid[]))
     order by i.opened_at, i.id`,
    [taskIds],
  );
  const ids = rows.map((row) => row.id);
  const targets = await tx.query<Omit<Row<'instruments'>['targets'][number], 'unit'> & { instrumentId: string; unitId: string; unitName: string }>(
    `select t.instrument_id as "instrumentId", t.unit_id as "unitId", ${unitNameColumn('t.unit_id')} as "unitName", t.state, t.outcome,
       ${instantColumn('t.served_at')} as "servedAt", ${instantColumn('t.received_at')} as "receivedAt",
       ${instantColumn('t.closed_at')} as "closedAt"
     from instrument_target t where t.instrument_id = any($1::uuid[]) order by t.id`,
    [ids],
  ); // prettier-ignore
  const items = await tx.query<Row<'instruments'>['items'][number] & { instrumentId: string }>(
    `select m.instrument_id as "instrumentId", m.task_id as "taskId", m.assignment_id as "shareId", m.text, m.state, m.outcome,
       m.end_reason as "endReason"
     from instrument_item m where m.instrument_id = any($1::uuid[]) and m.task_id = any($2::uuid[]) order by m.added_at, m.id`,
    [ids, taskIds],
  );
  const targetsOf = groupBy(targets, (target) => target.instrumentId);
  const itemsOf = groupBy(items, (item) => item.instrumentId);
  return rows.map((row) => ({
    ...row,
    targets: (targetsOf.get(row.id) ?? []).map(({ instrumentId: _, unitId, unitName, ...target }) => ({
      unit: { id: unitId, name: unitName },
      ...target,
    })),
    items: (itemsOf.get(row.id) ?? []).map(({ instrumentId: _, ...item }) => item),
  }));
}

const readEvents = (tx: Tx, taskIds: string[]): Promise<Row<'events'>[]> =>
  tx.query<Row<'events'>>(
    `select e.id, ${instantColumn('e.at')} as at, e.type, e.subject_kind as "subjectKind", e.subject_id as "subjectId",
       e.task_id as "taskId", s.position::int as position, s.hash
     from event e left join event_seal s on s.event_id = e.id
     where e.task_id = any($1::uuid[]) and e.subject_kind <> 'piece' order by e.at, s.position nulls last, e.id`,
    [taskIds],
  );
