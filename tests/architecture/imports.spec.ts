import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '..', '..');
const planted = join(__dirname, 'planted');
const configuration = join(root, '.dependency-cruiser.cjs');

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}

/** In a process of its own, as `npm run check:deps` does: the tool is an ES module, which jest does not load. */
async function cruise(folder: string, paths: string[], more: string[] = []): Promise<{ violations: string[]; modules: number }> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      ...paths,
      '-c',
      configuration,
      '-T',
      'json',
      ...more,
    ],
    { cwd: folder, maxBuffer: 256 * 1024 * 1024 },
  ).catch((error: { stdout?: string; stderr?: string }) => {
    // It ends with the number of errors it found; the result is on standard output all the same.
    if (error.stdout) return { stdout: error.stdout };
    throw new Error(error.stderr);
  });
  const result = JSON.parse(stdout) as { modules: unknown[]; summary: { violations: Violation[] } };
  const violations = result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  return { violations: violations.sort(), modules: result.modules.length };
}

describe('the import rules', () => {
  it('are kept by every file of the project', async () => {
    const { violations, modules } = await cruise(root, ['libs', 'workflows', 'apps', 'tests']);
    expect(violations).toEqual([]);
    expect(modules).toBeGreaterThan(100);
  }, 120_000);

  describe('find each planted violation', () => {
    let found: string[];

    beforeAll(async () => {
      found = (await cruise(planted, ['libs', 'workflows', 'apps'])).violations;
    }, 120_000);

    it.each([
      ['R1-domain-is-pure', 'libs/domain/src/reads-a-package.ts'],
      ['R1-domain-is-pure', 'libs/domain/src/reads-node.ts'],
      ['R2-workflows-import-only-the-kernel', 'workflows/src/names-a-package.ts'],
      ['R2-workflows-reach-only-the-kernel', 'workflows/src/reaches-a-package.ts'],
      ['R3-api-has-no-temporal', 'apps/api/src/reaches-temporal.ts'],
      ['R4-temporal-in-one-library', 'apps/worker/src/names-the-client.ts'],
      ['R5-libraries-know-no-app', 'libs/calendar/src/knows-an-app.ts'],
      ['R5-libraries-know-no-workflow', 'libs/calendar/src/knows-a-workflow.ts'],
      ['R6-sql-in-one-library', 'libs/application/src/writes-sql.ts'],
      ['R7-libraries-know-no-http', 'libs/application/src/throws-http.ts'],
      ['R8-no-cycles', 'libs/application/src/first.ts'],
      ['R8-no-deep-imports', 'libs/application/src/imports-deep.ts'],
      ['R8-dependencies-are-declared', 'libs/sample/src/undeclared.ts'],
      ['R8-imports-resolve', 'libs/sample/src/misspelt.ts'],
      ['R8-web-shares-no-server-code', 'apps/web/src/takes-server-code.ts'],
    ])('%s in %s', (rule, file) => {
      expect(found.filter((line) => line.startsWith(`${rule}: ${file} → `))).not.toEqual([]);
    });

    it('and nothing in the files that keep them', () => {
      for (const innocent of ['libs/temporal/src/index.ts', 'apps/api/src/index.ts', 'libs/domain/src/index.ts']) {
        expect(found.filter((line) => line.includes(`: ${innocent} → `))).toEqual([]);
      }
    });
  });
});
