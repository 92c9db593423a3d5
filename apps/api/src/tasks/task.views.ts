import { evidenceView } from '../files/evidence.views';
import { day, decimal, fact, id, instant, listOf, maybe, object, oneOf, text, whole } from '../http/views';
import { amendmentOfTaskView } from '../plans/amendment.views';

export const shareView = object('Share', {
  id,
  taskId: id,
  planId: id,
  unitId: id,
  unitName: text,
  role: oneOf('lead', 'collating', 'responsible', 'cooperating'),
  printedRole: text,
  state: oneOf('assigned', 'received', 'completionFiled', 'returned', 'struckOff', 'archived', 'suspended', 'cancelled'),
  dueOn: maybe(day),
  originalDueOn: maybe(day),
  receivedAt: maybe(instant),
  completionFiledAt: maybe(instant),
  completionText: maybe(text),
  struckOffAt: maybe(instant),
  outcome: maybe(oneOf('done', 'partly', 'notDone', 'notAccepted', 'notApplicable')),
  standing: maybe(oneOf('done', 'doneLate', 'suspended', 'cancelled', 'overdue', 'dueSoon', 'onTrack', 'longTerm')),
  lamp: maybe(object('Lamp', { word: text, colour: text })),
  isMine: fact,
  isOpen: fact,
  version: whole,
  actions: listOf(
    oneOf(
      'receive',
      'reportProgress',
      'fileCompletion',
      'askExtension',
      'explainLate',
      'suspend',
      'resume',
      'cancel',
      'reassign',
    ),
  ),
});

export const figureView = object('Figure', {
  name: text,
  kind: oneOf('count', 'amount', 'ratio'),
  unit: text,
  value: maybe(decimal),
  numerator: maybe(decimal),
  denominator: maybe(decimal),
});

const progressView = object('ProgressReport', {
  id,
  assignmentId: id,
  unitName: text,
  period: maybe(text),
  state: text,
  text,
  problems: text,
  nextSteps: text,
  filedAt: instant,
  filedBy: text,
  signedAt: maybe(instant),
  figures: listOf(figureView),
  evidence: listOf(evidenceView),
});

const milestoneView = object('Milestone', {
  id,
  assignmentId: id,
  unitName: text,
  name: text,
  dueOn: maybe(day),
  originalDueOn: maybe(day),
  state: oneOf('open', 'met', 'void'),
  isOverdue: fact,
  wasLate: fact,
  filings: listOf(
    object('MilestoneFiling', {
      id,
      text,
      filedAt: instant,
      filedBy: text,
      returnedAt: maybe(instant),
      returnReason: maybe(text),
      evidence: listOf(evidenceView),
    }),
  ),
  actions: listOf(oneOf('file', 'return')),
});

const pieceView = object('Piece', {
  id,
  assignmentId: id,
  unitName: text,
  name: text,
  holderTitle: text,
  holderName: maybe(text),
  dueOn: maybe(day),
  originalDueOn: maybe(day),
  state: oneOf('open', 'done', 'withdrawn', 'ended'),
  isPastDue: fact,
  endedAt: maybe(instant),
  endedBy: maybe(text),
  endedNote: maybe(text),
  actions: listOf(oneOf('finish', 'withdraw')),
});

export const taskView = object('Task', {
  id,
  planId: id,
  planTitle: text,
  title: text,
  deliverable: maybe(text),
  deadlineKind: text,
  deadlinePhrase: maybe(text),
  dueOn: maybe(day),
  originalDueOn: maybe(day),
  cycle: maybe(text),
  version: whole,
  chapter: text,
  clause: text,
  heading: text,
  text,
  shares: listOf(shareView),
  amendments: listOf(amendmentOfTaskView),
  indicators: listOf(object('Indicator', { name: text, kind: text, unit: text, target: maybe(decimal) })),
  reports: listOf(progressView),
  extensions: listOf(
    object('Extension', {
      id,
      assignmentId: id,
      askedUntilOn: day,
      reason: text,
      state: text,
      askedAt: instant,
      decidedAt: maybe(instant),
    }),
  ),
  milestones: listOf(milestoneView),
  pieces: listOf(pieceView),
  splittable: listOf(
    object('Splittable', {
      assignmentId: id,
      posts: listOf(object('SplittingPost', { id, title: text, personName: maybe(text) })),
    }),
  ),
  completionEvidence: listOf(
    object('CompletionEvidence', {
      id,
      assignmentId: id,
      fileName: text,
      mediaType: text,
      size: whole,
      addedAt: instant,
      addedBy: text,
    }),
  ),
  owedPeriods: listOf(object('OwedPeriod', { assignmentId: id, period: text, dueOn: maybe(day) })),
});

const rungStand = object('RungStand', {
  state: oneOf('armed', 'frozen', 'fired', 'skipped', 'held', 'superseded'),
  fireAt: instant,
  dueVersion: whole,
  why: text,
  explain: text,
});

const obligationStand = object('ObligationStand', {
  dueOn: maybe(day),
  state: text,
  freezes: listOf(text),
  isPastDue: fact,
  explain: text,
});

export const clockView = object('TaskClock', {
  whatIf: maybe(
    listOf(
      object('SupposedChange', {
        obligationId: id,
        kind: text,
        unitName: text,
        period: maybe(text),
        name: maybe(text),
        before: maybe(obligationStand),
        after: obligationStand,
        rungs: listOf(object('SupposedRung', { rungKey: text, name: text, before: maybe(rungStand), after: maybe(rungStand) })),
      }),
    ),
  ),
  obligations: listOf(
    object('ObligationClock', {
      obligationId: id,
      kind: text,
      unitName: text,
      assignmentId: maybe(id),
      period: maybe(text),
      name: maybe(text),
      dueOn: maybe(day),
      originalDueOn: maybe(day),
      provisional: fact,
      explain: text,
      state: text,
      isPastDue: fact,
      freezes: listOf(text),
      dueChanges: listOf(
        object('DueChange', {
          fromDueOn: maybe(day),
          toDueOn: maybe(day),
          reason: text,
          breached: fact,
          changedAt: instant,
          changedBy: maybe(text),
        }),
      ),
      rungs: listOf(
        object('RungOfClock', {
          rungKey: text,
          name: text,
          state: oneOf('armed', 'frozen', 'fired', 'skipped', 'held', 'superseded'),
          fireAt: instant,
          recordedAt: maybe(instant),
          dueVersion: whole,
          why: text,
          explain: text,
        }),
      ),
    }),
  ),
});

export const eventsView = object('TaskEvents', {
  items: listOf(
    object('TaskEvent', {
      id,
      type: text,
      text,
      at: instant,
      person: maybe(text),
      onBehalfOf: maybe(text),
      unitName: maybe(text),
      note: maybe(text),
    }),
  ),
});
