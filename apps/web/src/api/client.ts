import createClient from 'openapi-fetch';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];

export const client = createClient<paths>({ baseUrl: '', credentials: 'same-origin' });

/** What the server refused, with its Chinese sentence and the fields at fault. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** Fired when the session has ended, wherever that is noticed. */
export const SESSION_ENDED = 'duban:session-ended';

/** The answer of a request; a problem is thrown, and so is a server that does not answer. */
export async function answer<Data>(request: Promise<{ data?: Data; error?: unknown; response: Response }>): Promise<Data> {
  let result: { data?: Data; error?: unknown; response: Response };
  try {
    result = await request;
  } catch {
    throw new ProblemError(unreachable(0));
  }
  if (result.response.ok && result.data !== undefined) return result.data;
  const problem = isProblem(result.error) ? result.error : unreachable(result.response.status);
  if (problem.code === 'ACCESS.NOT_LOGGED_IN') window.dispatchEvent(new Event(SESSION_ENDED));
  throw new ProblemError(problem);
}

const isProblem = (error: unknown): error is Problem =>
  typeof error === 'object' && error !== null && 'code' in error && 'detail' in error;

const unreachable = (status: number): Problem => ({
  type: 'about:blank',
  title: '连接失败',
  status,
  detail: '连接不上服务，请检查网络后再试。',
  instance: '',
  code: 'WEB.UNREACHABLE',
  faults: [],
});

/** A key for one deed of a person; sending the same deed again under it does it once. Works on plain http too. */
export function newCommandKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
