import { createHash } from 'node:crypto';
import type { FillInRead } from '@duban/documents';
import { accept, refuse, type Decision } from '@duban/domain';
import { withTransaction } from '@duban/database';
import { fillInWording, refusalText } from '@duban/wording';
import type { Scope } from '../access/scope';
import { runCommand } from '../kernel/command';
import type { Deps } from '../kernel/deps';
import { fileProgressReport } from '../progress/file-progress-report';
import { offeredSheet } from './fill-in-rows';
import { judgeFillIn, type JudgedRow } from './judge-fill-in';

const ROUTE = 'fill-in';

/** What a filled-in sheet would do, row by row; nothing is written. */
export function previewFillIn(deps: Deps, scope: Scope, planId: string, read: FillInRead): Promise<Decision<JudgedRow[]>> {
  return withTransaction(
    deps.database,
    async (tx) => {
      const offered = await offeredSheet(tx, scope, planId, await deps.clock.nowMs(tx));
      return offered ? judgeFillIn(tx, offered, read) : refuse('PLAN.UNKNOWN');
    },
    { snapshot: true },
  );
}

export interface FiledRow {
  readonly row: number;
  readonly task: string;
  readonly period: string;
  readonly outcome: 'filed' | 'filedBefore' | 'faulty' | 'refused';
  /** Why it was not filed; empty where it was. */
  readonly reason: string;
}

/**
 * Files every row that is ready, each as a progress report of its own by the command of the page, with a key made of what it
 * says: the same sheet again files nothing again. A row that is refused keeps no other back.
 */
export async function fileFillIn(deps: Deps, scope: Scope, planId: string, read: FillInRead): Promise<Decision<FiledRow[]>> {
  const judged = await previewFillIn(deps, scope, planId, read);
  if (!judged.ok) return judged;
  const filed: FiledRow[] = [];
  for (const row of judged.value) {
    const { row: number, task, period } = row;
    const said = { row: number, task, period };
    if (row.outcome === 'filed') filed.push({ ...said, outcome: 'filedBefore', reason: '' });
    else if (!row.report)
      filed.push({ ...said, outcome: 'faulty', reason: row.faults.map(({ sheet, cell, reason }) => fillInWording.faultAt(sheet, cell, reason)).join('；') }); // prettier-ignore
    else {
      const { report } = row;
      const body = { report, returned: row.returned };
      const key = createHash('sha256').update(JSON.stringify(body)).digest('hex');
      const decision = await runCommand(deps, { actor: scope.actor, route: ROUTE, key, body }, (act) =>
        fileProgressReport(act, report),
      );
      filed.push(
        decision.ok
          ? { ...said, outcome: 'filed', reason: '' }
          : { ...said, outcome: 'refused', reason: refusalText(decision.refusal) },
      );
    }
  }
  return accept(filed);
}
