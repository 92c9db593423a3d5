import type { DataSource } from '@duban/database';
import type { Acknowledged, Deed } from './people-at-work';

const EVENT_OF: Readonly<Record<Deed, string>> = {
  activity: 'leaderActivity.recorded',
  receipt: 'assignment.received',
  suspension: 'assignment.suspended',
  resumption: 'assignment.resumed',
  progress: 'progressReport.filed',
};

/** What is wrong with the acknowledged commands; empty: each is there exactly once, and nothing else is. */
export async function faultsOfCommands(database: DataSource, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const faults: string[] = [];
  const keys = await database.query<{ person: string; route: string; key: string; ok: boolean }[]>(
    `select person_id as person, route, key, (answer ->> 'ok')::boolean as ok from command_key where key like 'kill-%'`,
  );
  const stored = new Map(keys.map((row) => [row.key, row]));
  if (stored.size !== keys.length) faults.push('a key is stored for two commands');
  for (const each of acknowledged) {
    const row = stored.get(each.key);
    if (!row) faults.push(`${each.key} was acknowledged and is not there`);
    else if (row.ok !== each.accepted) faults.push(`${each.key} was acknowledged with another answer than the stored one`);
    else if (row.route !== `kill.${each.deed}` || row.person !== each.personId) faults.push(`${each.key} is another's`);
  }
  if (keys.length !== acknowledged.length) faults.push(`${keys.length} keys for ${acknowledged.length} acknowledged commands`);
  for (const deed of Object.keys(EVENT_OF) as Deed[]) {
    const accepted = acknowledged.filter((each) => each.deed === deed && each.accepted).length;
    const [row] = await database.query<{ n: number; commands: number }[]>(
      'select count(*)::int as n, count(distinct command_id)::int as commands from event where type = $1',
      [EVENT_OF[deed]],
    );
    if (row?.n !== accepted || row.commands !== accepted) {
      faults.push(`${accepted} accepted commands ${deed}, ${row?.n} events of ${row?.commands} commands`);
    }
  }
  const twice = await database.query<{ text: string }[]>('select text from leader_activity group by text having count(*) > 1');
  faults.push(...twice.map((row) => `${row.text} is there twice`));
  return faults;
}

/** Each of these must give no row. */
const NO_ROWS: Readonly<Record<string, string>> = {
  'an armed rung is left, unfrozen and past': 'select obligation_id from armed_rung where not frozen and fire_at <= now()',
  'an outbox row is left': `select id from outbox where state <> 'told'`,
  'a moment is not closed': 'select id from moment where closed_at is null',
  'a delivery has no final state': `select id from delivery where state not in ('delivered', 'skipped')`,
  'a rung is recorded twice':
    'select obligation_id from rung_record group by obligation_id, due_version, rung_key having count(*) > 1',
  'a rung was not recorded as fired or skipped': `select id from rung_record where outcome not in ('fired', 'skipped')`,
  'a rung has two events': `select r ->> 'recordId' from event, jsonb_array_elements(data -> 'rungs') r
    where type = 'rung.recorded' group by 1 having count(*) > 1`,
  'a record has no event': `select r.id from rung_record r where r.id::text not in (
       select x ->> 'recordId' from event e, jsonb_array_elements(e.data -> 'rungs') x where e.type = 'rung.recorded')`,
  'a firing told nobody': `select r.id from rung_record r where r.outcome = 'fired'
    and not exists (select 1 from notice_item i where i.cause_id = r.id)`,
  'an item is in no notice': 'select id from notice_item i where not exists (select from notice n where n.id = i.notice_id)',
  'an item names what is not there': `select id from notice_item i where not exists (select from jurisdiction j where j.id = i.jurisdiction_id)
    or (i.receiver_id is not null and not exists (select from person p where p.id = i.receiver_id))
    or (i.post_id is not null and not exists (select from post p where p.id = i.post_id))
    or (i.moment_id is not null and not exists (select from moment m where m.id = i.moment_id))
    or (i.obligation_id is not null and not exists (select from obligation o where o.id = i.obligation_id))`,
  'a receiver has the same firing in two notices': `select cause_id from notice_item where cause_kind = 'firing' group by cause_id, receiver_id having count(*) > 1`,
  'a receiver has two digests of one moment':
    'select moment_id from notice where moment_id is not null group by moment_id, receiver_id having count(*) > 1',
  'a notice has not exactly one delivery': `select n.id from notice n left join delivery d on d.notice_id = n.id
    group by n.id having count(d.id) <> 1`,
  'an obligation is twice in one kind of instrument': `select x.obligation_id from instrument_item x join instrument i on i.id = x.instrument_id
    where x.obligation_id is not null group by x.obligation_id, i.kind having count(*) > 1`,
  'a number is given twice':
    'select number from instrument where number is not null group by jurisdiction_id, kind, number having count(*) > 1',
};

/** What is wrong with what the clock did; empty: each rung is there once, each digest is there once, nothing is left. */
export async function faultsOfClock(database: DataSource, rungKeys: readonly string[], obligations: number): Promise<string[]> {
  const faults: string[] = [];
  for (const [fault, query] of Object.entries(NO_ROWS)) {
    const rows = await database.query<object[]>(query);
    if (rows.length > 0) faults.push(`${fault}: ${rows.length} times, such as ${JSON.stringify(rows[0])}`);
  }
  for (const key of rungKeys) {
    const [row] = await database.query<{ n: number }[]>('select count(*)::int as n from rung_record where rung_key = $1', [key]);
    if (row?.n !== obligations) faults.push(`${key} is recorded ${row?.n} times for ${obligations} obligations`);
  }
  return faults;
}
