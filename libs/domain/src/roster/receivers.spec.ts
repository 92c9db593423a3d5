import fc from 'fast-check';
import { decideActing, decideDelegation, holdsOn, lastDayWhenEnded } from './delegation';
import { receiversOf, receiversOfPost, type Obliged } from './receivers';
import type { PostRole, PostRule, Roster, RosterHolding } from './roster';

const DAYS = ['2026-06-29', '2026-06-30', '2026-07-01', '2026-07-02', '2026-07-07', '2026-07-08'] as const;
const TODAY = '2026-07-01';
const ROLES: readonly PostRole[] = ['liaison', 'unitHead', 'officeClerk', 'officeHead', 'deputyLeader', 'chiefLeader'];
const RULES: readonly PostRule[] = [
  { of: 'holderPost' },
  { of: 'holderUnit', role: 'liaison' },
  { of: 'holderUnit', role: 'unitHead' },
  { of: 'leaderInCharge' },
  { of: 'coUnits', role: 'unitHead' },
  ...(['officeClerk', 'officeHead', 'deputyLeader', 'chiefLeader'] as const).map((role): PostRule => ({
    of: 'jurisdiction',
    role,
  })),
];

const id = (kind: string, n: number) => `${kind}${n}`;
const day = fc.constantFrom(...DAYS);
const holding = fc.record({
  postId: fc.nat(5).map((n) => id('post', n)),
  personId: fc.nat(5).map((n) => id('person', n)),
  kind: fc.constantFrom('holder' as const, 'acting' as const, 'delegate' as const),
  fromOn: day,
  toOn: fc.option(day),
});

/** Any roster at all: no office, posts that are their own superiors, windows that never open, everybody disabled. */
const roster: fc.Arbitrary<Roster> = fc.record({
  units: fc.array(fc.record({ leaderPostId: fc.option(fc.nat(6)), isOffice: fc.boolean() }), { maxLength: 3 }).map((units) =>
    units.map((unit, n) => ({
      id: id('unit', n),
      name: `单位${n}`,
      isOffice: unit.isOffice,
      leaderPostId: unit.leaderPostId === null ? null : id('post', unit.leaderPostId),
    })),
  ),
  posts: fc
    .array(fc.record({ unit: fc.nat(3), role: fc.constantFrom(...ROLES), superior: fc.option(fc.nat(6)) }), { maxLength: 6 })
    .map((posts) =>
      posts.map((post, n) => ({
        id: id('post', n),
        unitId: id('unit', post.unit),
        role: post.role,
        title: `职务${n}`,
        superiorPostId: post.superior === null ? null : id('post', post.superior),
      })),
    ),
  holdings: fc.array(holding, { maxLength: 12 }),
  disabledPersonIds: fc.uniqueArray(fc.nat(5).map((n) => id('person', n))),
});

const obliged: fc.Arbitrary<Obliged> = fc.record({
  unitId: fc.option(fc.nat(3).map((n) => id('unit', n))),
  postId: fc.option(fc.nat(6).map((n) => id('post', n))),
  coUnitIds: fc.uniqueArray(fc.nat(3).map((n) => id('unit', n))),
});

