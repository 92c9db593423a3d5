import type { CellFault, RosterRow } from '@duban/documents';
import { normaliseUnitName, type Refusal } from '@duban/domain';
import { refusalText, rosterWording } from '@duban/wording';
import type { Act } from '../../kernel/act';

export interface RosterChange {
  readonly kind: 'added' | 'changed';
  readonly sheet: string;
  readonly row: number;
  readonly text: string;
}

export interface KnownUnit {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly officialOrder: number;
  readonly isOffice: boolean;
}

export interface KnownPost {
  readonly id: string;
  readonly role: string;
  readonly title: string;
  readonly superiorPostId: string | null;
}

type Looked<Thing> = Thing | 'faulty' | null;

/** One import under way: what is known so far, with what the import itself has added, and what it has found. */
export class RosterImporting {
  readonly changes: RosterChange[] = [];
  readonly faults: CellFault[] = [];
  private readonly units = new Map<string, KnownUnit | 'faulty'>();
  private readonly posts = new Map<string, KnownPost[]>();
  private readonly faultyPosts = new Set<string>();

  constructor(readonly act: Act) {}

  change(row: RosterRow<string>, kind: RosterChange['kind'], text: string): void {
    this.changes.push({ kind, sheet: row.sheet, row: row.row, text });
  }

  fault<Key extends string>(row: RosterRow<Key>, key: Key, what: { readonly reason: string; readonly mend: string }): void {
    this.faults.push({ sheet: row.sheet, cell: row.cells[key], ...what });
  }

  /** What a rule of the administration said against it. */
  refused<Key extends string>(row: RosterRow<Key>, key: Key, refusal: Refusal): void {
    this.fault(row, key, { reason: refusalText(refusal).replace(/。$/, ''), mend: rosterWording.faults.refused });
  }

  /** By today's name first: another unit may once have borne it. */
  addUnit(unit: KnownUnit): void {
    this.units.set(normaliseUnitName(unit.name), unit);
  }

  addOtherNames(unit: KnownUnit): void {
    for (const alias of unit.aliases) {
      const key = normaliseUnitName(alias);
      if (!this.units.has(key)) this.units.set(key, unit);
    }
  }

  /** What refers to a faulty row is not a fault of its own. */
  addFaultyUnit(name: string): void {
    const key = normaliseUnitName(name);
    if (!this.units.has(key)) this.units.set(key, 'faulty');
  }

  unit(name: string): Looked<KnownUnit> {
    return this.units.get(normaliseUnitName(name)) ?? null;
  }

  addPost(unitId: string, post: KnownPost): void {
    const key = postKey(unitId, post.title);
    this.posts.set(key, [...(this.posts.get(key) ?? []), post]);
  }

  addFaultyPost(unitId: string, title: string): void {
    this.faultyPosts.add(postKey(unitId, title));
  }

  post(unitId: string, title: string): Looked<KnownPost> | 'many' {
    const found = this.posts.get(postKey(unitId, title)) ?? [];
    if (found.length > 1) return 'many';
    return found[0] ?? (this.faultyPosts.has(postKey(unitId, title)) ? 'faulty' : null);
  }
}

const postKey = (unitId: string, title: string): string => `${unitId} ${title}`;
