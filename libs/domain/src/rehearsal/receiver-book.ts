import type { Obligation } from '../clock/obligation';
import type { DayString } from '../day/day';
import type { Rung } from '../policy/policy';
import { receiversOf, type Receiver } from '../roster/receivers';
import type { Roster } from '../roster/roster';

/** Whom a rung reaches by the roster on a day, each person once; who is asked for once is kept. */
export class ReceiverBook {
  private readonly known = new Map<string, readonly Receiver[]>();

  constructor(private readonly roster: Roster) {}

  of(
    rung: Rung,
    owed: { readonly obligation: Pick<Obligation, 'holderUnitId' | 'holderPostId'>; readonly coUnitIds: readonly string[] },
    day: DayString,
  ): readonly Receiver[] {
    const { holderUnitId, holderPostId } = owed.obligation;
    const coUnitIds = rung.receivers.some((rule) => rule.of === 'coUnits') ? owed.coUnitIds : [];
    const name = `${rung.key}:${holderUnitId ?? ''}:${holderPostId ?? ''}:${day}:${coUnitIds.join()}`;
    let found = this.known.get(name);
    if (found === undefined) {
      found = this.find(rung, { unitId: holderUnitId, postId: holderPostId, coUnitIds }, day);
      this.known.set(name, found);
    }
    return found;
  }

  private find(
    rung: Rung,
    obliged: { readonly unitId: string | null; readonly postId: string | null; readonly coUnitIds: readonly string[] },
    day: DayString,
  ): readonly Receiver[] {
    const people = new Map<string, Receiver>();
    for (const rule of rung.receivers) {
      if (rule.of === 'holderPost' && obliged.postId === null) continue;
      if (rule.of === 'coUnits' && obliged.coUnitIds.length === 0) continue;
      for (const receiver of receiversOf(this.roster, rule, obliged, day)) {
        const key = receiver.personId ?? `nobody ${receiver.postId ?? ''}`;
        if (!people.has(key)) people.set(key, receiver);
      }
    }
    // Never nobody: a rung whose rules reach no one is the office's to look at.
    return people.size > 0
      ? [...people.values()]
      : [{ personId: null, postId: obliged.postId, path: 'exception', onBehalfOf: null }];
  }
}
