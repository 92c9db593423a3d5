import { instrumentDefinitions, type Policy, type PolicyFinding, type PolicyPlace } from '@duban/domain';
import {
  instrumentNames,
  instrumentsInOrder,
  policyChainsInWords,
  policyFindingText,
  policyLines,
  rungInWords,
  stageTermWords,
} from '@duban/wording';
import { anything, day, fact, id, instant, listOf, maybe, object, oneOf, text, whole } from '../http/views';

const placeView = object('PolicyPlace', {
  part: oneOf(
    'general',
    'owes',
    'ladder',
    'chains',
    'instruments',
    'missLeadsTo',
    'repeats',
    'extension',
    'objection',
    'bulletins',
    'lamps',
  ),
  key: maybe(text),
  field: maybe(text),
});

export const policyListView = object('PolicyList', {
  items: listOf(
    object('PolicySummary', {
      id,
      key: text,
      name: text,
      versions: listOf(
        object('PolicyVersionSummary', {
          id,
          version: whole,
          madeAt: instant,
          madeBy: maybe(text),
          plans: listOf(object('PolicyPlan', { id, title: text, state: text })),
        }),
      ),
      draft: maybe(object('PolicyDraftSummary', { id, version: whole, editedAt: instant, editedBy: text })),
    }),
  ),
  templates: listOf(object('PolicyTemplate', { key: text, name: text })),
  actions: listOf(oneOf('edit', 'publish')),
});

const inWordsView = object('PolicyInWords', {
  rungs: listOf(
    object('RungInWords', {
      key: text,
      subject: text,
      when: text,
      name: text,
      act: text,
      tells: text,
      approval: text,
      end: text,
    }),
  ),
  lines: listOf(object('PolicyLine', { place: placeView, label: text, text })),
  chains: listOf(object('ChainInWords', { key: text, name: text, text })),
  instruments: listOf(object('InstrumentTerms', { kind: text, name: text, text })),
});

export const policyVersionView = object('PolicyVersion', {
  id,
  policyId: id,
  version: whole,
  madeAt: instant,
  name: text,
  authority: text,
  body: anything,
  inWords: inWordsView,
});

const findingView = object('PolicyFindingShown', {
  code: text,
  severity: oneOf('error', 'warning'),
  place: placeView,
  sentence: text,
});

const differenceView = object('PolicyDifference', {
  place: placeView,
  label: text,
  change: oneOf('added', 'removed', 'changed'),
  before: maybe(text),
  after: maybe(text),
});

export const policyDraftView = object('PolicyDraft', {
  id,
  policyId: id,
  version: whole,
  editedAt: instant,
  baseVersionId: maybe(id),
  body: anything,
  isSound: fact,
  findings: listOf(findingView),
  inWords: maybe(inWordsView),
  differences: listOf(differenceView),
  /** The kinds that may miss something, each with what it goes on to where a policy says nothing. */
  misses: listOf(object('PolicyMiss', { kind: text, next: maybe(text) })),
});

/** For the editor: what goes on to what of itself. */
export const missesOfKinds = () =>
  Object.values(instrumentDefinitions)
    .filter((definition) => !definition.closesAtService)
    .map(({ kind, missLeadsTo }) => ({ kind, next: missLeadsTo }));

export const differencesView = object('PolicyDifferences', { items: listOf(differenceView) });

const shiftView = object('RungShift', {
  key: text,
  name: text,
  change: oneOf('moved', 'added', 'dropped', 'superseded'),
  from: maybe(instant),
  to: maybe(instant),
});

export const policyChangeView = object('PolicyChange', {
  obligations: whole,
  differences: listOf(differenceView),
  rungs: listOf(object('RungShiftSum', { key: text, name: text, moved: whole, added: whole, dropped: whole, superseded: whole })),
  lines: listOf(
    object('PolicyChangeLine', {
      obligationId: id,
      kind: text,
      period: maybe(text),
      taskId: maybe(id),
      taskTitle: maybe(text),
      unitName: maybe(text),
      due: maybe(object('PolicyChangeDue', { from: maybe(text), to: maybe(text), outcome: oneOf('moves', 'waits') })),
      rungs: listOf(shiftView),
    }),
  ),
});

export const jobView = object('RewriteJob', {
  id,
  kind: oneOf('policyChange', 'calendarChange'),
  state: oneOf('waiting', 'running', 'done'),
  madeAt: instant,
  rewritten: whole,
  moved: whole,
  waiting: whole,
  failed: whole,
  finishedAt: maybe(instant),
});

export const jobDetailView = object('RewriteJobDetail', {
  id,
  kind: oneOf('policyChange', 'calendarChange'),
  state: oneOf('waiting', 'running', 'done'),
  madeAt: instant,
  rewritten: whole,
  moved: whole,
  waiting: whole,
  failed: whole,
  finishedAt: maybe(instant),
  unchanged: whole,
  lines: listOf(
    object('RewriteLine', {
      obligationId: id,
      outcome: oneOf('moved', 'settled', 'waiting', 'kept', 'rewritten', 'failed'),
      what: text,
      taskId: maybe(id),
      unitName: maybe(text),
      from: maybe(text),
      to: maybe(text),
      error: maybe(text),
      reason: maybe(text),
      rungs: listOf(object('RewrittenRung', { key: text, name: text, change: text, from: maybe(instant), to: maybe(instant) })),
    }),
  ),
  actions: listOf(oneOf('settle')),
});

export const draftStartedView = object('PolicyDraftStarted', { policyId: id, draftId: id });
export const draftSavedView = object('PolicyDraftSaved', { version: whole });
export const draftDroppedView = object('PolicyDraftDropped', { policyId: id });
export const publishedView = object('PolicyPublished', { policyVersionId: id, version: whole });
export const policyChangedView = object('PolicyChanged', { jobId: maybe(id) });
export const settledView = object('DueSettled', { dueOn: maybe(day) });

/** A policy as a page shows it: the ladder as a table, everything else line by line. */
export function policyInWords(policy: Policy) {
  return {
    rungs: policy.ladder.map((rung) => rungInWords(rung, policy)),
    lines: policyLines(policy),
    chains: policyChainsInWords(policy),
    instruments: instrumentsInOrder(policy).map((kind) => ({
      kind,
      name: instrumentNames[kind],
      text: stageTermWords(kind, policy),
    })),
  };
}

export const findingShown = (
  finding: PolicyFinding,
): { code: string; severity: string; place: PolicyPlace; sentence: string } => ({
  ...finding,
  sentence: policyFindingText(finding),
});