test('in any roster, for any rule and day, somebody is reached or the office’s list is: never nobody (S15, C5)', () => {
  fc.assert(
    fc.property(roster, fc.constantFrom(...RULES), obliged, day, (given, rule, who, on) => {
      const reached = receiversOf(given, rule, who, on);
      expect(reached.length).toBeGreaterThan(0);
      for (const receiver of reached) {
        if (receiver.personId === null) {
          expect(receiver.path).toBe('exception');
          continue;
        }
        // Whoever is reached may act: not disabled, and on a post of the path that day.
        expect(given.disabledPersonIds).not.toContain(receiver.personId);
        const above = chainAbove(given, receiver.postId ?? '');
        expect(
          given.holdings.some((each) => each.personId === receiver.personId && above.includes(each.postId) && holdsOn(each, on)),
        ).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('disabling or moving anybody takes a case from that person’s list to another’s or to the office’s', () => {
  fc.assert(
    fc.property(roster, fc.nat(5), day, (given, n, on) => {
      const gone = id('person', n);
      const without: Roster = { ...given, disabledPersonIds: [...given.disabledPersonIds, gone] };
      for (const post of given.posts) {
        const after = receiversOfPost(without, post.id, on);
        expect(after.length).toBeGreaterThan(0);
        expect(after.some((each) => each.personId === gone)).toBe(false);
      }
    }),
    { numRuns: 1_000 },
  );
});

function chainAbove(given: Roster, postId: string): string[] {
  const chain: string[] = [];
  for (let at: string | null = postId; at !== null && !chain.includes(at);) {
    chain.push(at);
    at = given.posts.find((post) => post.id === at)?.superiorPostId ?? null;
  }
  return chain;
}

const office: Roster = {
  units: [{ id: 'office', name: '督办机构', leaderPostId: null, isOffice: true }],
  posts: [
    { id: 'clerk', unitId: 'office', role: 'officeClerk', title: '督办专员', superiorPostId: 'head' },
    { id: 'head', unitId: 'office', role: 'officeHead', title: '督办机构负责人', superiorPostId: null },
  ],
  holdings: [
    { postId: 'clerk', personId: 'c', kind: 'holder', fromOn: '2020-01-01', toOn: null },
    { postId: 'head', personId: 'h', kind: 'holder', fromOn: '2020-01-01', toOn: null },
  ],
  disabledPersonIds: [],
};

test('what the office itself owes reaches its clerk and its head, and nothing of it is an exception', () => {
  const owing = { unitId: 'office', postId: null, coUnitIds: [] };
  expect(receiversOf(office, { of: 'holderUnit', role: 'liaison' }, owing, TODAY)).toEqual([
    { personId: 'c', postId: 'clerk', path: 'holder', onBehalfOf: null },
  ]);
  expect(receiversOf(office, { of: 'holderUnit', role: 'unitHead' }, owing, TODAY)).toEqual([
    { personId: 'h', postId: 'head', path: 'holder', onBehalfOf: null },
  ]);
});

test('a unit without 联络员 is told by its head, and one without a head is the office’s to solve: no signature is waived', () => {
  const unit = (role: PostRole): Roster => ({
    ...office,
    posts: [{ id: 'only', unitId: 'u', role, title: '', superiorPostId: null }],
    holdings: [{ postId: 'only', personId: 'p', kind: 'holder', fromOn: '2020-01-01', toOn: null }],
  });
  const owing = { unitId: 'u', postId: null, coUnitIds: [] };
  expect(receiversOf(unit('unitHead'), { of: 'holderUnit', role: 'liaison' }, owing, TODAY)[0]?.personId).toBe('p');
  expect(receiversOf(unit('liaison'), { of: 'holderUnit', role: 'unitHead' }, owing, TODAY)[0]?.path).toBe('exception');
});

describe('who may have somebody act for a post', () => {
  const wish = { postId: 'head', personId: 'c', fromOn: '2026-07-01', toOn: '2026-07-07' };
  const decide = (more: Partial<typeof wish> = {}, holdings: readonly RosterHolding[] = [], by = 'h') =>
    decideDelegation({ ...office, holdings: [...office.holdings, ...holdings] }, by, { ...wish, ...more }, TODAY);
  const code = (decision: ReturnType<typeof decide>) => (decision.ok ? 'ok' : decision.refusal.code);

  test.each<[string, ReturnType<typeof decide>, string]>([
    ['the holder, from today', decide(), 'ok'],
    ['not somebody else', decide({ personId: 'x' }, [], 'c'), 'HOLDING.UNKNOWN'],
    ['not a delegate in turn', decide({ personId: 'x' }, [{ ...wish, kind: 'delegate' }], 'c'), 'HOLDING.UNKNOWN'],
    ['not to oneself', decide({ personId: 'h' }), 'HOLDING.TO_ONESELF'],
    ['not for days past', decide({ fromOn: '2026-06-30' }), 'HOLDING.BACKDATED'],
    ['not with an end before its begin', decide({ fromOn: '2026-07-05', toOn: '2026-07-04' }), 'HOLDING.WINDOW_INVALID'],
    [
      'not two delegates at once',
      decide({ personId: 'x' }, [{ ...wish, kind: 'delegate', fromOn: '2026-07-07', toOn: '2026-07-09' }]),
      'HOLDING.ALREADY_DELEGATED',
    ],
    [
      'again once the former has ended',
      decide({}, [{ ...wish, kind: 'delegate', fromOn: '2026-06-01', toOn: '2026-06-30' }]),
      'ok',
    ],
    [
      'again when the former was recalled before its first day',
      decide({}, [{ ...wish, kind: 'delegate', fromOn: '2026-07-03', toOn: '2026-07-02' }]),
      'ok',
    ],
  ])('%s', (_name, decision, expected) => {
    expect(code(decision)).toBe(expected);
  });

  test('an acting holder may be appointed also where the post is held, one at a time', () => {
    const acting = { postId: 'head', personId: 'c', fromOn: TODAY, toOn: null };
    expect(decideActing(office, acting, TODAY).ok).toBe(true);
    const twice = decideActing(
      { ...office, holdings: [...office.holdings, { ...acting, kind: 'acting' }] },
      { ...acting, personId: 'x' },
      TODAY,
    );
    expect(twice).toMatchObject({ refusal: { code: 'HOLDING.ACTING_ALREADY' } });
  });

  test('ended, it has no day from today on; one that has not begun has none at all', () => {
    expect(lastDayWhenEnded({ fromOn: '2026-06-01', toOn: null }, TODAY)).toBe('2026-06-30');
    expect(lastDayWhenEnded({ fromOn: '2026-07-01', toOn: '2026-07-07' }, TODAY)).toBe('2026-06-30');
    expect(lastDayWhenEnded({ fromOn: '2026-07-03', toOn: '2026-07-07' }, TODAY)).toBe('2026-07-02');
    expect(lastDayWhenEnded({ fromOn: '2026-06-01', toOn: '2026-06-30' }, TODAY)).toBeNull();
    expect(lastDayWhenEnded({ fromOn: '2026-07-03', toOn: '2026-07-02' }, TODAY)).toBeNull();
  });
});
