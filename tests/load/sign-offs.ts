import { dayOfInstant, type Chain } from '@duban/domain';
import {
  actorOn,
  databaseClock,
  newId,
  readRoster,
  runCommand,
  sign,
  startSignOff,
  type Actor,
  type Deps,
  type SignOffOutcomeHandlers,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import { bundleWorkflowSources, startTemporalDevServer, startWorkerHost } from '@duban/temporal';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { join } from 'node:path';
import { accept } from '@duban/domain';
import type { SampleJurisdiction } from '@duban/sample';
import { quietRuntime } from '../support/clock/quiet-runtime';
import { sourceBundle } from '../support/clock/workflow-bundle';
import { atLeastTimes, timed, type Figure } from './figure';
import { inTurns } from './http-client';
import { writeJurisdiction } from './issued-shares';
import type { Stage } from './stage';

const CHAINS = 300;
const WARM = 50;
const AT_ONCE = 20;

/** (d) Sign-off chains of one step started and closed a second, to the end of each run, beside a bare workflow on the same server. */
export async function measureSignOffs(stage: Stage): Promise<Figure> {
  stage.tell(`签批：发起并办结 ${CHAINS} 件`);
  quietRuntime();
  const temporal = await startTemporalDevServer({ dbFile: join(stage.folder, 'temporal.db'), onProgress: stage.tell });
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection });
  const nativeConnection = await NativeConnection.connect({ address: temporal.address });
  try {
    // In turns, so that the server's growing file and the machine's other guests weigh on both alike.
    const bare = [await measureBare(client, nativeConnection)];
    const ours = await measureOurs(stage, temporal.address, client);
    bare.push(await measureBare(client, nativeConnection));
    const bound = (2 * (bare[0] ?? 0) * (bare[1] ?? 0)) / ((bare[0] ?? 0) + (bare[1] ?? 0));
    return {
      key: 'signOffs',
      name: '签批链发起并办结',
      value: ours,
      unit: '件/秒',
      bounds: [atLeastTimes('同一Temporal上一个信号、两个活动的空流程', ours, bound, 0.7)],
      more: { chains: CHAINS, bareBefore: bare[0] ?? 0, bareAfter: bare[1] ?? 0 },
    };
  } finally {
    await connection.close();
    await nativeConnection.close();
    await temporal.stop();
  }
}

async function measureBare(client: Client, connection: NativeConnection): Promise<number> {
  const worker = await Worker.create({
    connection,
    taskQueue: 'bare',
    workflowBundle: await bundleWorkflowSources(join(__dirname, 'bare.workflow.ts')),
    activities: { bareActivity: () => Promise.resolve(1) },
  });
  return worker.runUntil(async () => {
    const batch = async (count: number) => {
      const handles = Array.from({ length: count }, () => client.workflow.getHandle(`bare:${newId()}`));
      await inTurns(count, AT_ONCE, async (index) => {
        const workflowId = handles[index]?.workflowId ?? '';
        await client.workflow.start('bareRun', { workflowId, taskQueue: 'bare', args: [{ id: workflowId }] });
      });
      await inTurns(count, AT_ONCE, async (index) => void (await handles[index]?.signal('goOn')));
      await inTurns(count, AT_ONCE, async (index) => void (await handles[index]?.result()));
    };
    await batch(WARM);
    return (CHAINS * 1000) / (await timed(() => batch(CHAINS)));
  });
}

const CHAIN: Chain = {
  key: 'bench',
  name: '审签',
  steps: [
    {
      key: 'head',
      name: '负责人审签',
      mode: 'any',
      posts: [{ of: 'holderUnit', role: 'unitHead' }],
      limit: { n: 3, unit: 'workingDays' },
    },
  ],
  onRefusal: 'returnAtOnce',
  allowSamePerson: false,
};

