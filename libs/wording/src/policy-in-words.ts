import {
  definitionOf,
  missLeadsTo,
  type Chain,
  type InstrumentKind,
  type Policy,
  type PolicyPlace,
  type RepeatRule,
  type Role,
  type Rung,
} from '@duban/domain';
import { instrumentNames } from './instruments';
import { chainName } from './policy-findings';
import {
  cycleWords, lampFactWords, limitWords, postRuleWords, refusalRuleWords, roleWords, rungActWords, rungApprovalWords, rungEndWords,
  rungMomentWords, rungSubjectWords, stageTermWords,
} from './policy-words'; // prettier-ignore

export interface RungInWords {
  readonly key: string;
  readonly subject: string;
  readonly when: string;
  readonly name: string;
  readonly act: string;
  readonly tells: string;
  readonly approval: string;
  readonly end: string;
}

export interface PolicyLine {
  readonly place: PolicyPlace;
  /** What the line is about, as an office would call it. */
  readonly label: string;
  readonly text: string;
}

/** A rung as one row of the table that an office reads. */
export const rungInWords = (rung: Rung, policy: Policy): RungInWords => ({
  key: rung.key,
  subject: rungSubjectWords(rung, policy.chains),
  when: rungMomentWords(rung, policy.ladder),
  name: rung.name,
  act: rungActWords(rung),
  tells: rung.receivers.map(postRuleWords).join('、'),
  approval: rungApprovalWords(rung, policy.chains),
  end: rungEndWords(rung, policy),
});

/** Everything that a policy says, line by line; two policies are compared by these lines. */
export function policyLines(policy: Policy): PolicyLine[] {
  return [
    ...generalLines(policy),
    ...policy.ladder.map((rung): PolicyLine => {
      const { subject, when, act, tells } = rungInWords(rung, policy);
      return line(
        'ladder',
        rung.key,
        null,
        `${subject}：${rung.name}`,
        `${when}；${act}；告知${tells === '' ? '（未写明）' : tells}`,
      );
    }),
    ...chainsInOrder(policy).map(([key, chain]) => line('chains', key, null, chainName(key), chainText(chain))),
    ...instrumentsInOrder(policy)
      .filter((kind) => definitionOf(kind).stages.length > 0)
      .map((kind) => line('instruments', kind, null, `${instrumentNames[kind]}各环节时限`, stageTermWords(kind, policy))),
    ...(Object.entries(policy.repeats ?? {}) as [InstrumentKind, RepeatRule][]).map(([kind, rule]) =>
      line(
        'repeats',
        kind,
        null,
        `对同一单位再次${instrumentNames[kind]}`,
        `${limitWords(rule.within)}内第${rule.from}次起，改由“${chainName(`again.${kind}`)}”审批`,
      ),
    ),
    ...caseLines(policy),
    ...policy.lamps.map((lamp) =>
      line('lamps', lamp.fact, null, `“${lampFactWords[lamp.fact]}”显示`, `${lamp.colour}灯，“${lamp.word}”`),
    ),
  ];
}

/** What may be objected to, what a miss leads on to where the policy says otherwise, and the 通报 that come round. */
function caseLines(policy: Policy): PolicyLine[] {
  const { objection, bulletins = [] } = policy;
  const misses = (Object.keys(instrumentNames) as InstrumentKind[]).filter((kind) => policy.missLeadsTo?.[kind] !== undefined);
  return [
    line(
      'objection',
      null,
      null,
      '对文书的异议',
      objection === undefined
        ? '不受理'
        : `送达后${limitWords(objection.term)}内提出，${limitWords(objection.decision)}内由未参与办理的人复核`,
    ),
    line(
      'bulletins',
      null,
      null,
      '定期通报',
      bulletins.length === 0 ? '不要求' : bulletins.map((cycle) => `${cycleWords[cycle]}一期`).join('、'),
    ),
    ...misses.map((kind) => {
      const next = missLeadsTo(policy, kind);
      return line(
        'missLeadsTo',
        kind,
        null,
        `${instrumentNames[kind]}不落实的`,
        next === null ? '不转入其他文书' : `转入${instrumentNames[next]}`,
      );
    }),
  ];
}

const line = (part: PolicyPlace['part'], key: string | null, field: string | null, label: string, text: string): PolicyLine => ({
  place: { part, key, field },
  label,
  text,
});

function chainText(chain: Chain): string {
  const steps = chain.steps.map((step) => {
    const posts = step.posts.map(postRuleWords).join(step.mode === 'all' ? '、' : '或');
    return `${step.name}（${posts}，${limitWords(step.limit)}内${step.mode === 'all' ? '，须全部签' : ''}）`;
  });
  const same = chain.allowSamePerson ? '，允许同一人签两个环节' : '';
  return `${steps.join(' → ')}；${refusalRuleWords[chain.onRefusal]}${same}`;
}

