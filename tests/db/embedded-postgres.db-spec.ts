import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase, startEmbeddedPostgres } from '@duban/database';

const quiet = (): void => undefined;

async function ask(url: string, sql: string): Promise<unknown[]> {
  const database = await connectDatabase({ url, poolSize: 1 });
  try {
    return await database.query(sql);
  } finally {
    await database.destroy();
  }
}

describe('the embedded PostgreSQL', () => {
  let root: string;
  const start = (name: string, port?: number) =>
    startEmbeddedPostgres({ dataFolder: join(root, name), port, durable: false, onProgress: quiet });

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'duban-embedded-'));
    await chmod(root, 0o711);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('goes on where it was when it is started again, also after it was killed', async () => {
    const first = await start('again');
    await ask(first.url, 'create table kept (word text)');
    await ask(first.url, "insert into kept values ('督办')");
    await first.stop();
    await first.stop();

    const second = await start('again');
    expect(await ask(second.url, 'select word from kept')).toEqual([{ word: '督办' }]);
    process.kill(second.pid, 'SIGKILL');
    await second.exited;

    // The lock that was left names a process that lives, but is another.
    const lock = join(root, 'again', 'postmaster.pid');
    const [, ...rest] = (await readFile(lock, 'utf8')).split('\n');
    await writeFile(lock, [String(process.pid), ...rest].join('\n'));
    const third = await start('again');
    expect(await ask(third.url, 'select word from kept')).toEqual([{ word: '督办' }]);
    await third.stop();
  }, 60_000);

  it('counts in UTC, keeps UTF-8, sorts by code point and listens on 127.0.0.1 alone', async () => {
    const server = await start('settings');
    try {
      const [row] = await ask(
        server.url,
        `select current_setting('TimeZone') as zone, current_setting('server_encoding') as encoding,
                current_setting('listen_addresses') as addresses, ('Z' < 'a') as "byCodePoint"`,
      );
      expect(row).toEqual({ zone: 'UTC', encoding: 'UTF8', addresses: '127.0.0.1', byCodePoint: true });
    } finally {
      await server.stop();
    }
  }, 60_000);

  const itAsRoot = process.getuid?.() === 0 ? it : it.skip;
  itAsRoot(
    'runs in a folder that its account may not pass through, when root starts it',
    async () => {
      await mkdir(join(root, 'closed'), { mode: 0o700 });
      const server = await start('closed/inside');
      expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
      await server.stop();
    },
    60_000,
  );

  it.each([
    ['of another version', { PG_VERSION: '15\n' }, /由 PostgreSQL 15 建立，本程序使用 PostgreSQL \d+/],
    ['with other files in it', { 'notes.txt': 'x' }, /里已有其他文件，不是督办的数据库/],
  ])('refuses a folder %s in one sentence', async (name, files, sentence) => {
    const folder = join(root, name);
    await mkdir(folder);
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
    await expect(start(name)).rejects.toThrow(sentence);
  });

  it('refuses a port that is taken in one sentence', async () => {
    const other = createServer();
    const port = await new Promise<number>((told) => {
      other.listen(0, '127.0.0.1', () => told((other.address() as { port: number }).port));
    });
    await expect(start('port', port)).rejects.toThrow(`端口 ${port} 已被其他程序占用，数据库无法启动`);
    await new Promise((closed) => other.close(closed));
  }, 60_000);

  it('ends when its owner is killed', async () => {
    const script = `
      require(${JSON.stringify(join(__dirname, '../support/servers/typescript-hook.cjs'))});
      const { startEmbeddedPostgres } = require('@duban/database');
      startEmbeddedPostgres({ dataFolder: process.argv[1], durable: false, onProgress() {} }).then(({ pid }) => console.log(pid));
      setInterval(() => undefined, 1000);`;
    const owner = spawn(process.execPath, ['--conditions=development', '-e', script, join(root, 'orphan')], { cwd: __dirname });
    const pid = await new Promise<number>((told) => owner.stdout.once('data', (chunk: Buffer) => told(Number(chunk.toString()))));
    expect(pid).toBeGreaterThan(1);
    owner.kill('SIGKILL');
    await untilGone(pid);
  }, 60_000);
});

/** The test's own limit ends it when the process stays. */
async function untilGone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
