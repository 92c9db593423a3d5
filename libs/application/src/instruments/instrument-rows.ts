import {
  definitionOf,
  missLeadsTo,
  type InstrumentDefinition,
  type InstrumentKind,
  type InstrumentState,
  type StageChoice,
  type StageTerms,
} from '@duban/domain';
import { InstrumentItemRow, InstrumentTargetRow, PlanRow, type InstrumentRow, type Tx } from '@duban/database';
import type { Act } from '../kernel/act';
import { readPolicy } from '../kernel/rulebook';

export const kindOf = (row: Pick<InstrumentRow, 'kind'>): InstrumentKind => row.kind as InstrumentKind;
export const instrumentStateOf = (row: Pick<InstrumentRow, 'state'>): InstrumentState => row.state as InstrumentState;
export const definitionFor = (row: Pick<InstrumentRow, 'kind'>): InstrumentDefinition => definitionOf(row.kind);

export const targetsOf = (tx: Tx, instrumentId: string): Promise<InstrumentTargetRow[]> =>
  tx.find(InstrumentTargetRow, 'r.instrument_id = $1 order by r.id', [instrumentId]);

export const itemsOf = (tx: Tx, instrumentId: string): Promise<InstrumentItemRow[]> =>
  tx.find(InstrumentItemRow, 'r.instrument_id = $1 order by r.added_at, r.id', [instrumentId]);

/** How long each stage of this instrument may take, by the policy version that it was opened under. */
export async function termsOf(tx: Tx, row: InstrumentRow): Promise<StageTerms> {
  const policy = await readPolicy(tx, row.policyVersionId);
  return policy.instruments[kindOf(row)] ?? {};
}

/** The definition as the policy of the case has it, and which of its stages this case has. */
export async function lineOf(
  tx: Tx,
  row: Pick<InstrumentRow, 'kind' | 'policyVersionId' | 'isPublic'>,
): Promise<{ definition: InstrumentDefinition; choice: StageChoice }> {
  const policy = await readPolicy(tx, row.policyVersionId);
  const kind = kindOf(row);
  return {
    definition: { ...definitionOf(kind), missLeadsTo: missLeadsTo(policy, kind) },
    choice: { isPublic: row.isPublic, withTerm: Object.keys(policy.instruments[kind] ?? {}) },
  };
}

/** The calendar that an instrument counts by: its plan's, or the jurisdiction's newest. */
export async function calendarIdFor(tx: Tx, row: Pick<InstrumentRow, 'planId' | 'jurisdictionId'>): Promise<string> {
  if (row.planId !== null) {
    const [plan] = await tx.find(PlanRow, 'r.id = $1', [row.planId]);
    if (plan) return plan.calendarId;
  }
  const [newest] = await tx.query<{ id: string }>(
    'select id from work_calendar where jurisdiction_id = $1 order by version desc limit 1',
    [row.jurisdictionId],
  );
  if (!newest) throw new Error(`jurisdiction ${row.jurisdictionId} has no work calendar`);
  return newest.id;
}

/** The post that owes what the office must do on an instrument; null where the office has none (the exception list). */
export async function officePost(act: Act): Promise<string | null> {
  const { posts } = await act.roster();
  const post = posts.find((each) => each.role === 'officeClerk') ?? posts.find((each) => each.role === 'officeHead');
  return post?.id ?? null;
}
