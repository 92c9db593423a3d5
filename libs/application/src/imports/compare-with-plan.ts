import { normaliseUnitName, type PlannedMilestone, type Role } from '@duban/domain';
import type { PlannedRow } from './corrections';

export interface ComparedShare {
  readonly unitId: string;
  readonly unitName: string;
  readonly role: Role;
  readonly dueOn: string | null;
}

export interface ComparedIndicator {
  readonly name: string;
  readonly unit: string;
  readonly target: string | null;
}

/** A task of a plan as far as a file could say something else of it. */
export interface ComparedTask {
  readonly taskId: string;
  readonly label: string;
  readonly path: string;
  readonly chapter: string;
  readonly title: string;
  readonly text: string;
  readonly deliverable: string | null;
  readonly heading: string;
  readonly shares: readonly ComparedShare[];
  readonly indicators: readonly ComparedIndicator[];
  readonly dueOn: string | null;
  readonly cycle: string | null;
  readonly milestones: readonly Pick<PlannedMilestone, 'name' | 'dueOn'>[];
}

export type ComparedField =
  | 'label'
  | 'chapter'
  | 'heading'
  | 'title'
  | 'text'
  | 'deliverable'
  | 'units'
  | 'deadline'
  | 'ownDays'
  | 'indicators'
  | 'milestones';

export interface FieldDifference {
  readonly field: ComparedField;
  readonly from: string;
  readonly to: string;
}

export interface PlanDifference {
  /** Rows of the file that no task of the plan answers, by key. */
  readonly added: readonly string[];
  readonly changed: readonly { readonly key: string; readonly taskId: string; readonly fields: readonly FieldDifference[] }[];
  readonly unchanged: number;
  /** Tasks of the plan that the file does not have. */
  readonly vanished: readonly { readonly taskId: string; readonly title: string }[];
  /** Which task each matched row is, by key. */
  readonly matches: Readonly<Record<string, string>>;
}

/** The words in which a share and a deadline are compared and shown. */
export interface DifferenceWords {
  share(role: Role, unitNames: readonly string[]): string;
  deadline(dueOn: string | null, cycle: string | null): string;
  ownDay(unitName: string, dueOn: string): string;
  indicator(indicator: ComparedIndicator): string;
  milestones(milestones: readonly Pick<PlannedMilestone, 'name' | 'dueOn'>[]): string;
}

/**
 * What a file says otherwise than a plan. A row is a task's if their titles are the same and, where several are, their
 * numbers too; else if number and place are the same and the titles are alike. A file that is the plan gives no difference.
 */
export function compareWithPlan(
  rows: readonly PlannedRow[],
  tasks: readonly ComparedTask[],
  words: DifferenceWords,
): PlanDifference {
  // A point without tasks has nothing that a task of the plan could be compared with.
  const wanted = rows.filter((row) => !row.isLeftOut && row.stated?.isPointOnly !== true);
  const matches = matchRows(wanted, tasks);
  const taskById = new Map(tasks.map((task) => [task.taskId, task]));
  const added: string[] = [];
  const changed: { key: string; taskId: string; fields: FieldDifference[] }[] = [];
  let unchanged = 0;
  for (const row of wanted) {
    const task = taskById.get(matches[row.key] ?? '');
    if (!task) {
      added.push(row.key);
      continue;
    }
    const fields = differences(task, row, words);
    if (fields.length === 0) unchanged += 1;
    else changed.push({ key: row.key, taskId: task.taskId, fields });
  }
  const found = new Set(Object.values(matches));
  const vanished = tasks.filter((task) => !found.has(task.taskId)).map(({ taskId, title }) => ({ taskId, title }));
  return { added, changed, unchanged, vanished, matches };
}

const plain = (text: string): string => normaliseUnitName(text).replace(/[，,。.；;：:、]/g, '');

function matchRows(rows: readonly PlannedRow[], tasks: readonly ComparedTask[]): Record<string, string> {
  const matches: Record<string, string> = {};
  const taken = new Set<string>();
  const match = (
    keyOfTask: (task: ComparedTask) => string,
    keyOfRow: (row: PlannedRow) => string,
    isAlike: (row: PlannedRow, task: ComparedTask) => boolean,
  ): void => {
    // prettier-ignore
    const free = new Map<string, ComparedTask[]>();
    for (const task of tasks) {
      const key = keyOfTask(task);
      if (!taken.has(task.taskId) && key !== '') free.set(key, [...(free.get(key) ?? []), task]);
    }
    for (const row of rows) {
      if (matches[row.key] !== undefined) continue;
      const task = free.get(keyOfRow(row))?.find((each) => !taken.has(each.taskId) && isAlike(row, each));
      if (!task) continue;
      matches[row.key] = task.taskId;
      taken.add(task.taskId);
    }
  };
  const place = (each: { label: string; path: string }) => `${each.path}\n${each.label}`;
  const any = () => true;
  match((task) => `${place(task)}\n${plain(task.title)}`, (row) => `${place(row)}\n${plain(row.title)}`, any); // prettier-ignore
  match((task) => plain(task.title), (row) => plain(row.title), any); // prettier-ignore
  match(
    (task) => (task.label === '' && task.path === '' ? '' : place(task)),
    place,
    (row, task) => likeness(row.title, task.title) >= LIKE,
  );
  return matches;
}

