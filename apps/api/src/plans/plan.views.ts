import { day, fact, id, instant, listOf, maybe, object, oneOf, text, whole } from '../http/views';
import { shareView } from '../tasks/task.views';
import { amendmentOfTaskView } from './amendment.views';

const head = {
  id,
  year: whole,
  kind: text,
  title: text,
  docNumber: maybe(text),
  state: oneOf('draft', 'approved', 'issued', 'wrappedUp', 'archived'),
  issuedAt: maybe(instant),
  tasks: whole,
  done: whole,
  overdue: whole,
};

export const planListView = object('PlanList', {
  items: listOf(object('PlanSummary', head)),
  actions: listOf(oneOf('import', 'open')),
});

export const planView = object('Plan', {
  ...head,
  version: whole,
  underReview: fact,
  policyVersionId: id,
  policyName: text,
  lacks: listOf(object('PlanLack', { taskId: id, title: text, what: oneOf('unit', 'day') })),
  points: listOf(
    object('WorkPoint', {
      id,
      chapter: text,
      label: text,
      path: text,
      heading: text,
      text,
      tasks: listOf(
        object('PlanTask', {
          id,
          title: text,
          deliverable: maybe(text),
          dueOn: maybe(day),
          originalDueOn: maybe(day),
          deadlinePhrase: maybe(text),
          deadlineKind: oneOf('date', 'longTerm'),
          cycle: maybe(text),
          milestones: listOf(object('PlanMilestone', { name: text, dueOn: day, unitId: maybe(id) })),
          shares: listOf(shareView),
          amendments: listOf(amendmentOfTaskView),
        }),
      ),
    }),
  ),
  actions: listOf(oneOf('edit', 'submit', 'issue', 'amend', 'wrapUp', 'archive')),
});

const planName = object('PlanName', { id, title: text });

const carriedShare = object('CarriedShare', {
  share: shareView,
  taskTitle: text,
  from: planName,
  into: planName,
  carriedAt: instant,
  breaches: whole,
  clockPlan: maybe(planName),
});

export const carriedOverView = object('CarriedOver', { came: listOf(carriedShare), went: listOf(carriedShare) });

export const wrapUpView = object('WrapUpPreview', {
  open: listOf(
    object('OpenAtYearEnd', { taskId: id, title: text, units: listOf(text), dueOn: maybe(day), isOverdue: fact, mayClose: fact }),
  ),
  into: listOf(planName),
});
