import 'reflect-metadata';
import { types } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import * as entities from './entities';
import { migrations } from './migrations';

// A day is a string from the column to the screen (H12): without this `pg` would make a local-time Date of it.
const DATE_OID = 1082;
types.setTypeParser(DATE_OID, (text) => text);

export interface DatabaseSettings {
  readonly url: string;
  /** Connections of this process. */
  readonly poolSize?: number;
}

/** The one set of options for the applications, the command line and the tests. There is no `synchronize`. */
export function dataSourceOptions(settings: DatabaseSettings): DataSourceOptions {
  return {
    type: 'postgres',
    url: settings.url,
    entities: Object.values(entities),
    migrations: [...migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    poolSize: settings.poolSize ?? 10,
    applicationName: 'duban',
    parseInt8: false,
    // Statements given together go out together: see transaction.ts.
    extra: { options: '-c timezone=UTC', idle_in_transaction_session_timeout: 30_000, pipeline: true },
  };
}

/** Opens the pool. The caller destroys it. */
export function connectDatabase(settings: DatabaseSettings): Promise<DataSource> {
  return new DataSource(dataSourceOptions(settings)).initialize();
}
