import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, freePort, type EmbeddedPostgres } from '@duban/database';
import { startTemporalDevServer, type TemporalHandle } from '@duban/temporal';
import { startProgram, type Program } from '../support/programs';

export type Part = 'worker' | 'temporal' | 'postgres';

/** The three processes of an installation, each killed as a machine that fails would, and started again as a supervisor does. */
export class System {
  private postgres!: EmbeddedPostgres;
  private temporal!: TemporalHandle;
  private worker: Program | null = null;
  private stopping = false;
  /** Times that the worker ended without being killed here. */
  readonly workerEnds: number[] = [];
  readonly workerLog: string[] = [];

  private constructor(
    readonly folder: string,
    private readonly postgresPort: number,
    private readonly temporalPort: number,
  ) {}

  static async start(): Promise<System> {
    const folder = await mkdtemp(join(tmpdir(), 'duban-faults-'));
    // Root hands the cluster to another account, which must be able to pass.
    await chmod(folder, 0o711);
    const system = new System(folder, await freePort(), await freePort());
    await system.startPostgres();
    await system.startTemporal();
    return system;
  }

  get databaseUrl(): string {
    return this.postgres.url;
  }

  get temporalAddress(): string {
    return this.temporal.address;
  }

  startWorker(): void {
    const worker = startProgram('apps/worker/dist/main.js', {
      DUBAN_DATABASE_URL: this.databaseUrl,
      DUBAN_FILES: join(this.folder, 'files'),
      DUBAN_TEMPORAL_ADDRESS: this.temporalAddress,
      DUBAN_TASK_QUEUE: 'faults',
    });
    this.worker = worker;
    void worker.exited.then((code) => {
      this.workerLog.push(...worker.log.slice(-50));
      if (this.worker !== worker || this.stopping) return;
      // It ended by itself: what a container's restart policy does.
      this.workerEnds.push(code);
      this.startWorker();
    });
  }

  /** kill -9, a while of nothing, and started again. */
  async killAndRestart(part: Part, downMs: number): Promise<void> {
    switch (part) {
      case 'worker':
        await this.killWorker();
        await pause(downMs);
        this.startWorker();
        return;
      case 'temporal':
        await this.killTemporal();
        await pause(downMs);
        await this.startTemporal();
        return;
      case 'postgres':
        process.kill(this.postgres.pid, 'SIGKILL');
        await this.postgres.exited;
        await pause(downMs);
        await this.startPostgres();
        return;
    }
  }

  async killWorker(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    worker?.kill('SIGKILL');
    await worker?.exited;
  }

  async killTemporal(): Promise<void> {
    const { pid } = this.temporal;
    if (pid === undefined) throw new Error('this Temporal runs elsewhere');
    process.kill(pid, 'SIGKILL');
    await this.temporal.exited;
  }

  /** Everything that Temporal knew is gone. */
  async wipeTemporal(): Promise<void> {
    await this.killTemporal();
    for (const end of ['', '-wal', '-shm']) await rm(`${this.temporalFile}${end}`, { force: true });
    await this.startTemporal();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.worker?.stop();
    await this.temporal.stop();
    await this.postgres.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private get temporalFile(): string {
    return join(this.folder, 'temporal.db');
  }

  private async startPostgres(): Promise<void> {
    const dataFolder = join(this.folder, 'postgres');
    this.postgres = await untilStarted(() =>
      // The backends of the killed server take a moment to notice that it is gone.
      startEmbeddedPostgres({ dataFolder, port: this.postgresPort, durable: true, onProgress: () => undefined }),
    );
  }

  private async startTemporal(): Promise<void> {
    this.temporal = await untilStarted(() =>
      startTemporalDevServer({ dbFile: this.temporalFile, port: this.temporalPort, onProgress: () => undefined }),
    );
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function untilStarted<Server>(start: () => Promise<Server>): Promise<Server> {
  for (const endMs = Date.now() + 90_000; ;) {
    try {
      return await start();
    } catch (error) {
      if (Date.now() > endMs) throw error;
      await pause(300);
    }
  }
}
