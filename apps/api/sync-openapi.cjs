/* Writes apps/api/openapi.json from the built API, without a database: `npm run sync:openapi`. */
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { createApi } = require('./dist/index.js');
const { DrivenClock, machineClock } = require('@duban/application');

async function main() {
  const deps = { database: {}, clock: new DrivenClock(0), machine: machineClock, files: {} };
  const api = await createApi({ deps, secret: 'only for the document' });
  const answer = await api.app.inject({ method: 'GET', url: '/api/openapi.json' });
  await api.close();
  writeFileSync(join(__dirname, 'openapi.json'), `${JSON.stringify(answer.json(), null, 2)}\n`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
