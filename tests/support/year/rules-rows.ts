import { OPEN_NEXT_PERIOD, type AssignmentState, type CountingFacts, type FreezeKind, type Obligation } from '@duban/domain';
import type { Lived } from '../../model/year';

/* What a year on the pure rules keeps in memory in place of rows. */

export interface Owed {
  obligation: Obligation;
  dueReason: string;
  readonly name: string;
  readonly share: Share;
  readonly frozen: Set<FreezeKind>;
  armed: Map<string, number>;
  recordedAtMs: Record<string, number>;
  readonly lateKeys: Set<string>;
  readonly cases: Set<string>;
  breaches: number;
}

export interface Share {
  readonly index: number;
  readonly cycle: 'monthly' | 'quarterly' | null;
  state: AssignmentState;
  before: AssignmentState;
  unit: number;
  stoppedOn: string | null;
  asked: string | null;
  granted: number;
  receipts: number;
}

/** As the row of a new obligation; `name` is its id. */
export const newObligation = (
  name: string,
  kind: Obligation['kind'],
  period: string | null,
  dueOn: string | null,
  nowMs: number,
): Obligation => ({
  id: name,
  jurisdictionId: '',
  kind,
  owner: { kind: 'plan', id: '' },
  taskId: null,
  assignmentId: null,
  instrumentId: null,
  targetId: null,
  signOffId: null,
  stageKey: null,
  period,
  holderUnitId: null,
  holderPostId: null,
  openedAtMs: nowMs,
  dueOn,
  dueAtMs: null,
  originalDueOn: dueOn,
  dueVersion: 1,
  provisional: false,
  state: 'open',
  filedAtMs: null,
  metAtMs: null,
});

/** Its rungs wait: it is frozen, or its share is suspended. */
export const isStill = (each: Owed): boolean =>
  each.frozen.size > 0 || (each.obligation.state === 'met' && each.share.state === 'suspended');

export function completionOf(owed: readonly Owed[], share: Share): Owed {
  const found = owed.find((each) => each.share === share && each.obligation.kind === 'completion');
  if (!found) throw new Error('no completion');
  return found;
}

export const countingFactsOf = ({ obligation, dueReason }: Owed): CountingFacts => ({
  obligation,
  dueReason,
  stageFromMs: 0,
  stepLimit: null,
});

/** How all that is owed stands in the end, and what waits. */
export const livedOf = (owed: readonly Owed[]): Pick<Lived, 'standings' | 'armed'> => ({
  standings: owed.map(({ name, obligation, breaches }) => ({
    owed: name,
    state: obligation.state,
    dueOn: obligation.dueOn,
    dueVersion: obligation.dueVersion,
    breaches,
  })),
  armed: owed.flatMap(({ name, obligation, armed }) =>
    [...armed]
      .filter(([key]) => key !== OPEN_NEXT_PERIOD)
      .map(([key, atMs]) => `${name} v${obligation.dueVersion} ${key} ${atMs}`),
  ),
});
