import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The annual report as a living thing: its layout, what was promised last year, what was written by hand, and to whom it was sent. */
export class AnnualReport1700000000006 implements MigrationInterface {
  readonly name = 'AnnualReport1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ['sent_note', 'sent_by', 'sent_at', 'sent_on', 'release', 'inputs']) {
      await runner.query(`alter table report drop column ${column}`);
    }
    for (const table of ['report_section_edit', 'report_commitment', 'report_setup']) await runner.query(`drop table ${table}`);
  }
}

const UP: readonly string[] = [
  `create table report_setup (
    plan_id uuid primary key references plan,
    jurisdiction_id uuid not null references jurisdiction,
    template jsonb,
    editions jsonb not null,
    -- Last year's report: its title, its parts as found, and the file.
    previous jsonb,
    previous_sha256 text references stored_file,
    changed_at timestamptz not null,
    changed_by uuid not null references person,
    version int not null
  )`,
  // A promise of last year's report; what became of it follows from its work point, or is what the office says.
  `create table report_commitment (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid not null references plan,
    position int not null,
    label text not null,
    text text not null,
    line int not null,
    work_point_id uuid references work_point,
    outcome text,
    note text not null,
    decided_at timestamptz,
    decided_by uuid references person,
    constraint uq_commitment_place unique (plan_id, position)
  )`,
  `create table report_section_edit (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid not null references plan,
    section_key text not null,
    base_text text not null,
    own_text text not null,
    state text not null,
    edited_at timestamptz not null,
    edited_by uuid not null references person,
    ended_at timestamptz,
    ended_by uuid references person
  )`,
  `create unique index uq_edit_standing on report_section_edit (plan_id, section_key) where state = 'standing'`,
  // What a version was composed with, and by which release: enough to compose it again.
  `alter table report add column inputs jsonb`,
  `alter table report add column release text`,
  `alter table report add column sent_on date`,
  `alter table report add column sent_at timestamptz`,
  `alter table report add column sent_by uuid references person`,
  `alter table report add column sent_note text`,
];
