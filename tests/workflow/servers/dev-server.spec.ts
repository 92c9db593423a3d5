import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openTemporalServer, startTemporalDevServer } from '@duban/temporal';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';

const quiet = (): void => undefined;

describe('the Temporal development server', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duban-temporal-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('can be used with our search attributes as soon as it is said to have started', async () => {
    const server = await startTemporalDevServer({ dbFile: join(folder, 'a.db'), onProgress: quiet });
    const nativeConnection = await NativeConnection.connect({ address: server.address });
    const connection = await Connection.connect({ address: server.address });
    const worker = await Worker.create({
      connection: nativeConnection,
      taskQueue: 'attributes',
      workflowsPath: resolve(__dirname, '../../support/servers/month-loop.workflow.ts'),
    });
    try {
      const result = await worker.runUntil(
        new Client({ connection }).workflow.execute('readSearchAttributesWorkflow', {
          taskQueue: 'attributes',
          workflowId: 'attributes',
          searchAttributes: { dubanEntity: ['plan'], dubanJurisdiction: ['sample'] },
        }),
      );
      expect(result).toEqual({ dubanEntity: ['plan'], dubanJurisdiction: ['sample'] });
    } finally {
      await connection.close();
      await nativeConnection.close();
      await server.stop();
    }
  }, 300_000);

  it('goes on from its file after it was killed', async () => {
    const dbFile = join(folder, 'b.db');
    const first = await startTemporalDevServer({ dbFile, onProgress: quiet });
    const before = await Connection.connect({ address: first.address });
    await new Client({ connection: before }).workflow.start('monthLoopWorkflow', {
      taskQueue: 'nobody',
      workflowId: 'kept',
      args: [1],
    });
    await before.close();
    process.kill(first.pid ?? 0, 'SIGKILL');
    expect(await first.exited).toBe(137);
    await first.stop();

    const second = await startTemporalDevServer({ dbFile, onProgress: quiet });
    const after = await Connection.connect({ address: second.address });
    try {
      const { status } = await new Client({ connection: after }).workflow.getHandle('kept').describe();
      expect(status.name).toBe('RUNNING');
    } finally {
      await after.close();
      await second.stop();
      await second.stop();
    }
  }, 300_000);

  it('says in one sentence that its port is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((told) => {
      other.listen(0, '127.0.0.1', () => told((other.address() as { port: number }).port));
    });
    await expect(startTemporalDevServer({ port, onProgress: quiet })).rejects.toThrow(
      `端口 ${port} 已被其他程序占用，Temporal 服务器无法启动：请停止占用它的程序，或另选端口。`,
    );
    await new Promise((closed) => other.close(closed));
  });

  it('is the one that TEMPORAL_ADDRESS names, and that one is not stopped', async () => {
    const elsewhere = await startTemporalDevServer({ onProgress: quiet });
    process.env['TEMPORAL_ADDRESS'] = elsewhere.address;
    try {
      const named = await openTemporalServer({ onProgress: quiet });
      expect(named.address).toBe(elsewhere.address);
      await named.stop();
      const connection = await Connection.connect({ address: elsewhere.address });
      await connection.close();
    } finally {
      delete process.env['TEMPORAL_ADDRESS'];
      await elsewhere.stop();
    }
  }, 60_000);
});
