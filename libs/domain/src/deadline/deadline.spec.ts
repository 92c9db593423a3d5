import fc from 'fast-check';
import type { WorkCalendar } from '../calendar/work-calendar';
import { addDays, dayNumber, dayOfNumber, daysInMonth, weekdayOf } from '../day/day';
import { cycleDeadline, deadlineOf, recomputeDeadline, reportDeadline, type Deadline } from './deadline';
import { periodAfter, periodOfDay, periodOfKey, periodsOf, type PeriodCycle } from './period';
import { findDeadlinePhrases } from './find-phrases';
import { readDeadlinePhrase } from './read-phrase';
import type { CycleReading, DateReading, OffsetReading } from './reading';

const OFF = { kind: 'off', name: '春节' } as const;
const calendar: WorkCalendar = {
  version: '2026', firstYear: 2026, publishedThrough: 2026,
  exceptions: {
    '2026-02-14': { kind: 'work', name: '春节' }, '2026-02-28': { kind: 'work', name: '春节' },
    ...Object.fromEntries(Array.from({ length: 9 }, (_, i) => [addDays('2026-02-15', i), OFF])),
  },
}; // prettier-ignore

function dated(text: string): DateReading | OffsetReading {
  const reading = readDeadlinePhrase(text, 2026);
  if (reading?.kind !== 'date' && reading?.kind !== 'offset') throw new Error(`not dated: ${text}`);
  return reading;
}

function dueOf(text: string, baseOn?: string): Deadline {
  const decision = deadlineOf(dated(text), { calendar, baseOn });
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.value;
}

test('a day that the document names stays, even on a day off, and says so', () => {
  expect(dueOf('2026年2月16日前')).toMatchObject({
    dueOn: '2026-02-16', provisional: false, rolledFrom: null, calendarVersion: '2026', dueDay: { working: false, why: 'holiday', name: '春节' },
  }); // prettier-ignore
  expect(dueOf('5月底前')).toMatchObject({ dueOn: '2026-05-31', rolledFrom: null, dueDay: { working: false, why: 'weekend' } });
  expect(dueOf('明年2月底前')).toMatchObject({ dueOn: '2027-02-28', provisional: false, dueDay: { provisional: true } });
});

test('a counted term rolls on from a day off', () => {
  expect(dueOf('印发后7日内', '2026-02-10')).toMatchObject({ dueOn: '2026-02-24', rolledFrom: '2026-02-17', provisional: false });
  expect(dueOf('印发后15个工作日内', '2026-02-10')).toMatchObject({ dueOn: '2026-03-09', rolledFrom: null });
});

test('while the event has not come there is no due day, and the refusal names the event', () => {
  expect(deadlineOf(dated('会后7日内'), { calendar })).toEqual({
    ok: false, refusal: { code: 'DEADLINE.BASE_NOT_YET', params: { base: '会议', phrase: '会后7日内' } },
  }); // prettier-ignore
});

test('S03: a provisional deadline is computed again when the year comes, with the old and the new day', () => {
  const before = dueOf('印发后10个工作日内', '2026-12-28');
  expect(before).toMatchObject({ dueOn: '2027-01-11', provisional: true });
  const holiday = {
    ...calendar,
    version: '2027',
    publishedThrough: 2027,
    exceptions: { ...calendar.exceptions, '2027-01-01': OFF },
  };
  expect(recomputeDeadline(before, holiday)).toMatchObject({
    moved: true,
    settled: true,
    after: { dueOn: '2027-01-12', calendarVersion: '2027' },
  });
  const plain = { ...calendar, version: '2027', publishedThrough: 2027 };
  expect(recomputeDeadline(before, plain)).toMatchObject({ moved: false, settled: true, after: { dueOn: '2027-01-11' } });
});

