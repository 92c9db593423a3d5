import type { WorkCalendar } from '../calendar/work-calendar';
import { limitEnd } from '../clock/armed-rungs';
import type { Obligation } from '../clock/obligation';
import type { InstrumentKind } from '../instrument/kinds';
import type { OwedThing } from '../plan/owed-at-issue';
import type { Chain, ChainStep } from '../policy/policy';
import type { Roster } from '../roster/roster';
import { postsAsked } from '../sign-off/signers';
import type { RehearsedTelling } from './rehearsal';

/** One obligation of the rehearsal with what has come to be for it. */
export interface Owed {
  readonly obligation: Obligation;
  readonly name: string | null;
  readonly coUnitIds: readonly string[];
  readonly armed: Set<string>;
  readonly recordedAtMs: Record<string, number>;
  readonly servedAtMs: Partial<Record<InstrumentKind, number>>;
  readonly cases: Set<InstrumentKind>;
  readonly willBeDone: boolean;
  done: boolean;
}

export interface Draft {
  readonly kind: InstrumentKind;
  readonly rungName: string;
  readonly openedAtMs: number;
  readonly items: Owed[];
  /** Of a periodic 通报: the duty that it meets. It goes to every unit of the plan, also with nobody to name. */
  readonly duty: Owed | null;
}

/** A sign-off that runs: the position of the step that is open, and what comes of the last signature. */
export interface Signing {
  readonly chain: Chain;
  readonly obliged: { readonly unitId: string | null; readonly coUnitIds: readonly string[] };
  readonly taskId: string | null;
  readonly draft: Draft | null;
  position: number;
  anySigned: boolean;
  open: readonly Owed[];
}

export type Opened = OwedThing & {
  readonly taskId: string | null;
  readonly unitId: string | null;
  readonly postId?: string | null;
  readonly coUnitIds: readonly string[];
};

export type Telling = RehearsedTelling & { taskIds: string[]; about: string[] };

export type Coming =
  | { readonly is: 'done'; readonly owed: Owed }
  | { readonly is: 'rung'; readonly owed: Owed; readonly rungKey: string }
  | { readonly is: 'signed'; readonly signing: Signing }
  | { readonly is: 'service'; readonly draft: Draft };

/**
 * The next step of a sign-off that asks somebody, and whom. A step that asks nobody by right is passed over; the last one of a
 * chain where nobody has signed waits for the office. Null: everything is signed.
 */
export function stepToSign(
  { chain, obliged, position: from, anySigned }: Signing,
  roster: Roster,
): { readonly step: ChainStep; readonly position: number; readonly posts: readonly (string | null)[] } | null {
  for (const [position, step] of chain.steps.entries()) {
    if (position < from) continue;
    const posts = postsAsked(step, roster, { ...obliged, postId: null });
    if (posts.length > 0) return { step, position, posts };
    if (!anySigned && position === chain.steps.length - 1) return { step, position, posts: [null] };
  }
  return null;
}

/** What is owed from `nowMs` on, as an obligation that no database holds. */
export function obligationOf(id: string, thing: Opened, nowMs: number, calendar: WorkCalendar): Obligation {
  const { due } = thing;
  const end =
    due === null
      ? { dueOn: null, dueAtMs: null, provisional: false }
      : 'on' in due
        ? { dueOn: due.on, dueAtMs: null, provisional: due.provisional ?? false }
        : limitEnd(nowMs, due.within, calendar);
  return {
    id,
    jurisdictionId: '',
    kind: thing.kind,
    owner: { kind: 'plan', id: '' },
    taskId: thing.taskId,
    assignmentId: null,
    instrumentId: null,
    targetId: null,
    signOffId: null,
    stageKey: thing.stageKey ?? null,
    period: thing.period,
    holderUnitId: thing.unitId,
    holderPostId: thing.postId ?? null,
    openedAtMs: nowMs,
    ...end,
    originalDueOn: end.dueOn,
    dueVersion: 1,
    state: 'open',
    filedAtMs: null,
    metAtMs: null,
  };
}
