import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A record of what a leader did is corrected by a further record that names the one it stands for, so that the first stays as
 * it was written and a report as of an earlier moment reads what stood then.
 */
export class LeaderCorrections1700000000014 implements MigrationInterface {
  readonly name = 'LeaderCorrections1700000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table leader_activity add column corrects_id uuid references leader_activity, add column correction_reason text,
         add constraint ck_correction_has_reason check ((corrects_id is null) = (correction_reason is null))`,
    );
    // A record is corrected once; what is wrong with the correction is corrected in its turn.
    await runner.query('create unique index uq_corrected_once on leader_activity (corrects_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index uq_corrected_once');
    await runner.query('alter table leader_activity drop column correction_reason, drop column corrects_id');
  }
}