test('periods have lasting keys, names and days', () => {
  expect(periodsOf('quarterly', 2021)[0]).toEqual({
    key: '2021-Q1', cycle: 'quarterly', year: 2021, name: '2021年第一季度', startOn: '2021-01-01', endOn: '2021-03-31',
  }); // prettier-ignore
  expect(periodsOf('monthly', 2024).map((period) => period.endOn)[1]).toBe('2024-02-29');
  expect(periodsOf('monthly', 2021)[2]).toMatchObject({ key: '2021-03', name: '2021年3月' });
  expect(periodsOf('halfYearly', 2021).map((period) => [period.key, period.name, period.endOn])).toEqual([
    ['2021-H1', '2021年上半年', '2021-06-30'], ['2021-H2', '2021年下半年', '2021-12-31'],
  ]); // prettier-ignore
  expect(periodsOf('yearly', 2021)).toMatchObject([{ key: '2021', name: '2021年', startOn: '2021-01-01', endOn: '2021-12-31' }]);
  // 2026-01-01 is a Thursday, so its week is the first and 2026 has 53.
  expect(periodsOf('weekly', 2026)).toHaveLength(53);
  expect(periodsOf('weekly', 2026)[0]).toMatchObject({
    key: '2026-W01',
    name: '2026年第1周',
    startOn: '2025-12-29',
    endOn: '2026-01-04',
  });
  expect([periodAfter('2021-12').key, periodAfter('2021-Q4').key, periodAfter('2021-H1').key, periodAfter('2021').key]).toEqual([
    '2022-01', '2022-Q1', '2021-H2', '2022',
  ]); // prettier-ignore
  expect(['2021-13', '2021-00', '2021-Q5', '21', '2021-W54', '2021-1'].map(periodOfKey)).toEqual(Array(6).fill(null));
});

test('the reporting day is the policy term after the period', () => {
  const [q1] = periodsOf('quarterly', 2026);
  expect(q1 && reportDeadline(q1, { n: 5, unit: 'workingDays' }, calendar)).toMatchObject({
    dueOn: '2026-04-07', basis: { kind: 'counted', startOn: '2026-03-31', base: '2026年第一季度结束' },
  }); // prettier-ignore
});

test.each([
  ['每季度', '2026-Q2', '2026-07-07'],
  ['每季度末', '2026-Q1', '2026-03-31'],
  ['每季度最后一个月的30日前', '2026-Q1', '2026-03-30'],
  ['每季度首月10日前', '2026-Q2', '2026-04-10'],
  ['每月28日前', '2026-02', '2026-02-28'],
  ['每月30日前', '2026-02', '2026-02-28'],
  ['每月底前', '2026-06', '2026-06-30'],
  ['每单月10日前', '2026-03', '2026-03-10'],
  ['每单月10日前', '2026-04', null],
  ['每双月10日前', '2026-04', '2026-04-10'],
  ['每年6月底前', '2026', '2026-06-30'],
  ['每年3月15日前', '2027', '2027-03-15'],
  ['每年底前', '2026', '2026-12-31'],
  ['每周五前', '2026-W10', '2026-03-06'],
  ['每季度结束后10日内', '2026-Q1', '2026-04-10'],
  ['每月结束后5个工作日内', '2026-01', '2026-02-06'],
])('%s for %s is due %s', (text, key, dueOn) => {
  const reading = readDeadlinePhrase(text, 2026) as CycleReading;
  const period = periodOfKey(key);
  if (period === null) throw new Error(key);
  expect(cycleDeadline(reading, period, { calendar, after: { n: 5, unit: 'workingDays' } })?.dueOn ?? null).toBe(dueOn);
});

test('the periods of a cycle follow each other without gap, and a key gives its period back', () => {
  const cycles = fc.constantFrom<PeriodCycle[]>('weekly', 'monthly', 'quarterly', 'halfYearly', 'yearly');
  const anyDay = fc.integer({ min: dayNumber('2004-01-01'), max: dayNumber('2060-12-31') }).map(dayOfNumber);
  fc.assert(
    fc.property(cycles, anyDay, (cycle, day) => {
      const period = periodOfDay(cycle, day);
      expect(period.startOn <= day && day <= period.endOn).toBe(true);
      expect(periodOfKey(period.key)).toEqual(period);
      expect(periodAfter(period.key).startOn).toBe(addDays(period.endOn, 1));
      if (cycle === 'weekly') expect(weekdayOf(period.startOn)).toBe(1);
    }),
  );
});

