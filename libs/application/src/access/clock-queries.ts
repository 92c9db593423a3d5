import { explainDue, explainMoment, isPastDue, NO_FACTS, type ObligationKind, type RungOutcome } from '@duban/domain';
import { ObligationRow, type Tx } from '@duban/database';
import { explainDueWords, explainMomentWords, rungReasonWords } from '@duban/wording';
import { factsOfAll, toObligation } from '../kernel/obligations';
import { readCalendar, readPolicy } from '../kernel/rulebook';
import { assignmentInScope, type Scope } from './scope';
import { readTaskHead } from './task-queries';

export interface RungView {
  readonly rungKey: string;
  readonly name: string;
  readonly state: 'armed' | 'frozen' | RungOutcome;
  readonly fireAt: Date;
  readonly recordedAt: Date | null;
  readonly dueVersion: number;
  readonly why: string;
  /** How the moment was reckoned, in a sentence; empty where the rung is in the policy no longer. */
  readonly explain: string;
}

export interface ClockView {
  readonly obligationId: string;
  readonly kind: ObligationKind;
  readonly unitName: string;
  readonly assignmentId: string | null;
  readonly period: string | null;
  /** A milestone's name. */
  readonly name: string | null;
  readonly dueOn: string | null;
  readonly originalDueOn: string | null;
  readonly provisional: boolean;
  /** Why the due day is what it is, in a sentence. */
  readonly explain: string;
  readonly state: string;
  readonly isPastDue: boolean;
  readonly freezes: readonly string[];
  readonly dueChanges: readonly {
    readonly fromDueOn: string | null;
    readonly toDueOn: string | null;
    readonly reason: string;
    readonly breached: boolean;
    readonly changedAt: Date;
    readonly changedBy: string | null;
  }[];
  readonly rungs: readonly RungView[];
}

interface ObligationFacts {
  id: string;
  kind: ObligationKind;
  unitName: string;
  assignmentId: string | null;
  period: string | null;
  name: string | null;
  dueOn: string | null;
  dueAt: Date | null;
  originalDueOn: string | null;
  provisional: boolean;
  state: string;
  freezes: string[];
}

/**
 * Each rung of what a task's shares owe: armed, frozen, fired, skipped, held or superseded, when and why (design section 5).
 * Shares whose content the caller may not read are left out, and so are pieces (单位内分解). Null where the task is not there for the caller.
 */
export async function readTaskClock(tx: Tx, scope: Scope, taskId: string, nowMs: number): Promise<ClockView[] | null> {
  if (!(await readTaskHead(tx, scope, taskId))) return null;
  const values: unknown[] = [taskId];
  const obligations = await tx.query<ObligationFacts>(
    `select o.id, o.kind, coalesce(n.name, a.printed_unit) as "unitName", o.assignment_id as "assignmentId", o.period, o.name,
       o.due_on as "dueOn", o.due_at as "dueAt", o.original_due_on as "originalDueOn", o.provisional, o.state,
       coalesce((select array_agg(f.kind order by f.opened_at) from obligation_freeze f
         where f.obligation_id = o.id and f.closed_at is null), '{}') as freezes
     from obligation o join assignment a on a.id = o.assignment_id
       left join lateral (select name from unit_name where unit_id = a.unit_id order by from_on desc limit 1) n on true
     where o.task_id = $1 and o.kind <> 'piece' and ${assignmentInScope(scope, 'a', values)}
     order by o.state = 'open' desc, array_position(array['completion','milestone','receipt','periodReport'], o.kind), o.due_on, o.id`,
    values,
  );
  const ids = obligations.map((each) => each.id);
  const rungs = await tx.query<RungView & { obligationId: string; reason: string }>(
    `select obligation_id as "obligationId", rung_key as "rungKey", due_version as "dueVersion", fire_at as "fireAt",
       case when frozen then 'frozen' else 'armed' end as state, null::timestamptz as "recordedAt", '' as reason
     from armed_rung where obligation_id = any($1::uuid[])
     union all
     select obligation_id, rung_key, due_version, fire_at, outcome, recorded_at, reason
     from rung_record where obligation_id = any($1::uuid[]) order by "fireAt", "rungKey"`,
    [ids],
  );
  const changes = await tx.query<ClockView['dueChanges'][number] & { obligationId: string }>(
    `select c.obligation_id as "obligationId", c.from_due_on as "fromDueOn", c.to_due_on as "toDueOn", c.reason, c.breached,
       c.changed_at as "changedAt", p.name as "changedBy"
     from due_change c left join person p on p.id = c.changed_by where c.obligation_id = any($1::uuid[]) order by c.from_version`,
    [ids],
  );
  const views: ClockView[] = [];
  const rows = new Map((await tx.find(ObligationRow, 'r.id = any($1::uuid[])', [ids])).map((row) => [row.id, row]));
  const facts = await factsOfAll(tx, [...rows.values()]);
  for (const { id, dueAt, ...each } of obligations) {
    const row = rows.get(id);
    if (!row) continue;
    const policy = await readPolicy(tx, row.policyVersionId);
    const calendar = await readCalendar(tx, row.calendarId);
    const obligation = toObligation(row);
    const explain = (key: string, version: number): string => {
      const rung = policy.ladder.find((candidate) => candidate.key === key);
      // What an earlier due version counted from is told by its record.
      if (!rung || version !== row.dueVersion) return '';
      const moment = explainMoment(rung, obligation, calendar, facts.get(id) ?? NO_FACTS);
      return moment ? explainMomentWords(moment, nameOf) : '';
    };
    const nameOf = (key: string) => policy.ladder.find((rung) => rung.key === key)?.name ?? key;
    const moved = changes.filter((change) => change.obligationId === id);
    const last = moved.at(-1);
    const changedAtMs = last?.changedAt.getTime() ?? null;
    views.push({
      ...each,
      obligationId: id,
      explain: explainDueWords(
        row.dueReason,
        row.dueOn,
        explainDue({ ...obligation, dueReason: row.dueReason, changedAtMs }, policy, calendar),
        last?.changedBy ?? null,
      ),
      isPastDue: each.state === 'open' && isPastDue({ dueOn: each.dueOn, dueAtMs: dueAt?.getTime() ?? null }, nowMs),
      dueChanges: moved,
      rungs: rungs
        // The clock's own keys (opening the next period) tell people nothing.
        .filter((rung) => rung.obligationId === id && !rung.rungKey.startsWith('duban.'))
        .map((rung) => ({
          ...rung,
          name: nameOf(rung.rungKey),
          why: reasonWord(rung.reason),
          explain: explain(rung.rungKey, rung.dueVersion),
        })),
    });
  }
  return views;
}

function reasonWord(reason: string): string {
  if (reason === '') return '';
  if (reason === 'momentBeforeAct') return '时点早于本次办理，不再补发';
  if (reason.startsWith('inCase:')) return '该事项已在同类文书办理中';
  return (rungReasonWords as Readonly<Record<string, string>>)[reason] ?? reason;
}
