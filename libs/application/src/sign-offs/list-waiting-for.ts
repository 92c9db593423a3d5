import { signersOf, type Receiver, type Roster } from '@duban/domain';
import { SignatureRow, SignOffRow, SignOffStepRow, type Tx } from '@duban/database';
import { isOffice, type Actor } from '../kernel/actor';
import { readRoster } from '../kernel/roster';
import { barredIn, hashSeenAt, stepOf } from './sign-off-row';

/** One post of one step that a person may sign now. */
export interface WaitingStep {
  readonly signOffId: string;
  readonly stepId: string;
  readonly stepKey: string;
  readonly stepName: string;
  readonly title: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly planId: string | null;
  readonly taskId: string | null;
  readonly filedBy: string;
  readonly filedAt: string;
  readonly openedAt: string;
  readonly dueOn: string | null;
  readonly dueAt: string | null;
  /** To be sent back with the verdict. */
  readonly contentHash: string;
  readonly postId: string | null;
  /** How it came to this person; `exception` is the office's, which appoints an acting holder. */
  readonly path: Receiver['path'];
  readonly onBehalfOf: string | null;
  /** Refused at the first 不同意, or only after all were heard: shown before the first signature. */
  readonly onRefusal: string;
}

/**
 * What waits for a person's signature on a day, the oldest first; for the office also what nobody may sign, each with the
 * path `exception`. Read live: whoever takes a post over sees its work at once.
 */
export async function listWaitingFor(tx: Tx, actor: Actor, day: string): Promise<WaitingStep[]> {
  const roster = await readRoster(tx, actor.jurisdictionId);
  const office = isOffice(actor);
  const reach = office ? null : reachedPosts(roster, actor);
  if (reach?.length === 0) return [];
  const waiting = await waitingSteps(tx, actor.jurisdictionId, reach);
  return waiting.flatMap((each): WaitingStep[] => {
    const receivers = signersOf(roster, each.step.postId, day, barredIn(each.row, each.signatures));
    return receivers
      .filter((receiver) => receiver.personId === actor.personId || (office && receiver.personId === null))
      .slice(0, 1)
      .map((receiver) => waitingStep(each, receiver));
  });
}

/** Every post whose work can come to the actor: the own ones, and those below them where nobody is left. */
function reachedPosts(roster: Roster, actor: Actor): string[] {
  const own = new Set(actor.posts.map((post) => post.postId));
  const superior = new Map(roster.posts.map((post) => [post.id, post.superiorPostId]));
  return roster.posts.flatMap((post) => {
    const seen = new Set<string>();
    for (let at: string | null = post.id; at !== null && !seen.has(at); at = superior.get(at) ?? null) {
      if (own.has(at)) return [post.id];
      seen.add(at);
    }
    return [];
  });
}

interface Waiting {
  readonly step: SignOffStepRow;
  readonly row: SignOffRow;
  readonly signatures: readonly SignatureRow[];
  readonly dueOn: string | null;
  readonly dueAt: Date | null;
}

async function waitingSteps(tx: Tx, jurisdictionId: string, posts: readonly string[] | null): Promise<Waiting[]> {
  const steps = await tx.find(
    SignOffStepRow,
    `r.jurisdiction_id = $1 and r.state = 'waiting' and ($2::uuid[] is null or r.post_id = any($2::uuid[])) order by r.opened_at, r.id`,
    [jurisdictionId, posts],
  );
  const ids = [...new Set(steps.map((step) => step.signOffId))];
  const rows = new Map((await tx.find(SignOffRow, 'r.id = any($1::uuid[])', [ids])).map((row) => [row.id, row]));
  const signatures = await tx.find(SignatureRow, 'r.sign_off_id = any($1::uuid[]) and r.lapsed_at is null', [ids]);
  const signed = new Map<string, SignatureRow[]>();
  for (const each of signatures) signed.set(each.signOffId, [...(signed.get(each.signOffId) ?? []), each]);
  const dues = await tx.query<{ id: string; dueOn: string | null; dueAt: Date | null }>(
    'select id, due_on as "dueOn", due_at as "dueAt" from obligation where id = any($1::uuid[])',
    [steps.flatMap((step) => (step.obligationId === null ? [] : [step.obligationId]))],
  );
  const dueOf = new Map(dues.map((due) => [due.id, due]));
  return steps.flatMap((step): Waiting[] => {
    const row = rows.get(step.signOffId);
    if (!row) return [];
    const due = step.obligationId === null ? undefined : dueOf.get(step.obligationId);
    return [{ step, row, signatures: signed.get(row.id) ?? [], dueOn: due?.dueOn ?? null, dueAt: due?.dueAt ?? null }];
  });
}

function waitingStep({ step, row, dueOn, dueAt }: Waiting, receiver: Receiver): WaitingStep {
  return {
    signOffId: row.id,
    stepId: step.id,
    stepKey: step.stepKey,
    stepName: stepOf(row, step.position).name,
    title: row.title,
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    planId: row.planId,
    taskId: row.taskId,
    filedBy: row.filedBy,
    filedAt: row.filedAt.toISOString(),
    openedAt: step.openedAt.toISOString(),
    dueOn,
    dueAt: dueAt?.toISOString() ?? null,
    contentHash: hashSeenAt(row, step.stepKey),
    postId: step.postId,
    path: receiver.path,
    onBehalfOf: receiver.onBehalfOf,
    onRefusal: (row.chain as { onRefusal: string }).onRefusal,
  };
}