// ---- a phrase made from a meaning is read as that meaning, alone and in a sentence ----

const NUMERALS = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const chinese = (n: number): string =>
  `${n >= 20 ? NUMERALS[Math.floor(n / 10)] : ''}${n >= 10 ? '十' : ''}${n % 10 === 0 ? '' : NUMERALS[n % 10]}`;
const wide = (n: number): string => String(n).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
const writeNumber = fc.constantFrom<((n: number) => string)[]>(String, chinese, wide, (n) => ` ${n} `);
const before = fc.constantFrom('前', '之前', '以前');

const anyPhrase = fc
  .record({
    year: fc.option(fc.integer({ min: 2026, max: 2029 })),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 2, max: 31 }),
    write: writeNumber,
    edge: before,
  })
  .chain(({ year, month, day, write, edge }) => {
    const y = year ?? 2026;
    const yearText =
      year === null
        ? ''
        : write === chinese
          ? `${[...String(year)].map((d) => NUMERALS[Number(d)]).join('')}年`
          : `${write(year)}年`;
    const m = `${yearText}${write(month)}月`;
    const iso = (d: number): string => `${y}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
    const last = daysInMonth(y, month);
    const dates: (readonly [string, string])[] = [
      [`${m}底${edge}`, iso(last)], [`${m}末${edge}`, iso(last)], [`${m}上旬${edge}`, iso(10)], [`${m}中旬${edge}`, iso(20)], [`${m}下旬${edge}`, iso(last)],
    ]; // prettier-ignore
    if (day <= last) dates.push([`${m}${write(day)}日${edge}`, iso(day)]);
    return fc.constantFrom(...dates);
  });

test('generated date phrases are read back, with any numerals and spaces', () => {
  fc.assert(fc.property(anyPhrase, ([text, date]) => {
    expect(readDeadlinePhrase(text, 2026)).toMatchObject({ kind: 'date', date });
    const sentence = `（一）完善制度，${text}完成梳理并公布清单。`;
    const found = findDeadlinePhrases(sentence, 2026);
    expect(found).toMatchObject([{ kind: 'date', date }]);
    expect(found.map((one) => sentence.slice(one.start, one.end))).toEqual([found[0]?.phrase]);
  }), { numRuns: 500 }); // prettier-ignore
});

test('generated offsets are read back', () => {
  const bases = fc.constantFrom('印发', '办结', '收到通知', '方案批准', '公布');
  const units = fc.constantFrom(
    ['个工作日', 'workingDays', 1],
    ['日', 'calendarDays', 1],
    ['天', 'calendarDays', 1],
    ['个月', 'months', 1],
    ['周', 'calendarDays', 7] as const,
  );
  fc.assert(fc.property(bases, units, fc.integer({ min: 1, max: 60 }), writeNumber, (base, [word, unit, times], n, write) => {
    const expected = { kind: 'offset', base, n: n * Number(times), unit };
    expect(readDeadlinePhrase(`${base}后${write(n)}${word}内`, 2026)).toMatchObject(expected);
    expect(findDeadlinePhrases(`各单位应在${base}后${write(n)}${word}内报送方案。`, 2026)).toMatchObject([expected]);
  })); // prettier-ignore
});

test('no text makes the readers fail, and each place holds its phrase', () => {
  const pieces = fc.constantFrom(
    '年',
    '月',
    '日',
    '底',
    '前',
    '内',
    '每',
    '季度',
    '6',
    '三',
    '二〇二六',
    '（',
    '）',
    '后',
    '完成',
    '至',
    '时限：',
    '长期',
    '，',
    '工作日',
    ' ',
    '上半年',
    '会',
  );
  fc.assert(fc.property(fc.array(pieces, { maxLength: 14 }), (words) => {
    const text = words.join('');
    readDeadlinePhrase(text, 2026);
    let end = 0;
    for (const one of findDeadlinePhrases(text, 2026)) {
      expect(text.slice(one.start, one.end)).toBe(one.phrase);
      expect(one.start).toBeGreaterThanOrEqual(end);
      end = one.end;
    }
  }), { numRuns: 2000 }); // prettier-ignore
});
