import type { Roster } from '@duban/domain';
import type { Tx } from '@duban/database';

interface Kept {
  readonly version: number;
  readonly roster: Roster;
}

const kept = new Map<string, Kept>();

/**
 * Units, posts and holdings of a jurisdiction. Every command that changes one of them raises `roster_version`, so one small
 * read tells whether what this process has read still holds. Names are those in force on `day`.
 */
export async function readRoster(tx: Tx, jurisdictionId: string): Promise<Roster> {
  const [row] = await tx.query<{ version: number }>('select roster_version as version from jurisdiction where id = $1', [
    jurisdictionId,
  ]);
  if (!row) return { units: [], posts: [], holdings: [], disabledPersonIds: [] };
  return rosterOf(jurisdictionId, row.version) ?? loadRoster(tx, jurisdictionId, row.version);
}

/** The roster of this version, where this process has read it already. */
export function rosterOf(jurisdictionId: string, version: number): Roster | null {
  const found = kept.get(jurisdictionId);
  return found?.version === version ? found.roster : null;
}

async function loadRoster(tx: Tx, jurisdictionId: string, version: number): Promise<Roster> {
  const roster = await load(tx, jurisdictionId);
  kept.set(jurisdictionId, { version, roster });
  return roster;
}

async function load(tx: Tx, jurisdictionId: string): Promise<Roster> {
  const units = await tx.query<Roster['units'][number]>(
    `select u.id, u.leader_post_id as "leaderPostId", u.is_office as "isOffice",
       (select n.name from unit_name n where n.unit_id = u.id order by n.from_on desc limit 1) as name
     from unit u where u.jurisdiction_id = $1 order by u.official_order, u.id`,
    [jurisdictionId],
  );
  const posts = await tx.query<Roster['posts'][number]>(
    `select p.id, p.unit_id as "unitId", p.role, p.title, p.superior_post_id as "superiorPostId"
     from post p join unit u on u.id = p.unit_id where p.jurisdiction_id = $1 order by u.official_order, p.id`,
    [jurisdictionId],
  );
  const holdings = await tx.query<Roster['holdings'][number]>(
    `select post_id as "postId", person_id as "personId", kind, from_on as "fromOn", to_on as "toOn"
     from post_holding where jurisdiction_id = $1 order by from_on, id`,
    [jurisdictionId],
  );
  const disabled = await tx.query<{ id: string }>(
    'select id from person where jurisdiction_id = $1 and disabled_at is not null',
    [jurisdictionId],
  );
  return { units, posts, holdings, disabledPersonIds: disabled.map((person) => person.id) };
}
