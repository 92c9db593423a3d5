import type { ChainKey, Policy, Rung } from '@duban/domain';
import { standardPolicy } from '@duban/sample';
import type { LadderStep, Rules } from '../../model/year';

const workingDays = (n: number) => ({ n, unit: 'workingDays' as const });

const rungOf = (step: LadderStep): Rung => ({
  key: step.key,
  name: step.key,
  on: { kind: step.on },
  from: step.from === 'due' ? { base: 'due' } : { base: 'rung', rungKey: step.from.step },
  offset: workingDays(step.days),
  hour: 9,
  act: step.act === 'remind' ? { kind: 'remind' } : { kind: 'instrument', instrument: step.act, grouping: 'perUnit' },
  receivers: [{ of: 'holderUnit', role: 'liaison' }],
});

/** The model's rules as a policy of the product; every chain has one step, for whom signs is not what these years are about. */
export function policyOf(rules: Rules): Policy {
  const signedBy = (key: ChainKey, role: 'officeHead' | 'unitHead') => ({
    key,
    name: key,
    steps: [
      {
        key: 'only',
        name: '审签',
        mode: 'any' as const,
        posts: [role === 'unitHead' ? { of: 'holderUnit' as const, role } : { of: 'jurisdiction' as const, role }],
        limit: workingDays(3),
      },
    ],
    onRefusal: 'returnAtOnce' as const,
    allowSamePerson: false,
  });
  return {
    ...standardPolicy,
    ladder: rules.ladder.map(rungOf),
    receiptTerm: workingDays(rules.receiptTerm),
    periodReportTerm: workingDays(rules.periodTerm),
    returnTerm: workingDays(rules.returnTerm),
    reassignTerm: workingDays(rules.reassignTerm),
    defaultCycle: null,
    graceMinutes: rules.graceMinutes,
    extension: { maxTimes: rules.extensions, maxDays: 366 },
    chains: {
      ...standardPolicy.chains,
      progressReport: signedBy('progressReport', 'unitHead'),
      completion: signedBy('completion', 'officeHead'),
      extension: signedBy('extension', 'officeHead'),
    },
  };
}
