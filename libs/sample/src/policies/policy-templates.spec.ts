import { checkPolicy, type Chain, type Policy, type Rung } from '@duban/domain';
import * as fc from 'fast-check';
import { policyTemplates } from './policy-templates';

test.each(policyTemplates.map((policy) => [policy.name, policy] as const))('%s has nothing wrong', (_name, policy) => {
  expect(checkPolicy(policy, { earlier: [policy] })).toEqual({ policy, findings: [], isSound: true });
});

test('no two templates give one key two meanings, so that an office may pass from one to another', () => {
  for (const policy of policyTemplates) {
    expect(checkPolicy(policy, { earlier: policyTemplates }).findings).toEqual([]);
  }
});

interface Mutation {
  readonly name: string;
  readonly codes: readonly string[];
  /** Null: this rung or chain cannot be spoiled in this way. */
  readonly spoil: (policy: Policy, at: number) => unknown;
}

const rungsWhere = (policy: Policy, holds: (rung: Rung) => boolean): Rung[] => policy.ladder.filter(holds);
const pick = <T>(list: readonly T[], at: number): T | null => list[at % Math.max(list.length, 1)] ?? null;
const withRung = (policy: Policy, at: number, change: (rung: Rung) => unknown, holds: (rung: Rung) => boolean = () => true) => {
  const rung = pick(rungsWhere(policy, holds), at);
  return rung === null ? null : { ...policy, ladder: policy.ladder.map((each) => (each === rung ? change(each) : each)) };
};
const withAdded = (policy: Policy, at: number, make: (rung: Rung) => unknown, holds: (rung: Rung) => boolean = () => true) => {
  const rung = pick(rungsWhere(policy, holds), at);
  return rung === null ? null : { ...policy, ladder: [...policy.ladder, make(rung)] };
};
const withChain = (policy: Policy, at: number, change: (chain: Chain) => unknown) => {
  const entry = pick(Object.entries(policy.chains), at);
  return entry === null ? null : { ...policy, chains: { ...policy.chains, [entry[0]]: change(entry[1]) } };
};

