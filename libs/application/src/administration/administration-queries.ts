import type { Tx } from '@duban/database';
import { hasRole } from '../kernel/actor';
import type { Scope } from '../access/scope';
import { groupBy } from '../access/group-by';

export interface AdministeredUnit {
  readonly id: string;
  readonly name: string;
  readonly officialOrder: number;
  readonly isOffice: boolean;
  readonly leaderPostId: string | null;
  readonly successorId: string | null;
  readonly successorName: string | null;
  /** The unit's names with the days on which each was in force, the newest first. */
  readonly names: readonly { readonly name: string; readonly fromOn: string; readonly toOn: string | null }[];
  readonly aliases: readonly string[];
  /** Shares that the unit still works on: those of a merged unit wait to be handed over. */
  readonly openShares: number;
  readonly actions: readonly ('change' | 'rename' | 'alias' | 'merge' | 'addPost')[];
}

export interface AdministeredPost {
  readonly id: string;
  readonly unitId: string;
  readonly role: string;
  readonly title: string;
  readonly superiorPostId: string | null;
  readonly isVacant: boolean;
  readonly holdings: readonly {
    readonly id: string;
    readonly personId: string;
    readonly personName: string;
    readonly kind: 'holder' | 'acting' | 'delegate';
    readonly fromOn: string;
    readonly toOn: string | null;
    readonly standing: 'past' | 'now' | 'ahead';
    readonly actions: readonly 'end'[];
  }[];
}

export interface AdministeredPerson {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly isDisabled: boolean;
  readonly posts: readonly string[];
  readonly actions: readonly ('change' | 'disable' | 'enable' | 'resetPassword')[];
}

export interface Administration {
  readonly today: string;
  readonly units: readonly AdministeredUnit[];
  readonly posts: readonly AdministeredPost[];
  readonly people: readonly AdministeredPerson[];
}

/** Everything an administrator sets: units, posts, people and who holds what from when to when. Null for anybody else. */
export async function readAdministration(tx: Tx, scope: Scope, today: string): Promise<Administration | null> {
  if (!hasRole(scope.actor, 'administrator')) return null;
  const posts = await readPosts(tx, scope.jurisdictionId, today);
  return {
    today,
    units: await readUnits(tx, scope.jurisdictionId),
    posts,
    people: await readPeople(tx, scope.jurisdictionId, posts),
  };
}

async function readUnits(tx: Tx, jurisdictionId: string): Promise<AdministeredUnit[]> {
  const units = await tx.query<Omit<AdministeredUnit, 'names' | 'aliases' | 'successorName' | 'name' | 'actions'>>(
    `select u.id, u.official_order as "officialOrder", u.is_office as "isOffice", u.leader_post_id as "leaderPostId",
       u.successor_id as "successorId", (select count(*)::int from assignment a join plan p on p.id = a.plan_id
          where a.unit_id = u.id and a.state not in ('struckOff', 'archived', 'cancelled') and p.state = 'issued') as "openShares"
     from unit u where u.jurisdiction_id = $1 order by (u.successor_id is not null), u.official_order, u.id`,
    [jurisdictionId],
  );
  const names = await tx.query<AdministeredUnit['names'][number] & { unitId: string }>(
    `select unit_id as "unitId", name, from_on as "fromOn", to_on as "toOn" from unit_name
     where jurisdiction_id = $1 order by from_on desc`,
    [jurisdictionId],
  );
  const aliases = await tx.query<{ unitId: string; alias: string }>(
    'select unit_id as "unitId", alias from unit_alias where jurisdiction_id = $1 order by alias',
    [jurisdictionId],
  );
  const namesOf = groupBy(names, (each) => each.unitId);
  const aliasesOf = groupBy(aliases, (each) => each.unitId);
  const nameOf = (unitId: string) => namesOf.get(unitId)?.[0]?.name ?? '';
  return units.map((unit) => ({
    ...unit,
    name: nameOf(unit.id),
    successorName: unit.successorId === null ? null : nameOf(unit.successorId),
    names: namesOf.get(unit.id) ?? [],
    aliases: (aliasesOf.get(unit.id) ?? []).map((each) => each.alias),
    actions:
      unit.successorId === null ? ['change', 'rename', 'alias', 'addPost', ...(unit.isOffice ? [] : (['merge'] as const))] : [],
  }));
}

type Holding = AdministeredPost['holdings'][number];

async function readPosts(tx: Tx, jurisdictionId: string, today: string): Promise<AdministeredPost[]> {
  const posts = await tx.query<Omit<AdministeredPost, 'holdings' | 'isVacant'>>(
    `select p.id, p.unit_id as "unitId", p.role, p.title, p.superior_post_id as "superiorPostId"
     from post p join unit u on u.id = p.unit_id where p.jurisdiction_id = $1 order by u.official_order, p.id`,
    [jurisdictionId],
  );
  const holdings = await tx.query<Omit<Holding, 'standing' | 'actions'> & { postId: string; isDisabled: boolean }>(
    `select h.id, h.post_id as "postId", h.person_id as "personId", w.name as "personName", h.kind, h.from_on as "fromOn",
       h.to_on as "toOn", w.disabled_at is not null as "isDisabled"
     from post_holding h join person w on w.id = h.person_id where h.jurisdiction_id = $1 order by h.from_on desc, h.id`,
    [jurisdictionId],
  );
  const ofPost = groupBy(holdings, (each) => each.postId);
  return posts.map((post) => {
    const held = ofPost.get(post.id) ?? [];
    const isFilled = held.some((each) => standingOf(each, today) === 'now' && each.kind !== 'delegate' && !each.isDisabled);
    return {
      ...post,
      isVacant: !isFilled,
      holdings: held.map((each): Holding => {
        const standing = standingOf(each, today);
        return { ...each, standing, actions: standing === 'past' ? [] : ['end'] };
      }),
    };
  });
}

function standingOf(held: { readonly fromOn: string; readonly toOn: string | null }, today: string): Holding['standing'] {
  if (held.toOn !== null && held.toOn < today) return 'past';
  return held.fromOn > today ? 'ahead' : 'now';
}

async function readPeople(tx: Tx, jurisdictionId: string, posts: readonly AdministeredPost[]): Promise<AdministeredPerson[]> {
  const people = await tx.query<{ id: string; name: string; login: string; isDisabled: boolean }>(
    `select id, name, login, disabled_at is not null as "isDisabled" from person where jurisdiction_id = $1
     order by disabled_at is not null, login`,
    [jurisdictionId],
  );
  const administrators = new Set(
    posts
      .filter((post) => post.role === 'administrator')
      .flatMap((post) => post.holdings.filter((held) => held.standing === 'now').map((held) => held.personId)),
  );
  const enabled = people.filter((person) => administrators.has(person.id) && !person.isDisabled);
  return people.map((person) => {
    const isLast = enabled.length === 1 && enabled[0]?.id === person.id;
    const held = posts.filter((post) => post.holdings.some((each) => each.standing === 'now' && each.personId === person.id));
    return {
      ...person,
      posts: held.map((post) => post.title),
      actions: person.isDisabled ? ['change', 'enable'] : ['change', 'resetPassword', ...(isLast ? [] : (['disable'] as const))],
    };
  });
}
