import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- a test reads what it expects
}

export type Reply = { readonly status?: number; readonly json?: unknown; readonly headers?: Record<string, string> } | 'hangUp';

export interface FakeHttp {
  readonly url: string;
  readonly received: Received[];
  /** What is answered next, in order; then `usual`. */
  readonly next: Reply[];
  usual: (request: Received) => Reply;
  close(): Promise<void>;
}

/** A platform on this machine that answers as the real one documents. */
export async function startFakeHttp(usual: FakeHttp['usual']): Promise<FakeHttp> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const received: Received = {
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        text,
        body: text === '' ? null : JSON.parse(text),
      };
      fake.received.push(received);
      const reply = fake.next.shift() ?? fake.usual(received);
      if (reply === 'hangUp') {
        request.socket.destroy();
        return;
      }
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
      response.end(JSON.stringify(reply.json ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeHttp = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    next: [],
    usual,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}
