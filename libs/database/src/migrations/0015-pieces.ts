import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * 单位内分解: who shared a piece out and how it ended. What it is, who holds it and by when are its obligation's (kind `piece`).
 */
export class Pieces1700000000015 implements MigrationInterface {
  readonly name = 'Pieces1700000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table piece (
        id uuid primary key references obligation,
        jurisdiction_id uuid not null references jurisdiction,
        assignment_id uuid not null references assignment,
        opened_by uuid not null references person,
        ended_as text,
        ended_note text,
        ended_at timestamptz,
        ended_by uuid references person,
        constraint ck_piece_ended_as check (ended_as in ('done', 'withdrawn')),
        constraint ck_piece_ended_whole check ((ended_as is null) = (ended_at is null) and (ended_as is null) = (ended_by is null)),
        constraint ck_piece_withdrawn_for_grounds check (ended_as is distinct from 'withdrawn' or ended_note is not null)
      )`,
    );
    await runner.query('create index ix_piece_assignment on piece (assignment_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    // The earlier rules know no piece: none stays owed, and none tells anybody anything.
    await runner.query(`delete from armed_rung where obligation_id in (select id from piece)`);
    await runner.query(`update obligation set state = 'void' where state = 'open' and id in (select id from piece)`);
    await runner.query('drop table piece');
  }
}
