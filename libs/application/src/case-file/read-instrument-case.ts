import { accept, refuse, type Decision } from '@duban/domain';
import type { Tx } from '@duban/database';
import { caseFileWording } from '@duban/wording';
import type { Scope } from '../access/scope';
import { instantColumn, personColumn, unitNameColumn } from '../open-data/instant-column';
import type { CaseMaterial } from './case-material';
import { readCaseDeliveries, readCaseEvidence, readCaseSignOffs } from './read-people';

const STAGES = `select x.id from instrument_stage x where x.instrument_id = $1`;
const TARGETS = `select x.id from instrument_target x where x.instrument_id = $1`;
const REQUESTS = `select x.id from instrument_request x where x.instrument_id = $1`;

/**
 * All that there is of a closed instrument, every target's part, for whoever oversees the jurisdiction. Null where it is not
 * there for the caller; refused while it runs.
 */
export async function readInstrumentCase(tx: Tx, scope: Scope, instrumentId: string): Promise<Decision<CaseMaterial> | null> {
  if (!scope.isWhole) return null;
  const [instrument] = await tx.query<{
    id: string;
    title: string;
    number: string | null;
    state: string;
    closedAt: string | null;
  }>(
    `select i.id, i.kind, i.number, i.title, i.grounds, i.requirements, i.state, ${instantColumn('i.opened_at')} as "openedAt",
       ${personColumn('i.opened_by')} as "openedBy", ${instantColumn('i.issued_at')} as "issuedAt",
       ${personColumn('i.issued_by')} as "issuedBy", ${instantColumn('i.closed_at')} as "closedAt",
       ${instantColumn('i.meeting_at')} as "meetingAt", i.meeting_place as "meetingPlace", i.facts
     from instrument i where i.id = $1 and i.jurisdiction_id = $2 and ($3 or i.issued_at is not null)`,
    [instrumentId, scope.jurisdictionId, scope.seesDrafts],
  );
  if (!instrument) return null;
  if (instrument.closedAt === null)
    return refuse('CASE_FILE.INSTRUMENT_OPEN', { title: instrument.title, state: instrument.state });
  const id = [instrumentId];
  const targets = await tx.query<{ unit: string; outcome: string | null }>(
    `select t.id, ${unitNameColumn('t.unit_id')} as unit, t.state, t.outcome, ${instantColumn('t.served_at')} as "servedAt",
       ${instantColumn('t.received_at')} as "receivedAt", ${instantColumn('t.closed_at')} as "closedAt"
     from instrument_target t where t.instrument_id = $1 order by t.id`,
    id,
  );
  const items = await tx.query<{ text: string }>(
    `select m.id, m.target_id as "targetId", m.task_id as "taskId", m.text, m.state, m.outcome, ${instantColumn('m.added_at')} as "addedAt",
       ${instantColumn('m.ended_at')} as "endedAt", m.end_reason as "endReason"
     from instrument_item m where m.instrument_id = $1 order by m.added_at, m.id`,
    id,
  );
  const stages = await tx.query<object>(
    `select s.id, s.target_id as "targetId", s.stage_key as stage, s.payload, ${instantColumn('s.done_at')} as "doneAt",
       ${personColumn('s.done_by')} as "doneBy"
     from instrument_stage s where s.instrument_id = $1 order by s.done_at, s.id`,
    id,
  );
  const requests = await tx.query<object>(
    `select q.id, q.target_id as "targetId", q.kind, q.until_on as "untilOn", q.reason, q.state, ${instantColumn('q.asked_at')} as "askedAt",
       ${instantColumn('q.decided_at')} as "decidedAt", q.opinion
     from instrument_request q where q.instrument_id = $1 order by q.asked_at, q.id`,
    id,
  );
  const obligations = await tx.query<object>(
    `select o.id, o.kind, o.target_id as "targetId", o.stage_key as stage, o.period, o.state, o.due_on as "dueOn",
       o.original_due_on as "originalDueOn", o.due_reason as "dueReason", ${instantColumn('o.filed_at')} as "filedAt",
       ${instantColumn('o.met_at')} as "metAt"
     from obligation o where o.instrument_id = $1 order by o.opened_at, o.id`,
    id,
  );
  const subjects = `(s.subject_id = $1 or s.subject_id in (${STAGES}) or s.subject_id in (${TARGETS}) or s.subject_id in (${REQUESTS}))`;
  const events = await tx.query<{ id: string }>(
    `select e.id from event e where e.subject_id = $1 or e.subject_id in (${STAGES}) or e.subject_id in (${TARGETS})
       or e.subject_id in (${REQUESTS}) or e.subject_id in (select s.id from sign_off s where ${subjects})
     order by e.at, e.id`,
    id,
  );
  return accept({
    title: `${instrument.number ?? ''}${instrument.title}`,
    kind: 'instrument',
    content: {
      instrument,
      targets,
      items,
      stages,
      requests,
      obligations,
      signOffs: await readCaseSignOffs(tx, subjects, id),
      deliveries: await readCaseDeliveries(tx, 'i.obligation_id in (select id from obligation where instrument_id = $1)', id),
    },
    contents: [
      { heading: caseFileWording.instrument, lines: [`${instrument.number ?? ''} ${instrument.title}`.trim()] },
      { heading: caseFileWording.targets, lines: targets.map((target) => target.unit) },
      { heading: caseFileWording.items, lines: items.map((item) => item.text) },
    ],
    evidence: await readCaseEvidence(
      tx,
      `(e.subject_id = $1 or e.subject_id in (${STAGES}) or e.subject_id in (${TARGETS}) or e.subject_id in (${REQUESTS}))`,
      id,
    ),
    eventIds: events.map((event) => event.id),
    instrumentIds: [instrumentId],
  });
}
