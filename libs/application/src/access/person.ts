import type { Tx } from '@duban/database';
import { hasRole, isOffice } from '../kernel/actor';
import { readRoster } from '../kernel/roster';
import type { Scope } from './scope';

export interface PersonView {
  readonly personId: string;
  readonly name: string;
  readonly jurisdiction: { readonly id: string; readonly name: string };
  readonly posts: readonly {
    readonly postId: string;
    readonly title: string;
    readonly role: string;
    readonly unitId: string;
    readonly unitName: string;
    readonly kind: 'holder' | 'acting' | 'delegate';
    readonly onBehalfOf: string | null;
  }[];
  readonly pages: readonly string[];
}

/** The person who asks, by name, with the posts held today and the pages that those posts have a use for. */
export async function readPerson(tx: Tx, scope: Scope): Promise<PersonView> {
  const { actor } = scope;
  const [row] = await tx.query<{ name: string; jurisdiction: string }>(
    'select p.name, j.name as jurisdiction from person p join jurisdiction j on j.id = p.jurisdiction_id where p.id = $1',
    [actor.personId],
  );
  const roster = await readRoster(tx, actor.jurisdictionId);
  const principals = actor.posts.flatMap((post) => (post.onBehalfOf === null ? [] : [post.onBehalfOf]));
  const names = await tx.query<{ id: string; name: string }>('select id, name from person where id = any($1::uuid[])', [
    principals,
  ]);
  return {
    personId: actor.personId,
    name: row?.name ?? '',
    jurisdiction: { id: actor.jurisdictionId, name: row?.jurisdiction ?? '' },
    posts: actor.posts.map((post) => ({
      postId: post.postId,
      title: roster.posts.find((each) => each.id === post.postId)?.title ?? '',
      role: post.role,
      unitId: post.unitId,
      unitName: roster.units.find((each) => each.id === post.unitId)?.name ?? '',
      kind: post.kind,
      onBehalfOf: names.find((each) => each.id === post.onBehalfOf)?.name ?? null,
    })),
    pages: pagesOf(scope),
  };
}

function pagesOf(scope: Scope): string[] {
  const signs = hasRole(scope.actor, 'unitHead', 'officeClerk', 'officeHead', 'deputyLeader', 'chiefLeader');
  const pages = [
    'home',
    'plans',
    ...(signs ? ['signOffs'] : []),
    'instruments',
    'rectifications',
    'ledger',
    'rollup',
    'scores',
    ...(scope.isWhole ? ['overview', 'report', 'instructions', 'policies'] : []),
    ...(isOffice(scope.actor) ? ['exceptions'] : []),
    ...(scope.actor.posts.length > 0 ? ['standIns', 'channels'] : []),
    'calendar',
    ...(hasRole(scope.actor, 'administrator') ? ['administration'] : []),
  ];
  // Whoever only administers has no part in the work itself.
  const onlyAdministers = scope.actor.posts.length > 0 && scope.actor.posts.every((post) => post.role === 'administrator');
  return onlyAdministers ? pages.filter((page) => OF_ADMINISTRATION.includes(page)) : pages;
}

const OF_ADMINISTRATION: readonly string[] = ['home', 'standIns', 'channels', 'calendar', 'administration'];
