import { existsSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const compose = read('docker/compose.yaml');
const dockerfile = read('docker/Dockerfile');

test('every workspace has its package.json in the image before npm ci, so that the lockfile is taken as it is', () => {
  const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };
  const folders = execFileSync('git', ['ls-files', '*/package.json'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((path) => /^(libs|apps)\/[^/]+\/package\.json$|^(workflows|tests)\/package\.json$/.test(path));
  expect(workspaces).toEqual(['libs/*', 'workflows', 'apps/*', 'tests']);
  for (const path of folders) expect(dockerfile).toContain(`COPY ${path} `);
});

test('what the services run and mount is there', () => {
  for (const [, command] of compose.matchAll(/node, (apps\/[\w/.-]+)/g)) {
    const source = (command ?? '').replace('/dist/', '/src/').replace(/main\.js$/, 'main.ts');
    expect(existsSync(join(root, source))).toBe(true);
  }
  for (const [, file] of compose.matchAll(/\.\/([\w/.-]+):\/[\w/.-]+:ro/g))
    expect(existsSync(join(root, 'docker', file ?? ''))).toBe(true);
});

test('every variable that a service is given is one that its configuration reads', () => {
  const known = ['apps/api/src/config.ts', 'apps/worker/src/config.ts', 'apps/cli/src/commands/migrate.ts'].map(read).join('\n');
  const given = [...compose.matchAll(/^ {6}(DUBAN_\w+):/gm)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'DUBAN_DOMAIN');
  expect(given.length).toBeGreaterThan(10);
  for (const name of given) if (name !== 'DUBAN_BUILD') expect(known).toContain(`'${name}'`);
});

test('what must be filled in is named in the example', () => {
  const example = read('docker/env.example');
  for (const [, name] of compose.matchAll(/\$\{(DUBAN_\w+):\?\}/g)) expect(example).toContain(`${name}=`);
});

test('the container is given longer to stop than the worker takes', () => {
  const seconds = (pattern: RegExp, text: string): number => Number(pattern.exec(text)?.[1]);
  const host = read('libs/temporal/src/worker-host/worker-host.ts');
  const grace = seconds(/SHUTDOWN_GRACE = '(\d+) seconds'/, host);
  const force = seconds(/SHUTDOWN_FORCE = '(\d+) seconds'/, host);
  const stop = seconds(/stop_grace_period: (\d+)s/, compose);
  expect(grace).toBeLessThan(force);
  expect(force).toBeLessThan(stop);
});

test.each([
  'docker/temporal/schema.sh',
  'docker/temporal/namespace.sh',
  'docker/backup/nightly.sh',
  'docker/backup/backup.sh',
  'docker/backup/restore.sh',
])('%s is a shell script without a fault of grammar', (path) => {
  expect(() => execFileSync('sh', ['-n', join(root, path)])).not.toThrow();
});
