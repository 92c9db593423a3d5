/** Where in a policy something is: its part, the key within it (a rung's, a chain's, an instrument's) and the field. */
export interface PolicyPlace {
  readonly part:
    | 'general'
    | 'owes'
    | 'ladder'
    | 'chains'
    | 'instruments'
    | 'missLeadsTo'
    | 'repeats'
    | 'extension'
    | 'objection'
    | 'bulletins'
    | 'lamps';
  /** Null where the part as a whole is meant. A rung without a readable key is named by its place, `#3`. */
  readonly key: string | null;
  /** `offset`, `receivers`, or the key of a step or stage; null where the whole entry is meant. */
  readonly field: string | null;
}

/** What can be wrong. Stable: pages, logs and tests name them; each has a Chinese sentence in libs/wording or does not compile. */
export type PolicyFindingReason =
  | 'FIELD_MISSING'
  | 'FIELD_WRONG'
  | 'FIELD_UNKNOWN'
  | 'NAME_EMPTY'
  | 'AUTHORITY_EMPTY'
  | 'OWES_NOTHING'
  | 'LEAD_OWES_NOTHING'
  | 'RUNG_KEY_TWICE'
  | 'RUNG_KEY_FORM'
  | 'RUNG_KEY_REUSED'
  | 'RUNG_SAME_BOUNDARY'
  | 'RUNG_NO_RECEIVER'
  | 'RUNG_RECEIVER_IMPOSSIBLE'
  | 'RUNG_UNREACHABLE'
  | 'RUNG_BASE_UNKNOWN'
  | 'RUNG_BEFORE_BASE'
  | 'RUNG_BEFORE_OPENING'
  | 'BASE_NO_DEEMED_DAY'
  | 'ACT_INCOMING'
  | 'ACT_NOT_FOR_SUBJECT'
  | 'LADDER_CIRCLE'
  | 'LADDER_NO_END'
  | 'CHAIN_MISSING'
  | 'CHAIN_KEY'
  | 'CHAIN_NO_STEPS'
  | 'CHAIN_NO_REFUSAL_RULE'
  | 'CHAIN_NOBODY_SIGNS'
  | 'STEP_KEY_TWICE'
  | 'STEP_NO_POSTS'
  | 'STEP_POST_IMPOSSIBLE'
  | 'STEP_SAME_POST'
  | 'EXTENSION_NO_SILENCE'
  | 'RETURN_BOUNDS_CROSSED'
  | 'EXTENSION_OUT_OF_SENSE'
  | 'LIMIT_OUT_OF_SENSE'
  | 'GRACE_OUT_OF_SENSE'
  | 'STAGE_UNKNOWN'
  | 'STAGE_NO_LIMIT'
  | 'MISS_LEADS_NOWHERE'
  | 'MISS_CIRCLE'
  | 'LAMP_MISSING'
  | 'LAMP_TWICE'
  | 'POST_NOT_HERE';

export type PolicyFindingCode = `POLICY.${PolicyFindingReason}`;

export type PolicyFindingParams = Readonly<Record<string, string | number | boolean | null>>;

/**
 * One thing that is wrong with a policy. An `error` keeps it from being published; a `warning` is only shown. The code is
 * stable (`POLICY.REASON`), the Chinese sentence is in libs/wording.
 */
export interface PolicyFinding {
  readonly code: PolicyFindingCode;
  readonly severity: 'error' | 'warning';
  readonly place: PolicyPlace;
  readonly params: PolicyFindingParams;
}

type Part = PolicyPlace['part'];

export const inPolicy = (part: Part, key: string | null = null, field: string | null = null): PolicyPlace => ({
  part,
  key,
  field,
});

export const problemAt = (code: PolicyFindingReason, place: PolicyPlace, params: PolicyFindingParams = {}): PolicyFinding => ({
  code: `POLICY.${code}`,
  severity: 'error',
  place,
  params,
});

export const remarkAt = (code: PolicyFindingReason, place: PolicyPlace, params: PolicyFindingParams = {}): PolicyFinding => ({
  ...problemAt(code, place, params),
  severity: 'warning',
});
