import { checkPolicy, type Policy, type PolicyFinding } from '@duban/domain';
import { PolicyDraftRow, PolicyVersionRow, type Tx } from '@duban/database';
import type { Scope } from '../access/scope';
import { isOffice } from '../kernel/actor';
import { readRoster } from '../kernel/roster';
import { publishedPolicies } from './published-policies';

export interface PolicyVersionSummary {
  readonly id: string;
  readonly version: number;
  readonly madeAt: Date;
  readonly madeBy: string | null;
  readonly plans: readonly { readonly id: string; readonly title: string; readonly state: string }[];
}

export interface PolicySummary {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly versions: readonly PolicyVersionSummary[];
  readonly draft: { readonly id: string; readonly version: number; readonly editedAt: Date; readonly editedBy: string } | null;
}

/** The policies of the caller's jurisdiction, each with its versions, the newest first, and the plans that go by them. */
export async function listPolicies(tx: Tx, scope: Scope): Promise<PolicySummary[]> {
  if (!scope.isWhole) return [];
  const { jurisdictionId } = scope;
  const policies = await tx.query<{ id: string; key: string; name: string }>(
    'select id, key, name from policy where jurisdiction_id = $1 order by name, key',
    [jurisdictionId],
  );
  const versions = await tx.query<{ id: string; policyId: string; version: number; madeAt: Date; madeBy: string | null }>(
    `select v.id, v.policy_id as "policyId", v.version, v.made_at as "madeAt", p.name as "madeBy"
     from policy_version v left join person p on p.id = v.made_by where v.jurisdiction_id = $1 order by v.version desc`,
    [jurisdictionId],
  );
  const plans = await tx.query<{ id: string; title: string; state: string; policyVersionId: string }>(
    `select id, title, state, policy_version_id as "policyVersionId" from plan
     where jurisdiction_id = $1 and (state not in ('draft', 'approved') or $2) order by year desc, title`,
    [jurisdictionId, scope.seesDrafts],
  );
  const drafts = scope.seesDrafts
    ? await tx.query<{ id: string; policyId: string; version: number; editedAt: Date; editedBy: string }>(
        `select d.id, d.policy_id as "policyId", d.version, d.edited_at as "editedAt", p.name as "editedBy"
         from policy_draft d join person p on p.id = d.edited_by where d.jurisdiction_id = $1`,
        [jurisdictionId],
      )
    : [];
  return policies
    .map((policy) => ({
      ...policy,
      versions: versions
        .filter((version) => version.policyId === policy.id)
        .map((version) => ({ ...version, plans: plans.filter((plan) => plan.policyVersionId === version.id) })),
      draft: drafts.find((draft) => draft.policyId === policy.id) ?? null,
    }))
    .filter((policy) => policy.versions.length > 0 || policy.draft !== null);
}

export interface PolicyVersionDetail {
  readonly id: string;
  readonly policyId: string;
  readonly version: number;
  readonly madeAt: Date;
  readonly body: Policy;
}

/** One version, as it was published. */
export async function readPolicyVersion(tx: Tx, scope: Scope, id: string): Promise<PolicyVersionDetail | null> {
  if (!scope.isWhole) return null;
  const [row] = await tx.find(PolicyVersionRow, 'r.id = $1 and r.jurisdiction_id = $2', [id, scope.jurisdictionId]);
  return row ? { ...row, body: row.body as Policy } : null;
}

export interface PolicyDraftDetail {
  readonly id: string;
  readonly policyId: string;
  readonly version: number;
  readonly editedAt: Date;
  readonly baseVersionId: string | null;
  readonly body: unknown;
  /** The body where it has the shape of a policy. */
  readonly policy: Policy | null;
  readonly base: Policy | null;
  readonly findings: readonly PolicyFinding[];
  readonly isSound: boolean;
}

/** A draft with what is wrong with it, by the check that publishing makes. Only the office and the leaders see drafts. */
export async function readPolicyDraft(tx: Tx, scope: Scope, id: string): Promise<PolicyDraftDetail | null> {
  if (!scope.seesDrafts) return null;
  const [row] = await tx.find(PolicyDraftRow, 'r.id = $1 and r.jurisdiction_id = $2', [id, scope.jurisdictionId]);
  if (!row) return null;
  const base = row.baseVersionId === null ? null : await readPolicyVersion(tx, scope, row.baseVersionId);
  const check = checkPolicy(row.body, {
    earlier: await publishedPolicies(tx, scope.jurisdictionId),
    roster: await readRoster(tx, scope.jurisdictionId),
  });
  return { ...row, base: base?.body ?? null, policy: check.policy, findings: check.findings, isSound: check.isSound };
}

/** What the caller may do with policies here. */
export const policyActions = (scope: Scope): readonly ('edit' | 'publish')[] =>
  isOffice(scope.actor) ? ['edit', 'publish'] : [];
