import { day, id, instant, listOf, maybe, object, oneOf, text, whole } from '../http/views';
import { CYCLES, SHARE_ROLES } from './imports.views';

const KIND = oneOf('addPoint', 'addTask', 'addShare', 'changeTask', 'takeShare', 'withdrawTask');
const STATE = oneOf('draft', 'underReview', 'inForce', 'lapsed', 'dropped');

const summary = {
  id,
  name: text,
  number: maybe(whole),
  state: STATE,
  basis: text,
  reason: text,
  decidedOn: day,
  draftedAt: instant,
  draftedBy: text,
  effectiveAt: maybe(instant),
  lines: whole,
};

export const differenceView = object('TextDifference', { field: text, before: text, after: text });

export const amendmentListView = object('AmendmentList', { items: listOf(object('AmendmentSummary', summary)) });

/** What an amendment did to a task. */
export const amendmentOfTaskView = object('AmendmentOfTask', {
  amendmentId: id,
  name: text,
  effectiveAt: instant,
  basis: text,
  kindName: text,
  differences: listOf(differenceView),
  grounds: maybe(text),
});

const taskText = {
  title: text,
  deliverable: maybe(text),
  deadlineKind: oneOf('date', 'longTerm'),
  deadlinePhrase: maybe(text),
  dueOn: maybe(day),
  cycle: maybe(oneOf(...CYCLES)),
};
const shareInput = object('AddedShare', { unitId: id, role: oneOf(...SHARE_ROLES), dueOn: maybe(day) });

export const amendmentView = object('Amendment', {
  ...summary,
  planId: id,
  planTitle: text,
  planYear: whole,
  version: whole,
  signOffId: maybe(id),
  items: listOf(
    object('AmendmentLine', {
      id,
      kind: KIND,
      kindName: text,
      state: oneOf('drafted', 'inForce', 'lapsed'),
      subject: text,
      taskId: maybe(id),
      differences: listOf(differenceView),
      grounds: maybe(text),
      problem: maybe(text),
      input: object('AmendmentLineInput', {
        workPointId: maybe(id),
        assignmentId: maybe(id),
        point: maybe(object('AddedPoint', { chapter: text, label: text, heading: text, text })),
        tasks: listOf(object('AddedTask', { ...taskText, units: listOf(shareInput) })),
        share: maybe(shareInput),
        text: maybe(object('AmendedText', taskText)),
      }),
    }),
  ),
  actions: listOf(oneOf('edit', 'submit', 'remove')),
});

export const amendmentDraftedView = object('AmendmentDrafted', { amendmentId: id });
export const amendmentLineWrittenView = object('AmendmentLineWritten', { amendmentId: id, lineId: id });
export const amendmentRemovedView = object('AmendmentRemoved', { planId: id });
export const amendmentSubmittedView = object('AmendmentSubmitted', { signOffId: id });
