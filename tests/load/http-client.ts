import { Agent, request } from 'node:http';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly cookie: string | null;
}

/** Keep-alive connections to one server, at most so many. */
export class HttpClient {
  private readonly agent: Agent;

  constructor(
    private readonly port: number,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  }

  post(path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
    const content = JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: this.port,
          method: 'POST',
          path,
          agent: this.agent,
          timeout: 30_000,
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content), ...headers },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.once('error', reject);
          answer.once('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              body: Buffer.concat(parts).toString('utf8'),
              cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? null,
            }),
          );
        },
      );
      sent.once('timeout', () => sent.destroy(new Error('no answer in 30 s')));
      sent.once('error', reject);
      sent.end(content);
    });
  }

  async login(login: string, password: string): Promise<string> {
    const { status, body, cookie } = await this.post('/api/session', { login, password });
    if (status !== 200 || cookie === null) throw new Error(`${login} cannot log in: ${body}`);
    return cookie;
  }

  close(): void {
    this.agent.destroy();
  }
}

/** Does the work for each number below `count`, so many at once. */
export async function inTurns(count: number, atOnce: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const turn = async () => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: atOnce }, turn));
}
