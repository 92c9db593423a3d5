import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** What the lint says of a text, had it stood in the file; in a process of its own, for the settings are an ES module. */
async function rulesBrokenBy(text: string, file: string): Promise<string[]> {
  const lint = spawn(
    process.execPath,
    [join(root, 'node_modules/eslint/bin/eslint.js'), '--stdin', '--stdin-filename', file, '--format', 'json'],
    { cwd: root },
  );
  let output = '';
  lint.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  lint.stdin.end(text);
  await new Promise((resolve) => lint.once('close', resolve));
  const [result] = JSON.parse(output) as { messages: { line: number; ruleId: string | null; message: string }[] }[];
  return (result?.messages ?? []).map(({ line, ruleId, message }) => `${line}: ${ruleId ?? message}`);
}

describe('the lint rules find what they forbid', () => {
  it('in the domain: the present, chance, the machine and its zone', async () => {
    const text = [
      'export const now = Date.now();',
      'export const today = new Date();',
      'export const chance = Math.random();',
      'export const place = process.env;',
      'export const local = new Date(2026, 0, 1);',
      'export const hour = new Date(0).getHours();',
      'export const printed = new Date(0).toLocaleDateString();',
      'export const allowed = new Date(Date.UTC(2026, 0, 1)).getUTCDay();',
      'export default allowed;',
    ];
    expect(await rulesBrokenBy(`${text.join('\n')}\n`, 'libs/domain/src/index.ts')).toEqual([
      '1: no-restricted-properties',
      '2: no-restricted-syntax',
      '3: no-restricted-properties',
      '4: no-restricted-globals',
      '5: no-restricted-syntax',
      '6: no-restricted-syntax',
      '7: no-restricted-syntax',
      '9: no-restricted-syntax',
    ]);
  }, 60_000);

  it("in workflow code the same, but for the run's own time", async () => {
    const text = [
      'export const nowMs = Date.now();',
      'export const today = new Date();',
      'export const chance = Math.random();',
      'export const place = process.env;',
      'export const hour = new Date(nowMs).getHours();',
    ];
    expect(await rulesBrokenBy(`${text.join('\n')}\n`, 'workflows/src/index.ts')).toEqual([
      '2: no-restricted-syntax',
      '3: no-restricted-properties',
      '4: no-restricted-globals',
      '5: no-restricted-syntax',
    ]);
  }, 60_000);

  it('anywhere: a promise left alone, a case forgotten, a type imported as a value, any, an undeclared package', async () => {
    const text = [
      "import { Readable } from 'node:stream';",
      "import { parse } from 'acorn';",
      'export const read = (stream: Readable): unknown => [stream, parse];',
      'export function leave(work: () => Promise<void>): void {',
      '  work();',
      '  [1].forEach(async () => work());',
      '}',
      "export function choose(state: 'open' | 'closed'): number {",
      '  switch (state) {',
      "    case 'open':",
      '      return 1;',
      '  }',
      '  return 0;',
      '}',
      'export const loose = (value: any): unknown => value;',
    ];
    expect(await rulesBrokenBy(`${text.join('\n')}\n`, 'libs/calendar/src/index.ts')).toEqual([
      '1: @typescript-eslint/consistent-type-imports',
      '2: import-x/no-extraneous-dependencies',
      '5: @typescript-eslint/no-floating-promises',
      '6: @typescript-eslint/no-misused-promises',
      '9: @typescript-eslint/switch-exhaustiveness-check',
      '15: @typescript-eslint/no-explicit-any',
    ]);
  }, 60_000);
});
