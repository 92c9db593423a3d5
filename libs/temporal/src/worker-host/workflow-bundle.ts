import { existsSync } from 'node:fs';
import { bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';

/** The bundle that `npm run build` made. A worker without it refuses to start: bundling at run time would hide a broken build. */
export function builtWorkflowBundle(): WorkflowBundleOption {
  let codePath: string | undefined;
  try {
    codePath = require.resolve('@duban/workflows/bundle');
  } catch (error) {
    if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error;
  }
  if (codePath === undefined || !existsSync(codePath)) {
    throw new Error('没有找到工作流代码包（workflows/dist/bundle.js）：请先执行 npm run build。');
  }
  return { codePath };
}

const quiet = { trace() {}, debug() {}, info() {}, log() {}, warn() {}, error() {} };

/** Bundles workflow code from its sources, for tests and for making histories; `path` is the file that exports the workflows. */
export async function bundleWorkflowSources(path: string): Promise<{ code: string }> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path,
    logger: quiet,
    // The domain library is taken from its sources, so this needs no earlier build of it.
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, conditionNames: ['development', '...'] },
    }),
  });
  return { code };
}
