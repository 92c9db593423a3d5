import { daysBetween, dayOfInstant, isInstrumentKind, type InstrumentKind } from '@duban/domain';
import type { InstrumentDocument, InstrumentLine } from '@duban/documents';
import type { InstrumentTargetRow } from '@duban/database';
import { InstrumentRow, type Tx } from '@duban/database';
import { instrumentPaperWords, outcomeNames, type InstrumentPaper } from '@duban/wording';
import { readRoster } from '../kernel/roster';
import { readPolicy } from '../kernel/rulebook';
import { factsOf } from './bulletin-facts';
import { bulletinTables } from './bulletin-tables';
import { kindOf, targetsOf } from './instrument-rows';
import { officeContact } from './paper-people';
import { approverOf, delistingOf, limitsOf, listingWords, meetingOf, minutesOf } from './paper-parts';

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
  const policy = await readPolicy(tx, row.policyVersionId);
  const office = roster.units.find((unit) => unit.isOffice)?.name ?? '';
  const issuedOn = row.issuedAt === null ? null : dayOfInstant(row.issuedAt.getTime());
  const contact = row.contact ?? (await officeContact(tx, roster, issuedOn ?? wanted.today));
  const base: InstrumentDocument = {
    paper,
    targets: targets.map((target) => nameOf(target.unitId)),
    ...(row.facts === null ? {} : { title: row.title }),
    matter: lines.length === 0 ? row.title : instrumentPaperWords.matter(lines[0]?.task ?? row.title, lines.length),
    authority: policy.authority,
    grounds: paragraphsOf(row.grounds),
    items: lines,
    requirements: paragraphsOf(row.requirements),
    signature: { names: [office], sealed: row.issuedAt !== null },
    ...(facts === null ? {} : bulletinTables(facts)),
    ...(row.number === null ? {} : numberOf(row, paper)),
    ...(await limitsOf(tx, row, targets, policy, paper === 'summonsMinutes' ? ['plan'] : ['answer'])),
    ...(issuedOn === null ? {} : { date: issuedOn }),
    ...(contact === null ? {} : { contact }),
    ...(row.meetingAt === null ? {} : { meeting: await meetingOf(tx, row, targets, issuedOn ?? wanted.today) }),
    ...(await approverOf(tx, row.issuedBy)),
  };
  const [target] = targets;
  if (paper === 'summonsMinutes' && target) return { ...base, ...(await minutesOf(tx, row, target, base)) };
  if (paper === 'delisting' && target) return { ...base, ...(await delistingOf(tx, target)) };
  return paper === 'listing' ? { ...base, ...listingWords(policy, row) } : base;
}

export const paragraphsOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** A withdrawn paper keeps its number and says that it is void. */
function numberOf(row: InstrumentRow, paper: InstrumentPaper): Pick<InstrumentDocument, 'number' | 'listingNumber'> {
  const number = row.state === 'withdrawn' ? instrumentPaperWords.voidNumber(row.number ?? '') : (row.number ?? '');
  return paper === 'delisting' ? { listingNumber: number } : { number };
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
