// Runs the tests: `node tests/run.cjs [project …] [-- jest arguments]`, all projects when none is named. Starts what they need,
// closes with the line "N passed, N failed", and exits with 1 when anything failed.
'use strict';

const { spawn } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');

/** In the order of running. What shares the machine's clock or ports with others runs alone. */
const phases = [
  { projects: ['check'] },
  { projects: ['architecture', 'unit', 'model', 'documents'] },
  { projects: ['db'], needs: ['postgres'] },
  { projects: ['workflow', 'replay'], needs: ['postgres', 'temporal', 'timeServer'] },
  { projects: ['e2e'], needs: ['postgres', 'temporal', 'timeServer', 'build'], alone: true },
  { projects: ['browser'], needs: ['postgres', 'temporal', 'build', 'chromium'], alone: true },
  { projects: ['faults'], needs: ['postgres', 'temporal', 'build'], alone: true },
];

/** Child processes at work. */
const running = new Set();
/** The signal that asks for the end, once it has come. */
let stoppedBy;

function start(command, args, options) {
  const child = spawn(command, args, { cwd: root, ...options });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

async function main(args) {
  const end = args.indexOf('--');
  const names = end === -1 ? args : args.slice(0, end);
  const jestArguments = end === -1 ? [] : args.slice(end + 1);
  const known = phases.flatMap(({ projects }) => projects);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`no such project: ${unknown.join(', ')} (there are ${known.join(', ')})`);
    return 2;
  }
  const chosen = phases
    .map((phase) => ({ ...phase, projects: phase.projects.filter((name) => names.length === 0 || names.includes(name)) }))
    .filter(({ projects }) => projects.length > 0);

  const total = { passed: 0, failed: 0, failures: [], skipped: [] };
  const needs = needKeeper();
  // A terminal sends Ctrl-C to the whole group and the outer process passes it on: the second must not cut the first short.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (stoppedBy !== undefined) return;
      for (const child of running) child.kill('SIGTERM');
      stoppedBy = signal;
    });
  }
  try {
    for (const phase of chosen) {
      if (stoppedBy === undefined) add(total, await runPhase(phase, jestArguments, needs));
    }
  } finally {
    await needs.stop();
  }
  if (stoppedBy !== undefined) return stoppedBy === 'SIGINT' ? 130 : 143;
  print(total);
  return total.failed > 0 ? 1 : 0;
}

async function runPhase(phase, jestArguments, needs) {
  const nothing = { passed: 0, failed: 0, failures: [], skipped: [] };
  const label = phase.projects.join(', ');
  try {
    for (const need of phase.needs ?? []) {
      const lack = await needs.meet(need);
      if (lack !== undefined) return { ...nothing, skipped: [`all of ${label}: ${lack}`] };
    }
  } catch (error) {
    console.error(error);
    return { ...nothing, failed: 1, failures: [`all of ${label}: ${error.message}`] };
  }
  return phase.projects[0] === 'check' ? runChecks() : runJest(phase, jestArguments, needs.env);
}

/** The parts of `npm run check`, each counted as one test; the import rules have their own, in tests/architecture. */
async function runChecks() {
  const count = { passed: 0, failed: 0, failures: [], skipped: [] };
  for (const script of ['check:format', 'check:types', 'check:lint']) {
    if (stoppedBy !== undefined) break;
    console.log(`npm run ${script}`);
    const child = start('npm', ['run', '--silent', script], { stdio: 'inherit' });
    const code = await new Promise((resolve) => child.once('error', () => resolve(1)).once('exit', resolve));
    if (code === 0) count.passed += 1;
    else {
      count.failed += 1;
      count.failures.push(`npm run ${script}`);
    }
  }
  return count;
}

/** Meets each need once. `meet` returns why a need cannot be met on this machine, where tests may be left out for it. */
function needKeeper() {
  const env = {};
  const stops = [];
  const met = new Map();
  const tell = (sentence) => console.log(`[${new Date().toISOString().slice(11, 19)}] ${sentence}`);
  const starters = () => require('./support/servers/start-for-tests.cjs');
  const ways = {
    async postgres() {
      const server = await starters().startPostgres(tell);
      stops.push(() => server.stop());
      Object.assign(env, server.env);
    },
    temporal: () => starters().prepareTemporal(tell),
    timeServer: () => starters().prepareTimeServer(tell),
    async build() {
      const { buildIfStale } = require('../apps/cli/bin/build-if-stale.cjs');
      if (!buildIfStale({ withPages: true })) throw new Error('the build failed');
      // The programs that tests start need not look again.
      env.DUBAN_BUILT = '1';
    },
    async chromium() {
      const path = require('./support/servers/chromium.cjs').chromiumOrInstall(tell);
      if (path === undefined) return 'no chromium (install it, and fonts-noto-cjk)';
      env.CHROMIUM_PATH = path;
    },
  };
  return {
    env,
    meet(need) {
      if (!met.has(need)) met.set(need, ways[need]());
      return met.get(need);
    },
    async stop() {
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}

function runJest(phase, jestArguments, env) {
  const folder = mkdtempSync(join(tmpdir(), 'duban-jest-'));
  const outputFile = join(folder, 'result.json');
  const args = [
    join(root, 'node_modules/jest/bin/jest.js'),
    '--selectProjects',
    ...phase.projects,
    '--passWithNoTests',
    '--json',
    `--outputFile=${outputFile}`,
    ...(phase.alone ? ['--runInBand'] : []),
    ...jestArguments,
  ];
  return new Promise((resolve) => {
    // With --json jest prints its result on standard output too, which nobody reads here.
    const child = start(process.execPath, args, {
      env: { ...process.env, TZ: 'UTC', ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('exit', () => {
      let count;
      try {
        count = require('./support/servers/count-results.cjs').countResults(JSON.parse(readFileSync(outputFile, 'utf8')));
      } catch {
        const failure = `jest gave no result for ${phase.projects.join(', ')}`;
        count = { passed: 0, failed: 1, failures: [failure], skipped: [] };
      }
      rmSync(folder, { recursive: true, force: true });
      resolve(count);
    });
  });
}

function add(total, more) {
  total.passed += more.passed;
  total.failed += more.failed;
  total.failures.push(...more.failures);
  total.skipped.push(...more.skipped);
}

function print({ passed, failed, failures, skipped }) {
  console.log('');
  for (const name of skipped) console.log(`left out: ${name}`);
  for (const name of failures) console.log(`failed: ${name}`);
  console.log(`${passed} passed, ${failed} failed`);
}

// The libraries are read from their sources, which packages offer under this condition.
if (!process.execArgv.includes('--conditions=development')) {
  const child = spawn(process.execPath, ['--conditions=development', __filename, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
} else {
  main(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
}
