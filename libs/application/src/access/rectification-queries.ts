import {
  dayOfInstant,
  decideRectification,
  rectificationStanding,
  type RectificationAction,
  type RectificationNature,
  type RectificationStanding,
  type RectificationState,
} from '@duban/domain';
import { writeTablesXlsx } from '@duban/documents';
import type { Tx } from '@duban/database';
import { documentWording, rectificationListWords, rectificationSource, rectificationStandingWords } from '@duban/wording';
import { isLeader, isOffice, postInUnit } from '../kernel/actor';
import { evidenceOfSubjects, type EvidenceView } from './evidence-queries';
import { place, type Scope } from './scope';

export interface RectificationFilter {
  readonly unitId?: string;
  readonly planId?: string;
  readonly sourceKind?: string;
  readonly sourceId?: string;
  readonly standing?: RectificationStanding;
  readonly text?: string;
}

export interface RectificationView {
  readonly id: string;
  readonly sourceKind: string;
  readonly sourceId: string | null;
  /** The number or title of the instrument, and what the office wrote about the source. */
  readonly reference: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly problem: string;
  readonly cause: string;
  readonly goal: string;
  readonly measure: string;
  readonly owner: string;
  readonly nature: RectificationNature;
  readonly dueOn: string | null;
  readonly state: RectificationState;
  readonly standing: RectificationStanding;
  readonly openedAt: Date;
  readonly doneAt: Date | null;
  readonly doneBy: string | null;
  readonly struckOffAt: Date | null;
  readonly struckOffBy: string | null;
  readonly checkText: string | null;
  readonly reopenedFromId: string | null;
  readonly version: number;
  readonly evidence: readonly EvidenceView[];
  readonly actions: readonly RectificationAction[];
}

/** SQL: mine to oversee, or my unit's. A unit sees a line from an instrument only once that has been served on it. */
function lineInScope(scope: Scope, line: string, values: unknown[]): string {
  const units = place(values, [...scope.unitIds]);
  if (!scope.isWhole) return `${line}.unit_id = any(${units}::uuid[])`;
  return `(${line}.jurisdiction_id = ${place(values, scope.jurisdictionId)} or ${line}.unit_id = any(${units}::uuid[]))`;
}

const STANDINGS: Readonly<Record<RectificationStanding, string>> = {
  struckOff: `r.state = 'struckOff'`,
  rectified: `r.state = 'rectified'`,
  continuing: `r.state = 'open' and r.nature = 'continuing'`,
  late: `r.state = 'open' and r.nature = 'normal' and r.due_on < $today`,
  underWay: `r.state = 'open' and r.nature = 'normal' and (r.due_on is null or r.due_on >= $today)`,
};

/** The lines in scope, the earliest first, from the one after `after`. */
export async function listRectifications(
  tx: Tx,
  scope: Scope,
  filter: RectificationFilter,
  page: { readonly after: string | null; readonly limit: number },
  today: string,
): Promise<RectificationView[]> {
  const values: unknown[] = [];
  const where = [lineInScope(scope, 'r', values), ...conditions(filter, values, today)];
  if (page.after !== null) where.push(`r.id > ${place(values, page.after)}::uuid`);
  return read(tx, scope, `${where.join(' and ')} order by r.id limit ${place(values, page.limit)}`, values, today);
}

export async function readRectification(tx: Tx, scope: Scope, id: string, today: string): Promise<RectificationView | null> {
  const values: unknown[] = [];
  const [row] = await read(tx, scope, `${lineInScope(scope, 'r', values)} and r.id = ${place(values, id)}`, values, today);
  return row ?? null;
}

/** How many lines stand how, of all that the filter gives. */
export async function countRectifications(
  tx: Tx,
  scope: Scope,
  filter: RectificationFilter,
  today: string,
): Promise<Record<RectificationStanding, number>> {
  const values: unknown[] = [];
  const where = [lineInScope(scope, 'r', values), ...conditions({ ...filter, standing: undefined }, values, today)];
  const day = `${place(values, today)}::date`;
  const columns = Object.entries(STANDINGS).map(
    ([standing, holds]) => `count(*) filter (where ${holds.replaceAll('$today', day)})::int as "${standing}"`,
  );
  const [row] = await tx.query<Record<RectificationStanding, number>>(
    `select ${columns.join(', ')} from rectification r where ${where.join(' and ')}`,
    values,
  );
  if (!row) throw new Error('a count gives a row');
  return row;
}

function conditions(filter: RectificationFilter, values: unknown[], today: string): string[] {
  const where: string[] = [];
  if (filter.unitId !== undefined) where.push(`r.unit_id = ${place(values, filter.unitId)}::uuid`);
  if (filter.planId !== undefined) where.push(`r.plan_id = ${place(values, filter.planId)}::uuid`);
  if (filter.sourceKind !== undefined) where.push(`r.source_kind = ${place(values, filter.sourceKind)}`);
  if (filter.sourceId !== undefined) where.push(`r.source_id = ${place(values, filter.sourceId)}::uuid`);
  if (filter.standing !== undefined) {
    const condition = STANDINGS[filter.standing];
    where.push(`(${condition.includes('$today') ? condition.replaceAll('$today', `${place(values, today)}::date`) : condition})`);
  }
  if (filter.text !== undefined && filter.text.trim() !== '') {
    const like = place(values, `%${filter.text.trim().replace(/[\\%_]/g, '\\$&')}%`);
    where.push(`(r.problem like ${like} or r.measure like ${like} or r.owner like ${like} or r.source_note like ${like})`);
  }
  return where;
}

