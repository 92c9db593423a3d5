// Starts once what a run of the tests needs. Loaded by tests/run.cjs in a Node with `--conditions=development`.
'use strict';

require('./typescript-hook.cjs');
const { chmodSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const servers = join(__dirname, '../../../libs/temporal/src/servers');
const embedded = join(__dirname, '../../../libs/database/src/embedded');

/** One PostgreSQL for all tests, in a folder that goes with it; each test file makes its own database on it. */
async function startPostgres(tell) {
  const { startEmbeddedPostgres } = require(join(embedded, 'embedded-postgres.ts'));
  const folder = mkdtempSync(join(tmpdir(), 'duban-tests-'));
  // Root hands the cluster to another account, which must be able to pass.
  chmodSync(folder, 0o711);
  const server = await startEmbeddedPostgres({ dataFolder: join(folder, 'postgres'), durable: false, onProgress: tell });
  return {
    env: { DUBAN_TEST_PG_URL: server.url },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Has the programs found, fetched or built now, so that no test waits for a download. */
async function prepareTemporal(tell) {
  const { findTemporalProgram } = require(join(servers, 'find-temporal.ts'));
  await findTemporalProgram(tell);
}

async function prepareTimeServer(tell) {
  const program = require(join(servers, 'time-server-program.ts'));
  await program.prepareTimeServer(tell);
}

module.exports = { prepareTemporal, prepareTimeServer, startPostgres };
