import type { DataSource } from 'typeorm';
import { APPLICATION_ROLE } from './migrate';

/** The login of the API and the worker: it has the application role's rights and no others. */
const APPLICATION_LOGIN = 'duban_service';

/**
 * Makes sure of the application's own login with this password and gives the address under which the API and the worker
 * connect. Needs a superuser's or a role owner's connection.
 */
export async function ensureApplicationLogin(database: DataSource, ownerUrl: string, password: string): Promise<string> {
  if (!/^[\w-]{16,}$/.test(password)) throw new Error('the password of the application login must be 16 or more word characters');
  await database.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${APPLICATION_LOGIN}') then create role ${APPLICATION_LOGIN} login; end if;
  end $$`);
  await database.query(`alter role ${APPLICATION_LOGIN} with login password '${password}'`);
  await database.query(`grant ${APPLICATION_ROLE} to ${APPLICATION_LOGIN}`);
  const url = new URL(ownerUrl);
  url.username = APPLICATION_LOGIN;
  url.password = password;
  return url.href;
}