async function read(tx: Tx, scope: Scope, where: string, values: unknown[], today: string): Promise<RectificationView[]> {
  const rows = await tx.query<
    Omit<RectificationView, 'standing' | 'evidence' | 'actions' | 'reference'> & {
      jurisdictionId: string;
      doneById: string | null;
      sourceNote: string;
      number: string | null;
      title: string | null;
    }
  >(
    `select r.id, r.jurisdiction_id as "jurisdictionId", r.source_kind as "sourceKind", r.source_id as "sourceId",
       r.source_note as "sourceNote", i.number, i.title, r.unit_id as "unitId", n.name as "unitName", r.problem, r.cause, r.goal,
       r.measure, r.owner, r.nature, r.due_on as "dueOn", r.state, r.opened_at as "openedAt", r.done_at as "doneAt",
       r.done_by as "doneById", d.name as "doneBy", r.struck_off_at as "struckOffAt", s.name as "struckOffBy",
       r.check_text as "checkText", r.reopened_from_id as "reopenedFromId", r.version
     from rectification r left join instrument i on i.id = r.source_id
       left join person d on d.id = r.done_by left join person s on s.id = r.struck_off_by
       left join lateral (select name from unit_name where unit_id = r.unit_id order by from_on desc limit 1) n on true
     where ${where}`,
    values,
  );
  const evidence = await evidenceOfSubjects(
    tx,
    'rectification',
    rows.map((row) => row.id),
  );
  return rows.map(({ jurisdictionId, doneById, sourceNote, number, title, ...row }) => {
    const isHere = jurisdictionId === scope.jurisdictionId;
    const person = {
      id: scope.actor.personId,
      isOffice: isHere && (isOffice(scope.actor) || isLeader(scope.actor)),
      isOfUnit: postInUnit(scope.actor, row.unitId, 'liaison', 'unitHead') !== null,
    };
    const actions: readonly RectificationAction[] = ['amend', 'markDone', 'check', 'reopen'];
    return {
      ...row,
      reference: [number ?? title ?? '', sourceNote].filter((part) => part !== '').join('；'),
      standing: rectificationStanding(row, today),
      evidence: evidence.get(row.id) ?? [],
      actions: actions.filter((action) => decideRectification(action, { state: row.state, doneBy: doneById, person }).ok),
    };
  });
}

const MOST = 5_000;

/** The list as .xlsx, of the lines that the caller may read and the filter gives. */
export async function rectificationFile(
  tx: Tx,
  scope: Scope,
  filter: RectificationFilter,
  today: string,
): Promise<{ readonly fileName: string; readonly content: Uint8Array }> {
  const lines = await listRectifications(tx, scope, filter, { after: null, limit: MOST }, today);
  const { headings, title, sheet, asOf, reopened, longTerm } = rectificationListWords;
  const day = (at: Date | null) => (at === null ? '' : dayOfInstant(at.getTime()));
  const columns = [
    { heading: headings.number, width: 6, align: 'center', of: (_: RectificationView, n: number) => n },
    {
      heading: headings.source,
      width: 12,
      align: 'center',
      of: (line: RectificationView) => rectificationSource(line.sourceKind),
    },
    { heading: headings.reference, width: 20, align: 'left', of: (line: RectificationView) => line.reference },
    { heading: headings.unit, width: 16, align: 'center', of: (line: RectificationView) => line.unitName },
    { heading: headings.problem, width: 36, align: 'left', of: (line: RectificationView) => line.problem },
    { heading: headings.cause, width: 24, align: 'left', of: (line: RectificationView) => line.cause },
    { heading: headings.goal, width: 24, align: 'left', of: (line: RectificationView) => line.goal },
    { heading: headings.measure, width: 36, align: 'left', of: (line: RectificationView) => line.measure },
    { heading: headings.owner, width: 10, align: 'center', of: (line: RectificationView) => line.owner },
    {
      heading: headings.due,
      width: 12,
      align: 'center',
      of: (line: RectificationView) => line.dueOn ?? (line.nature === 'continuing' ? longTerm : ''),
    },
    {
      heading: headings.standing,
      width: 10,
      align: 'center',
      of: (line: RectificationView) => rectificationStandingWords[line.standing],
    },
    { heading: headings.doneOn, width: 12, align: 'center', of: (line: RectificationView) => day(line.doneAt) },
    { heading: headings.doneBy, width: 10, align: 'center', of: (line: RectificationView) => line.doneBy ?? '' },
    {
      heading: headings.evidence,
      width: 20,
      align: 'left',
      of: (line: RectificationView) => line.evidence.map((file) => file.fileName).join(documentWording.listSeparator),
    },
    { heading: headings.check, width: 20, align: 'left', of: (line: RectificationView) => line.checkText ?? '' },
    { heading: headings.struckOffOn, width: 12, align: 'center', of: (line: RectificationView) => day(line.struckOffAt) },
    { heading: headings.struckOffBy, width: 10, align: 'center', of: (line: RectificationView) => line.struckOffBy ?? '' },
    {
      heading: headings.note,
      width: 14,
      align: 'left',
      of: (line: RectificationView) => (line.reopenedFromId === null ? '' : reopened),
    },
  ] as const;
  return {
    fileName: `${title}.xlsx`,
    content: await writeTablesXlsx(
      [
        {
          name: sheet,
          title,
          subtitle: asOf(today),
          paper: 'A3',
          columns,
          rows: lines.map((line, index) => columns.map((column) => column.of(line, index + 1))),
        },
      ],
      today,
    ),
  };
}
