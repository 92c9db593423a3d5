import { accept, refuse, type Cycle, type Decision } from '@duban/domain';
import type { ImportBatch, ImportedUnit, ImportRow } from '@duban/documents';
import { ImportBatchRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { draftPlan, type DraftAssignment, type DraftTask, type DraftWorkPoint } from '../plans/draft-plan';

export interface ImportConfirmation {
  readonly importId: string;
  readonly title: string;
  readonly docNumber: string | null;
  /** Which unit each printed name means that the register could not tell. */
  readonly units: readonly { readonly name: string; readonly unitId: string }[];
  /** The lead of rows that name nobody; null where such a row is to be refused. */
  readonly leadUnitId: string | null;
  /** Days of rows whose words could not be read, by the row's number from 1. */
  readonly days: readonly { readonly row: number; readonly dueOn: string }[];
}

/**
 * Makes the plan's draft of a confirmed import. What the document leaves open and the person has not said is refused with
 * the row's number, never guessed; a row that names no day at all is due at the year's end, as the custom is.
 */
export async function confirmImport(
  act: Act,
  input: ImportConfirmation,
): Promise<Decision<{ planId: string; tasks: number; assignments: number }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const [row] = await act.tx.find(ImportBatchRow, 'r.id = $1 and r.jurisdiction_id = $2 for update', [
    input.importId,
    act.jurisdictionId,
  ]);
  if (!row) return refuse('IMPORT.UNKNOWN');
  if (row.state !== 'draft') return refuse('IMPORT.ALREADY_CONFIRMED', { planId: row.planId });
  const rules = await currentRules(act);
  if (!rules) return refuse('IMPORT.NO_POLICY');
  const batch = row.content as ImportBatch;
  const points: DraftWorkPoint[] = [];
  for (const [index, each] of batch.rows.entries()) {
    const point = await pointOf(act, each, index + 1, batch, input);
    if (!point.ok) return point;
    points.push(point.value);
  }
  const drafted = await draftPlan(act, {
    year: batch.year,
    title: input.title,
    docNumber: input.docNumber,
    ...rules,
    source: { importId: row.id, fileName: row.fileName, sha256: row.sha256 },
    points,
  });
  if (!drafted.ok) return drafted;
  await act.tx.update(ImportBatchRow, row.id, { state: 'confirmed', planId: drafted.value.planId }, row.version);
  return drafted;
}

/** The newest policy and calendar: the plan pins them. */
async function currentRules(act: Act): Promise<{ policyVersionId: string; calendarId: string } | null> {
  const [found] = await act.tx.query<{ policyVersionId: string | null; calendarId: string | null }>(
    `select (select v.id from policy_version v join policy p on p.id = v.policy_id
         where v.jurisdiction_id = $1 order by p.key = 'standard' desc, v.version desc limit 1) as "policyVersionId",
       (select id from work_calendar where jurisdiction_id = $1 order by version desc limit 1) as "calendarId"`,
    [act.jurisdictionId],
  );
  const { policyVersionId = null, calendarId = null } = found ?? {};
  return policyVersionId === null || calendarId === null ? null : { policyVersionId, calendarId };
}

async function pointOf(
  act: Act,
  row: ImportRow,
  number: number,
  batch: ImportBatch,
  input: ImportConfirmation,
): Promise<Decision<DraftWorkPoint>> {
  const due = dueOf(row, number, batch.year, input);
  if (!due.ok) return due;
  const shares = await sharesOf(act, row, number, input);
  if (!shares.ok) return shares;
  const task: DraftTask = { title: row.title, deliverable: row.deliverable ?? null, ...due.value, assignments: shares.value };
  return accept({
    chapter: row.category ?? '',
    label: row.label,
    path: row.path,
    heading: row.title,
    text: row.text,
    source: row.place,
    tasks: [task],
  });
}

type Due = Pick<DraftTask, 'deadlineKind' | 'deadlinePhrase' | 'dueOn' | 'cycle'>;

function dueOf(row: ImportRow, number: number, year: number, input: ImportConfirmation): Decision<Due> {
  const { deadline } = row;
  const deadlinePhrase = deadline.phrase === '' ? null : deadline.phrase;
  const said = input.days.find((each) => each.row === number);
  if (said) return accept({ deadlineKind: 'date', deadlinePhrase, dueOn: said.dueOn });
  switch (deadline.kind) {
    case 'date':
      return accept({ deadlineKind: 'date', deadlinePhrase, dueOn: deadline.date ?? `${year}-12-31` });
    case 'cycle':
      return accept({ deadlineKind: 'date', deadlinePhrase, dueOn: `${year}-12-31`, cycle: cycleOf(deadline.cycle) });
    case 'longTerm':
      return accept({ deadlineKind: 'longTerm', deadlinePhrase, dueOn: null });
    case 'none':
      return accept({ deadlineKind: 'date', deadlinePhrase: null, dueOn: `${year}-12-31` });
    case 'offset':
      return refuse('IMPORT.DAY_MISSING', { row: number, title: row.title, phrase: deadline.phrase });
  }
}

/** A week is shorter than any period that is reported on: weekly work is reported monthly. */
const cycleOf = (cycle: ImportRow['deadline']['cycle']): Cycle | null =>
  cycle === undefined ? null : cycle === 'weekly' ? 'monthly' : cycle;

async function sharesOf(
  act: Act,
  row: ImportRow,
  number: number,
  input: ImportConfirmation,
): Promise<Decision<DraftAssignment[]>> {
  const known = new Set((await act.roster()).units.map((unit) => unit.id));
  const shares = new Map<string, DraftAssignment>();
  for (const printed of row.units) {
    const unitId = unitOf(printed, input);
    if (unitId === null || !known.has(unitId)) return refuse('IMPORT.UNIT_MISSING', { row: number, name: printed.name });
    const key = `${unitId}:${printed.role}`;
    if (!shares.has(key)) {
      shares.set(key, { unitId, role: printed.role, printedRole: printed.printed, printedUnit: printed.name });
    }
  }
  const owes = [...shares.values()].some((share) => share.role !== 'cooperating');
  if (!owes) {
    const unit = (await act.roster()).units.find((each) => each.id === input.leadUnitId);
    if (!unit) return refuse('IMPORT.LEAD_MISSING', { row: number, title: row.title });
    shares.set('lead', { unitId: unit.id, role: 'lead', printedRole: '牵头单位', printedUnit: unit.name });
  }
  return accept([...shares.values()]);
}

const unitOf = (printed: ImportedUnit, input: ImportConfirmation): string | null =>
  input.units.find((each) => each.name === printed.name)?.unitId ?? printed.unitId ?? null;
