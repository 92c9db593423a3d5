import { accept, checkPolicy, refuse, type Decision, type Policy } from '@duban/domain';
import { PolicyDraftRow, PolicyRow, PolicyVersionRow, type Tx } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { newId } from '../kernel/new-id';
import { publishedPolicies } from './published-policies';

/** From what a draft begins: a version that was published, or a policy that is given (a template, a file). */
export type DraftSource =
  | { readonly versionId: string }
  | {
      readonly body: Policy;
      /** A key of its own makes a policy beside the others. */ readonly key?: string;
      readonly name?: string;
    };

const LARGEST_BODY = 300_000;

/** Begins a draft. One policy has one draft at a time. Only the supervision office may. */
export async function startPolicyDraft(act: Act, source: DraftSource): Promise<Decision<{ policyId: string; draftId: string }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('POLICY.UNKNOWN');
  const begun = await beginning(act, source);
  if (!begun.ok) return begun;
  const { policy, body, baseVersionId } = begun.value;
  const draftId = newId();
  const mine = await act.tx.insertMissing(PolicyDraftRow, [
    {
      id: draftId,
      jurisdictionId: act.jurisdictionId,
      policyId: policy.id,
      baseVersionId,
      body,
      version: 1,
      editedAt: act.now,
      editedBy: act.person,
    },
  ]);
  if (mine === 0) return refuse('POLICY.DRAFT_EXISTS', { name: policy.name });
  act.emit({
    type: 'policy.draftStarted',
    subjectKind: 'policy',
    subjectId: policy.id,
    data: { key: policy.key, baseVersionId },
  });
  return accept({ policyId: policy.id, draftId });
}

async function beginning(
  act: Act,
  source: DraftSource,
): Promise<Decision<{ policy: PolicyRow; body: Policy; baseVersionId: string | null }>> {
  if ('versionId' in source) {
    const [version] = await act.tx.find(PolicyVersionRow, 'r.id = $1 and r.jurisdiction_id = $2', [
      source.versionId,
      act.jurisdictionId,
    ]);
    const [policy] = version ? await act.tx.find(PolicyRow, 'r.id = $1', [version.policyId]) : [];
    if (!version || !policy) return refuse('POLICY.UNKNOWN');
    return accept({ policy, body: version.body as Policy, baseVersionId: version.id });
  }
  const key = source.key ?? source.body.key;
  if (!/^[a-z][A-Za-z0-9]{1,40}$/.test(key)) return refuse('POLICY.KEY_INVALID', { key });
  const body: Policy = { ...source.body, key, name: source.name ?? source.body.name };
  await act.tx.insertMissing(PolicyRow, [{ id: newId(), jurisdictionId: act.jurisdictionId, key, name: body.name }]);
  const [policy] = await act.tx.find(PolicyRow, 'r.jurisdiction_id = $1 and r.key = $2', [act.jurisdictionId, key]);
  if (!policy) throw new Error(`no policy ${key}`);
  const [newest] = await act.tx.find(PolicyVersionRow, 'r.policy_id = $1 order by r.version desc limit 1', [policy.id]);
  return accept({ policy, body, baseVersionId: newest?.id ?? null });
}

/** Locks a draft of the caller's jurisdiction. */
export async function lockDraft(act: Act, draftId: string): Promise<PolicyDraftRow | null> {
  if (!act.actor || !isOffice(act.actor)) return null;
  const [draft] = await act.tx.find(PolicyDraftRow, 'r.id = $1 and r.jurisdiction_id = $2 for update', [
    draftId,
    act.jurisdictionId,
  ]);
  return draft ?? null;
}

export interface SaveDraftInput {
  readonly draftId: string;
  /** The draft's version that the person had before the eyes. */
  readonly version: number;
  readonly body: unknown;
}

/** Keeps what was edited. A draft may be unsound; what is wrong is shown beside it and keeps it from being published. */
export async function savePolicyDraft(act: Act, input: SaveDraftInput): Promise<Decision<{ version: number }>> {
  const draft = await lockDraft(act, input.draftId);
  if (!draft) return refuse('POLICY.UNKNOWN');
  if (draft.version !== input.version) return refuse('POLICY.DRAFT_CHANGED', { seen: input.version, current: draft.version });
  if (typeof input.body !== 'object' || input.body === null || Array.isArray(input.body)) return refuse('POLICY.BODY_SHAPE');
  if (JSON.stringify(input.body).length > LARGEST_BODY) return refuse('POLICY.BODY_TOO_LARGE');
  // The key says which policy it is: editing does not make it another's.
  const body = { ...input.body, key: (draft.body as Policy).key };
  await act.tx.update(PolicyDraftRow, draft.id, { body, version: draft.version + 1, editedAt: act.now, editedBy: act.person });
  return accept({ version: draft.version + 1 });
}

/** Throws a draft away; the versions stay. */
export async function dropPolicyDraft(act: Act, draftId: string): Promise<Decision<{ policyId: string }>> {
  const draft = await lockDraft(act, draftId);
  if (!draft) return refuse('POLICY.UNKNOWN');
  await removeDraft(act.tx, draft);
  act.emit({ type: 'policy.draftDropped', subjectKind: 'policy', subjectId: draft.policyId });
  return accept({ policyId: draft.policyId });
}

const removeDraft = (tx: Tx, draft: PolicyDraftRow): Promise<number> =>
  tx.run('delete from policy_draft where id = $1', [draft.id]);

/**
 * 发布: the draft becomes the next version, which never changes again. Refused while anything is wrong with it (`POLICY.UNSOUND`)
 * or where it says the same as the version before. Plans go on by the version that they pin until each is changed.
 */
export async function publishPolicyDraft(
  act: Act,
  input: { readonly draftId: string; readonly version: number },
): Promise<Decision<{ policyVersionId: string; version: number }>> {
  const draft = await lockDraft(act, input.draftId);
  if (!draft) return refuse('POLICY.UNKNOWN');
  if (draft.version !== input.version) return refuse('POLICY.DRAFT_CHANGED', { seen: input.version, current: draft.version });
  await act.tx.query('select 1 from policy where id = $1 for update', [draft.policyId]);
  const check = checkPolicy(draft.body, { earlier: await publishedPolicies(act.tx, act.jurisdictionId) });
  if (check.policy === null || !check.isSound) {
    return refuse('POLICY.UNSOUND', { errors: check.findings.filter((finding) => finding.severity === 'error').length });
  }
  const [newest] = await act.tx.find(PolicyVersionRow, 'r.policy_id = $1 order by r.version desc limit 1', [draft.policyId]);
  if (newest && sameText(newest.body, draft.body)) return refuse('POLICY.NO_CHANGE', { version: newest.version });
  const version = (newest?.version ?? 0) + 1;
  const policyVersionId = newId();
  await act.tx.insert(PolicyVersionRow, [
    {
      id: policyVersionId,
      jurisdictionId: act.jurisdictionId,
      policyId: draft.policyId,
      version,
      body: draft.body,
      madeAt: act.now,
      madeBy: act.person,
    },
  ]);
  await act.tx.update(PolicyRow, draft.policyId, { name: check.policy.name });
  await removeDraft(act.tx, draft);
  act.emit({
    type: 'policy.published',
    subjectKind: 'policy',
    subjectId: draft.policyId,
    data: { policyVersionId, version, name: check.policy.name },
  });
  return accept({ policyVersionId, version });
}

const sameText = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** jsonb keeps no order of names. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
