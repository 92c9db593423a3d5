import { daysBetween, dayOfInstant, isInstrumentKind, type InstrumentKind, type StageKey } from '@duban/domain';
import type { InstrumentDocument, InstrumentLine } from '@duban/documents';
import type { InstrumentTargetRow } from '@duban/database';
import { InstrumentRow, InstrumentStageRow, type Tx } from '@duban/database';
import { instrumentPaperWords, outcomeNames, type InstrumentPaper } from '@duban/wording';
import { readRoster } from '../kernel/roster';
import { readPolicy } from '../kernel/rulebook';
import { factsOf } from './bulletin-facts';
import { bulletinTables } from './bulletin-tables';
import { kindOf, targetsOf } from './instrument-rows';

/** Which of an instrument's papers: its own, the minutes of a 约谈 or the 摘牌 of a 挂牌督办, the latter two of one target. */
export interface WantedPaper {
  readonly instrumentId: string;
  readonly paper?: 'summonsMinutes' | 'delisting';
  readonly targetId?: string;
  /** The targets whose lines are shown, where the reader may not see all. */
  readonly lineTargetIds?: readonly string[];
  /** The day as of which the lines say how they stand. */
  readonly today: string;
}

const OWN_PAPERS: Readonly<Partial<Record<InstrumentKind, InstrumentPaper>>> = {
  urging: 'urging',
  supervisionOrder: 'supervisionOrder',
  summons: 'summons',
  listing: 'listing',
  bulletin: 'bulletin',
};

/** The paper that an instrument itself is; null for what comes in from others. */
export const ownPaperOf = (kind: string): InstrumentPaper | null => (isInstrumentKind(kind) ? (OWN_PAPERS[kind] ?? null) : null);

/**
 * What an instrument's paper says, ready for `writeInstrumentDocx`; null where there is no such instrument or paper (what
 * comes in from others has its own). Who may read it is the caller's to ask (`maySeeInstrument`).
 */
export async function instrumentDocumentOf(tx: Tx, wanted: WantedPaper): Promise<InstrumentDocument | null> {
  const [row] = await tx.find(InstrumentRow, 'r.id = $1', [wanted.instrumentId]);
  if (!row || !isInstrumentKind(row.kind)) return null;
  const paper = wanted.paper ?? OWN_PAPERS[kindOf(row)];
  if (paper === undefined) return null;
  const roster = await readRoster(tx, row.jurisdictionId);
  const nameOf = (unitId: string) => roster.units.find((unit) => unit.id === unitId)?.name ?? '';
  const targets = (await targetsOf(tx, row.id)).filter(
    (target) => wanted.targetId === undefined || target.id === wanted.targetId,
  );
  const shown = targets.filter((target) => wanted.lineTargetIds?.includes(target.id) ?? true);
  const facts = factsOf(row);
  // What was drawn from facts says how things stood at their moment, on whatever day it is printed.
  const lines = await linesOf(tx, row, shown, nameOf, facts?.asOfOn ?? wanted.today, facts?.causes ?? {});
  const limit = await limitOf(tx, row, targets, paper === 'summonsMinutes' ? ['plan'] : ['answer', 'plan']);
  const office = roster.units.find((unit) => unit.isOffice)?.name ?? '';
  const meeting = await meetingOf(tx, row, targets, paper);
  const document: InstrumentDocument = {
    paper,
    targets: targets.map((target) => nameOf(target.unitId)),
    ...(row.facts === null ? {} : { title: row.title }),
    matter: lines.length === 0 ? row.title : instrumentPaperWords.matter(lines[0]?.task ?? row.title, lines.length),
    authority: (await readPolicy(tx, row.policyVersionId)).authority,
    grounds: paragraphsOf(row.grounds),
    items: lines,
    requirements: paragraphsOf(row.requirements),
    signature: { names: [office], sealed: row.issuedAt !== null },
    ...(facts === null ? {} : bulletinTables(facts)),
    ...(row.number === null ? {} : numberOf(row, paper)),
    ...(limit === null ? {} : { limit }),
    ...(row.issuedAt === null ? {} : { date: dayOfInstant(row.issuedAt.getTime()) }),
    ...(meeting === null ? {} : { meeting }),
    ...(await approverOf(tx, row)),
  };
  return document;
}

const paragraphsOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** A withdrawn paper keeps its number and says that it is void. */
function numberOf(row: InstrumentRow, paper: InstrumentPaper): Pick<InstrumentDocument, 'number' | 'listingNumber'> {
  const number = row.state === 'withdrawn' ? instrumentPaperWords.voidNumber(row.number ?? '') : (row.number ?? '');
  return paper === 'delisting' ? { listingNumber: number } : { number };
}

async function approverOf(tx: Tx, row: InstrumentRow): Promise<Pick<InstrumentDocument, 'approver'>> {
  if (row.issuedBy === null) return {};
  const [person] = await tx.query<{ name: string }>('select name from person where id = $1', [row.issuedBy]);
  return person ? { approver: person.name } : {};
}

interface ItemFacts {
  readonly obligationId: string | null;
  readonly targetId: string | null;
  readonly text: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly title: string | null;
  readonly dueOn: string | null;
  readonly owed: string | null;
}

async function linesOf(
  tx: Tx,
  row: InstrumentRow,
  targets: readonly InstrumentTargetRow[],
  nameOf: (unitId: string) => string,
  today: string,
  causes: Readonly<Record<string, string>>,
): Promise<InstrumentLine[]> {
  const items = await tx.query<ItemFacts>(
    `select x.obligation_id as "obligationId", x.target_id as "targetId", x.text, x.state, x.outcome, t.title, o.due_on as "dueOn", o.state as owed
     from instrument_item x left join task t on t.id = x.task_id left join obligation o on o.id = x.obligation_id
     where x.instrument_id = $1 and x.state <> 'lapsed' order by x.added_at, x.id`,
    [row.id],
  );
  return items.flatMap((item): InstrumentLine[] => {
    const target = targets.find((each) => each.id === item.targetId);
    if (item.targetId !== null && !target) return [];
    const cause = causes[item.obligationId ?? ''];
    return [
      {
        task: item.title ?? item.text,
        unit: target ? nameOf(target.unitId) : '',
        due: item.dueOn ?? instrumentPaperWords.noDueDay,
        state: standing(item, today),
        ...(item.title === null ? {} : { requirement: item.text }),
        ...(cause === undefined ? {} : { cause }),
      },
    ];
  });
}

function standing(item: ItemFacts, today: string): string {
  if (item.outcome !== null) return outcomeNames[item.outcome] ?? item.outcome;
  if (item.owed === 'met') return outcomeNames['done'] ?? '';
  const late = item.dueOn === null ? 0 : daysBetween(item.dueOn, today);
  return late > 0 ? instrumentPaperWords.late(late) : instrumentPaperWords.underWay;
}

/** The last day of the stages named, the first of them that has one; what the targets share is one day. */
async function limitOf(
  tx: Tx,
  row: InstrumentRow,
  targets: readonly InstrumentTargetRow[],
  stages: readonly StageKey[],
): Promise<string | null> {
  const rows = await tx.query<{ stage: string; dueOn: string }>(
    `select split_part(stage_key, '.', 2) as stage, max(due_on)::text as "dueOn" from obligation
     where instrument_id = $1 and kind = 'instrumentStage' and due_on is not null and target_id = any($2::uuid[]) group by 1`,
    [row.id, targets.map((target) => target.id)],
  );
  for (const stage of stages) {
    const found = rows.find((each) => each.stage === stage);
    if (found) return found.dueOn;
  }
  return null;
}

async function meetingOf(
  tx: Tx,
  row: InstrumentRow,
  targets: readonly InstrumentTargetRow[],
  paper: InstrumentPaper,
): Promise<InstrumentDocument['meeting'] | null> {
  if (row.meetingAt === null) return null;
  const when = { time: instrumentPaperWords.moment(row.meetingAt.getTime()), place: row.meetingPlace ?? '' };
  if (paper !== 'summonsMinutes') return when;
  const records = await tx.find(InstrumentStageRow, 'r.target_id = any($1::uuid[]) order by r.done_at, r.id', [
    targets.map((target) => target.id),
  ]);
  const latest = (stage: StageKey) =>
    records.filter((each) => each.stageKey === stage).at(-1)?.payload as { attendee?: string; text?: string } | undefined;
  const attendee = latest('attendance')?.attendee;
  const minutes = latest('minutes')?.text;
  return {
    ...when,
    ...(attendee === undefined ? {} : { attendees: attendee }),
    ...(minutes === undefined ? {} : { explanations: minutes.split('\n').filter((line) => line.trim() !== '') }),
  };
}
