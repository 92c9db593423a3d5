import type { DataSource } from '@duban/database';
import type { Deps } from '@duban/application';

/** What a process meets that dies right after a commit. */
export class Crash extends Error {
  constructor() {
    super('the process ended here');
  }
}

/**
 * The same dependencies for a process that dies after its n-th commit: the commit holds, nothing after it happens, not even
 * the giving back of a lease. `commits()` says how many it made.
 */
export function crashAfterCommit<Given extends Deps>(deps: Given, n: number): { deps: Given; commits: () => number } {
  let commits = 0;
  const database = new Proxy(deps.database, {
    get(target, property, receiver) {
      if (property !== 'createQueryRunner') return Reflect.get(target, property, receiver) as unknown;
      return (...args: Parameters<DataSource['createQueryRunner']>) => {
        if (commits >= n) throw new Crash();
        const runner = target.createQueryRunner(...args);
        const connect = runner.connect.bind(runner);
        runner.connect = async () => {
          const client = (await connect()) as { query(...sent: unknown[]): Promise<unknown> };
          return new Proxy(client, {
            get(of, name) {
              const value: unknown = Reflect.get(of, name);
              if (name !== 'query') return typeof value === 'function' ? (value as () => unknown).bind(of) : value;
              return async (...sent: unknown[]) => {
                const answer = await of.query(...sent);
                if (sent[0] !== 'commit') return answer;
                commits += 1;
                if (commits >= n) throw new Crash();
                return answer;
              };
            },
          });
        };
        return runner;
      };
    },
  });
  return { deps: { ...deps, database }, commits: () => commits };
}

/** A machine clock that a test sets, for leases and the ten-minute limit. */
export class DrivenMachine {
  constructor(private current = 1_700_000_000_000) {}

  nowMs(): number {
    return this.current;
  }

  pass(ms: number): void {
    this.current += ms;
  }
}
