import { arrayLiteral } from './array-literal';

test.each<[string, string, readonly unknown[], string]>([
  [
    'ids and numbers as they are',
    'uuid',
    ['0197d000-0000-7000-8000-000000000001', null],
    '{0197d000-0000-7000-8000-000000000001,NULL}',
  ],
  ['numbers', 'int', [1, -2, undefined], '{1,-2,NULL}'],
  ['facts', 'boolean', [true, false], '{true,false}'],
  ['a day is its string', 'date', ['2026-06-30'], '{2026-06-30}'],
  [
    'an instant in UTC, in any zone of the process',
    'timestamptz',
    [new Date(Date.UTC(2026, 3, 1, 1))],
    '{2026-04-01T01:00:00.000Z}',
  ],
  [
    'text with what a literal reads as its own',
    'text',
    ['', 'NULL', 'a,b {c} "d" \\e', '督办'],
    '{"","NULL","a,b {c} \\"d\\" \\\\e","督办"}',
  ],
  ['json', 'jsonb', [{ a: '"' }, [], 'x'], '{"{\\"a\\":\\"\\\\\\"\\"}","[]","\\"x\\""}'],
  ['nothing', 'text', [], '{}'],
])('%s', (_name, type, values, literal) => {
  expect(arrayLiteral(type, values)).toBe(literal);
});
