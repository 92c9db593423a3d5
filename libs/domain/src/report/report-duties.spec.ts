import { dutyOf, lastDayOf, reportDutyKey } from './report-duties';

const duty = { name: '向上一级报送', edition: 'superior' as const, before: '03-01' };

test('before 1 March is the last day of February, also in a leap year', () => {
  expect(lastDayOf(duty, 2026)).toBe('2027-02-28');
  expect(lastDayOf(duty, 2027)).toBe('2028-02-29');
  expect(lastDayOf({ ...duty, before: '04-01' }, 2026)).toBe('2027-03-31');
  expect(lastDayOf({ ...duty, before: '02-01' }, 2026)).toBe('2027-01-31');
});

test('a duty is found again by the key of its obligation', () => {
  expect(dutyOf({ reportDuties: [duty] }, reportDutyKey('superior'))).toBe(duty);
  expect(dutyOf({ reportDuties: [duty] }, reportDutyKey('public'))).toBeNull();
  expect(dutyOf({}, reportDutyKey('superior'))).toBeNull();
});
