import type { RosterPost } from '@duban/documents';
import { rosterWording } from '@duban/wording';
import { addPost, changePost } from '../posts';
import type { KnownPost, KnownUnit, RosterImporting } from './importing';

const { changes, faults, roles } = rosterWording;

/** A row whose unit is known, with what it says of the superior: null is nothing said. */
interface Wanted {
  readonly row: RosterPost;
  readonly unit: KnownUnit;
  readonly superior: { readonly unit: KnownUnit; readonly title: string } | null;
}

/** Adds the posts that are not there, a superior before its subordinates, and gives those that are there their superior. */
export async function takePosts(importing: RosterImporting, rows: readonly RosterPost[]): Promise<void> {
  const wanted = rows.flatMap((row) => wantedOf(importing, row) ?? []);
  const rowOf = new Map<string, number>();
  const placed: Wanted[] = [];
  let fresh: Wanted[] = [];
  for (const each of wanted) {
    const { row, unit } = each;
    const key = `${unit.id} ${row.title}`;
    const earlier = rowOf.get(key);
    const there = importing.post(unit.id, row.title);
    rowOf.set(key, earlier ?? row.row);
    if (earlier !== undefined) importing.fault(row, 'title', faults.postTwice(earlier));
    else if (there === 'many') importing.fault(row, 'title', faults.manyPosts(unit.name, row.title));
    else if (there === null) fresh.push(each);
    else if (there !== 'faulty' && there.role !== row.role) importing.fault(row, 'role', faults.otherRole(roleWord(there.role)));
    else if (there !== 'faulty') placed.push(each);
  }
  while (fresh.length > 0) {
    const waiting = fresh.filter((each) => fresh.some((other) => isSuperior(other, each)));
    if (waiting.length === fresh.length) break;
    for (const each of fresh) if (!waiting.includes(each)) await add(importing, each);
    fresh = waiting;
  }
  for (const { row, unit } of fresh) {
    importing.refused(row, 'superior', { code: 'POST.SUPERIOR_LOOP', params: {} });
    importing.addFaultyPost(unit.id, row.title);
  }
  for (const each of placed) await place(importing, each);
}

const roleWord = (role: string): string => (roles as Readonly<Record<string, string>>)[role] ?? role;

const isSuperior = (other: Wanted, { superior }: Wanted): boolean =>
  superior !== null && superior.unit.id === other.unit.id && superior.title === other.row.title;

function wantedOf(importing: RosterImporting, row: RosterPost): Wanted | null {
  const unit = row.unit === '' ? 'faulty' : importing.unit(row.unit);
  if (unit === null) importing.fault(row, 'unit', faults.unknownUnit(row.unit));
  if (unit === null || unit === 'faulty') return null;
  if (row.faults.length > 0) {
    importing.addFaultyPost(unit.id, row.title);
    return null;
  }
  const above = row.superiorUnit === '' ? unit : importing.unit(row.superiorUnit);
  if (above === null) importing.fault(row, 'superiorUnit', faults.unknownUnit(row.superiorUnit));
  if (above === null || above === 'faulty') {
    importing.addFaultyPost(unit.id, row.title);
    return null;
  }
  return { row, unit, superior: row.superior === '' ? null : { unit: above, title: row.superior } };
}

/** The superior post; `undefined` where it cannot be told, which is then said. */
function superiorOf(importing: RosterImporting, { row, superior }: Wanted): KnownPost | null | undefined {
  if (superior === null) return null;
  const found = importing.post(superior.unit.id, superior.title);
  if (found === null) importing.fault(row, 'superior', faults.unknownPost(superior.unit.name, superior.title));
  if (found === 'many') importing.fault(row, 'superior', faults.manyPosts(superior.unit.name, superior.title));
  return found === null || found === 'many' || found === 'faulty' ? undefined : found;
}

async function add(importing: RosterImporting, wanted: Wanted): Promise<void> {
  const { row, unit } = wanted;
  const superior = superiorOf(importing, wanted);
  const { role, title } = row;
  if (superior === undefined || role === null) return importing.addFaultyPost(unit.id, title);
  const superiorPostId = superior?.id ?? null;
  const added = await addPost(importing.act, { unitId: unit.id, role, title, superiorPostId });
  if (!added.ok) {
    importing.refused(row, 'role', added.refusal);
    return importing.addFaultyPost(unit.id, title);
  }
  importing.addPost(unit.id, { id: added.value.postId, role, title, superiorPostId });
  importing.change(row, 'added', changes.postAdded(unit.name, title, roleWord(role)));
}

async function place(importing: RosterImporting, wanted: Wanted): Promise<void> {
  const { row, unit } = wanted;
  const superior = superiorOf(importing, wanted);
  const post = importing.post(unit.id, row.title);
  if (!superior || post === null || typeof post === 'string' || post.superiorPostId === superior.id) return;
  const changed = await changePost(importing.act, { postId: post.id, title: post.title, superiorPostId: superior.id });
  if (!changed.ok) importing.refused(row, 'superior', changed.refusal);
  else importing.change(row, 'changed', changes.superiorChanged(unit.name, post.title, superior.title));
}
