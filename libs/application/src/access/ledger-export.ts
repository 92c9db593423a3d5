import { ledgerCsvRows, writeCsv, writeLedgerXlsx, type LedgerDocument } from '@duban/documents';
import { PlanRow, type Tx } from '@duban/database';
import { ledgerOfPlan } from '../reports/ledger-of-plan';
import { readLedger, type LedgerEntry } from './ledger-queries';
import { planInScope, type Scope } from './scope';

const PAGE = 200;

/**
 * The ledger of a plan for whoever asks: the office and leaders get it whole; a unit gets the tasks that it has a share in,
 * and of tasks that another leads only its own progress. Null where the plan is not there for the caller.
 */
export async function scopedLedger(tx: Tx, scope: Scope, planId: string, nowMs: number): Promise<LedgerDocument | null> {
  const values: unknown[] = [planId];
  const [plan] = await tx.find(PlanRow, `r.id = $1 and ${planInScope(scope, 'r', values)}`, values);
  const ledger = plan && (await ledgerOfPlan(tx, planId, nowMs));
  if (!ledger) return null;
  if (scope.isWhole && plan.jurisdictionId === scope.jurisdictionId) return ledger;
  const entries = await allEntries(tx, scope, planId, nowMs);
  // ledgerOfPlan numbers the tasks in this order.
  const order = await tx.query<{ id: string }>(
    `select t.id from task t join work_point w on w.id = t.work_point_id where t.plan_id = $1 order by w.position, t.position`,
    [planId],
  );
  const rows = ledger.rows.flatMap((row, index) => {
    const entry = entries.get(order[index]?.id ?? '');
    if (!entry) return [];
    if (entry.shares.every((share) => share.isOpen)) return [row];
    return [{ ...row, progress: entry.latestProgress ?? '', instruments: entry.instruments, note: '' }];
  });
  return { ...ledger, rows: rows.map((row, index) => ({ ...row, number: index + 1 })) };
}

export const ledgerFile = async (ledger: LedgerDocument): Promise<{ fileName: string; content: Uint8Array }> => ({
  fileName: `${ledger.title}.xlsx`,
  content: await writeLedgerXlsx(ledger),
});

/** The same rows as text that Excel opens in Chinese with no question asked. */
export const ledgerCsvFile = (ledger: LedgerDocument): { fileName: string; content: Uint8Array } => ({
  fileName: `${ledger.title}.csv`,
  content: writeCsv(ledgerCsvRows(ledger)),
});

async function allEntries(tx: Tx, scope: Scope, planId: string, nowMs: number): Promise<Map<string, LedgerEntry>> {
  const entries = new Map<string, LedgerEntry>();
  for (let after: string | null = null, more = true; more;) {
    const page = await readLedger(tx, scope, { planId }, { after, limit: PAGE }, nowMs);
    for (const entry of page?.items ?? []) entries.set(entry.taskId, entry);
    after = page?.next ?? null;
    more = after !== null;
  }
  return entries;
}
