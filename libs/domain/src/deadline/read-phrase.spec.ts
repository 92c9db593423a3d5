import { findDeadlinePhrases, findUnreadDeadlines, mentionedPeriods } from './find-phrases';
import { readDeadlinePhrase, unreadDeadlineReason } from './read-phrase';

const PLAN_YEAR = 2026;
const read = (text: string): unknown => {
  const reading = readDeadlinePhrase(text, PLAN_YEAR);
  if (reading === null) return null;
  const { phrase: _phrase, ...rest } = reading;
  return rest;
};

test.each([
  ['6月底前', '2026-06-30'], ['2021年6月底前', '2021-06-30'], ['2022年10月底前', '2022-10-31'], ['6月底完成', '2026-06-30'], ['2月底前', '2026-02-28'],
  ['2028年2月底前', '2028-02-29'], ['第三季度', '2026-09-30'], ['二季度', '2026-06-30'], ['4季度', '2026-12-31'], ['第一季度末', '2026-03-31'],
  ['前三季度', '2026-09-30'], ['一至三季度', '2026-09-30'], ['1-3季度', '2026-09-30'], ['2026年Q2', '2026-06-30'], ['上半年', '2026-06-30'],
  ['下半年', '2026-12-31'], ['上半年完成', '2026-06-30'], ['年底前', '2026-12-31'], ['2021年底前', '2021-12-31'], ['2021年年底', '2021-12-31'],
  ['今年底前', '2026-12-31'], ['今年年底前完成', '2026-12-31'], ['明年3月底前', '2027-03-31'], ['12月底前', '2026-12-31'], ['3月上旬', '2026-03-10'],
  ['3月中旬', '2026-03-20'], ['3月中旬前', '2026-03-20'], ['3月下旬', '2026-03-31'], ['全年', '2026-12-31'], ['贯穿全年', '2026-12-31'], ['全年推进', '2026-12-31'], ['四月份', '2026-04-30'],
  ['6月', '2026-06-30'], ['2026年6月', '2026-06-30'], ['2026.6', '2026-06-30'], ['2026-06', '2026-06-30'], ['年内', '2026-12-31'], ['2027年', '2027-12-31'],
  ['本年度内', '2026-12-31'], ['3-6月', '2026-06-30'], ['3月至6月', '2026-06-30'], ['4月—12月底', '2026-12-31'], ['2026年11月至次年2月', '2027-02-28'],
  ['二〇二六年六月底前', '2026-06-30'], ['２０２６年６月底前', '2026-06-30'], ['2026 年 6 月底前', '2026-06-30'], ['十二月末', '2026-12-31'],
  ['完成时限：6月底前', '2026-06-30'], ['（6月底前）', '2026-06-30'], ['6月底前完成。', '2026-06-30'], ['2026年6月内', '2026-06-30'],
  ['6月底前完成方案制定', '2026-06-30'], ['确保6月底前完成', '2026-06-30'],
])('%s is due %s by convention', (text, date) => {
  expect(read(text)).toEqual({ kind: 'date', date, named: false });
}); // prettier-ignore

test.each([
  ['2026年3月31日前', '2026-03-31'], ['3月31日前', '2026-03-31'], ['6月30号', '2026-06-30'], ['2026-06-30', '2026-06-30'], ['2026/6/30', '2026-06-30'],
  ['2026.06.30前', '2026-06-30'], ['20260630', '2026-06-30'], ['六月三十日前', '2026-06-30'], ['二〇二六年三月三十一日前', '2026-03-31'],
  ['2026 年 3 月 31 日之前', '2026-03-31'], ['3月1日至6月15日', '2026-06-15'], ['截至2026年6月30日', '2026-06-30'], ['2028年2月29日前', '2028-02-29'],
  ['３月３１日前', '2026-03-31'],
])('%s names the day %s', (text, date) => {
  expect(read(text)).toEqual({ kind: 'date', date, named: true });
}); // prettier-ignore

test('"before the 1st" is the 1st, with a doubt for a person', () => {
  expect(read('2026年3月1日前')).toEqual({ kind: 'date', date: '2026-03-01', named: true, doubt: 'firstOfMonth' });
});

test('in principle is soft', () => {
  expect(read('原则上2019年6月底前')).toEqual({ kind: 'date', date: '2019-06-30', named: false, soft: true });
  expect(read('原则上于3月31日前')).toEqual({ kind: 'date', date: '2026-03-31', named: true, soft: true });
  expect(read('力争印发后一个月内')).toEqual({ kind: 'offset', base: '印发', n: 1, unit: 'months', soft: true });
});

