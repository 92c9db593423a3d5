import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { readLiveChanges, readSession, type Session } from '@duban/application';
import { withTransaction } from '@duban/database';
import { ApiContext } from '../api-context';

/** Where a stream's events are written: a response that stays open. */
export interface LiveOutput {
  write(chunk: string): boolean;
  end(): void;
}

interface LiveStream {
  readonly session: Session;
  readonly token: string;
  readonly output: LiveOutput;
  told: string;
  checkedAtMs: number;
}

const LOOK_MS = 2_000;
const SESSION_CHECK_MS = 30_000;
const HEARTBEAT_MS = 20_000;
/** A browser shares one stream between its tabs where it can; the oldest gives way where it cannot. */
const MOST_PER_SESSION = 4;

/**
 * The open streams of this process. One look for all of them every two seconds while there is any; each is told what concerns
 * its person, at once when it opens, so that a stream that was cut has missed nothing. A stream ends with its session.
 */
@Injectable()
export class LiveStreams implements BeforeApplicationShutdown {
  private readonly streams = new Set<LiveStream>();
  private timer: NodeJS.Timeout | null = null;
  private since: string | null = null;
  private looking: Promise<void> = Promise.resolve();
  private beatAtMs = 0;

  constructor(private readonly api: ApiContext) {}

  open(session: Session, token: string, output: LiveOutput): () => void {
    const stream: LiveStream = { session, token, output, told: '', checkedAtMs: Date.now() };
    const own = [...this.streams].filter((each) => each.token === token);
    for (const older of own.slice(0, Math.max(0, own.length - MOST_PER_SESSION + 1))) this.end(older, 'replaced');
    this.streams.add(stream);
    // The browser comes back by itself after this time, also after a restart of the service.
    output.write('retry: 3000\n\n');
    this.timer ??= setInterval(() => this.look(), LOOK_MS);
    this.look();
    return () => this.forget(stream);
  }

  get count(): number {
    return this.streams.size;
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const stream of [...this.streams]) this.end(stream, null);
    await this.looking;
  }

  private look(): void {
    this.looking = this.looking
      .then(() => this.lookOnce())
      .catch((error: unknown) => {
        // PostgreSQL will come back; the next look tells everything.
        this.api.log.warn({ err: error }, 'a look for live changes failed');
      });
  }

  private async lookOnce(): Promise<void> {
    await this.endClosedSessions();
    if (this.streams.size === 0) return;
    const people = [...new Set([...this.streams].map((stream) => stream.session.personId))];
    const changes = await withTransaction(this.api.deps.database, (tx) => readLiveChanges(tx, people, this.since));
    this.since = changes.until;
    const beats = Date.now() - this.beatAtMs >= HEARTBEAT_MS;
    if (beats) this.beatAtMs = Date.now();
    for (const stream of this.streams) {
      const mark = changes.marks.find((each) => each.personId === stream.session.personId);
      const news = mark === undefined ? '' : JSON.stringify({ unread: mark.unread, latest: mark.latest });
      if (news !== stream.told) {
        stream.told = news;
        stream.output.write(`event: notices\ndata: ${news}\n\n`);
      }
      if (changes.signOffsMovedIn.includes(stream.session.actor.jurisdictionId)) {
        stream.output.write('event: signOffs\ndata: {}\n\n');
      }
      if (beats) stream.output.write(': still here\n\n');
    }
  }

  private async endClosedSessions(): Promise<void> {
    const nowMs = Date.now();
    for (const stream of [...this.streams]) {
      if (nowMs - stream.checkedAtMs < SESSION_CHECK_MS) continue;
      stream.checkedAtMs = nowMs;
      if ((await readSession(this.api.deps, stream.token)) === null) this.end(stream, 'ended');
    }
  }

  private end(stream: LiveStream, why: 'replaced' | 'ended' | null): void {
    if (why !== null) stream.output.write(`event: ${why}\ndata: {}\n\n`);
    stream.output.end();
    this.forget(stream);
  }

  private forget(stream: LiveStream): void {
    this.streams.delete(stream);
    if (this.streams.size > 0 || this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
    // The next stream begins anew and is told everything at once.
    this.since = null;
  }
}
