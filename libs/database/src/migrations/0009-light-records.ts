import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the clock writes by the ten thousand at one moment refers to nothing by a constraint any more: event (which never named
 * its subjects so), notice_item, rung_record and instrument_item keep only the references that hold a case together. A foreign
 * key is checked row by row, and these checks took half of the time of a moment's rows; what they point at is read and locked
 * by the writing transaction, and no unit, post, person, task or obligation with an event is ever deleted.
 *
 * An item of a moment carries the id of its digest from the start (`digestIdOf`), so that closing a moment rewrites no item.
 */
export class LightRecords1700000000009 implements MigrationInterface {
  readonly name = 'LightRecords1700000000009';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of REFERENCES) {
      await runner.query(`alter table ${table} drop constraint ${table}_${column}_fkey`);
    }
    await runner.query('drop index ix_notice_item_moment');
    await runner.query('create index ix_notice_item_moment on notice_item (moment_id, notice_id) where moment_id is not null');
    // Asked for by every filing and by every look at an assignment.
    await runner.query('create index ix_sign_off_subject on sign_off (subject_id)');
    await runner.query('create index ix_extension_assignment on extension (assignment_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ix_extension_assignment');
    await runner.query('drop index ix_sign_off_subject');
    await runner.query('drop index ix_notice_item_moment');
    // Items whose digest is still to be written had no notice before.
    await runner.query(
      'update notice_item i set notice_id = null where not exists (select from notice n where n.id = i.notice_id)',
    );
    await runner.query('create index ix_notice_item_moment on notice_item (moment_id) where notice_id is null');
    for (const [table, column, referenced, more = ''] of REFERENCES) {
      await runner.query(
        `alter table ${table} add constraint ${table}_${column}_fkey foreign key (${column}) references ${referenced} ${more}`,
      );
    }
  }
}

const REFERENCES: readonly (readonly [table: string, column: string, referenced: string, more?: string])[] = [
  ['event', 'jurisdiction_id', 'jurisdiction'],
  ['rung_record', 'jurisdiction_id', 'jurisdiction'],
  ['notice_item', 'jurisdiction_id', 'jurisdiction'],
  ['notice_item', 'receiver_id', 'person'],
  ['notice_item', 'post_id', 'post'],
  ['notice_item', 'moment_id', 'moment'],
  ['notice_item', 'notice_id', 'notice'],
  ['instrument_item', 'jurisdiction_id', 'jurisdiction'],
  ['instrument_item', 'rung_record_id', 'rung_record', 'deferrable initially deferred'],
  ['instrument_item', 'task_id', 'task'],
  ['instrument_item', 'assignment_id', 'assignment'],
];
