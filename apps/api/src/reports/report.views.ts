import { REPORT_EDITIONS, type ReportBook } from '@duban/application';
import { REPORT_PARTS } from '@duban/domain';
import { day, fact, id, instant, listOf, maybe, object, oneOf, text, whole } from '../http/views';

const edition = oneOf(...REPORT_EDITIONS);
const outcome = oneOf('done', 'partly', 'open', 'dropped');

const templateView = object('ReportTemplate', {
  parts: listOf(object('ReportTemplatePart', { part: oneOf(...REPORT_PARTS), heading: text })),
  chaptersAtTop: fact,
  numbering: oneOf('restart', 'through'),
});

const editionView = object('ReportEditionSetting', {
  edition,
  receiver: maybe(text),
  issuers: listOf(text),
  leaveOut: listOf(text),
  remark: maybe(text),
  withContents: fact,
});

const sectionView = object('ReportSection', {
  key: text,
  level: whole,
  label: text,
  heading: text,
  paragraphs: listOf(
    object('ReportParagraph', { pieces: listOf(object('ReportPiece', { text, label: maybe(text), ref: maybe(text) })) }),
  ),
  text,
  edit: maybe(
    object('ReportSectionEdit', {
      standing: oneOf('current', 'changed', 'settled'),
      editedBy: text,
      editedAt: instant,
      baseText: text,
      ownText: text,
      newText: text,
      changes: listOf(object('ReportTextChange', { kind: oneOf('same', 'removed', 'added'), text })),
    }),
  ),
});

const versionView = object('ReportVersion', {
  id,
  edition,
  state: oneOf('draft', 'underReview', 'frozen'),
  receiver: maybe(text),
  asOf: instant,
  draftedAt: instant,
  draftedBy: maybe(text),
  frozenAt: maybe(instant),
  sha256: maybe(text),
  contentHash: text,
  signOffId: maybe(id),
  sentOn: maybe(day),
  sentNote: maybe(text),
  version: whole,
  actions: listOf(oneOf('submit', 'send')),
});

const dutyView = object('ReportDuty', {
  edition,
  name: text,
  dueOn: maybe(day),
  state: oneOf('open', 'met', 'notKept'),
  isOverdue: fact,
  rungs: listOf(
    object('ReportDutyRung', {
      name: text,
      at: instant,
      state: oneOf('armed', 'fired', 'skipped', 'held', 'superseded'),
    }),
  ),
});

export const dutiesView = object('ReportDuties', { items: listOf(dutyView) });

export const bookView = object('ReportBook', {
  planId: id,
  planTitle: text,
  planState: text,
  title: text,
  edition,
  asOf: instant,
  templateFrom: oneOf('office', 'previous', 'plan'),
  template: templateView,
  editions: listOf(editionView),
  setting: editionView,
  previous: maybe(object('PreviousReport', { fileName: text, title: maybe(text), year: maybe(whole) })),
  sections: listOf(sectionView),
  closing: text,
  gaps: listOf(object('ReportGap', { text, sectionKey: maybe(text), address: maybe(text) })),
  findings: listOf(object('ReportFinding', { sectionKey: text, severity: oneOf('error', 'doubt'), quote: text, text })),
  commitments: listOf(
    object('ReportCommitment', {
      id,
      label: text,
      text,
      point: maybe(object('ReportCommitmentPoint', { id, label: text, heading: text })),
      tasks: whole,
      tasksDone: whole,
      outcome: maybe(outcome),
      decidedByOffice: fact,
      note: text,
    }),
  ),
  completeness: object('ReportCompleteness', {
    clauses: listOf(
      object('CompletenessClause', {
        pointId: id,
        chapter: text,
        label: text,
        heading: text,
        tasks: whole,
        reported: whole,
        answered: fact,
      }),
    ),
    tasksWithoutClause: listOf(object('TaskWithoutClause', { id, title: text, plan: text })),
  }),
  versions: listOf(versionView),
  duties: listOf(dutyView),
  actions: listOf(oneOf('layOut', 'edit', 'draft', 'takePrevious', 'record')),
});

/** The setup lies flat in the answer. */
export const bookAnswer = ({ setup, ...book }: ReportBook) => ({
  ...book,
  template: setup.template,
  templateFrom: setup.templateFrom,
  editions: setup.editions,
  previous: setup.previous,
});

export const sourceView = object('ReportSource', {
  title: text,
  total: maybe(text),
  rows: listOf(object('ReportSourceRow', { of: text, heading: text, text, counts: fact, who: text, address: maybe(text) })),
});

export const verificationView = object('ReportVerification', {
  reportId: id,
  asOf: instant,
  frozenAt: instant,
  sha256: text,
  file: oneOf('same', 'changed', 'missing'),
  content: oneOf('same', 'changed'),
  rebuilt: oneOf('same', 'changed'),
  bytes: oneOf('same', 'changed', 'otherRelease'),
  release: text,
  differing: listOf(text),
  sentence: text,
});

const activity = {
  id,
  kind: oneOf('meeting', 'study', 'instruction', 'inspection', 'dutyReport'),
  heldOn: day,
  text,
  postTitle: maybe(text),
  recordedBy: text,
  recordedAt: instant,
  correctionReason: maybe(text),
};

export const leadersView = object('LeaderActivities', {
  items: listOf(
    object('LeaderActivity', {
      ...activity,
      postId: maybe(id),
      /** What it was corrected from, the latest first. */
      earlier: listOf(object('EarlierLeaderActivity', activity)),
    }),
  ),
  posts: listOf(object('LeaderPost', { id, title: text })),
  actions: listOf(oneOf('record', 'correct')),
});
