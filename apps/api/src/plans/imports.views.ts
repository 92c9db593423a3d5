import { day, fact, id, instant, listOf, maybe, object, oneOf, text, whole } from '../http/views';

export const COLUMN_MEANINGS = [
  'number',
  'clause',
  'category',
  'task',
  'measures',
  'deliverable',
  'leader',
  'lead',
  'responsible',
  'cooperating',
  'collating',
  'division',
  'person',
  'supervising',
  'deadline',
  'reportCycle',
  'remark',
  'ignored',
] as const;
export const SHARE_ROLES = ['lead', 'collating', 'responsible', 'cooperating'] as const;
export const CYCLES = ['monthly', 'quarterly', 'halfYearly', 'yearly'] as const;

export const keptView = object('ImportKept', { importId: id, isKnown: fact });
export const changedView = object('ImportChanged', { importId: id });
export const confirmedView = object('ImportConfirmed', { planId: id, added: whole, changed: whole, removed: whole });

export const importListView = object('ImportList', {
  items: listOf(
    object('ImportSummary', {
      id,
      fileName: text,
      year: whole,
      state: oneOf('draft', 'confirmed'),
      rows: whole,
      madeAt: instant,
      madeBy: text,
      planId: maybe(id),
    }),
  ),
});

const unitView = object('RegisterUnit', { id, name: text });

const rowView = object('ImportedRow', {
  key: text,
  number: whole,
  label: text,
  chapter: text,
  title: text,
  text,
  deliverable: maybe(text),
  shares: listOf(
    object('ImportedShare', {
      name: text,
      role: oneOf(...SHARE_ROLES),
      unitId: maybe(id),
      from: oneOf('document', 'choice', 'correction', 'default'),
    }),
  ),
  deadline: object('ImportedDeadline', {
    kind: oneOf('date', 'longTerm', 'open'),
    dueOn: maybe(day),
    cycle: maybe(text),
    phrase: text,
    isYearEnd: fact,
  }),
  milestones: maybe(listOf(object('ImportedMilestone', { name: text, dueOn: day, unitId: maybe(id) }))),
  stages: listOf(object('ReadStage', { name: text, dueOn: day })),
  where: text,
  doubts: listOf(text),
  /** A work point without any task, of an open-data file. */
  isPointOnly: fact,
  isLeftOut: fact,
  isCorrected: fact,
  lacks: listOf(oneOf('title', 'unit', 'lead', 'day')),
});

const sheetView = object('ImportedSheet', {
  sheet: text,
  isHidden: fact,
  isSkipped: fact,
  headerRows: listOf(whole),
  columns: listOf(object('ImportedColumn', { column: whole, heading: text, meaning: maybe(oneOf(...COLUMN_MEANINGS)) })),
  rows: listOf(object('PreviewRow', { row: whole, cells: listOf(text) })),
});

const targetView = object('ImportTarget', { id, title: text, state: text });

const differenceView = object('ImportDifference', {
  planId: id,
  planTitle: text,
  version: whole,
  /** The plan is a draft that may be edited: the difference may be applied. */
  isEditable: fact,
  summary: text,
  added: listOf(text),
  changed: listOf(
    object('ChangedRow', {
      key: text,
      taskId: id,
      fields: listOf(object('FieldDifference', { field: text, from: text, to: text })),
    }),
  ),
  unchanged: whole,
  vanished: listOf(object('VanishedTask', { taskId: id, title: text })),
});

export const importView = object('Import', {
  id,
  version: whole,
  fileName: text,
  year: whole,
  state: oneOf('draft', 'confirmed'),
  planId: maybe(id),
  title: text,
  leadUnitId: maybe(id),
  docNumber: maybe(text),
  from: oneOf('plan', 'report', 'ledger', 'openData'),
  units: listOf(unitView),
  unknownNames: listOf(
    object('UnknownName', {
      name: text,
      rows: listOf(whole),
      choice: maybe(object('UnitChoice', { unitId: maybe(id), isAlias: fact })),
    }),
  ),
  doubts: listOf(object('ImportDoubt', { where: text, message: text })),
  rows: listOf(rowView),
  sheets: listOf(sheetView),
  targets: listOf(targetView),
  difference: maybe(differenceView),
  actions: listOf(oneOf('correct', 'map', 'confirm', 'remove')),
});
