import type { MachineClock } from '../kernel/deps';

const WINDOW_MS = 5 * 60_000;

interface Failures {
  count: number;
  sinceMs: number;
}

export interface LoginLimits {
  /** Wrong passwords for one login from one address in five minutes. */
  readonly perLoginAndAddress: number;
  /** From one address, whatever the login: an office may sit behind one address, so it is not small. */
  readonly perAddress: number;
  /** For one login from anywhere. */
  readonly perLogin: number;
}

export const LOGIN_LIMITS: LoginLimits = { perLoginAndAddress: 5, perAddress: 100, perLogin: 50 };

/**
 * Counts wrong passwords, in this process. Only failures count, so a morning on which everybody logs in from one address
 * locks nobody out; a success clears the pair's count.
 */
export class LoginThrottle {
  private readonly failures = new Map<string, Failures>();

  constructor(
    private readonly clock: MachineClock,
    private readonly limits: LoginLimits = LOGIN_LIMITS,
  ) {}

  /** Seconds to wait, or 0 where a try is free. */
  waitSeconds(login: string, address: string): number {
    const nowMs = this.clock.nowMs();
    const waits = this.keys(login, address).map(([key, limit]) => {
      const found = this.failures.get(key);
      if (!found || found.count < limit) return 0;
      return Math.ceil((found.sinceMs + WINDOW_MS - nowMs) / 1000);
    });
    return Math.max(0, ...waits);
  }

  failed(login: string, address: string): void {
    const nowMs = this.clock.nowMs();
    this.forgetOld(nowMs);
    for (const [key] of this.keys(login, address)) {
      const found = this.failures.get(key) ?? { count: 0, sinceMs: nowMs };
      this.failures.set(key, { count: found.count + 1, sinceMs: found.sinceMs });
    }
  }

  succeeded(login: string, address: string): void {
    this.failures.delete(this.pair(login, address));
  }

  private keys(login: string, address: string): readonly (readonly [string, number])[] {
    return [
      [this.pair(login, address), this.limits.perLoginAndAddress],
      [`address ${address}`, this.limits.perAddress],
      [`login ${login}`, this.limits.perLogin],
    ];
  }

  private pair = (login: string, address: string): string => `pair ${address} ${login}`;

  private forgetOld(nowMs: number): void {
    for (const [key, found] of this.failures) if (found.sinceMs + WINDOW_MS <= nowMs) this.failures.delete(key);
  }
}
