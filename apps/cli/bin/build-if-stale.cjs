// Builds the checkout's parts whose sources changed since their last build. The mark of a build is a hash over the names, sizes and
// times of everything it read: a few milliseconds, and right for files that were removed or put back as well.
'use strict';

const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const root = join(__dirname, '..', '..', '..');

const parts = {
  servers: {
    sentence: '正在编译程序……',
    inputs: [
      'libs',
      'workflows',
      'apps/api',
      'apps/worker',
      'apps/cli',
      'tsconfig.json',
      'tsconfig.base.json',
      'package-lock.json',
    ],
    output: 'apps/cli/dist/main.js',
    mark: 'apps/cli/dist/.built',
    command: ['node_modules/typescript/bin/tsc', '-b'],
  },
  workflows: {
    sentence: '正在打包工作流……',
    inputs: ['workflows', 'libs/domain', 'package-lock.json'],
    output: 'workflows/dist/bundle.js',
    mark: 'workflows/dist/.bundled',
    command: ['workflows/bundle.cjs'],
  },
  pages: {
    sentence: '正在编译网页……',
    inputs: ['apps/web', 'package-lock.json'],
    output: 'apps/web/dist/index.html',
    mark: 'apps/web/dist/.built',
    command: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
    cwd: 'apps/web',
  },
};

/** @returns whether all that is wanted is built now */
function buildIfStale({ withPages }) {
  if (!existsSync(join(root, 'node_modules', 'typescript'))) {
    console.error('还没有安装依赖：请先在项目目录执行 npm ci。');
    return false;
  }
  const wanted = [parts.servers, parts.workflows, ...(withPages ? [parts.pages] : [])];
  if (wanted.every(isFresh)) return true;
  return alone(() => wanted.every((part) => isFresh(part) || build(part)));
}

function isFresh(part) {
  if (!existsSync(join(root, part.output))) return false;
  const mark = join(root, part.mark);
  return existsSync(mark) && readFileSync(mark, 'utf8') === fingerprint(part);
}

function build(part) {
  console.error(part.sentence);
  // Taken before the build: a file that changes during it makes the next start build again.
  const before = fingerprint(part);
  const [script, ...args] = part.command;
  const result = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: join(root, part.cwd ?? '.'),
    // What a build prints is for the person; standard output belongs to the command.
    stdio: ['ignore', 2, 2],
  });
  if (result.status !== 0) {
    console.error('编译没有成功，原因见上。');
    return false;
  }
  mkdirSync(dirname(join(root, part.mark)), { recursive: true });
  writeFileSync(join(root, part.mark), before);
  return true;
}

function fingerprint(part) {
  const hash = createHash('sha256');
  for (const input of part.inputs) addPath(hash, input);
  return hash.digest('hex');
}

const outputFolders = new Set(['dist', 'node_modules', '.vite', 'coverage']);

function addPath(hash, path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (stats.isDirectory()) {
    for (const name of readdirSync(join(root, path)).sort()) {
      if (!outputFolders.has(name) && !name.endsWith('.md')) addPath(hash, `${path}/${name}`);
    }
  } else if (!/\.spec\.tsx?$/.test(path)) {
    hash.update(`${path} ${stats.size} ${stats.mtimeMs}\n`);
  }
}

/** Two commands started at once must not write the same files: the second waits, then finds all fresh. */
function alone(work) {
  const lock = join(root, 'node_modules', '.duban-build-lock');
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!holderLives(lock)) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function holderLives(lock) {
  let pid;
  try {
    pid = Number(readFileSync(lock, 'utf8'));
  } catch {
    return false;
  }
  // Just made, its number not yet written: wait for it.
  if (!pid) return Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 5_000;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

module.exports = { buildIfStale, fingerprint, parts };
