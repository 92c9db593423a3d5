import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What happens to one share and its clock: the due day that a return names stands beside the signature that named it; a task has
 * milestones (阶段节点), and what is filed for them is kept with what the office sent back.
 */
export class ShareClock1700000000011 implements MigrationInterface {
  readonly name = 'ShareClock1700000000011';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP: readonly string[] = [
  'alter table signature add column return_due_on date',
  'alter table obligation add column name text',
  `create table milestone (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid not null references plan,
    task_id uuid not null references task,
    name text not null,
    due_on date not null,
    unit_id uuid references unit
  )`,
  `create unique index uq_milestone_once on milestone (task_id, name, coalesce(unit_id, task_id))`,
  `create table milestone_filing (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    obligation_id uuid not null references obligation,
    assignment_id uuid not null references assignment,
    text text not null,
    filed_at timestamptz not null,
    filed_by uuid not null references person,
    returned_at timestamptz,
    returned_by uuid references person,
    return_reason text,
    constraint ck_milestone_returned_by check ((returned_at is null) = (returned_by is null))
  )`,
  `create index ix_milestone_filing_assignment on milestone_filing (assignment_id)`,
  // One filing counts at a time: the next is made after the last was sent back.
  `create unique index uq_milestone_filing_counts on milestone_filing (obligation_id) where returned_at is null`,
];

const DOWN: readonly string[] = [
  'drop table milestone_filing',
  'drop table milestone',
  'alter table obligation drop column name',
  'alter table signature drop column return_due_on',
];
