import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { SESSION_ENDED } from './client';

const LOCK = 'duban-live';
const CHANNEL = 'duban-live';
/** A burst of changes is read once. */
const GATHER_MS = 400;

type News = 'notices' | 'signOffs';

const CONCERNS: Readonly<Record<News, readonly string[]>> = {
  notices: ['inbox', 'notices', 'sign-offs', 'exceptions'],
  signOffs: ['inbox', 'sign-offs', 'sign-off', 'exceptions'],
};

/**
 * Keeps what is shown of notices and sign-offs up to date by server-sent events. One tab of a browser holds the stream and tells
 * the others; where the browser offers no locks (plain http), each tab has its own.
 */
export function useLiveUpdates(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const gather = gatherer(queries);
    const others = new BroadcastChannel(CHANNEL);
    others.onmessage = (event: MessageEvent<News>) => gather(event.data);
    const stopped = new AbortController();
    const hold = () => holdStream(stopped.signal, (news) => (gather(news), others.postMessage(news)));
    if ('locks' in navigator) {
      navigator.locks.request(LOCK, { signal: stopped.signal }, hold).catch(() => undefined); // the page is closing
    } else void hold();
    return () => {
      stopped.abort();
      others.close();
    };
  }, [queries]);
}

/** Holds the stream until the page goes; a cut stream comes back by itself. */
function holdStream(stopped: AbortSignal, tell: (news: News) => void): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource('/api/inbox/stream');
    const close = () => {
      source.close();
      resolve();
    };
    if (stopped.aborted) return close();
    stopped.addEventListener('abort', close);
    source.addEventListener('notices', () => tell('notices'));
    source.addEventListener('signOffs', () => tell('signOffs'));
    source.addEventListener('replaced', close);
    source.addEventListener('ended', () => {
      window.dispatchEvent(new Event(SESSION_ENDED));
      close();
    });
    // What was missed in between is read when it is back.
    source.addEventListener('open', () => tell('notices'));
  });
}

function gatherer(queries: QueryClient): (news: News) => void {
  const waiting = new Set<string>();
  let timer: number | undefined;
  return (news) => {
    for (const key of CONCERNS[news]) waiting.add(key);
    timer ??= window.setTimeout(() => {
      timer = undefined;
      const keys = [...waiting];
      waiting.clear();
      for (const key of keys) void queries.invalidateQueries({ queryKey: [key] });
    }, GATHER_MS);
  };
}
