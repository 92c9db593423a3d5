import { decidePassword, newPassword, passwordOf } from './passwords';

const SPELLED = /^[A-HJKMNP-Za-km-np-z2-9]{4}(-[A-HJKMNP-Za-km-np-z2-9]{4}){2}$/;

test('a password for somebody else is three groups of four, without look-alikes, and each another', () => {
  const some = Array.from({ length: 200 }, newPassword);
  for (const each of some) expect(each).toMatch(SPELLED);
  expect(new Set(some).size).toBe(200);
});

test('the same deed gives the same password, another deed or secret another', () => {
  expect(passwordOf('s', 'a')).toBe(passwordOf('s', 'a'));
  expect(new Set([passwordOf('s', 'a'), passwordOf('s', 'b'), passwordOf('t', 'a')]).size).toBe(3);
  for (let i = 0; i < 500; i++) expect(passwordOf('s', String(i))).toMatch(SPELLED);
});

test.each([
  ['abcdefghij', false],
  ['abcdefghi1', true],
  ['法治政府建设工作要点一', false],
  ['法治政府建设2026年', true],
  ['abc12', false],
])('%s chosen by a person: %s', (password, isGood) => {
  expect(decidePassword(password).ok).toBe(isGood);
});
