import type { ChainStep } from '../policy/policy';
import type { Id, PostId } from '../shared/ids';

/** What a chain can be about. Each kind has its own answer to the chain's end. */
export type SubjectKind =
  'plan' | 'amendment' | 'progressReport' | 'completion' | 'extension' | 'instrument' | 'stageExtension' | 'delisting' | 'report';

export type SignOffOutcome = 'approved' | 'refused' | 'withdrawn';
export type SignOffState = 'running' | SignOffOutcome;

export type Verdict = 'approve' | 'refuse';

/** `closed`: no longer asked, because another post of an `any` step decided or the sign-off ended; `passedOver`: asks nobody. */
export type StepState = 'waiting' | 'approved' | 'refused' | 'closed' | 'passedOver';

/** One post asked at one step. A null post is a step that finds no post: the office's to solve. */
export interface AskedPost {
  readonly id: Id;
  readonly postId: PostId | null;
  readonly state: StepState;
}

export type StepResult = 'stays' | 'approved' | 'refused';

export interface StepDecision {
  readonly result: StepResult;
  /** The asked posts whose state changes, with the new state. */
  readonly changes: readonly { readonly id: Id; readonly state: StepState }[];
}

/**
 * What one verdict does to its step (design section 7).
 *
 * 1. `returnAtOnce`: one refusal ends the step.
 * 2. `tallyThenReturn`: all are heard first; `all` is refused if one refused, `any` only if all refused.
 * 3. An approval ends an `any` step; an `all` step needs every post.
 * 4. Whoever is no longer needed is closed, so nobody is asked for what is decided.
 */
export function decideVerdict(
  mode: ChainStep['mode'],
  onRefusal: 'returnAtOnce' | 'tallyThenReturn',
  asked: readonly AskedPost[],
  askedId: Id,
  verdict: Verdict,
): StepDecision {
  const own = asked.find((each) => each.id === askedId);
  if (own?.state !== 'waiting') throw new Error('a verdict needs a post that is asked');
  const after = asked.map((each) =>
    each.id === askedId ? { ...each, state: verdict === 'approve' ? ('approved' as const) : ('refused' as const) } : each,
  );
  const result = resultOf(mode, onRefusal, after);
  const changes = after.flatMap((each): { id: Id; state: StepState }[] => {
    if (each.id === askedId) return [{ id: each.id, state: each.state }];
    return result !== 'stays' && each.state === 'waiting' ? [{ id: each.id, state: 'closed' }] : [];
  });
  return { result, changes };
}

function resultOf(
  mode: ChainStep['mode'],
  onRefusal: 'returnAtOnce' | 'tallyThenReturn',
  asked: readonly AskedPost[],
): StepResult {
  const has = (state: StepState) => asked.some((each) => each.state === state);
  if (has('refused') && onRefusal === 'returnAtOnce') return 'refused';
  if (mode === 'any' && has('approved')) return 'approved';
  if (has('waiting')) return 'stays';
  return has('refused') ? 'refused' : 'approved';
}
