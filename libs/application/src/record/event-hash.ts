import { createHash } from 'node:crypto';

/** An event as it is hashed: every column, instants as text to the microsecond, ids as text. */
export interface SealableEvent {
  readonly id: string;
  readonly jurisdictionId: string;
  readonly type: string;
  readonly schema: number;
  readonly at: string;
  readonly planId: string | null;
  readonly taskId: string | null;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly personId: string | null;
  readonly postId: string | null;
  readonly onBehalfOf: string | null;
  readonly commandId: string | null;
  readonly data: unknown;
}

/** The columns of `event e` as a `SealableEvent`. The inserting transaction's number is left out: a restore may change it. */
export const SEALABLE_COLUMNS = `e.id, e.jurisdiction_id as "jurisdictionId", e.type, e.schema,
  to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  e.plan_id as "planId", e.task_id as "taskId", e.subject_kind as "subjectKind", e.subject_id as "subjectId",
  e.person_id as "personId", e.post_id as "postId", e.on_behalf_of as "onBehalfOf", e.command_id as "commandId", e.data`;

/** What the first seal follows. */
export const FIRST_HASH = '0'.repeat(64);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 of an event alone: what it says, without where it stands in the chain. */
export const eventDigest = (event: SealableEvent): string => sha256(canonicalJson(event));

/** SHA-256 over the hash before and an event's digest: an edit anywhere changes every hash after it. */
export const linkHash = (previousHash: string, digest: string): string => sha256(`${previousHash}\n${digest}`);

/** The hash of a seal. Seals made before there were digests chain the event itself. */
export const sealedHash = (previousHash: string, digest: string | null, event: SealableEvent): string =>
  digest === null ? sha256(`${previousHash}\n${canonicalJson(event)}`) : linkHash(previousHash, digest);

/** JSON with the keys of every object in the order of their code units and no white space: the same text for the same value. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
}