async function measureOurs(stage: Stage, address: string, client: Client): Promise<number> {
  const name = await stage.makeDatabase();
  const opened = await stage.open(name, Date.now());
  const deps: Deps = { ...opened, clock: databaseClock };
  const failures: unknown[] = [];
  const host = await startWorkerHost(deps, {
    temporal: { address },
    taskQueue: 'signOffs',
    workflowBundle: await sourceBundle(),
    canList: false,
    searchAttributes: true,
    onError: (_, error) => failures.push(error),
  });
  try {
    const people = await peopleOf(deps, await writeJurisdiction(deps, 10));
    const batch = async (count: number) => {
      const ids: string[] = [];
      await inTurns(count, AT_ONCE, async (index) => {
        ids[index] = await startChain(deps, people, index);
      });
      await inTurns(count, AT_ONCE, (index) => signChain(deps, people, index, ids[index] ?? ''));
      await inTurns(count, AT_ONCE, (index) => runEnded(client, `sign-off:${ids[index] ?? ''}`));
    };
    await batch(WARM);
    const ms = await timed(() => batch(CHAINS));
    if (failures.length > 0) throw failures[0];
    return (CHAINS * 1000) / ms;
  } finally {
    await host.stop();
    await opened.close();
    await stage.dropDatabase(name);
  }
}

/** The relay may not have started it yet. */
async function runEnded(client: Client, workflowId: string): Promise<void> {
  for (const endMs = Date.now() + 120_000; Date.now() < endMs;) {
    try {
      await client.workflow.getHandle(workflowId).result();
      return;
    } catch (error) {
      if ((error as Error).name !== 'WorkflowNotFoundError') throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  throw new Error(`${workflowId} was never started`);
}

interface People {
  readonly sample: SampleJurisdiction;
  readonly liaisons: readonly Actor[];
  readonly heads: readonly Actor[];
}

function peopleOf(deps: Deps, sample: SampleJurisdiction): Promise<People> {
  return withTransaction(deps.database, async (tx) => {
    const roster = await readRoster(tx, sample.jurisdictionId);
    const today = dayOfInstant(await deps.clock.nowMs(tx));
    const actor = (personId: string) => actorOn(roster, sample.jurisdictionId, personId, today);
    return {
      sample,
      liaisons: sample.units.map((unit) => actor(unit.liaison.personId)),
      heads: sample.units.map((unit) => actor(unit.head.personId)),
    };
  });
}

const HASH = 'a'.repeat(64);

async function startChain(deps: Deps, { sample, liaisons }: People, index: number): Promise<string> {
  const unit = sample.units[index % sample.units.length];
  const actor = liaisons[index % liaisons.length];
  if (!unit || !actor) throw new Error('no unit');
  const decision = await runCommand(deps, { actor, route: 'bench.start', key: newId(), body: index }, async (act) => {
    const row = await startSignOff(act, {
      subjectKind: 'report',
      subjectId: newId(),
      title: `第${index + 1}件`,
      chain: CHAIN,
      planId: null,
      taskId: null,
      filedUnitId: unit.unitId,
      holderUnitId: unit.unitId,
      coUnitIds: [],
      contentHash: HASH,
      policyVersionId: sample.policyVersionId,
      calendarId: sample.calendarId,
    });
    return accept(row.id);
  });
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.value;
}

/** What comes after the chain is no part of the measure: only the chain and its clock are. */
const nothingFollows = new Proxy({}, { get: () => () => Promise.resolve() }) as SignOffOutcomeHandlers;

async function signChain(deps: Deps, { heads }: People, index: number, signOffId: string): Promise<void> {
  const actor = heads[index % heads.length];
  if (!actor) throw new Error('no head');
  const decision = await runCommand(deps, { actor, route: 'bench.sign', key: newId(), body: signOffId }, (act) =>
    sign(act, nothingFollows, { signOffId, verdict: 'approve', opinion: '同意', contentHash: HASH, stepKey: 'head' }),
  );
  if (!decision.ok) throw new Error(decision.refusal.code);
}
