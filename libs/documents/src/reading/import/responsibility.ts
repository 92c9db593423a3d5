import { type DeadlineReading, findDeadlinePhrases, readDeadlinePhrase, unreadDeadlineReason } from '@duban/domain';
import type { Doubt, Place } from '../source';
import type { ImportedDeadline, ImportedPerson, ImportedUnit, UnitRole } from './batch';
import { doubt } from './doubts';
import { labelledValues, ROLE_VERBS } from './roles';
import { isUnitList, peopleIn, readUnitList, splitOutsideBrackets } from './unit-list';

/** What one bracket, line or cell says about who does a thing and until when. */
export interface Responsibility {
  readonly units: ImportedUnit[];
  readonly people: ImportedPerson[];
  deadline: ImportedDeadline | null;
  deliverable: string | null;
  /** 以下均需各市（州）落实，不再列出: holds for every later item. */
  standing: string | null;
  readonly doubts: Doubt[];
}

export interface ReadingPlace {
  readonly place: Place;
  readonly year: number;
}

const STANDING =
  /以下(?:各项|各条)?(?:工作|任务|内容)?[，,]?(?:均|都)?(?:需|由|须|要|需要)(.{2,30}?)(?:负责)?(?:落实|负责|配合)[，,；;]?不再(?:一一|逐一|重复)?(?:列出|列明|重复|标注)/;

export const nothing = (): Responsibility => ({
  units: [],
  people: [],
  deadline: null,
  deliverable: null,
  standing: null,
  doubts: [],
});

/** A reading of the domain as the import's contract has it. */
export function deadlineOf(reading: DeadlineReading, where: Pick<ImportedDeadline, 'line' | 'cell'>): ImportedDeadline {
  const soft = reading.soft ? { soft: true as const } : {};
  const phrase = reading.phrase;
  switch (reading.kind) {
    case 'date':
      return { kind: 'date', date: reading.date, phrase, ...soft, ...where };
    case 'cycle':
      return {
        kind: 'cycle',
        cycle: reading.cycle,
        phrase,
        ...(reading.day === undefined ? {} : { day: reading.day }),
        ...soft,
        ...where,
      };
    case 'offset':
      return { kind: 'offset', base: reading.base, n: reading.n, unit: reading.unit, phrase, ...soft, ...where };
    case 'longTerm':
      return { kind: 'longTerm', phrase, ...where };
  }
}

/** Reads an annotation: with labels (责任单位：…), with verbs (…牵头，…配合), or both. */
export function readResponsibility(text: string, at: ReadingPlace): Responsibility {
  const read = nothing();
  const standing = STANDING.exec(text);
  const body = standing ? text.replace(standing[0], '') : text;
  if (standing) read.standing = (standing[1] ?? '').trim();
  const { lead, values } = labelledValues(body);
  if (lead.trim() !== '') readVerbs(lead, null, at, read);
  for (const { label, meaning, value } of values) {
    switch (meaning) {
      case 'person':
        for (const name of peopleIn(value)) read.people.push({ name, printed: label });
        break;
      case 'deadline':
        setDeadline(value, at, read);
        break;
      case 'deliverable':
        read.deliverable = value;
        break;
      case 'supervising':
        read.doubts.push(doubt(at.place, 'IMPORT.SUPERVISING_UNIT', { printed: value }));
        break;
      case 'division':
        readVerbs(value, { role: 'responsible', printed: label }, at, read);
        break;
      default:
        readVerbs(value, { role: meaning, printed: label }, at, read);
    }
  }
  return read;
}

/** Reads a ledger's unit cell: plain names have the column's role; labels and verbs inside the cell win over it. */
export function readUnitCell(
  text: string,
  column: { role: UnitRole; printed: string },
  at: ReadingPlace,
  read: Responsibility,
): void {
  const inside = labelledValues(text);
  if (inside.values.length > 0) {
    const own = readResponsibility(text, at);
    read.units.push(...own.units);
    read.people.push(...own.people);
    read.doubts.push(...own.doubts);
    read.deadline ??= own.deadline;
    return;
  }
  const verbs = splitOutsideBrackets(text, /[，,；;。\n]/).some(
    (chunk) => /(?:牵头|配合|协办|汇总)$/.test(chunk) && chunk.length > 2,
  );
  readVerbs(text.replace(/\n/g, verbs ? '；' : '、'), column, at, read, verbs);
}

