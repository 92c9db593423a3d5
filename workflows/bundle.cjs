// Builds workflows/dist/bundle.js, the workflow code as the worker runs it (`codePath`); a worker without it refuses to start.
'use strict';

const { mkdirSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { bundleWorkflowCode } = require('@temporalio/worker');

const logger = { trace() {}, debug() {}, info() {}, log() {}, warn: console.error, error: console.error };

async function main() {
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(__dirname, 'src', 'index.ts'),
    logger,
    // The domain library is taken from its sources, so this needs no earlier build of it.
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, conditionNames: ['development', '...'] },
    }),
  });
  const folder = join(__dirname, 'dist');
  mkdirSync(folder, { recursive: true });
  // A worker that starts meanwhile must not read half a file.
  const partial = join(folder, `bundle.${process.pid}.tmp`);
  writeFileSync(partial, code);
  renameSync(partial, join(folder, 'bundle.js'));
}

main().catch((error) => {
  console.error('工作流打包没有成功：', error);
  process.exit(1);
});
