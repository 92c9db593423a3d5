import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drafts of policies, and what each rewriting job moved: one line for each obligation that it came to. */
export class Policies1700000000002 implements MigrationInterface {
  readonly name = 'Policies1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table job_line');
    await runner.query('drop index ix_job_unfinished');
    await runner.query('drop table policy_draft');
  }
}

const UP: readonly string[] = [
  // The one thing here that may be deleted: nothing counts by a draft.
  `create table policy_draft (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    policy_id uuid not null references policy,
    -- The version that it was begun from; none for a policy that has no version yet.
    base_version_id uuid references policy_version,
    body jsonb not null,
    version int not null,
    edited_at timestamptz not null,
    edited_by uuid not null references person,
    constraint uq_policy_draft unique (policy_id)
  )`,
  `create index ix_job_unfinished on job (jurisdiction_id, made_at) where state <> 'done'`,
  `create table job_line (
    job_id uuid not null references job,
    obligation_id uuid not null references obligation,
    jurisdiction_id uuid not null references jurisdiction,
    outcome text not null,
    data jsonb not null,
    made_at timestamptz not null,
    constraint pk_job_line primary key (job_id, obligation_id)
  )`,
];
