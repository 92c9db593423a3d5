import {
  matchUnits,
  normaliseUnitName,
  readDeadlinePhrase,
  readStages,
  type Cycle,
  type PlannedMilestone,
  type ReadStage,
  type RegisteredUnit,
  type Role,
} from '@duban/domain';
import { printedRoles } from '@duban/wording';
import type { ImportBatch, ImportedDeadline, ImportRow, Place, StatedRow } from '@duban/documents';

/** What a person has said of one row; what is absent stays as it was read. */
export interface RowCorrection {
  readonly title?: string;
  readonly deliverable?: string | null;
  readonly units?: readonly { readonly unitId: string; readonly role: Role }[];
  readonly deadline?: { readonly kind: 'date' | 'longTerm'; readonly dueOn: string | null; readonly cycle: Cycle | null };
  readonly milestones?: readonly PlannedMilestone[];
  /** The row does not become a task. */
  readonly isLeftOut?: boolean;
}

/** What a printed name means that the register does not know; `unitId` null leaves the name out of the shares. */
export interface UnitChoice {
  readonly unitId: string | null;
  /** The name becomes another name of the unit when the import is confirmed. */
  readonly isAlias: boolean;
}

export interface Corrections {
  readonly rows: Readonly<Record<string, RowCorrection>>;
  readonly units: Readonly<Record<string, UnitChoice>>;
  readonly title?: string;
  /** Who leads what names nobody. */
  readonly leadUnitId?: string | null;
}

export interface PlannedShare {
  readonly name: string;
  readonly role: Role;
  readonly printed: string;
  readonly unitId: string | null;
  /** As the issued text has it, where the file tells it beside the unit's own name. */
  readonly printedName: string | null;
  /** The unit's own day; absent: the task's. */
  readonly dueOn?: string | null;
  /** Read by the register, said by a person, or meant for rows that name nobody. */
  readonly from: 'document' | 'choice' | 'correction' | 'default';
}

export type Lack = 'title' | 'unit' | 'lead' | 'day';

/** A row as it would become a task: what was read with what a person said on top. */
export interface PlannedRow {
  /** Names the row for corrections; the same as long as it stands at the same place of the file. */
  readonly key: string;
  readonly number: number;
  readonly label: string;
  readonly path: string;
  readonly chapter: string;
  readonly title: string;
  readonly text: string;
  readonly deliverable: string | null;
  readonly shares: readonly PlannedShare[];
  readonly deadline: {
    readonly kind: 'date' | 'longTerm' | 'open';
    readonly dueOn: string | null;
    readonly cycle: Cycle | null;
    readonly phrase: string;
    /** No words of the document say it: the year's end, as the custom is. */
    readonly isYearEnd: boolean;
  };
  /** 阶段节点 as a person has set them; null: nobody has. */
  readonly milestones: readonly PlannedMilestone[] | null;
  /** Steps with a day of their own that the text names before its end, for a person to take or leave. */
  readonly stages: readonly ReadStage[];
  readonly place: Place;
  /** What an open-data file states beside; null for what was read out of a document. */
  readonly stated: StatedRow | null;
  readonly doubts: readonly string[];
  readonly isLeftOut: boolean;
  readonly corrected: readonly (keyof RowCorrection)[];
  readonly lacks: readonly Lack[];
}

/** What the printed names mean today: by a person's choice, else by the register. */
interface Meanings {
  readonly choiceOf: (name: string) => UnitChoice | undefined;
  readonly unitIdOf: (name: string) => string | null;
  /** Null for a unit that is no longer there or has gone into another. */
  readonly nameOf: (unitId: string) => string | null;
}

function meaningsOf(batch: ImportBatch, corrections: Corrections, register: readonly RegisteredUnit[]): Meanings {
  const names = batch.rows.flatMap((row) => row.units.map((unit) => unit.name));
  const { matched } = matchUnits(names, register);
  const choices = new Map(Object.entries(corrections.units).map(([name, choice]) => [normaliseUnitName(name), choice]));
  const nameById = new Map(register.map((unit) => [unit.id, unit.name]));
  return {
    choiceOf: (name) => choices.get(normaliseUnitName(name)),
    unitIdOf: (name) => matched.get(name) ?? null,
    nameOf: (unitId) => nameById.get(unitId) ?? null,
  };
}

/**
 * The rows of a batch with the corrections applied, and what each still lacks before it can be a task. Names are matched with
 * the register as it is today, so that a unit that was added after the upload is known.
 */
