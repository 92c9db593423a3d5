import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 调整: numbered amendments of issued plans, and the lines of each with the text before. */
export class PlanAmendments1700000000010 implements MigrationInterface {
  readonly name = 'PlanAmendments1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table amendment_line');
    await runner.query('drop table plan_amendment');
    await runner.query('drop index uq_unit_role_once');
    // Stops where a unit was taken off a task and put on it again: that fact has no place in the schema before.
    await runner.query('alter table assignment add constraint uq_unit_role_once unique (task_id, unit_id, role)');
  }
}

const UP: readonly string[] = [
  `create table plan_amendment (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid not null references plan,
    number int,
    basis text not null,
    reason text not null,
    decided_on date not null,
    state text not null,
    drafted_at timestamptz not null,
    drafted_by uuid not null references person,
    effective_at timestamptz,
    version int not null,
    constraint uq_amendment_number unique (plan_id, number),
    constraint ck_amendment_numbered check ((state = 'inForce') = (number is not null) and (number is null) = (effective_at is null))
  )`,
  `create table amendment_line (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid not null references plan,
    amendment_id uuid not null references plan_amendment,
    position int not null,
    kind text not null,
    task_id uuid references task,
    change jsonb not null,
    state text not null,
    before jsonb,
    made jsonb,
    lapse_reason jsonb
  )`,
  `create index ix_amendment_line_amendment on amendment_line (amendment_id)`,
  `create index ix_amendment_line_task on amendment_line (task_id)`,
  `create index ix_amendment_line_plan on amendment_line (plan_id)`,
  // A unit whose share was taken away may be put on the task again.
  `alter table assignment drop constraint uq_unit_role_once`,
  `create unique index uq_unit_role_once on assignment (task_id, unit_id, role) where state <> 'cancelled'`,
];
