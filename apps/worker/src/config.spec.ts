import { readConfig } from './config';

const needed = { DUBAN_DATABASE_URL: 'postgres://x', DUBAN_FILES: 'files', DUBAN_TEMPORAL_ADDRESS: 'localhost:7233' };

test('what is needed is enough, and the rest has its defaults', () => {
  expect(readConfig(needed)).toMatchObject({
    databaseUrl: 'postgres://x',
    temporalNamespace: 'default',
    taskQueue: 'duban',
    temporalTls: false,
    poolSize: 10,
  });
  expect(readConfig(needed).healthPort).toBeUndefined();
});

test('all faults are listed at once and no value is printed', () => {
  const read = () => readConfig({ ...needed, DUBAN_DATABASE_URL: '', DUBAN_WORKER_PORT: 'secret', DUBAN_TEMPORAL_TLS: 'ja' });
  expect(read).toThrow(/DUBAN_DATABASE_URL不能为空/);
  expect(read).toThrow(/DUBAN_WORKER_PORT应为端口号/);
  expect(read).toThrow(/DUBAN_TEMPORAL_TLS应为true或false/);
  expect(read).not.toThrow(/secret/);
});