export function plannedRows(batch: ImportBatch, corrections: Corrections, register: readonly RegisteredUnit[]): PlannedRow[] {
  const keys = rowKeys(batch.rows);
  const meanings = meaningsOf(batch, corrections, register);
  return batch.rows.map((row, index) => planRow(row, index, keys[index] ?? '', batch.year, corrections, meanings));
}

/** A printed name that the register does not know, or that fits several units, once however it is written. */
export interface UnknownName {
  readonly name: string;
  /** Numbers of the rows that name it. */
  readonly rows: readonly number[];
  readonly choice: UnitChoice | null;
}

/** The names that a person is asked about, those already answered included, in the order of the file. */
export function unknownNames(batch: ImportBatch, corrections: Corrections, register: readonly RegisteredUnit[]): UnknownName[] {
  const meanings = meaningsOf(batch, corrections, register);
  const found = new Map<string, { name: string; rows: number[] }>();
  batch.rows.forEach((row, index) => {
    for (const { name } of row.units) {
      if (meanings.unitIdOf(name) !== null) continue;
      const key = normaliseUnitName(name);
      const entry = found.get(key) ?? { name, rows: [] };
      if (entry.rows.at(-1) !== index + 1) entry.rows.push(index + 1);
      found.set(key, entry);
    }
  });
  return [...found.values()].map((each) => ({ ...each, choice: meanings.choiceOf(each.name) ?? null }));
}

/** By the place in the file; rows that one paragraph gave are told apart by their order in it. */
export function rowKeys(rows: readonly ImportRow[]): string[] {
  const times = new Map<string, number>();
  return rows.map(({ place }) => {
    if (place.pointer !== undefined) return place.pointer;
    const at = place.sheet === undefined ? `L${place.line ?? 0}` : `${place.sheet}!${place.row ?? 0}`;
    const n = (times.get(at) ?? 0) + 1;
    times.set(at, n);
    return n === 1 ? at : `${at}#${n}`;
  });
}

function planRow(
  row: ImportRow,
  index: number,
  key: string,
  year: number,
  corrections: Corrections,
  meanings: Meanings,
): PlannedRow {
  const said = corrections.rows[key] ?? {};
  const title = said.title ?? row.title;
  const shares = sharesOf(row, said, corrections, meanings);
  const deadline = said.deadline
    ? { ...said.deadline, phrase: row.deadline.phrase, isYearEnd: false }
    : deadlineOf(row.deadline, reportCycleOf(row, year), year);
  const lacks: Lack[] = [];
  const isTask = row.stated?.isPointOnly !== true;
  if (isTask && title.trim() === '') lacks.push('title');
  if (shares.some((share) => share.unitId === null)) lacks.push('unit');
  if (isTask && !shares.some((share) => share.role !== 'cooperating')) lacks.push('lead');
  if (isTask && deadline.kind === 'open') lacks.push('day');
  return {
    key,
    number: index + 1,
    label: row.label,
    path: row.path,
    chapter: row.category ?? '',
    title,
    text: row.text,
    deliverable: said.deliverable === undefined ? (row.deliverable ?? null) : said.deliverable,
    shares,
    deadline,
    milestones: said.milestones ?? statedMilestones(row, shares),
    stages: stagesOf(row, deadline.dueOn, year),
    place: row.place,
    stated: row.stated ?? null,
    doubts: row.doubts.map((doubt) => doubt.message),
    isLeftOut: said.isLeftOut === true,
    corrected: (Object.keys(said) as (keyof RowCorrection)[]).filter((field) => said[field] !== undefined),
    lacks,
  };
}

/** What an open-data file states; a document states none. A unit that has no share any more leaves its step to whoever leads. */
function statedMilestones(row: ImportRow, shares: readonly PlannedShare[]): readonly PlannedMilestone[] | null {
  if (row.stated === undefined) return null;
  return row.stated.milestones.map(({ name, dueOn, unitName }) => ({
    name,
    dueOn,
    unitId: unitName === null ? null : (shares.find((share) => share.name === unitName)?.unitId ?? null),
  }));
}

/** Several days in one text are steps; one alone is the deadline itself, unless that is a later one. */
function stagesOf(row: ImportRow, dueOn: string | null, year: number): readonly ReadStage[] {
  const stages = readStages(row.text, year);
  if (dueOn === null) return stages.length > 1 ? stages : [];
  return stages.filter((stage) => stage.dueOn < dueOn);
}

