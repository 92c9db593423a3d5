import { resolve } from 'node:path';
import { bundleWorkflowSources } from '@duban/temporal';

let bundle: Promise<{ code: string }> | undefined;

/** The workflow code as it is in the sources, bundled once for a test file. */
export const sourceBundle = (): Promise<{ code: string }> =>
  (bundle ??= bundleWorkflowSources(resolve(__dirname, '../../../workflows/src/index.ts')));
