/** What came back, or how it failed: before anything was sent, or so that nobody knows. */
export type HttpAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly json: Readonly<Record<string, unknown>> | null;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'notSent'; readonly error: string }
  | { readonly kind: 'lost'; readonly error: string };

const TIME_LIMIT_MS = 15_000;
/** The connection was never made, so nothing can have arrived. */
const NOT_SENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ECONNABORTED|UND_ERR_CONNECT_TIMEOUT|CERT|SSL/;

/** One request, no redirects followed: a platform that moves is a setting to change, not a place to send secrets to. */
export async function httpSend(
  url: string,
  options: {
    readonly method?: 'GET' | 'POST';
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly timeLimitMs?: number;
  },
): Promise<HttpAnswer> {
  try {
    const response = await fetch(url, {
      method: options.method ?? 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeLimitMs ?? TIME_LIMIT_MS),
      headers: { 'content-type': 'application/json; charset=utf-8', ...options.headers },
      ...(options.body === undefined ? {} : { body: options.body }),
    });
    const text = await response.text();
    const seconds = Number(response.headers.get('retry-after') ?? '');
    return {
      kind: 'answer',
      status: response.status,
      json: asObject(text),
      retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : null,
    };
  } catch (error) {
    const cause = (error as { cause?: { code?: string; message?: string } }).cause;
    const said = `${cause?.code ?? ''} ${cause?.message ?? (error as Error).message}`.trim();
    return NOT_SENT.test(said) ? { kind: 'notSent', error: said } : { kind: 'lost', error: said };
  }
}

function asObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null; // no JSON: the caller judges by the status alone
  }
}
