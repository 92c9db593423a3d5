import { day, fact, id, listOf, object, text, whole, maybe } from '../http/views';

const texts = listOf(text);

/** A rehearsal, named: libs/wording/src/rehearsal.ts says what each field means. */
export const rehearsalView = object('Rehearsal', {
  title: text,
  year: whole,
  policyName: text,
  calendar: text,
  issuedOn: day,
  throughOn: day,
  donePercent: whole,
  counts: object('RehearsalCounts', {
    tasks: whole,
    units: whole,
    owed: whole,
    tellings: whole,
    papers: whole,
    superseded: whole,
    onDaysOff: whole,
  }),
  rungs: listOf(
    object('RehearsedRung', { key: text, name: text, tellings: whole, items: whole, units: whole, firstOn: day, lastOn: day }),
  ),
  kinds: listOf(
    object('RehearsedKind', {
      kind: text,
      name: text,
      owed: whole,
      tellings: whole,
      firstOn: maybe(day),
      lastOn: maybe(day),
    }),
  ),
  ofOffice: listOf(object('RehearsedOfficeDuty', { kind: text, what: text, dueOn: day, drawnOn: maybe(day), outOn: maybe(day) })),
  days: listOf(
    object('RehearsedDay', {
      on: day,
      isWorkingDay: fact,
      isProvisional: fact,
      tellings: listOf(
        object('RehearsedTelling', {
          at: text,
          rungKey: text,
          rungName: text,
          paper: maybe(text),
          callsIn: fact,
          unitName: text,
          kind: text,
          tasks: texts,
          about: texts,
          receivers: texts,
          inCase: fact,
        }),
      ),
    }),
  ),
  papers: listOf(
    object('RehearsedPaper', {
      kind: text,
      name: text,
      rungName: text,
      openedOn: day,
      servedOn: day,
      units: texts,
      tasks: texts,
      callsIn: fact,
    }),
  ),
  units: listOf(object('RehearsedUnit', { id, name: text, total: whole })),
  weeks: listOf(day),
  load: listOf(
    object('RehearsedLoad', {
      unitId: id,
      unitName: text,
      weekFrom: day,
      total: whole,
      completion: whole,
      periodReport: whole,
      receipt: whole,
      other: whole,
    }),
  ),
  daysOff: listOf(
    object('RehearsedDayOff', { dueOn: day, why: text, unitName: text, what: text, task: text, workingDayBefore: day }),
  ),
  receivers: listOf(object('RehearsedReceiver', { name: text, notices: whole, items: whole })),
});
