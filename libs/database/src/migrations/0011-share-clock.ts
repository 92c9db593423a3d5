import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happens to one share and its clock: the due day that a return names stands beside the signature that named it. */
export class ShareClock1700000000011 implements MigrationInterface {
  readonly name = 'ShareClock1700000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table signature add column return_due_on date');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table signature drop column return_due_on');
  }
}
