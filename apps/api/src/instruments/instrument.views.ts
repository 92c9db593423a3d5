import { evidenceView } from '../files/evidence.views';
import { anything, day, fact, id, instant, listOf, maybe, object, oneOf, text, whole } from '../http/views';

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
});

export const instrumentView = object('Instrument', {
  ...head,
  grounds: text,
  meetingAt: maybe(instant),
  meetingPlace: maybe(text),
  precedingId: maybe(id),
  planTitle: maybe(text),
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
  actions: listOf(oneOf('submit', 'withdraw', 'serveByHand', 'delist')),
  offered: listOf(object('OfferedStage', { targetId: maybe(id), stageKey: text })),
});
