/** Things that come at moments, given out in the order of their moments, and at one moment in the order of their coming in. */
export class MomentQueue<Thing> {
  private readonly heap: { readonly atMs: number; readonly order: number; readonly thing: Thing }[] = [];
  private count = 0;

  add(atMs: number, thing: Thing): void {
    this.heap.push({ atMs, order: (this.count += 1), thing });
    for (let at = this.heap.length - 1; at > 0;) {
      const above = (at - 1) >> 1;
      if (!this.isBefore(at, above)) break;
      this.swap(at, above);
      at = above;
    }
  }

  /** Everything of the next moment, or null where nothing comes any more. */
  nextMoment(): { readonly atMs: number; readonly things: readonly Thing[] } | null {
    const first = this.heap[0];
    if (first === undefined) return null;
    const things: Thing[] = [];
    for (let top = this.heap[0]; top?.atMs === first.atMs; top = this.heap[0]) {
      things.push(top.thing);
      this.drop();
    }
    return { atMs: first.atMs, things };
  }

  private drop(): void {
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return;
    this.heap[0] = last;
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let least = at;
      if (left < this.heap.length && this.isBefore(left, least)) least = left;
      if (right < this.heap.length && this.isBefore(right, least)) least = right;
      if (least === at) return;
      this.swap(at, least);
      at = least;
    }
  }

  private isBefore(a: number, b: number): boolean {
    const [x, y] = [this.heap[a], this.heap[b]];
    if (x === undefined || y === undefined) return false;
    return x.atMs < y.atMs || (x.atMs === y.atMs && x.order < y.order);
  }

  private swap(a: number, b: number): void {
    const [x, y] = [this.heap[a], this.heap[b]];
    if (x === undefined || y === undefined) return;
    this.heap[a] = y;
    this.heap[b] = x;
  }
}