// Names gather until a verb closes them; without a label, what no verb closes is only a deadline or a note.
function readVerbs(
  text: string,
  label: { role: UnitRole; printed: string } | null,
  at: ReadingPlace,
  read: Responsibility,
  verbsDecide = label === null || label.printed.endsWith('分工'),
): void {
  let open: string[] = [];
  const asked: string[] = [];
  for (const chunk of splitOutsideBrackets(text, /[，,；;。]/).flatMap((c) => withDeadlineApart(c, at.year))) {
    const reading = wholeDeadline(chunk, at.year);
    if (reading) {
      read.deadline ??= deadlineOf(reading, place(at));
      continue;
    }
    if (isUnreadDeadline(chunk, at.year)) {
      asked.push(chunk);
      continue;
    }
    const verb = verbOf(chunk);
    // Without a label and under 责任分工 the verb decides; under 牵头单位 the label does.
    if (verb && verbsDecide) {
      addUnits([...open, verb.names].join('、'), verb.role, verb.printed, at, read);
      open = [];
    } else open.push(verb && !verb.isShared ? verb.names : chunk);
  }
  // 立行立改，长期坚持 has no due day; an immediate duty alone is asked.
  if (asked.length > 0 && read.deadline?.kind !== 'longTerm') askDeadline(asked.join('，'), at, read);
  const rest = open.join('、');
  if (rest === '') return;
  if (label) addUnits(rest, label.role, label.printed, at, read);
  else if (isUnitList(rest)) {
    addUnits(rest, 'responsible', '', at, read);
    read.doubts.push(doubt(at.place, 'IMPORT.ROLE_UNSTATED', { printed: rest }));
  } else if (!setDeadline(rest, at, read, false)) {
    read.doubts.push(doubt(at.place, 'IMPORT.ANNOTATION_UNREAD', { printed: rest }));
  }
}

function verbOf(chunk: string): { names: string; role: UnitRole; printed: string; isShared: boolean } | null {
  for (const { pattern, role } of ROLE_VERBS) {
    const match = pattern.exec(chunk);
    if (!match) continue;
    const names = chunk.slice(0, match.index);
    const isShared = /(?:职责|职能)(?:分工)?(?:分别|各自|共同)?$/.test(names);
    return { names: isShared ? chunk : names, role, printed: match[1] ?? '', isShared };
  }
  return null;
}

function addUnits(text: string, role: UnitRole, printed: string, at: ReadingPlace, read: Responsibility): void {
  const list = readUnitList(text);
  for (const name of list.names) {
    const reading = wholeDeadline(name, at.year);
    if (reading) read.deadline ??= deadlineOf(reading, place(at));
    else if (!read.units.some((u) => u.name === name && u.role === role)) read.units.push({ name, role, printed });
  }
  for (const open of list.open) read.doubts.push(doubt(at.place, 'IMPORT.OPEN_LIST', { printed: open }));
  if (list.shared) read.doubts.push(doubt(at.place, 'IMPORT.SHARED_DUTY', { printed: list.shared }));
}

const place = ({ place }: ReadingPlace): Pick<ImportedDeadline, 'line' | 'cell'> =>
  place.cell !== undefined ? { cell: place.cell } : place.line !== undefined ? { line: place.line } : {};

// 基层股 8月底: the name and the day are divided by a space only.
function withDeadlineApart(chunk: string, year: number): string[] {
  const pieces = chunk.split(/[\s　]+/).filter((piece) => piece !== '');
  return pieces.length > 1 && pieces.some((piece) => wholeDeadline(piece, year) !== null) ? pieces : [chunk];
}

const CLEARLY_TIME: readonly (string | null)[] = [
  'immediate',
  'vague',
  'event',
  'ambiguous',
  'noSuchDay',
  'noBase',
  'hours',
  'mixed',
];
const isUnreadDeadline = (chunk: string, year: number): boolean =>
  !/[局委办院厅部]$/.test(chunk) && CLEARLY_TIME.includes(unreadDeadlineReason(chunk, year));

function askDeadline(phrase: string, at: ReadingPlace, read: Responsibility): void {
  read.deadline ??= { kind: 'none', phrase, ...place(at) };
  read.doubts.push(doubt(at.place, 'IMPORT.DEADLINE_UNREAD', { phrase }));
}

// A chunk that is a deadline and nothing else: 6月底完成. A unit's name never reads as one.
function wholeDeadline(chunk: string, year: number): DeadlineReading | null {
  return /[局委办院厅部]$/.test(chunk) ? null : readDeadlinePhrase(chunk, year);
}

/** Reads words that are meant as a deadline; what cannot be read is asked where it was labelled as one. False if nothing was said of them. */
export function setDeadline(text: string, at: ReadingPlace, read: Responsibility, ask = true): boolean {
  const value = text.trim();
  if (value === '') return true;
  const reading = readDeadlinePhrase(value, at.year) ?? only(findDeadlinePhrases(value, at.year));
  if (reading) {
    read.deadline ??= deadlineOf(reading, place(at));
    if (reading.kind === 'date' && Number(reading.date.slice(0, 4)) !== at.year) {
      read.doubts.push(doubt(at.place, 'IMPORT.DEADLINE_OTHER_YEAR', { phrase: reading.phrase, year: at.year }));
    }
  } else if (ask) {
    askDeadline(value, at, read);
  }
  return reading !== null || ask;
}

const only = <T>(items: readonly T[]): T | null => (items.length === 1 ? (items[0] as T) : null);
