import { checkScheme } from './check-scheme';

const sound = {
  name: '计分规则',
  base: '80',
  most: '100',
  least: '0',
  appealTerm: { n: 5, unit: 'workingDays' },
  rules: [
    { kind: 'each', key: 'late', name: '逾期', fact: 'completion.overdue', points: '-2', byRole: {}, cap: '10', group: null },
    { kind: 'rate', key: 'rate', name: '按期率', of: 'completion', full: '20', whenNothing: 'full' },
    { kind: 'award', key: 'praise', name: '批示肯定', cap: '5' },
  ],
};
const [late, rate] = sound.rules;

it('lets sound rules through', () => {
  expect(checkScheme(sound)).toEqual({ scheme: sound, flaws: [] });
});

it.each([
  ['an unknown fact', { ...sound, rules: [{ ...late, fact: 'weather' }] }, [{ code: 'SHAPE', path: ['rules', 0, 'fact'] }]],
  ['points in words', { ...sound, base: '八十' }, [{ code: 'SHAPE', path: ['base'] }]],
  ['a third decimal', { ...sound, rules: [{ ...late, points: '-0.125' }] }, [{ code: 'SHAPE', path: ['rules', 0, 'points'] }]],
  [
    'an unknown role',
    { ...sound, rules: [{ ...late, byRole: { boss: '1' } }] },
    [{ code: 'SHAPE', path: ['rules', 0, 'byRole', 'boss'] }],
  ],
  ['no rules', { ...sound, rules: [] }, [{ code: 'NO_RULES', path: ['rules'] }]],
  ['a key twice', { ...sound, rules: [late, late] }, [{ code: 'KEY_TWICE', path: ['rules', 1, 'key'], rule: '逾期' }]],
  [
    'a negative limit',
    { ...sound, rules: [{ ...late, cap: '-1' }] },
    [{ code: 'CAP_NEGATIVE', path: ['rules', 0, 'cap'], rule: '逾期' }],
  ],
  [
    'a negative full rate',
    { ...sound, rules: [{ ...rate, full: '-1' }] },
    [{ code: 'FULL_NEGATIVE', path: ['rules', 0, 'full'], rule: '按期率' }],
  ],
  ['a base above the most', { ...sound, base: '101' }, [{ code: 'BASE_OUTSIDE', path: ['base'] }]],
  ['bounds that cross', { ...sound, least: '101' }, [{ code: 'BOUNDS_CROSSED', path: ['least'] }]],
])('finds %s', (_what, value, flaws) => {
  expect(checkScheme(value).flaws).toEqual(flaws);
});
