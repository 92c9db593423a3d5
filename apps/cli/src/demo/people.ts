import { actorOn, newId, readRoster, runCommand, type Act } from '@duban/application';
import { dayOfInstant, type Decision } from '@duban/domain';
import { withTransaction } from '@duban/database';
import { refusalText } from '@duban/wording';
import type { ScratchDeps } from '../scratch-database';

/** The demo's people give their commands through the same application layer as everybody's. */
export class People {
  constructor(
    private readonly deps: ScratchDeps,
    private readonly jurisdictionId: string,
  ) {}

  /**
   * Gives one command as a person, at the clock's instant.
   * @throws Error with the Chinese sentence where it is refused: a demo's people do only what may be done
   */
  async give<Value>(personId: string, route: string, work: (act: Act) => Promise<Decision<Value>>): Promise<Value> {
    const day = dayOfInstant(this.deps.clock.ms);
    const roster = await withTransaction(this.deps.database, (tx) => readRoster(tx, this.jurisdictionId));
    const actor = actorOn(roster, this.jurisdictionId, personId, day);
    const decision = await runCommand(this.deps, { actor, route, key: newId(), body: { route } }, work);
    if (!decision.ok) throw new Error(`${day} ${route}：${refusalText(decision.refusal)}（${decision.refusal.code}）`);
    return decision.value;
  }
}