function sharesOf(row: ImportRow, said: RowCorrection, corrections: Corrections, meanings: Meanings): PlannedShare[] {
  const { choiceOf, unitIdOf, nameOf } = meanings;
  const shares: PlannedShare[] = [];
  const add = (share: PlannedShare): void => {
    const same = (each: PlannedShare) =>
      each.role === share.role && (share.unitId === null ? each.name === share.name : each.unitId === share.unitId);
    if (!shares.some(same)) shares.push(share);
  };
  if (said.units) {
    for (const { unitId, role } of said.units) {
      const printed = row.units.find((unit) => unit.role === role)?.printed ?? printedRoles[role];
      const name = nameOf(unitId);
      add({ name: name ?? '', role, printed, printedName: null, unitId: name === null ? null : unitId, from: 'correction' });
    }
  } else {
    for (const { name, role, printed, printedName = null, dueOn } of row.units) {
      const known = unitIdOf(name);
      const choice = known === null ? choiceOf(name) : undefined;
      if (choice && choice.unitId === null) continue;
      const unitId = known ?? choice?.unitId ?? null;
      // A unit that has gone into another since it was chosen is asked about again.
      const isThere = unitId !== null && nameOf(unitId) !== null;
      // A day that a person gave the whole task is every unit's.
      const own = dueOn === undefined || said.deadline ? {} : { dueOn };
      add({ name, role, printed, printedName, ...own, unitId: isThere ? unitId : null, from: choice ? 'choice' : 'document' });
    }
  }
  const lead = corrections.leadUnitId ?? null;
  const name = lead === null ? null : nameOf(lead);
  if (lead !== null && name !== null && !shares.some((share) => share.role !== 'cooperating')) {
    add({ name, role: 'lead', printed: printedRoles.lead, printedName: null, unitId: lead, from: 'default' });
  }
  return shares;
}

/** 报送周期 has a column of its own in many ledgers. */
function reportCycleOf(row: ImportRow, year: number): Cycle | null {
  const read = row.reportCycle === undefined ? null : readDeadlinePhrase(row.reportCycle, year);
  return read?.kind === 'cycle' ? cycleOf(read.cycle) : null;
}

function deadlineOf(read: ImportedDeadline, cycle: Cycle | null, year: number): PlannedRow['deadline'] {
  const { phrase } = read;
  const yearEnd = `${year}-12-31`;
  switch (read.kind) {
    case 'date':
      return { kind: 'date', dueOn: read.date ?? yearEnd, cycle: cycle ?? cycleOf(read.cycle), phrase, isYearEnd: false };
    case 'cycle':
      return { kind: 'date', dueOn: yearEnd, cycle: cycle ?? cycleOf(read.cycle), phrase, isYearEnd: true };
    case 'longTerm':
      return { kind: 'longTerm', dueOn: null, cycle: cycle ?? cycleOf(read.cycle), phrase, isYearEnd: false };
    case 'none':
      // Words that could not be read are asked about; only where there are none is it the year's end.
      if (phrase !== '') return { kind: 'open', dueOn: null, cycle, phrase, isYearEnd: false };
      return { kind: 'date', dueOn: yearEnd, cycle, phrase, isYearEnd: true };
    case 'offset':
    case 'unset':
      return { kind: 'open', dueOn: null, cycle: cycle ?? cycleOf(read.cycle), phrase, isYearEnd: false };
  }
}

/** A week is shorter than any period that is reported on: weekly work is reported monthly. */
const cycleOf = (cycle: ImportedDeadline['cycle']): Cycle | null =>
  cycle === undefined ? null : cycle === 'weekly' ? 'monthly' : cycle;

/**
 * What a person said of an earlier file and what holds for this one too: the meaning of names, and the corrections of rows
 * that were read exactly the same. So a corrected file is not corrected twice.
 */
export function carriedCorrections(earlier: ImportBatch, said: Corrections, now: ImportBatch): Corrections {
  const facts = (row: ImportRow): string =>
    JSON.stringify([
      row.label,
      row.path,
      row.title,
      row.deliverable,
      row.units.map((u) => [u.name, u.role]),
      row.deadline.phrase,
    ]);
  const oldKeys = rowKeys(earlier.rows);
  const byFacts = new Map<string, RowCorrection>();
  earlier.rows.forEach((row, index) => {
    const correction = said.rows[oldKeys[index] ?? ''];
    if (correction) byFacts.set(facts(row), correction);
  });
  const keys = rowKeys(now.rows);
  const rows: Record<string, RowCorrection> = {};
  now.rows.forEach((row, index) => {
    const correction = byFacts.get(facts(row));
    if (correction) rows[keys[index] ?? ''] = correction;
  });
  const names = new Set(now.rows.flatMap((row) => row.units.map((unit) => unit.name)));
  const units = Object.fromEntries(Object.entries(said.units).filter(([name]) => names.has(name)));
  return { rows, units, ...(said.leadUnitId ? { leadUnitId: said.leadUnitId } : {}) };
}
