import { createApi, type Api } from '@duban/api';
import { draftPlan, hashPassword, runCommand, actorOn, readRoster, type Deps } from '@duban/application';
import { withTransaction } from '@duban/database';
import { dayOfInstant, instantOf } from '@duban/domain';
import { writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';
import { openTestDeps, type TestDeps } from './database';

export const TEST_PASSWORD = 'Duban-test-1';
const SECRET = 'a secret that only the tests use, 32+';

/** Some milliseconds instead of 150: the tests log in often. */
let hash: Promise<string> | null = null;
const passwordHash = () => (hash ??= hashPassword(TEST_PASSWORD));

export const startTestApi = (deps: Deps, more: { webFolder?: string; anchorsFolder?: string } = {}): Promise<Api> =>
  createApi({ deps, secret: SECRET, ...more });

export async function sampleWithLogins(deps: Deps, unitNames = ['甲局', '乙局', '丙局']): Promise<SampleJurisdiction> {
  return writeSampleJurisdiction(
    deps,
    { name: '示例区', officeName: '示例区司法局', unitNames, fromOn: '2020-01-01' },
    await passwordHash(),
  );
}

/** What most tests of the routes stand on. */
export interface SampleApi {
  readonly deps: TestDeps;
  readonly sample: SampleJurisdiction;
  readonly api: Api;
}

/** An API over a database of its own, with the sample jurisdiction and its logins, on Monday 2 March 2026 at ten. */
export async function openSampleApi(): Promise<SampleApi> {
  const deps = await openTestDeps(instantOf('2026-03-02', 10));
  try {
    return { deps, sample: await sampleWithLogins(deps), api: await startTestApi(deps) };
  } catch (error) {
    await deps.close();
    throw error;
  }
}

/** Ends what was opened; after an opening that failed there may be nothing. */
export async function closeSampleApi(api: Api | undefined, deps: TestDeps | undefined): Promise<void> {
  await api?.close();
  await deps?.close();
}

export interface Answer {
  readonly status: number;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- a test reads what it expects
  readonly headers: Record<string, string | string[] | number | undefined>;
  readonly raw: Buffer;
}

/** One person's requests, with the session's cookie and a fresh command key for each write. */
export class Client {
  private keys = 0;

  private constructor(
    private readonly api: Api,
    private readonly cookie: string,
  ) {}

  static async login(api: Api, login: string, password = TEST_PASSWORD): Promise<Client> {
    const answer = await api.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } });
    if (answer.statusCode !== 200) throw new Error(`${login}: ${answer.payload}`);
    return new Client(api, String(answer.headers['set-cookie']).split(';')[0] ?? '');
  }

  static stranger(api: Api): Client {
    return new Client(api, '');
  }

  get(url: string): Promise<Answer> {
    return this.send('GET', url);
  }

  post(url: string, payload: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    this.keys += 1;
    return this.send('POST', url, payload, {
      'idempotency-key': `test-key-${this.keys}-${Math.trunc(performance.now())}`,
      ...headers,
    });
  }

  async send(method: string, url: string, payload?: object | Buffer, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await this.api.app.inject({
      method: method as 'GET',
      url,
      ...(payload === undefined ? {} : { payload }),
      headers: { cookie: this.cookie, ...headers },
    });
    const isJson = String(answer.headers['content-type'] ?? '').includes('json');
    return {
      status: answer.statusCode,
      body: isJson ? answer.json() : answer.payload,
      headers: answer.headers,
      raw: answer.rawPayload,
    };
  }

  /** Uploads one file as a browser does: the name's bytes in UTF-8. */
  upload(fileName: string, content: Buffer, declared = 'application/octet-stream'): Promise<Answer> {
    return this.uploadTo('/api/files', fileName, content, declared);
  }

  uploadTo(url: string, fileName: string, content: Buffer, declared = 'application/octet-stream', key?: string): Promise<Answer> {
    const boundary = 'duban-test-boundary';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: ${declared}\r\n\r\n`;
    const payload = Buffer.concat([Buffer.from(head, 'utf8'), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    this.keys += 1;
    return this.send('POST', url, payload, {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'idempotency-key': key ?? `test-upload-${this.keys}`,
    });
  }
}

/**
 * A plan of two tasks, drafted: 甲局 leads both; 乙局 cooperates in the first and is responsible in the second, so that
 * 乙局 owes a completion there; 丙局 has no share.
 */
export async function draftSamplePlan(deps: Deps, sample: SampleJurisdiction, dueOn = '2026-06-30'): Promise<string> {
  const actor = await withTransaction(deps.database, async (tx) =>
    actorOn(
      await readRoster(tx, sample.jurisdictionId),
      sample.jurisdictionId,
      sample.office.clerk.personId,
      dayOfInstant(await deps.clock.nowMs(tx)),
    ),
  );
  const [first, second] = sample.units;
  if (!first || !second) throw new Error('the sample needs two units');
  const share = (unit: typeof first, role: 'lead' | 'responsible' | 'cooperating', printedRole: string) => ({
    unitId: unit.unitId,
    role,
    printedRole,
    printedUnit: unit.name,
  });
  const decision = await runCommand(deps, { actor, route: 'test', key: null, body: null }, (act) =>
    draftPlan(act, {
      year: 2026,
      title: '示例区2026年法治政府建设工作要点',
      policyVersionId: sample.policyVersionId,
      calendarId: sample.calendarId,
      source: {},
      points: [
        {
          chapter: '一、提升行政执法水平',
          label: '（一）',
          path: '一（一）',
          heading: '规范行政执法',
          text: '开展行政执法案卷评查，全面落实行政执法公示制度。',
          source: {},
          tasks: [
            {
              title: '开展行政执法案卷评查',
              deliverable: '评查通报',
              deadlineKind: 'date',
              deadlinePhrase: '6月底前',
              dueOn,
              assignments: [share(first, 'lead', '牵头单位'), share(second, 'cooperating', '配合单位')],
              indicators: [{ name: '评查案卷数', kind: 'count', unit: '件' }],
            },
            {
              title: '全面落实行政执法公示制度',
              deadlineKind: 'date',
              deadlinePhrase: '6月底前',
              dueOn,
              assignments: [share(first, 'lead', '牵头单位'), share(second, 'responsible', '责任单位')],
            },
          ],
        },
      ],
    }),
  );
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.value.planId;
}

/** Submits, approves and issues a plan through the API, each by the person whose act it is. */
export async function issueThroughApi(api: Api, planId: string): Promise<void> {
  const clerk = await Client.login(api, 'bangongshi');
  const submitted = await clerk.post(`/api/plans/${planId}/submission`);
  for (const login of ['zhuren', 'zhuyao']) await signAsked(await Client.login(api, login), submitted.body.signOffId);
  const issued = await clerk.post(`/api/plans/${planId}/issue`, { docNumber: '示法委〔2026〕1号' });
  if (issued.status !== 200) throw new Error(JSON.stringify(issued.body));
}

/** Signs what waits for this person. */
export async function signAsked(client: Client, signOffId: string, verdict = 'approve', opinion = '同意'): Promise<Answer> {
  const read = await client.get(`/api/sign-offs/${signOffId}`);
  if (read.status !== 200) throw new Error(JSON.stringify(read.body));
  const { contentHash, stepKey } = read.body.toSign ?? {};
  return client.post(`/api/sign-offs/${signOffId}/verdict`, { verdict, opinion, contentHash, stepKey });
}
