import fc from 'fast-check';
import type { Roster } from '../roster/roster';
import { decideVerdict, type AskedPost } from './sign-off';
import { postsAsked, signersOf } from './signers';

const asked = (...states: AskedPost['state'][]): AskedPost[] =>
  states.map((state, index) => ({ id: `s${index}`, postId: `p${index}`, state }));

describe('one verdict of a step', () => {
  test.each([
    ['all', 'returnAtOnce', asked('waiting', 'waiting'), 's0', 'approve', 'stays', { s0: 'approved' }],
    ['all', 'returnAtOnce', asked('approved', 'waiting'), 's1', 'approve', 'approved', { s1: 'approved' }],
    [
      'all',
      'returnAtOnce',
      asked('waiting', 'waiting', 'waiting'),
      's1',
      'refuse',
      'refused',
      { s1: 'refused', s0: 'closed', s2: 'closed' },
    ],
    ['all', 'tallyThenReturn', asked('approved', 'waiting', 'waiting'), 's1', 'refuse', 'stays', { s1: 'refused' }],
    ['all', 'tallyThenReturn', asked('approved', 'refused', 'waiting'), 's2', 'approve', 'refused', { s2: 'approved' }],
    ['any', 'returnAtOnce', asked('waiting', 'waiting'), 's1', 'approve', 'approved', { s1: 'approved', s0: 'closed' }],
    ['any', 'returnAtOnce', asked('waiting', 'waiting'), 's1', 'refuse', 'refused', { s1: 'refused', s0: 'closed' }],
    ['any', 'tallyThenReturn', asked('waiting', 'waiting'), 's1', 'refuse', 'stays', { s1: 'refused' }],
    ['any', 'tallyThenReturn', asked('refused', 'waiting'), 's1', 'approve', 'approved', { s1: 'approved' }],
    ['any', 'tallyThenReturn', asked('refused', 'waiting'), 's1', 'refuse', 'refused', { s1: 'refused' }],
  ] as const)('%s, %s, %j: %s %s gives %s', (mode, onRefusal, posts, id, verdict, result, changes) => {
    const decision = decideVerdict(mode, onRefusal, posts, id, verdict);
    expect(decision.result).toBe(result);
    expect(Object.fromEntries(decision.changes.map((change) => [change.id, change.state]))).toEqual(changes);
  });

  test('a step ends exactly when nobody is asked any more, in whatever order the verdicts come', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('all' as const, 'any' as const),
        fc.constantFrom('returnAtOnce' as const, 'tallyThenReturn' as const),
        fc.array(fc.constantFrom('approve' as const, 'refuse' as const), { minLength: 1, maxLength: 6 }),
        (mode, onRefusal, verdicts) => {
          let posts = asked(...verdicts.map(() => 'waiting' as const));
          for (const [index, verdict] of verdicts.entries()) {
            if (posts[index]?.state !== 'waiting') continue;
            const { result, changes } = decideVerdict(mode, onRefusal, posts, `s${index}`, verdict);
            posts = posts.map((post) => ({
              ...post,
              state: changes.find((change) => change.id === post.id)?.state ?? post.state,
            }));
            expect(posts.some((post) => post.state === 'waiting')).toBe(result === 'stays');
          }
          expect(posts.some((post) => post.state === 'waiting')).toBe(false);
        },
      ),
    );
  });
});

const roster: Roster = {
  units: [
    { id: 'u1', name: '甲局', leaderPostId: 'deputy', isOffice: false },
    { id: 'u2', name: '乙局', leaderPostId: 'deputy', isOffice: false },
  ],
  posts: [
    { id: 'chief', unitId: 'gov', role: 'chiefLeader', title: '主要领导', superiorPostId: null },
    { id: 'deputy', unitId: 'gov', role: 'deputyLeader', title: '分管领导', superiorPostId: 'chief' },
    { id: 'head', unitId: 'u1', role: 'unitHead', title: '负责人', superiorPostId: 'deputy' },
  ],
  holdings: [
    { postId: 'chief', personId: 'C', kind: 'holder', fromOn: '2020-01-01', toOn: null },
    { postId: 'deputy', personId: 'D', kind: 'holder', fromOn: '2020-01-01', toOn: null },
    { postId: 'head', personId: 'A', kind: 'holder', fromOn: '2020-01-01', toOn: null },
    { postId: 'head', personId: 'B', kind: 'delegate', fromOn: '2026-07-01', toOn: '2026-07-05' },
  ],
  disabledPersonIds: [],
};
const nobody = { filedBy: 'L', signedBy: [] };
const names = (receivers: ReturnType<typeof signersOf>) => receivers.map((each) => [each.personId, each.path, each.onBehalfOf]);

describe('who may sign', () => {
  test('a delegate signs only within the window, in the name of the holder, who may sign too', () => {
    expect(names(signersOf(roster, 'head', '2026-06-30', nobody))).toEqual([['A', 'holder', null]]);
    expect(names(signersOf(roster, 'head', '2026-07-05', nobody))).toEqual([
      ['A', 'holder', null],
      ['B', 'delegate', 'A'],
    ]);
    expect(names(signersOf(roster, 'head', '2026-07-06', nobody))).toEqual([['A', 'holder', null]]);
  });

  test('whoever filed is passed over, and with them whoever would sign in their name', () => {
    expect(names(signersOf(roster, 'head', '2026-07-02', { filedBy: 'A', signedBy: [] }))).toEqual([['D', 'superior', null]]);
  });

  test('a delegate signs no second step of the chain', () => {
    expect(names(signersOf(roster, 'head', '2026-07-02', { filedBy: 'L', signedBy: ['B'] }))).toEqual([['A', 'holder', null]]);
  });

  test('where nobody is left it is the exception list', () => {
    expect(names(signersOf(roster, 'deputy', '2026-07-02', { filedBy: 'D', signedBy: ['C'] }))).toEqual([
      [null, 'exception', null],
    ]);
  });
});

describe('which posts a step asks', () => {
  const step = (posts: Parameters<typeof postsAsked>[0]['posts'], mode: 'all' | 'any' = 'all') => ({
    key: 'k',
    name: '',
    mode,
    posts,
    limit: { n: 1, unit: 'workingDays' as const },
  });
  const obliged = (coUnitIds: string[]) => ({ unitId: 'u1', postId: null, coUnitIds });

  test('会签 without other units asks nobody, and a unit without a head is missing, not waived', () => {
    const coSign = step([{ of: 'coUnits', role: 'unitHead' }]);
    expect(postsAsked(coSign, roster, obliged([]))).toEqual([]);
    expect(postsAsked(coSign, roster, obliged(['u1', 'u2']))).toEqual(['head', null]);
  });

  test('a role that nobody has is missing; one of several is enough where any may sign', () => {
    expect(postsAsked(step([{ of: 'jurisdiction', role: 'officeHead' }]), roster, obliged([]))).toEqual([null]);
    expect(
      postsAsked(step([{ of: 'jurisdiction', role: 'officeHead' }, { of: 'leaderInCharge' }], 'any'), roster, obliged([])),
    ).toEqual(['deputy']);
  });
});