const MUTATIONS: readonly Mutation[] = [
  { name: 'no receiver', codes: ['RUNG_NO_RECEIVER'], spoil: (p, at) => withRung(p, at, (r) => ({ ...r, receivers: [] })) },
  {
    name: 'a twin on the boundary',
    codes: ['RUNG_SAME_BOUNDARY'],
    spoil: (p, at) => withAdded(p, at, (r) => ({ ...r, key: 'twin.of' })),
  },
  {
    name: 'a key twice',
    codes: ['RUNG_KEY_TWICE'],
    spoil: (p, at) => withAdded(p, at, (r) => ({ ...r, hour: (r.hour + 3) % 24 })),
  },
  {
    name: 'counts from itself',
    codes: ['LADDER_CIRCLE'],
    spoil: (p, at) =>
      withRung(p, at, (r) => ({ ...r, from: { base: 'rung', rungKey: r.key }, offset: { n: 1, unit: 'workingDays' } })),
  },
  {
    name: 'counts from 签收',
    codes: ['BASE_NO_DEEMED_DAY'],
    spoil: (p, at) => withRung(p, at, (r) => ({ ...r, from: { base: 'receipt' } })),
  },
  {
    name: 'counts from a rung that is not there',
    codes: ['RUNG_BASE_UNKNOWN'],
    spoil: (p, at) => withRung(p, at, (r) => ({ ...r, from: { base: 'rung', rungKey: 'no.such' } })),
  },
  {
    name: 'another meaning under an old key',
    codes: ['RUNG_KEY_REUSED'],
    spoil: (p, at) => withRung(p, at, (r) => ({ ...r, on: { kind: r.on.kind === 'receipt' ? 'completion' : 'receipt' } })),
  },
  {
    name: 'a broken day',
    codes: ['LIMIT_OUT_OF_SENSE'],
    spoil: (p, at) => withRung(p, at, (r) => ({ ...r, offset: { ...r.offset, n: r.offset.n + 0.5 } })),
  },
  {
    name: 'everything after the due day dropped',
    codes: ['LADDER_NO_END'],
    spoil: (p, at) => {
      const kind = pick(['receipt', 'completion', 'periodReport', 'instrumentStage', 'signOffStep'], at);
      return { ...p, ladder: p.ladder.filter((r) => r.on.kind !== kind || (r.from.base === 'due' && r.offset.n <= 0)) };
    },
  },
  {
    name: 'no refusal rule',
    codes: ['CHAIN_NO_REFUSAL_RULE'],
    spoil: (p, at) => withChain(p, at, (c) => ({ ...c, onRefusal: null })),
  },
  { name: 'no steps', codes: ['CHAIN_NO_STEPS'], spoil: (p, at) => withChain(p, at, (c) => ({ ...c, steps: [] })) },
  {
    name: 'a step that asks nobody',
    codes: ['STEP_NO_POSTS'],
    spoil: (p, at) =>
      withChain(p, at, (c) => ({ ...c, steps: c.steps.map((s, i) => (i === at % c.steps.length ? { ...s, posts: [] } : s)) })),
  },
  {
    name: 'a step with no time',
    codes: ['LIMIT_OUT_OF_SENSE'],
    spoil: (p, at) => withChain(p, at, (c) => ({ ...c, steps: c.steps.map((s) => ({ ...s, limit: { ...s.limit, n: 0 } })) })),
  },
  {
    name: 'the last step again: the same post twice',
    codes: ['STEP_SAME_POST', 'STEP_KEY_TWICE'],
    spoil: (p, at) => withChain(p, at, (c) => ({ ...c, steps: [...c.steps, ...c.steps] })),
  },
  {
    name: 'a chain taken away',
    codes: ['CHAIN_MISSING', 'RUNG_UNREACHABLE'],
    spoil: (p, at) => {
      const needed = Object.keys(p.chains).filter(
        (key) => key !== 'delisting' || p.ladder.some((r) => r.act.kind === 'instrument' && r.act.instrument === 'listing'),
      );
      const gone = pick(needed, at);
      return { ...p, chains: Object.fromEntries(Object.entries(p.chains).filter(([key]) => key !== gone)) };
    },
  },
  {
    name: 'a limit of a stage taken away',
    codes: ['STAGE_NO_LIMIT'],
    spoil: (p, at) => {
      const kind = pick(
        Object.keys(p.instruments).filter((key) => key !== 'bulletin'),
        at,
      ) as keyof Policy['instruments'];
      const { answer: _gone, ...rest } = p.instruments[kind] ?? {};
      return { ...p, instruments: { ...p.instruments, [kind]: rest } };
    },
  },
  {
    name: 'a field taken away',
    codes: ['FIELD_MISSING'],
    // A place may have no duties to report, keep the day in force at 转办, hear no objections, and ask for no periodic 通报;
    // every other field is needed.
    spoil: (p, at) =>
      without(
        p,
        pick(
          Object.keys(p).filter(
            (name) =>
              !['reportDuties', 'reassignTerm', 'returnBounds', 'objection', 'bulletins', 'missLeadsTo', 'repeats'].includes(
                name,
              ),
          ),
          at,
        ) ?? '',
      ),
  },
];

const without = (value: object, key: string) => Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));

test('whatever is spoiled in a good policy is caught, by a code that names it', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.constantFrom(...policyTemplates), fc.constantFrom(...MUTATIONS), fc.nat(60), (policy, mutation, at) => {
      const spoiled = mutation.spoil(policy, at);
      fc.pre(spoiled !== null);
      const { findings, isSound } = checkPolicy(spoiled, { earlier: [policy] });
      seen.add(mutation.name);
      expect(isSound).toBe(false);
      expect(
        findings.map((finding) => finding.code.replace('POLICY.', '')).filter((code) => mutation.codes.includes(code)),
      ).not.toEqual([]);
    }),
    { numRuns: 1_000, seed: 20_260_501 },
  );
  expect([...seen].sort()).toEqual(MUTATIONS.map((mutation) => mutation.name).sort());
});

test('harmless changes of a good policy pass', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...policyTemplates),
      fc.nat(60),
      fc.integer({ min: 1, max: 3 }),
      fc.nat(23),
      (policy, at, more, hour) => {
        const rung = pick(
          rungsWhere(policy, (each) => each.offset.n > 0),
          at,
        );
        // A day of its own that no other rung has, an hour of its own, one more receiver.
        const moved = withRung(
          policy,
          at,
          (r) => ({
            ...r,
            offset: { ...r.offset, n: 100 + more },
            receivers: [...r.receivers, { of: 'jurisdiction', role: 'chiefLeader' }],
          }),
          (each) => each === rung,
        );
        expect(checkPolicy(moved, { earlier: [policy] }).findings).toEqual([]);
        const later = { ...policy, ladder: policy.ladder.map((each) => ({ ...each, hour })) };
        expect(checkPolicy(later, { earlier: [policy] }).findings).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
