import { day, decimal, fact, id, instant, listOf, maybe, object, oneOf, text, whole } from '../http/views';

const cellView = object('RollUpCell', {
  chapter: maybe(text),
  clauseId: maybe(id),
  clause: maybe(text),
  taskId: maybe(id),
  taskTitle: maybe(text),
  unitId: maybe(id),
  unitName: maybe(text),
  formerNames: listOf(text),
  jurisdictionId: maybe(id),
  jurisdictionName: maybe(text),
  period: maybe(text),
  name: text,
  unit: text,
  kind: oneOf('count', 'amount', 'ratio'),
  shown: text,
  value: maybe(decimal),
  numerator: maybe(decimal),
  denominator: maybe(decimal),
  figures: whole,
  late: whole,
});

export const rollUpView = object('RollUp', {
  asOf: instant,
  cells: listOf(cellView),
  reports: object('RollUpReports', { signed: whole, late: whole, waiting: whole, returned: whole }),
});

export const sourcesView = object('CellSources', {
  shown: text,
  figures: whole,
  items: listOf(
    object('CellSource', {
      figureId: id,
      reportId: id,
      taskId: id,
      taskTitle: text,
      unitName: text,
      period: maybe(text),
      shown: text,
      filedAt: instant,
      signedAt: maybe(instant),
      signedBy: maybe(text),
      late: fact,
      leftOut: maybe(oneOf('notSigned', 'signedLater', 'replaced')),
      isOpen: fact,
    }),
  ),
  next: maybe(id),
});

export const targetsView = object('Targets', {
  items: listOf(
    object('Target', {
      indicatorId: id,
      taskId: maybe(id),
      taskTitle: maybe(text),
      name: text,
      unit: text,
      kind: oneOf('count', 'amount', 'ratio'),
      target: decimal,
      reached: text,
      state: oneOf('reached', 'notReached', 'noFigure', 'noTarget'),
      rate: text,
    }),
  ),
  actions: listOf(oneOf('define')),
});

const basisView = object('Basis', { total: whole, done: whole, rate: text });

export const basesView = object('TwoBases', {
  byTask: basisView,
  byUnit: basisView,
  bridge: object('Bridge', {
    bySize: listOf(object('BridgeSize', { units: whole, tasks: whole, shares: whole })),
    further: whole,
    sharesOfDoneTasks: whole,
    doneSharesOfOpenTasks: whole,
  }),
});

export const overviewView = object('Overview', {
  today: day,
  weekEndsOn: day,
  plans: listOf(
    object('PlanOverview', {
      planId: id,
      title: text,
      year: whole,
      state: text,
      bases: basesView,
      lamps: listOf(object('LampCount', { standing: text, word: text, colour: text, count: whole })),
    }),
  ),
  overdue: listOf(object('OverdueUnit', { unitId: id, unitName: text, count: whole, mostDays: whole })),
  dueThisWeek: listOf(
    object('DueItem', {
      obligationId: id,
      kind: text,
      taskId: id,
      taskTitle: text,
      unitName: text,
      period: maybe(text),
      dueOn: day,
      isFiled: fact,
    }),
  ),
  dueCount: whole,
});
