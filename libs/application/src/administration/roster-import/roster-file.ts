import { ALIAS_BREAK, writeRoster } from '@duban/documents';
import { rosterWording } from '@duban/wording';
import type { Administration } from '../administration-queries';

/** The roster as it stands, to be filled in and taken in again. What cannot be told apart by its words is left to the pages. */
export async function rosterFile(roster: Administration): Promise<{ fileName: string; content: Uint8Array }> {
  const units = roster.units.filter((unit) => unit.successorId === null);
  const nameOf = new Map(units.map((unit) => [unit.id, unit.name]));
  const keyOf = (post: { unitId: string; title: string }): string => `${post.unitId} ${post.title}`;
  const counts = new Map<string, number>();
  for (const post of roster.posts) counts.set(keyOf(post), (counts.get(keyOf(post)) ?? 0) + 1);
  const posts = roster.posts.filter((post) => nameOf.has(post.unitId) && counts.get(keyOf(post)) === 1);
  const postOf = new Map(posts.map((post) => [post.id, post]));
  const roles: Readonly<Record<string, string>> = rosterWording.roles;
  const people = roster.people.filter((person) => !person.isDisabled);
  const content = await writeRoster({
    units: units.map(({ name, aliases, officialOrder, isOffice }) => [
      name,
      aliases.filter((alias) => !ALIAS_BREAK.test(alias)).join('、'),
      officialOrder,
      isOffice ? rosterWording.yes : rosterWording.no,
    ]),
    posts: posts.map((post) => {
      const superior = postOf.get(post.superiorPostId ?? '');
      const above = superior ? [nameOf.get(superior.unitId) ?? '', superior.title] : ['', ''];
      return [nameOf.get(post.unitId) ?? '', post.title, roles[post.role] ?? '', ...above];
    }),
    people: people.flatMap((person) => {
      const held = posts.flatMap((post) =>
        post.holdings
          .filter((each) => each.personId === person.id && each.kind === 'holder' && each.standing !== 'past')
          .map((each) => [person.name, person.login, nameOf.get(post.unitId) ?? '', post.title, each.fromOn]),
      );
      return held.length > 0 ? held : [[person.name, person.login, '', '', '']];
    }),
  });
  return { fileName: rosterWording.fileName, content };
}
