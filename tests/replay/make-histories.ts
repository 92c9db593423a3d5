import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createYearEnvironment, type YearEnvironment } from '@duban/temporal';
import type { OwnerClockInput, OwnerKind } from '@duban/workflows/contract';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { startClockRun, type ClockRunUnderTest } from '../support/clock/clock-runs';
import type { FakeClockPort } from '../support/clock/fake-clock-port';
import { quietRuntime } from '../support/clock/quiet-runtime';
import { HISTORIES_FOLDER } from './histories';

/*
 * `npm run histories` drives each scenario once on the time-skipping server and stores the history of its first run. A history
 * that is there already is left alone: it shows what an older version did.
 */

const DAY_MS = 86_400_000;

interface Scenario {
  readonly name: string;
  readonly kind: OwnerKind;
  readonly input?: Partial<OwnerClockInput>;
  /** With the attributes by which operators find it. */
  readonly isListed?: true;
  readonly prepare: (port: FakeClockPort, beginMs: number) => void;
  readonly live: (run: ClockRunUnderTest, beginMs: number) => Promise<void>;
}

let environment: YearEnvironment;
const days = (n: number) => n * DAY_MS;
const read = async (run: ClockRunUnderTest, times: number) => {
  while (run.port.reads < times) await new Promise((done) => setTimeout(done, 5));
};

const scenarios: readonly Scenario[] = [
  {
    name: 'plan-year-fires-and-waits-v1',
    kind: 'plan',
    prepare: (port, begin) => {
      port.armedMs = [2, 2, 9, 20].map((n) => begin + days(n));
    },
    live: (_run, begin) => environment.sleepUntil(begin + days(25)),
  },
  {
    name: 'plan-year-signalled-in-wait-v1',
    kind: 'plan',
    prepare: (port, begin) => {
      port.armedMs = [begin + days(20)];
    },
    live: async (run, begin) => {
      await read(run, 1);
      run.port.armedMs.push(begin + days(3));
      await run.signal();
      await environment.sleepUntil(begin + days(5));
    },
  },
  {
    name: 'plan-year-continued-v1',
    kind: 'plan',
    input: { passesPerRun: 3 },
    prepare: (port, begin) => {
      port.armedMs = [1, 2, 3, 4, 5].map((n) => begin + days(n));
    },
    live: (_run, begin) => environment.sleepUntil(begin + days(7)),
  },
  {
    name: 'plan-year-closed-at-first-read-v1',
    kind: 'plan',
    prepare: (port) => {
      port.closed = true;
    },
    live: () => Promise.resolve(),
  },
  {
    name: 'plan-year-database-away-v1',
    kind: 'plan',
    prepare: (port, begin) => {
      port.armedMs = [begin + days(1)];
      port.failures = 3;
    },
    live: (_run, begin) => environment.sleepUntil(begin + days(2)),
  },
  {
    name: 'plan-year-listed-v1',
    kind: 'plan',
    isListed: true,
    prepare: (port, begin) => {
      port.armedMs = [2, 9].map((n) => begin + days(n));
    },
    live: (_run, begin) => environment.sleepUntil(begin + days(5)),
  },
  {
    name: 'plan-year-listed-v2',
    kind: 'plan',
    isListed: true,
    prepare: (port, begin) => {
      port.armedMs = [2, 9].map((n) => begin + days(n));
    },
    live: (_run, begin) => environment.sleepUntil(begin + days(5)),
  },
  {
    name: 'instrument-case-stages-v1',
    kind: 'instrument',
    prepare: (port, begin) => {
      port.armedMs = [begin + days(2), begin + days(12)];
    },
    live: (_run, begin) => environment.sleepUntil(begin + days(14)),
  },
  {
    name: 'sign-off-chain-silence-v1',
    kind: 'signOff',
    prepare: (port, begin) => {
      const answer = begin + days(3);
      port.armedMs = [answer];
      const handleDue = port.handleDue.bind(port);
      // What silence answers closes the sign-off in the same transaction.
      port.handleDue = (input) => {
        port.closed = true;
        return handleDue(input);
      };
    },
    live: (_run, begin) => environment.sleepUntil(begin + days(4)),
  },
];

/** Who ran it and where is no part of what a history proves, and a replay does not read it. */
function withoutMachine(key: string, value: unknown): unknown {
  if (key === 'identity') return 'histories';
  return key === 'stackTrace' ? '' : value;
}

beforeAll(async () => {
  quietRuntime();
  environment = await createYearEnvironment({ startMs: Date.UTC(2021, 0, 4, 1) });
  mkdirSync(HISTORIES_FOLDER, { recursive: true });
}, 300_000);
afterAll(() => environment?.stop());

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  '%s',
  async (name, { kind, input, isListed, prepare, live }) => {
    const path = join(HISTORIES_FOLDER, `${name}.json`);
    if (existsSync(path)) return;
    const begin = await environment.nowMs();
    const run = await startClockRun(environment, kind, (port) => prepare(port, begin), input, isListed);
    const first = (await run.handle.describe()).raw.workflowExecutionInfo?.firstRunId ?? undefined;
    await live(run, begin);
    await run.end();
    const history = await environment.client.workflow.getHandle(run.workflowId, first).fetchHistory();
    const stored = { workflowId: run.workflowId, history: JSON.parse(historyToJSON(history), withoutMachine) as unknown };
    writeFileSync(path, `${JSON.stringify(stored, null, 1)}\n`);
  },
  60_000,
);
