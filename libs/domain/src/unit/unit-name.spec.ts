import { matchUnits, normaliseUnitName } from './unit-name';

test.each([
  ['市委编办(机构)', '市委编办（机构）'],
  ['市 司法局', '市司法局'],
  ['市司法局　', '市司法局'],
  ['第〔二〕中心', '第(二)中心'],
  ['１２号站', '12号站'],
])('%s and %s are one name', (a, b) => {
  expect(normaliseUnitName(a)).toBe(normaliseUnitName(b));
});

const REGISTER = [
  { id: 'sfj', name: '市司法局', aliases: ['市法制办', '司法局'] },
  { id: 'gaj', name: '市公安局', aliases: ['公安局'] },
  { id: 'fgw', name: '市发展和改革委员会', aliases: ['市发改委', '改革委'] },
  { id: 'tgw', name: '市体改委', aliases: ['改革委', '市司法局'] },
];

test('a former name or an abbreviation finds the unit through its aliases', () => {
  const { matched } = matchUnits(['市法制办', '市发改委', '市公安局'], REGISTER);
  expect([...matched]).toEqual([['市法制办', 'sfj'], ['市发改委', 'fgw'], ['市公安局', 'gaj']]); // prettier-ignore
});

test('a name in force wins over the same words as another unit’s alias', () => {
  expect(matchUnits(['市司法局'], REGISTER).matched.get('市司法局')).toBe('sfj');
});

test('words that fit two units are asked, not merged', () => {
  const { ambiguous, matched } = matchUnits(['改革委'], REGISTER);
  expect(ambiguous.get('改革委')).toEqual(['fgw', 'tgw']);
  expect(matched.size).toBe(0);
});

test('what fits no unit is listed once, however often and in whatever width it is printed', () => {
  expect(matchUnits(['市水务局(水利)', '市公安局', '市水务局（水利）', '市水务局(水利)'], REGISTER).unmatched).toEqual([
    '市水务局(水利)',
  ]);
});
