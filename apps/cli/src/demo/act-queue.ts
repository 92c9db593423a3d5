/** Something that somebody will do at an instant of the year. */
export interface PlannedAct {
  readonly atMs: number;
  /** The same act is planned once, however often it is seen to be due. */
  readonly key: string;
  readonly run: () => Promise<void>;
}

/** What is still to be done in the year, by its instant and then by the order in which it was planned. */
export class ActQueue {
  private readonly waiting: PlannedAct[] = [];
  private readonly known = new Set<string>();

  plan(act: PlannedAct): void {
    if (this.known.has(act.key)) return;
    this.known.add(act.key);
    const after = this.waiting.findIndex((other) => other.atMs > act.atMs);
    if (after === -1) this.waiting.push(act);
    else this.waiting.splice(after, 0, act);
  }

  /** The instant of the earliest act; null when nothing is planned. */
  nextAtMs(): number | null {
    return this.waiting[0]?.atMs ?? null;
  }

  /** Takes what is planned until the instant. */
  takeUntil(ms: number): PlannedAct[] {
    const count = this.waiting.findIndex((act) => act.atMs > ms);
    return this.waiting.splice(0, count === -1 ? this.waiting.length : count);
  }
}
