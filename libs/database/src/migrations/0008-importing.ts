import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The administrative division's code of a jurisdiction (行政区划代码), and what a person has changed in an import before it is
 * confirmed: the corrections lie beside what was read, so that reading the file again with other columns loses none of them.
 */
export class Importing1700000000008 implements MigrationInterface {
  readonly name = 'Importing1700000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table jurisdiction add column code text');
    await runner.query('alter table jurisdiction add constraint uq_jurisdiction_code unique (code)');
    for (const column of ['corrections', 'preview']) {
      await runner.query(`alter table import_batch add column ${column} jsonb`);
    }
    await runner.query(`update import_batch set corrections = '{"rows":{},"units":{}}', preview = '[]'`);
    for (const column of ['corrections', 'preview']) {
      await runner.query(`alter table import_batch alter column ${column} set not null`);
    }
    await runner.query('create index ix_import_jurisdiction on import_batch (jurisdiction_id, year, made_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ix_import_jurisdiction');
    await runner.query('alter table import_batch drop column preview, drop column corrections');
    await runner.query('alter table jurisdiction drop column code');
  }
}
