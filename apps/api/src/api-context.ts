import type { Logger } from 'pino';
import type { Deps, LoginThrottle } from '@duban/application';

/** What controllers are given: one class, so that Nest finds it by its type. */
export class ApiContext {
  constructor(
    readonly deps: Deps,
    readonly log: Logger,
    readonly throttle: LoginThrottle,
    /** Sends the session's cookie over TLS only. */
    readonly secureCookie: boolean,
    /** Signs upload tickets (files/upload-ticket.ts); the same for all processes of one installation. */
    readonly secret: string,
    /** Where the heads of the record's chain are kept; null where this process cannot see them. */
    readonly anchorsFolder: string | null,
  ) {}
}
