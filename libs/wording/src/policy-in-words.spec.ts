import type { Policy, Rung } from '@duban/domain';
import { policyFindingText } from './policy-findings';
import { comparePolicies, rungInWords } from './policy-in-words';

const days = (n: number) => ({ n, unit: 'workingDays' as const });
const rung = (key: string, n: number, more: Partial<Rung> = {}): Rung => ({
  key,
  name: key,
  on: { kind: 'completion' },
  from: { base: 'due' },
  offset: days(n),
  hour: 9,
  act: { kind: 'remind' },
  receivers: [{ of: 'holderUnit', role: 'liaison' }, { of: 'leaderInCharge' }],
  ...more,
});
const owes = { receipt: true, periodReports: true, completion: true };
const policy: Policy = {
  key: 'p',
  name: '制度',
  authority: '授权',
  owes: { lead: owes, collating: owes, responsible: owes, cooperating: { ...owes, completion: false } },
  receiptTerm: days(3),
  periodReportTerm: days(5),
  defaultCycle: 'quarterly',
  graceMinutes: 240,
  ladder: [
    rung('soon', -3),
    rung('order', 5, { act: { kind: 'instrument', instrument: 'supervisionOrder', grouping: 'perUnit' } }),
    rung('later', 10, { from: { base: 'served', instrument: 'supervisionOrder' } }),
  ],
  chains: {
    'issue.supervisionOrder': {
      key: 'issue.supervisionOrder',
      name: '签发',
      steps: [{ key: 'a', name: '负责人签发', mode: 'any', posts: [{ of: 'jurisdiction', role: 'officeHead' }], limit: days(2) }],
      onRefusal: 'returnAtOnce',
      allowSamePerson: false,
    },
  },
  instruments: { supervisionOrder: { receipt: days(2), answer: days(10), acceptance: days(5) } },
  extension: { maxTimes: 2, maxDays: 90 },
  returnTerm: days(10),
  lamps: [],
};

test('a rung is one row that an office can read', () => {
  expect(policy.ladder.map((each) => rungInWords(each, policy))).toEqual([
    {
      key: 'soon', subject: '办结', when: '期限前3个工作日，9时', name: 'soon', act: '提醒', tells: '责任单位联络员、分管领导', approval: '自动',
      end: '办结即止',
    },
    {
      key: 'order', subject: '办结', when: '期限后5个工作日，9时', name: 'order', act: '督办单（一个单位一份）', tells: '责任单位联络员、分管领导',
      approval: '负责人签发后发出', end: '验收通过后结束；不落实的转约谈通知书',
    },
    {
      key: 'later', subject: '办结', when: '督办单送达后10个工作日，9时', name: 'later', act: '提醒', tells: '责任单位联络员、分管领导', approval: '自动',
      end: '办结即止',
    },
  ]); // prettier-ignore
});

test('two policies differ in exactly the lines that were changed', () => {
  const after: Policy = {
    ...policy,
    receiptTerm: days(2),
    ladder: [
      ...policy.ladder
        .filter((each) => each.key !== 'soon')
        .map((each) => (each.key === 'order' ? { ...each, offset: days(8) } : each)),
      rung('new', 20),
    ],
  };
  expect(comparePolicies(policy, policy)).toEqual([]);
  expect(comparePolicies(policy, after).map(({ label, change, before, after: now }) => [label, change, before, now])).toEqual([
    ['签收时限', 'changed', '3个工作日内', '2个工作日内'],
    [
      '办结：order', 'changed', '期限后5个工作日，9时；督办单（一个单位一份）；告知责任单位联络员、分管领导',
      '期限后8个工作日，9时；督办单（一个单位一份）；告知责任单位联络员、分管领导',
    ],
    ['办结：new', 'added', null, '期限后20个工作日，9时；提醒；告知责任单位联络员、分管领导'],
    ['办结：soon', 'removed', '期限前3个工作日，9时；提醒；告知责任单位联络员、分管领导', null],
  ]); // prettier-ignore
});

test('a finding is one Chinese sentence that says what to do', () => {
  expect(policyFindingText({ code: 'POLICY.LADDER_NO_END', params: { kind: 'receipt' } })).toBe(
    '“签收”逾期后只有提醒，没有人处置，没有尽头；请至少设一步出文书或告知督办机构、领导',
  );
  expect(policyFindingText({ code: 'POLICY.CHAIN_MISSING', params: { chain: 'issue.summons' } })).toBe(
    '缺少“约谈通知书签发”的签批链，届时无人可批',
  );
  expect(
    policyFindingText({
      code: 'POLICY.RUNG_UNREACHABLE',
      params: { name: '约谈', why: 'noInstrument', instrument: 'supervisionOrder' },
    }),
  ).toBe('“约谈”永远不会发生：前面没有哪一步会出督办单');
});

test('what may be objected to, what a miss leads on to and the 通报 that come round are read and compared', () => {
  const after: Policy = {
    ...policy,
    objection: { term: days(5), decision: days(10) },
    bulletins: ['monthly'],
    missLeadsTo: { supervisionOrder: 'bulletin', summons: null },
  };
  expect(comparePolicies(policy, after).map(({ label, before, after: now }) => [label, before, now])).toEqual([
    ['对文书的异议', '不受理', '送达后5个工作日内提出，10个工作日内由未参与办理的人复核'],
    ['定期通报', '不要求', '每月一期'],
    ['督办单不落实的', null, '转入通报'],
    ['约谈通知书不落实的', null, '不转入其他文书'],
  ]);
  expect(after.ladder[1] && rungInWords(after.ladder[1], after).end).toBe('验收通过后结束；不落实的转通报');
});
