import { askExtension, explainLate, fileCompletion, storeFile } from '@duban/application';
import { addDays, type InstrumentKind } from '@duban/domain';
import { withTransaction } from '@duban/database';
import { completionText } from '../report-texts';
import { conductOf, todayOf, unitById, workingDaysFrom, type YearContext } from '../year-context';
import { leadNumbers } from './lead-numbers';

interface OwedCompletion {
  readonly obligationId: string;
  readonly assignmentId: string;
  readonly unitId: string;
  readonly task: string;
  readonly dueOn: string;
  readonly dueVersion: number;
  readonly state: string;
  readonly extensions: number;
  readonly servedKinds: readonly InstrumentKind[] | null;
}

/** The instrument whose service at last makes a late unit finish. */
const WAKING = {
  completeAfterUrging: 'urging',
  completeAfterOrder: 'supervisionOrder',
  completeAfterSummons: 'summons',
  completeAfterListing: 'listing',
} as const satisfies Record<string, InstrumentKind>;

/** 办结申请 and 延期申请, by habit or as the conduct says. */
export async function planCompletions(year: YearContext): Promise<void> {
  const owed = await withTransaction(year.deps.database, (tx) =>
    tx.query<OwedCompletion>(
      `select o.id as "obligationId", o.assignment_id as "assignmentId", a.unit_id as "unitId", t.title as task,
         o.due_on as "dueOn", o.due_version as "dueVersion", a.state,
         (select count(*)::int from extension e where e.assignment_id = a.id) as extensions,
         (select array_agg(distinct i.kind) from instrument_item x join instrument i on i.id = x.instrument_id
            join instrument_target g on g.id = x.target_id where x.obligation_id = o.id and g.served_at is not null) as "servedKinds"
       from obligation o join assignment a on a.id = o.assignment_id join task t on t.id = a.task_id
       where a.plan_id = $1 and o.kind = 'completion' and o.state = 'open' and o.filed_at is null and o.due_on is not null
         and a.state in ('received', 'returned') order by o.id`,
      [year.planId],
    ),
  );
  const numbers = await leadNumbers(year);
  for (const share of owed) planOne(year, share, numbers.get(share.assignmentId) ?? null);
}

function planOne(year: YearContext, share: OwedCompletion, nth: number | null): void {
  const unit = unitById(year, share.unitId);
  if (!unit) return;
  const { habits } = year.scenario;
  if (conductOf(year, unit.name, nth, 'neverComplete')) return;
  const extension = conductOf(year, unit.name, nth, 'askExtension');
  if (extension && share.extensions === 0) {
    year.queue.plan({
      key: `extension:${share.assignmentId}`,
      atMs: workingDaysFrom(year, share.dueOn, -extension.workingDaysBefore, 11),
      run: async () => {
        await year.people.give(unit.liaison.personId, 'extension.ask', (act) =>
          askExtension(act, {
            assignmentId: share.assignmentId,
            untilOn: addDays(share.dueOn, extension.days),
            reason: extension.reason,
          }),
        );
      },
    });
    return;
  }
  const late = conductOf(
    year,
    unit.name,
    nth,
    'completeAfterUrging',
    'completeAfterOrder',
    'completeAfterSummons',
    'completeAfterListing',
  );
  if (late && !(share.servedKinds ?? []).includes(WAKING[late.does])) return;
  if (late) {
    year.queue.plan({
      key: `explain:${share.assignmentId}`,
      atMs: workingDaysFrom(year, todayOf(year), 1, 16),
      run: async () => {
        if (!(await mayFile(year, share.assignmentId))) return;
        await year.people.give(unit.liaison.personId, 'late.explain', (act) =>
          explainLate(act, { assignmentId: share.assignmentId, reason: late.cause, expectedOn: null }),
        );
      },
    });
  }
  const atMs = late
    ? workingDaysFrom(year, todayOf(year), 8, 15)
    : workingDaysFrom(year, share.dueOn, -habits.completeBefore, 15);
  const subject = { unit: unit.name, task: share.task, period: '' };
  year.queue.plan({
    key: `completion:${share.assignmentId}:${share.dueVersion}:${share.state}:${share.extensions}`,
    atMs,
    run: async () => {
      if (!(await mayFile(year, share.assignmentId))) return;
      const text = completionText(year.scenario.reports, subject, nth !== null);
      const file = await storeFile(year.deps, Buffer.from(`${subject.task}\n${text}\n`, 'utf8'), 'text/plain');
      await year.people.give(unit.liaison.personId, 'completion.file', (act) =>
        fileCompletion(act, {
          assignmentId: share.assignmentId,
          text,
          evidence: [{ sha256: file.sha256, fileName: '办结佐证材料.txt' }],
        }),
      );
    },
  });
}

async function mayFile(year: YearContext, assignmentId: string): Promise<boolean> {
  const rows = await withTransaction(year.deps.database, (tx) =>
    tx.query(
      `select 1 from assignment a join obligation o on o.assignment_id = a.id and o.kind = 'completion'
       where a.id = $1 and a.state in ('received', 'returned') and o.state = 'open'
         and not exists (select 1 from extension e where e.assignment_id = a.id and e.state = 'asked')`,
      [assignmentId],
    ),
  );
  return rows.length > 0;
}
