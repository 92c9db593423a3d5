import type { PostRule, Roster } from '../roster/roster';
import { checkChains } from './check-chains';
import { checkLadder } from './check-ladder';
import { checkGeneral, checkLimits } from './check-limits';
import { inPolicy, problemAt, remarkAt, type PolicyFinding } from './policy-finding';
import { readPolicyShape } from './policy-shape';
import type { Policy, Rung } from './policy';

export interface PolicyCheckContext {
  /** The versions that were published under the same key: a rung key of theirs keeps its meaning for ever. */
  readonly earlier?: readonly Policy[];
  /** Who there is: a post that a rung or a step means and that the jurisdiction lacks is remarked on. */
  readonly roster?: Roster;
}

export interface PolicyCheck {
  /** The policy where it has the shape of one, whether or not it is sound. */
  readonly policy: Policy | null;
  readonly findings: readonly PolicyFinding[];
  /** No error: it may be published. */
  readonly isSound: boolean;
}

/**
 * Checks a policy before it may be published (design section 5). What has not the shape of a policy is told first, alone; of
 * what has, every rule is asked, so that a person sees everything at once, in the order of the policy.
 */
export function checkPolicy(value: unknown, context: PolicyCheckContext = {}): PolicyCheck {
  const { policy, findings: flaws } = readPolicyShape(value);
  if (policy === null) return { policy: null, findings: flaws, isSound: false };
  const findings = [
    ...checkGeneral(policy),
    ...dutiesTwice(policy),
    ...checkLadder(policy),
    ...keptMeanings(policy, context.earlier ?? []),
    ...checkChains(policy),
    ...checkLimits(policy),
    ...(context.roster === undefined ? [] : missingPosts(policy, context.roster)),
  ];
  return { policy, findings, isSound: findings.every((finding) => finding.severity !== 'error') };
}

/** What a rung key means: its subject and what it does. Its day, hour and receivers may change with the versions. */
export const meaningOf = (rung: Rung): string =>
  [
    rung.on.kind,
    rung.on.instrument ?? '',
    rung.on.stage ?? '',
    rung.on.chain ?? '',
    rung.act.kind,
    rung.act.kind === 'instrument' ? rung.act.instrument : '',
  ].join(':');

function keptMeanings(policy: Policy, earlier: readonly Policy[]): PolicyFinding[] {
  const meanings = new Map<string, Rung>();
  for (const version of earlier) for (const rung of version.ladder) meanings.set(rung.key, rung);
  return policy.ladder.flatMap((rung) => {
    const before = meanings.get(rung.key);
    if (before === undefined || meaningOf(before) === meaningOf(rung)) return [];
    return [
      problemAt('RUNG_KEY_REUSED', inPolicy('ladder', rung.key, 'key'), { key: rung.key, name: rung.name, before: before.name }),
    ];
  });
}

/** One version of the report, one duty: its obligation is found again by the version. */
function dutiesTwice({ reportDuties = [] }: Policy): PolicyFinding[] {
  return reportDuties
    .filter((duty, at) => reportDuties.findIndex((each) => each.edition === duty.edition) !== at)
    .map((duty) =>
      problemAt('FIELD_WRONG', inPolicy('general', null, 'reportDuties'), { field: 'reportDuties', found: duty.name }),
    );
}

function missingPosts(policy: Policy, roster: Roster): PolicyFinding[] {
  const roles = new Set(roster.posts.map((post) => post.role));
  const missing = (rules: readonly PostRule[]) =>
    rules.flatMap((rule) => (rule.of === 'jurisdiction' && !roles.has(rule.role) ? [rule.role] : []));
  return [
    ...policy.ladder.flatMap((rung) =>
      missing(rung.receivers).map((role) => remarkAt('POST_NOT_HERE', inPolicy('ladder', rung.key, 'receivers'), { role })),
    ),
    ...Object.entries(policy.chains).flatMap(([key, chain]) =>
      chain.steps.flatMap((step) =>
        missing(step.posts).map((role) => remarkAt('POST_NOT_HERE', inPolicy('chains', key, `steps.${step.key}`), { role })),
      ),
    ),
  ];
}
