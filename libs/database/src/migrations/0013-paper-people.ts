import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a paper names beside the office: who holds a 约谈, and whom a unit may ask. Both as they are printed. */
export class PaperPeople1700000000013 implements MigrationInterface {
  readonly name = 'PaperPeople1700000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table instrument add column chaired_by text, add column contact text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table instrument drop column contact, drop column chaired_by');
  }
}
