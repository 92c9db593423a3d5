import { definitionOf } from '../instrument/definitions';
import type { PostRule } from '../roster/roster';
import { instrumentsOf, ruleWord } from './check-ladder';
import { inPolicy, problemAt, type PolicyFinding } from './policy-finding';
import type { Chain, ChainKey, ChainStep, Policy } from './policy';

/** Chains whose subject belongs to a unit that is not the office itself. */
const OF_A_UNIT: readonly string[] = ['progressReport', 'completion', 'extension', 'delisting'];

/** Every sign-off that the policy leads to has a chain, and every chain has for each step somebody who can sign it. */
export function checkChains(policy: Policy): PolicyFinding[] {
  const findings = neededChains(policy)
    .filter((key) => policy.chains[key] === undefined)
    .map((key) => problemAt('CHAIN_MISSING', inPolicy('chains', key), { chain: key }));
  for (const [key, chain] of Object.entries(policy.chains)) findings.push(...checkChain(key, chain));
  if (policy.extension.maxTimes > 0 && policy.chains.extension !== undefined && !answersSilence(policy)) {
    findings.push(problemAt('EXTENSION_NO_SILENCE', inPolicy('ladder', null, 'extension')));
  }
  return findings;
}

const answersSilence = (policy: Policy): boolean =>
  policy.ladder.some((rung) => rung.act.kind === 'silence' && rung.on.chain === 'extension');

function neededChains(policy: Policy): ChainKey[] {
  const owes = Object.values(policy.owes);
  const kinds = [...instrumentsOf(policy)];
  return [
    'planApproval',
    'annualReport',
    ...(owes.some((each) => each.periodReports) ? (['progressReport'] as const) : []),
    ...(owes.some((each) => each.completion) ? (['completion'] as const) : []),
    ...(policy.extension.maxTimes > 0 ? (['extension'] as const) : []),
    ...(kinds.includes('listing') ? (['delisting'] as const) : []),
    ...kinds.filter((kind) => !definitionOf(kind).goesOutAlone).map((kind): ChainKey => `issue.${kind}`),
    ...Object.keys(policy.repeats ?? {}).map((kind) => `again.${kind}` as ChainKey),
  ];
}

function checkChain(key: string, chain: Chain): PolicyFinding[] {
  const at = (field: string | null = null) => inPolicy('chains', key, field);
  const named = { chain: key, name: chain.name };
  if (chain.key !== key) return [problemAt('CHAIN_KEY', at('key'), { ...named, found: chain.key })];
  if (chain.steps.length === 0) return [problemAt('CHAIN_NO_STEPS', at('steps'), named)];
  const findings: PolicyFinding[] = [];
  const keys = new Set<string>();
  for (const step of chain.steps) {
    const place = at(`steps.${step.key}`);
    if (keys.has(step.key)) findings.push(problemAt('STEP_KEY_TWICE', place, { ...named, step: step.name }));
    keys.add(step.key);
    if (step.posts.length === 0) findings.push(problemAt('STEP_NO_POSTS', place, { ...named, step: step.name }));
    for (const rule of step.posts) {
      if (!canSign(key, rule)) {
        findings.push(problemAt('STEP_POST_IMPOSSIBLE', place, { ...named, step: step.name, post: ruleWord(rule) }));
      }
    }
  }
  if (findings.length > 0) return findings;
  // 会签 asks nobody where the task has no other unit: a chain of it alone could be signed by nobody at all.
  if (chain.steps.every((step) => step.posts.every((rule) => rule.of === 'coUnits'))) {
    return [problemAt('CHAIN_NOBODY_SIGNS', at('steps'), named)];
  }
  const stuck = chain.allowSamePerson ? null : firstStuck(chain.steps);
  return stuck === null ? [] : [problemAt('STEP_SAME_POST', at(`steps.${stuck.key}`), { ...named, step: stuck.name })];
}

/** The office's own sign-offs have no other unit; the post that owes is a step itself; 会签 is of a completion. */
function canSign(chain: string, rule: PostRule): boolean {
  if (rule.of === 'holderPost') return false;
  if (rule.of === 'coUnits') return chain === 'completion';
  return rule.of !== 'holderUnit' || OF_A_UNIT.includes(chain);
}

/**
 * Nobody signs for two posts of one chain unless it allows it. Each step must find a post of its own: the first that cannot,
 * whichever posts the earlier ones take, or null.
 */
function firstStuck(steps: readonly ChainStep[]): ChainStep | null {
  let taken: readonly ReadonlySet<string>[] = [new Set()];
  for (const step of steps) {
    const words = step.posts.filter((rule) => rule.of !== 'coUnits').map(ruleWord);
    if (words.length === 0) continue;
    const next = taken.flatMap((used): ReadonlySet<string>[] => {
      if (step.mode === 'all') return words.some((word) => used.has(word)) ? [] : [new Set([...used, ...words])];
      return words.filter((word) => !used.has(word)).map((word) => new Set([...used, word]));
    });
    if (next.length === 0) return step;
    taken = next;
  }
  return null;
}
