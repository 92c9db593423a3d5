import type { PersonId, PostId, UnitId } from '../shared/ids';

/**
 * What a post does, wherever it stands. A policy and a chain name roles; who holds the post is read when it is needed.
 * liaison 联络员, unitHead 单位主要负责人, officeClerk 督办专员, officeHead 督办机构负责人, deputyLeader 分管领导,
 * chiefLeader 主要领导, auditor 审计监督, administrator 系统管理员.
 */
export type PostRole =
  'liaison' | 'unitHead' | 'officeClerk' | 'officeHead' | 'deputyLeader' | 'chiefLeader' | 'auditor' | 'administrator';

export interface RosterPost {
  readonly id: PostId;
  readonly unitId: UnitId;
  readonly role: PostRole;
  readonly title: string;
  readonly superiorPostId: PostId | null;
}

/** A person on a post for a time; days inclusive, `toOn` null is open. `delegate` acts for the holder in a window, with both names on record. */
export interface RosterHolding {
  readonly postId: PostId;
  readonly personId: PersonId;
  readonly kind: 'holder' | 'acting' | 'delegate';
  readonly fromOn: string;
  readonly toOn: string | null;
}

export interface RosterUnit {
  readonly id: UnitId;
  readonly name: string;
  /** The leader in charge of this unit (分管领导). */
  readonly leaderPostId: PostId | null;
  readonly isOffice: boolean;
}

/** Everyone who can act or be told in one jurisdiction, on one day. `disabledPersonIds` may hold posts and are passed over. */
export interface Roster {
  readonly units: readonly RosterUnit[];
  readonly posts: readonly RosterPost[];
  readonly holdings: readonly RosterHolding[];
  readonly disabledPersonIds: readonly PersonId[];
}

/** Whom a rung tells or a step asks: a role in the obliged unit, the leader in charge of it, or a role of the jurisdiction. */
export type PostRule =
  /** The post that owes it: a sign-off step's own. */
  | { readonly of: 'holderPost' }
  | { readonly of: 'holderUnit'; readonly role: 'liaison' | 'unitHead' }
  | { readonly of: 'leaderInCharge' }
  | { readonly of: 'jurisdiction'; readonly role: 'officeClerk' | 'officeHead' | 'deputyLeader' | 'chiefLeader' }
  /** The heads of the other units on the task (会签). */
  | { readonly of: 'coUnits'; readonly role: 'unitHead' };