/** Two titles below this are two tasks, not one that was reworded. */
const LIKE = 0.4;

/** Shared pairs of neighbouring characters against all of them: 1 the same, 0 nothing in common. */
export function likeness(a: string, b: string): number {
  const pairs = (text: string) =>
    [...plain(text)].slice(0, -1).map((character, i) => character + ([...plain(text)][i + 1] ?? ''));
  const [first, second] = [pairs(a), pairs(b)];
  if (first.length + second.length === 0) return plain(a) === plain(b) ? 1 : 0;
  const left = [...second];
  let shared = 0;
  for (const pair of first) {
    const at = left.indexOf(pair);
    if (at < 0) continue;
    left.splice(at, 1);
    shared += 1;
  }
  return (2 * shared) / (first.length + second.length);
}

function differences(task: ComparedTask, row: PlannedRow, words: DifferenceWords): FieldDifference[] {
  const pairs: readonly [ComparedField, string, string][] = [
    ['chapter', task.chapter, row.chapter],
    ['label', task.label, row.label],
    ['title', task.title, row.title],
    ['text', task.text, row.text],
    ['deliverable', task.deliverable ?? '', row.deliverable ?? ''],
    [
      'units',
      shareWords(task.shares, words),
      shareWords(
        row.shares.map((share) => ({ ...share, unitName: share.name })),
        words,
      ),
    ],
    ['deadline', words.deadline(task.dueOn, task.cycle), words.deadline(row.deadline.dueOn, row.deadline.cycle)],
    ...statedPairs(task, row, words),
    // A file of which nobody has set the milestones says nothing of them.
    ['milestones', words.milestones(task.milestones), words.milestones(row.milestones ?? task.milestones)],
  ];
  const isSameSet = sameShares(task, row);
  return pairs
    .filter(([field, from, to]) => (field === 'units' ? !isSameSet : from.trim() !== to.trim()))
    .map(([field, from, to]) => ({ field, from, to }));
}

/** What only an open-data file says: of a document's row nothing about it is known. */
function statedPairs(task: ComparedTask, row: PlannedRow, words: DifferenceWords): [ComparedField, string, string][] {
  if (row.stated === null) return [];
  const ownDays = (shares: readonly { unitName: string; dueOn?: string | null }[], taskDay: string | null): string =>
    shares
      .flatMap(({ unitName, dueOn }) =>
        dueOn === undefined || dueOn === null || dueOn === taskDay ? [] : [words.ownDay(unitName, dueOn)],
      )
      .sort()
      .join('；');
  const indicators = (all: readonly ComparedIndicator[]): string => all.map((each) => words.indicator(each)).sort().join('；'); // prettier-ignore
  const named = row.shares.map((share) => ({
    ...share,
    unitName: task.shares.find((each) => each.unitId === share.unitId)?.unitName ?? share.name,
  }));
  return [
    ['heading', task.heading, row.stated.heading],
    ['ownDays', ownDays(task.shares, task.dueOn), ownDays(named, row.deadline.dueOn)],
    ['indicators', indicators(task.indicators), indicators(row.stated.indicators)],
  ];
}

const shareKeys = (shares: readonly { unitId: string | null; role: Role }[]): string =>
  shares.map((share) => `${share.role}:${share.unitId ?? '?'}`).sort().join(); // prettier-ignore

const sameShares = (task: ComparedTask, row: PlannedRow): boolean => shareKeys(task.shares) === shareKeys(row.shares);

const ROLES: readonly Role[] = ['lead', 'collating', 'responsible', 'cooperating'];

function shareWords(shares: readonly { readonly role: Role; readonly unitName: string }[], words: DifferenceWords): string {
  return ROLES.flatMap((role) => {
    const names = shares.filter((share) => share.role === role).map((share) => share.unitName);
    return names.length === 0 ? [] : [words.share(role, names)];
  }).join('；');
}
