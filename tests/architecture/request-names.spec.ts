import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const API = join(__dirname, '../../apps/api/src');

/** A request's class gives its shape its name in the OpenAPI document: of two with one name, one would be described as the other. */
test('no two requests have one name', () => {
  const files = readdirSync(API, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const names = files.flatMap((file) =>
    [...readFileSync(join(API, file), 'utf8').matchAll(/^export class (\w+(?:Body|Query))\b/gm)].map((found) => found[1] ?? ''),
  );
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
