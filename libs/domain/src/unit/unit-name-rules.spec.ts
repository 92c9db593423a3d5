import { decideAlias, decideUnitName } from './unit-name-rules';

const register = [
  { id: 'a', name: '区委编办（机构）', aliases: ['编办'] },
  { id: 'b', name: '区司法局', aliases: [] },
];
const answer = (decision: { ok: boolean; refusal?: { code: string } }) => (decision.ok ? 'ok' : decision.refusal?.code);

test.each([
  ['区委编办(机构)', null, 'UNIT.NAME_TAKEN'],
  ['区委编办(机构)', 'a', 'ok'],
  ['编办', null, 'ok'],
  ['　', null, 'UNIT.NAME_EMPTY'],
] as const)('the name %s for %s', (name, unitId, expected) => {
  expect(answer(decideUnitName(name, unitId, register))).toBe(expected);
});

test.each([
  ['司法局', 'b', 'ok'],
  ['区司法局', 'b', 'UNIT.ALIAS_TAKEN'],
  ['编 办', 'b', 'UNIT.ALIAS_TAKEN'],
  ['区司法局', 'a', 'UNIT.NAME_TAKEN'],
] as const)('the alias %s for %s', (alias, unitId, expected) => {
  expect(answer(decideAlias(alias, unitId, register))).toBe(expected);
});
