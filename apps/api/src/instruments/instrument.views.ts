import { evidenceFields, evidenceView } from '../files/evidence.views';
import { anything, day, fact, id, instant, listOf, maybe, object, oneOf, text, whole } from '../http/views';
import { bulletinFactsView } from './bulletin.views';

const head = {
  id,
  kind: text,
  title: text,
  number: maybe(text),
  state: text,
  stageKey: text,
  openedAt: instant,
  issuedAt: maybe(instant),
  closedAt: maybe(instant),
};

export const instrumentListView = object('InstrumentList', {
  items: listOf(object('InstrumentSummary', { ...head, units: listOf(text), items: whole })),
  next: maybe(id),
  /** May the caller open one, and replace the layouts of papers? */
  mayOpen: fact,
  mayEditLayouts: fact,
});

export const paperView = oneOf('urging', 'supervisionOrder', 'summons', 'summonsMinutes', 'listing', 'delisting', 'bulletin');

const serviceView = object('ServiceReceipt', { ...evidenceFields, targetId: id });

export const instrumentView = object('Instrument', {
  ...head,
  grounds: text,
  meetingAt: maybe(instant),
  meetingPlace: maybe(text),
  chairedBy: maybe(text),
  contact: maybe(text),
  precedingId: maybe(id),
  planTitle: maybe(text),
  planId: maybe(id),
  isPublic: fact,
  answerByOn: maybe(day),
  period: maybe(text),
  factsAt: maybe(instant),
  facts: maybe(bulletinFactsView),
  version: whole,
  signOffId: maybe(id),
  targets: listOf(
    object('InstrumentTarget', {
      id,
      unitId: id,
      unitName: text,
      stageKey: text,
      state: text,
      outcome: maybe(text),
      servedAt: maybe(instant),
      receivedAt: maybe(instant),
      closedAt: maybe(instant),
      dueOn: maybe(day),
      isMine: fact,
    }),
  ),
  items: listOf(
    object('InstrumentItem', {
      id,
      targetId: maybe(id),
      taskId: maybe(id),
      taskTitle: maybe(text),
      text,
      state: text,
      outcome: maybe(text),
      endReason: maybe(text),
      cause: maybe(text),
    }),
  ),
  stages: listOf(
    object('InstrumentStage', {
      id,
      targetId: maybe(id),
      stageKey: text,
      payload: anything,
      doneAt: instant,
      doneBy: text,
      doneBySecond: maybe(text),
      isWaitingForSecond: fact,
      evidence: listOf(evidenceView),
    }),
  ),
  requirements: text,
  service: text,
  requests: listOf(
    object('InstrumentRequest', {
      id,
      targetId: id,
      kind: oneOf('extension', 'objection'),
      stageKey: maybe(text),
      untilOn: maybe(day),
      reason: text,
      state: oneOf('asked', 'granted', 'refused', 'withdrawn', 'void'),
      askedAt: instant,
      askedBy: text,
      decidedAt: maybe(instant),
      decidedBy: maybe(text),
      opinion: maybe(text),
      evidence: listOf(evidenceView),
      mayDecide: fact,
    }),
  ),
  evidence: listOf(evidenceView),
  scans: listOf(evidenceView),
  services: listOf(serviceView),
  papers: listOf(object('InstrumentPaperOffer', { paper: paperView, targetId: maybe(id), isDraft: fact })),
  following: listOf(object('FollowingInstrument', { id, kind: text, title: text, number: maybe(text) })),
  mergeable: listOf(object('MergeableDraft', { id, title: text, items: whole })),
  actions: listOf(oneOf('submit', 'withdraw', 'addItem', 'merge', 'serveByHand', 'delist', 'moveMeeting', 'attachScan')),
  deeds: listOf(
    object('TargetDeed', {
      targetId: id,
      deed: oneOf('extendStage', 'endTarget', 'askExtension', 'object'),
      stageKey: maybe(text),
      dayOn: maybe(day),
    }),
  ),
  offered: listOf(object('OfferedStage', { targetId: maybe(id), stageKey: text })),
});
