import { accept, daysOffAmong, dueAfterReturn, parseDay, refuse, returnDays, type Decision, type Verdict } from '@duban/domain';
import { ObligationRow, PlanRow, SignatureRow, type SignOffRow, type Tx } from '@duban/database';
import { explainDueWords } from '@duban/wording';
import type { Act } from '../kernel/act';
import { readCalendar, readPolicy } from '../kernel/rulebook';

/** What a signer is shown of the new due day before returning a completion (退回). */
export interface ReturnDayView {
  readonly proposedOn: string;
  /** How the proposed day was reckoned, in a sentence. */
  readonly explain: string;
  readonly currentOn: string;
  readonly earliestOn: string;
  readonly latestOn: string | null;
  /** The days off among those that may be named, over a year at most: one may be named, and is warned of. */
  readonly daysOff: readonly string[];
}

const YEAR_DAYS = 366;

/** The days that a return of this sign-off's completion may name now; null where a return names none. */
export async function readReturnDay(tx: Tx, row: SignOffRow, nowMs: number): Promise<ReturnDayView | null> {
  const rules = await rulesOf(tx, row);
  if (!rules || rules.currentOn === null) return null;
  const { currentOn, policy, calendar } = rules;
  const days = returnDays(currentOn, policy, calendar, nowMs);
  const isCounted = days.counted?.date === days.proposedOn;
  return {
    proposedOn: days.proposedOn,
    explain: isCounted
      ? explainDueWords('returned', days.proposedOn, days.counted)
      : '现行期限比退回重办时限更晚，沿用现行期限，不缩短办理时间',
    currentOn,
    earliestOn: days.earliestOn,
    latestOn: days.latestOn,
    daysOff: daysOffAmong(days, calendar, YEAR_DAYS),
  };
}

/** The new due day that a signer names: only with a return, only of a completion, and within the policy's bounds. */
export async function checkReturnDay(
  act: Act,
  row: SignOffRow,
  verdict: Verdict,
  named: string | null,
): Promise<Decision<string | null>> {
  if (named === null) return accept(null);
  const dueOn = parseDay(named);
  const rules = verdict === 'refuse' ? await rulesOf(act.tx, row) : null;
  if (!rules || dueOn === null) return refuse('RETURN.NO_DAY_HERE');
  return dueAfterReturn(rules.currentOn, dueOn, rules.policy, rules.calendar, act.nowMs);
}

/** The day named by the last of those who returned in this round; null: nobody named one. */
export async function namedReturnDay(tx: Tx, signOffId: string): Promise<string | null> {
  const [last] = await tx.find(
    SignatureRow,
    `r.sign_off_id = $1 and r.lapsed_at is null and r.verdict = 'refuse' and r.return_due_on is not null
     order by r.signed_at desc, r.id desc limit 1`,
    [signOffId],
  );
  return last?.returnDueOn ?? null;
}

/** By what a return's day is judged: the policy of the plan that keeps the clock, as the return itself is. */
async function rulesOf(tx: Tx, row: SignOffRow) {
  if (row.subjectKind !== 'completion') return null;
  const [completion] = await tx.find(ObligationRow, `r.assignment_id = $1 and r.kind = 'completion' and r.state = 'open'`, [
    row.subjectId,
  ]);
  const [plan] = completion ? await tx.find(PlanRow, 'r.id = $1', [completion.ownerId]) : [];
  if (!completion || !plan) return null;
  return {
    currentOn: completion.dueOn,
    policy: await readPolicy(tx, plan.policyVersionId),
    calendar: await readCalendar(tx, completion.calendarId),
  };
}