test.each([
  ['每季度末', { cycle: 'quarterly', day: 'last' }],
  ['每季度', { cycle: 'quarterly' }],
  ['按季度', { cycle: 'quarterly' }],
  ['季度一次', { cycle: 'quarterly' }],
  ['每月', { cycle: 'monthly' }],
  ['每月一次', { cycle: 'monthly' }],
  ['逐月', { cycle: 'monthly' }],
  ['每月28日前', { cycle: 'monthly', day: 28 }],
  ['每月底前', { cycle: 'monthly', day: 'last' }],
  ['每单月10日前', { cycle: 'monthly', only: 'oddMonths', day: 10 }],
  ['每双月底前', { cycle: 'monthly', only: 'evenMonths', day: 'last' }],
  ['每季度最后一个月的30日前', { cycle: 'quarterly', month: 3, day: 30 }],
  ['每季度首月10日前', { cycle: 'quarterly', month: 1, day: 10 }],
  ['每半年', { cycle: 'halfYearly' }],
  ['半年一次', { cycle: 'halfYearly' }],
  ['每年', { cycle: 'yearly' }],
  ['每年底前', { cycle: 'yearly', day: 'last' }],
  ['每年6月底前', { cycle: 'yearly', month: 6, day: 'last' }],
  ['每年3月15日前', { cycle: 'yearly', month: 3, day: 15 }],
  ['每周', { cycle: 'weekly' }],
  ['每周五前', { cycle: 'weekly', day: 5 }],
  ['每季度结束后10日内', { cycle: 'quarterly', after: { n: 10, unit: 'calendarDays' } }],
  ['每月结束后5个工作日内', { cycle: 'monthly', after: { n: 5, unit: 'workingDays' } }],
])('%s comes back', (text, reading) => {
  expect(read(text)).toEqual({ kind: 'cycle', ...reading });
});

test.each([
  ['每月月底前', { cycle: 'monthly', day: 'last' }],
  ['每月最后一天', { cycle: 'monthly', day: 'last' }],
  ['每季度首月', { cycle: 'quarterly', month: 1, day: 'last' }],
  ['每季度第一个月上旬', { cycle: 'quarterly', month: 1, day: 10 }],
  ['每年第一季度', { cycle: 'yearly', month: 3, day: 'last' }],
  ['每年上半年', { cycle: 'yearly', month: 6, day: 'last' }],
])('%s comes back in a part of its period', (text, reading) => {
  expect(read(text)).toEqual({ kind: 'cycle', ...reading });
});

test.each([
  ['6.30前', '2026-06-30'], ['11月中下旬', '2026-11-30'], ['6月上中旬', '2026-06-20'], ['6月1日至30日', '2026-06-30'], ['2026—2027年', '2027-12-31'],
  ['2025年至2026年底前', '2026-12-31'], ['Ⅲ季度', '2026-09-30'], ['2026Q3', '2026-09-30'], ['下一年度1月', '2027-01-31'], ['2026', '2026-12-31'],
  ['2026-6-30 00:00:00', '2026-06-30'], ['2026/6/30 0:00', '2026-06-30'], ['9月30日24时前', '2026-09-30'], ['下半年各一次', '2026-12-31'],
])('%s is %s', (text, date) => {
  expect(readDeadlinePhrase(text, PLAN_YEAR)).toMatchObject({ kind: 'date', date });
}); // prettier-ignore

test.each([
  ['印发后15个工作日内', '印发', 15, 'workingDays'],
  ['会后7日内', '会议', 7, 'calendarDays'],
  ['会后5个工作日内', '会议', 5, 'workingDays'],
  ['办结后一周内', '办结', 7, 'calendarDays'],
  ['收到通知之日起十个工作日内', '收到通知', 10, 'workingDays'],
  ['自收到督办单之日起30日内', '收到督办单', 30, 'calendarDays'],
  ['印发后两个月内完成', '印发', 2, 'months'],
  ['方案批准后 3 个月内', '方案批准', 3, 'months'],
  ['文件印发之日起１５个工作日内', '文件印发', 15, 'workingDays'],
])('%s counts from an event', (text, base, n, unit) => {
  expect(read(text)).toEqual({ kind: 'offset', base, n, unit });
});

test.each(['长期坚持', '持续推进', '长期', '长期推进', '常态化推进', '立行立改，长期坚持', '长期坚持、持续推进', '持续整改'])('%s has no due day', (text) => {
  expect(read(text)).toEqual({ kind: 'longTerm' });
}); // prettier-ignore

test.each([
  ['立行立改', 'immediate'], ['立即整改', 'immediate'], ['尽快完成', 'vague'], ['近期', 'vague'], ['按上级要求', 'vague'], ['待定', 'vague'],
  ['春节前', 'event'], ['年前', 'event'], ['6月前', 'ambiguous'], ['6月份前', 'ambiguous'], ['三季度前', 'ambiguous'], ['2026年前', 'ambiguous'],
  ['3月内', 'ambiguous'], ['2月30日前', 'noSuchDay'], ['2026年2月29日', 'noSuchDay'], ['6月31日前', 'noSuchDay'], ['每年2月30日前', 'noSuchDay'],
  ['15个工作日内', 'noBase'], ['一个月内完成', 'noBase'], ['24小时内', 'hours'], ['', 'empty'], ['——', 'empty'], ['无', 'empty'],
  ['3月底前、6月底前', 'mixed'], ['6月底和12月底前', 'mixed'], ['上半年、下半年各一次', 'mixed'], ['4月和10月', 'mixed'], ['年底前完成，长期坚持', 'mixed'], ['立即整改，6月底前完成', 'mixed'], ['6.30', 'unknown'], ['市司法局', 'unknown'],
  ['去年6月底前', 'unknown'], ['13月底前', 'unknown'], ['26年6月底前', 'unknown'], ['每月5日、20日前', 'unknown'], ['6月30', 'unknown'], ['6月初', 'unknown'],
  ['每月最后一个工作日', 'unknown'], ['7个工作日', 'noBase'], ['2026年春节前', 'event'], ['长期（每季度报送进展）', 'mixed'], ['常态化开展，每季度报送', 'mixed'],
  ['2026年9月30日（暂定）', 'unknown'], ['今后3日内', 'noBase'], ['次月5日前', 'unknown'], ['每旬', 'unknown'],
])('%s is asked: %s', (text, reason) => {
  expect(read(text)).toBeNull();
  expect(unreadDeadlineReason(text, PLAN_YEAR)).toBe(reason);
}); // prettier-ignore

