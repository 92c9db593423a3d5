import type { DataSource } from 'typeorm';

/** Any fixed number will do; it names the migration lock. */
const MIGRATION_LOCK = 4_021_887;

/** The application's own role: it can read and write, but neither change nor remove an event (design section 11). */
export const APPLICATION_ROLE = 'duban_app';

/** Brings the schema up to date, one process at a time. Run by a step of its own, never at an application's start. */
export async function migrate(database: DataSource): Promise<readonly string[]> {
  const runner = database.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await database.runMigrations({ transaction: 'each' });
    await grantApplicationRole(database);
    return done.map((migration) => migration.name);
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await runner.release();
  }
}

async function grantApplicationRole(database: DataSource): Promise<void> {
  await database.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${APPLICATION_ROLE}') then create role ${APPLICATION_ROLE} nologin; end if;
  end $$`);
  await database.query(`grant usage on schema public to ${APPLICATION_ROLE}`);
  await database.query(`grant select, insert, update, delete on all tables in schema public to ${APPLICATION_ROLE}`);
  await database.query(`revoke update, delete, truncate on event, event_seal from ${APPLICATION_ROLE}`);
}
