import { importPlan, outlineOf, type ImportedUnit, type ImportRow } from '@duban/documents';
import { countTerm, isTerm, nominalRoster, type Cycle, type RehearsedPlan, type RehearsedTask, type Roster } from '@duban/domain';
import { publishedCalendar } from '@duban/calendar';
import { refusalText } from '@duban/wording';
import { BadInput } from '../bad-input';
import { readDocument } from '../read-document';

export interface FilePlan {
  readonly plan: RehearsedPlan & { readonly title: string };
  readonly roster: Roster;
  /** What the file left open and how it was taken, for a person to know. */
  readonly remarks: readonly string[];
}

const NOT_NAMED = '（未写明单位）';

/**
 * Reads a plan, a ledger or a report's next-year part as a plan to rehearse. Units are taken by their printed names; what has no
 * deadline is due at the year's end, as the import would have it.
 * @throws BadInput where the file holds no plan or tells no year
 */
export async function planFromFile(path: string, givenYear: number | null): Promise<FilePlan> {
  const source = await readDocument(path);
  const outline = outlineOf(source);
  const year = givenYear ?? outline.year;
  if (year === null) throw new BadInput(`${path}：没有看出计划年度，请用 --year 写明。`);
  const batch = importPlan(source, { year });
  if (!batch.ok) throw new BadInput(`${path}：${refusalText(batch.refusal)}`);
  const { rows, title } = batch.value;
  const names = new Set<string>();
  const counts = { withoutUnit: 0, withoutDay: 0, fromEvent: 0 };
  const tasks = rows.map((row, index): RehearsedTask => {
    const units = owing(row.units);
    if (units.length === 0) counts.withoutUnit += 1;
    if (row.deadline.kind === 'none') counts.withoutDay += 1;
    if (row.deadline.kind === 'offset') counts.fromEvent += 1;
    const shared = {
      dueOn: dueOn(row, year),
      cycle: cycleOf(row),
      deadlinePhrase: row.deadline.phrase === '' ? null : row.deadline.phrase,
    };
    const shares = (units.length > 0 ? units : [{ name: NOT_NAMED, role: 'lead' as const }]).map(({ name, role }) => {
      names.add(name);
      return { unitId: name, role, ...shared };
    });
    return { id: `${index + 1}`, title: row.title, shares };
  });
  const remarks = [
    counts.withoutUnit > 0 ? `有${counts.withoutUnit}项没有写明责任单位，合记为“${NOT_NAMED}”。` : '',
    counts.withoutDay > 0 ? `有${counts.withoutDay}项没有写明时限，按年底计。` : '',
    counts.fromEvent > 0 ? `有${counts.fromEvent}项的时限自某一事项起算，按自年初起算估计。` : '',
  ].filter((remark) => remark !== '');
  const units = [...names].map((name) => ({ id: name, name }));
  const plan = { year, kind: 'annual', title: title ?? `${year}年计划`, tasks };
  return { plan, roster: nominalRoster(units, `${year}-01-01`), remarks };
}

/** A unit named twice in a row owes once, in its weightiest role; a row with only cooperating units has nobody who owes. */
function owing(units: readonly ImportedUnit[]): ImportedUnit[] {
  const byName = new Map<string, ImportedUnit>();
  for (const unit of units) {
    const known = byName.get(unit.name);
    if (!known || known.role === 'cooperating') byName.set(unit.name, unit);
  }
  return [...byName.values()];
}

function dueOn({ deadline }: ImportRow, year: number): string | null {
  const yearEnd = `${year}-12-31`;
  switch (deadline.kind) {
    case 'date':
      return deadline.date ?? yearEnd;
    case 'longTerm':
      return null;
    case 'cycle':
    case 'none':
    case 'unset':
      return yearEnd;
    case 'offset': {
      const limit = { n: deadline.n ?? 0, unit: (deadline.unit ?? 'workingDays') as 'workingDays' };
      return isTerm(limit) ? countTerm(publishedCalendar(), `${year}-01-01`, limit, { roll: true }).date : yearEnd;
    }
  }
}

const cycleOf = ({ deadline }: ImportRow): Cycle | null =>
  deadline.cycle === undefined ? null : deadline.cycle === 'weekly' ? 'monthly' : deadline.cycle;