test('the phrase is kept as written', () => {
  expect(readDeadlinePhrase(' ２０２６年６月底前 ', 2026)?.phrase).toBe('２０２６年６月底前');
});

const found = (text: string, planYear = PLAN_YEAR): unknown[] =>
  findDeadlinePhrases(text, planYear).map((one) => [one.phrase, one.kind === 'date' ? one.date : one.kind]);

test.each([
  ['完善制度，2026年3月31日前报市司法局备案。', [['2026年3月31日前', '2026-03-31']]],
  ['5月8日召开会议研究部署。', []],
  ['2020年5月8日前后，多次开展检查。', []],
  ['(牵头单位:州行政审批服务局;责任单位:州司法局、州委编办及州直相关单位,6月底完成)', [['6月底完成', '2026-06-30']]],
  ['2022年10月底前编制并公布权责清单', []], // an earlier year is no deadline of this plan
  ['原则上2026年6月底前不再保留', [['原则上2026年6月底前', '2026-06-30']]],
  ['（责任分工：各级政府司法行政机关；完成时限：长期）', [['长期', 'longTerm']]],
  ['（市司法局牵头，第三季度）', [['第三季度', '2026-09-30']]],
  ['第三季度受理案件30件。', []],
  ['截至6月底，办结案件300件。', []],
  ['截至6月底前完成率达90%。', []],
  ['已于6月底前完成整改。', []],
  ['6月底前完成了整改。', []],
  ['持续推进法治政府建设，长期坚持不懈。', []],
  ['每季度末前报送进展情况', [['每季度末前', 'cycle']]],
  ['每季度召开一次会议', []],
  ['各单位应在文件印发后15个工作日内制定方案，6月底前完成，年底前总结。', [['文件印发后15个工作日内', 'offset'], ['6月底前', '2026-06-30'], ['年底前', '2026-12-31']]],
  ['确保一年内见效', []],
  ['今后5年内建成', []],
  ['去年6月底前未完成的继续整改', []],
  ['上半年完成立法调研，下半年完成起草。', [['上半年完成', '2026-06-30'], ['下半年完成', '2026-12-31']]],
  ['完成时限：2026年6月', [['2026年6月', '2026-06-30']]],
  ['（2026年）', []],
  ['在6月底、12月底前各开展一次评查。', [['6月底', '2026-06-30'], ['12月底前', '2026-12-31']]],
  ['到2026年底，覆盖率达到90%。', [['2026年底', '2026-12-31']]],
  ['从1月到6月，办理案件30件。', []],
  ['6月中下旬完成。', [['6月中下旬完成', '2026-06-30']]],
  ['每年12月底前向社会公开', [['每年12月底前', 'cycle']]],
])('in a sentence: %s', (text, expected) => {
  expect(found(text)).toEqual(expected);
}); // prettier-ignore

test('places are places in the text as given, wide characters and all', () => {
  const text = '责任单位：市司法局；２０２６年　６月底前完成。';
  const [one] = findDeadlinePhrases(text, 2026);
  expect(one && text.slice(one.start, one.end)).toBe('２０２６年　６月底前');
});

test.each([
  ['9月份组织开展评查。', ['9月份']],
  ['每半年通报一次，第二季度开展检查。', ['每半年', '第二季度']],
  ['全年不少于4次。', []],
  ['2025年6月印发的办法继续执行。', []],
])('periods that a sentence names without a deadline: %s', (text, expected) => {
  expect(mentionedPeriods(text, PLAN_YEAR)).toEqual(expected);
});

test('春节前 hangs on a day that the text does not give', () => {
  expect(findUnreadDeadlines('春节前完成慰问，国庆前后开展检查。', 2026).map((one) => [one.phrase, one.reason])).toEqual([
    ['春节前', 'event'],
  ]);
});

test('what looks like a deadline and cannot be read is listed to be asked', () => {
  expect(
    findUnreadDeadlines('应当在15个工作日内办结；6月前完成；（立行立改）', 2026).map((one) => [one.phrase, one.reason]),
  ).toEqual([
    ['15个工作日内', 'noBase'],
    ['6月前', 'ambiguous'],
    ['立行立改', 'immediate'],
  ]);
});