function generalLines(policy: Policy): PolicyLine[] {
  const general = (field: string, label: string, text: string) => line('general', null, field, label, text);
  return [
    general('name', '制度名称', policy.name),
    general('authority', '督办依据', policy.authority),
    ...(Object.keys(roleWords) as Role[]).map((role) =>
      line('owes', role, null, `${roleWords[role]}承担`, owesText(policy, role)),
    ),
    general('receiptTerm', '签收时限', `${limitWords(policy.receiptTerm)}内`),
    general('periodReportTerm', '填报时限', `每期结束后${limitWords(policy.periodReportTerm)}内`),
    general(
      'defaultCycle',
      '填报周期（任务未写明时）',
      policy.defaultCycle === null ? '不要求' : cycleWords[policy.defaultCycle],
    ),
    general('returnTerm', '退回重办时限', `${limitWords(policy.returnTerm)}内`),
    general(
      'returnBounds',
      '退回时另定时限的范围',
      policy.returnBounds === undefined
        ? '不限'
        : `退回之日起${limitWords(policy.returnBounds.least)}至${limitWords(policy.returnBounds.most)}`,
    ),
    general(
      'reassignTerm',
      '转办后办理时间',
      policy.reassignTerm === undefined ? '沿用原期限' : `不少于${limitWords(policy.reassignTerm)}，原期限更晚的沿用`,
    ),
    line(
      'extension',
      null,
      null,
      '延期',
      policy.extension.maxTimes === 0
        ? '不得延期'
        : `至多${policy.extension.maxTimes}次，每次至多${policy.extension.maxDays}个自然日`,
    ),
    general('graceMinutes', '系统延误多久算迟发', `${policy.graceMinutes}分钟`),
  ];
}

function owesText(policy: Policy, role: Role): string {
  const owes = policy.owes[role];
  const parts = [owes.receipt && '签收', owes.periodReports && '定期填报', owes.completion && '办结'].filter(Boolean);
  return parts.length > 0 ? parts.join('、') : '无';
}

export interface PolicyDifference {
  readonly place: PolicyPlace;
  readonly label: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly before: string | null;
  readonly after: string | null;
}

/** What differs between two policies, in the order of the later one; what it no longer has stands at the end of its part. */
export function comparePolicies(before: Policy, after: Policy): PolicyDifference[] {
  const idOf = ({ place }: PolicyLine) => [place.part, place.key, place.field].join('/');
  const old = new Map(policyLines(before).map((each) => [idOf(each), each]));
  const now = policyLines(after);
  const kept = new Set(now.map(idOf));
  const found: PolicyDifference[] = [];
  for (const each of now) {
    const was = old.get(idOf(each));
    if (!was) found.push({ place: each.place, label: each.label, change: 'added', before: null, after: each.text });
    else if (was.text !== each.text || was.label !== each.label) {
      const named = was.label === each.label ? was.text : `${was.label}：${was.text}`;
      found.push({ place: each.place, label: each.label, change: 'changed', before: named, after: each.text });
    }
  }
  for (const [id, was] of old) {
    if (!kept.has(id)) found.push({ place: was.place, label: was.label, change: 'removed', before: was.text, after: null });
  }
  return found;
}

/** The chains as one row each, in the order in which an office meets them. */
export const policyChainsInWords = (policy: Policy): { readonly key: string; readonly name: string; readonly text: string }[] =>
  chainsInOrder(policy).map(([key, chain]) => ({ key, name: chainName(key), text: chainText(chain) }));

// What is stored as jsonb keeps no order of names.
const CHAIN_ORDER = ['planApproval', 'planAmendment', 'progressReport', 'completion', 'extension', 'delisting', 'annualReport'];

function chainsInOrder(policy: Policy): [string, Chain][] {
  const place = (key: string): number => {
    const at = CHAIN_ORDER.indexOf(key);
    return at >= 0 ? at : CHAIN_ORDER.length + Object.keys(instrumentNames).indexOf(key.replace(/^(issue|again)\./, ''));
  };
  return (Object.entries(policy.chains) as [string, Chain | undefined][])
    .flatMap(([key, chain]): [string, Chain][] => (chain === undefined ? [] : [[key, chain]]))
    .sort(([a], [b]) => place(a) - place(b));
}

/** The papers that a policy gives limits for, in the order of their kinds. */
export const instrumentsInOrder = (policy: Policy): InstrumentKind[] =>
  (Object.keys(instrumentNames) as InstrumentKind[]).filter((kind) => policy.instruments[kind] !== undefined);
