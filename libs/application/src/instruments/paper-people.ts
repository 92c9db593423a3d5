import type { Tx } from '@duban/database';
import type { Roster } from '@duban/domain';
import { paperWords } from '@duban/wording';

interface Held {
  readonly unitId: string;
  readonly unit: string;
  readonly role: string;
  readonly title: string;
  readonly person: string | null;
}

/** The posts of a role in units, with who holds each on the day; the regular holder before an acting one. */
async function heldPosts(
  tx: Tx,
  roster: Roster,
  wanted: { readonly roles: readonly string[]; readonly unitIds: readonly string[]; readonly day: string },
): Promise<Held[]> {
  const posts = roster.posts.filter(
    (post) => wanted.roles.includes(post.role) && post.unitId !== null && wanted.unitIds.includes(post.unitId),
  );
  const holders = posts.map((post) => {
    const held = roster.holdings.filter(
      (each) =>
        each.postId === post.id &&
        each.fromOn <= wanted.day &&
        (each.toOn === null || each.toOn >= wanted.day) &&
        !roster.disabledPersonIds.includes(each.personId),
    );
    return held.find((each) => each.kind === 'holder') ?? held.find((each) => each.kind === 'acting') ?? null;
  });
  const names = new Map(
    (
      await tx.query<{ id: string; name: string }>('select id, name from person where id = any($1::uuid[])', [
        holders.flatMap((holder) => holder?.personId ?? []),
      ])
    ).map((row) => [row.id, row.name]),
  );
  return posts.map((post, index) => ({
    unitId: post.unitId ?? '',
    unit: roster.units.find((unit) => unit.id === post.unitId)?.name ?? '',
    role: post.role,
    title: post.title,
    person: names.get(holders[index]?.personId ?? '') ?? null,
  }));
}

/** Whom a unit may ask about a paper where nobody named another: the office, and who does its work. */
export async function officeContact(tx: Tx, roster: Roster, day: string): Promise<string | null> {
  const office = roster.units.find((unit) => unit.isOffice);
  if (!office) return null;
  const held = await heldPosts(tx, roster, { roles: ['officeClerk', 'officeHead'], unitIds: [office.id], day });
  const clerk = held.find((each) => each.role === 'officeClerk' && each.person !== null);
  return paperWords.contact(office.name, (clerk ?? held.find((each) => each.person !== null))?.person ?? null);
}

/** 被约谈人 of each unit: its main leader, with the post's title. A unit without one stands with its name alone. */
export async function mainLeaders(tx: Tx, roster: Roster, unitIds: readonly string[], day: string): Promise<Map<string, string>> {
  const held = await heldPosts(tx, roster, { roles: ['unitHead'], unitIds, day });
  return new Map(
    unitIds.flatMap((unitId) => {
      const head =
        held.find((each) => each.unitId === unitId && each.person !== null) ?? held.find((each) => each.unitId === unitId);
      return head ? [[unitId, paperWords.head(head.unit, head.title, head.person)]] : [];
    }),
  );
}
