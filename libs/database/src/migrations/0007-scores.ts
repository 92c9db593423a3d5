import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 考核计分: the rules by version, points given by hand, published rounds and the appeals against them. */
export class Scores1700000000007 implements MigrationInterface {
  readonly name = 'Scores1700000000007';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.query(`drop table ${table}`);
  }
}

const TABLES = ['score_scheme', 'score_award', 'score_round', 'score_appeal'] as const;

const UP: readonly string[] = [
  `create table score_scheme (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    version int not null,
    body jsonb not null,
    made_at timestamptz not null,
    made_by uuid references person,
    constraint uq_score_scheme_version unique (jurisdiction_id, version)
  )`,
  `create table score_award (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid not null references plan,
    unit_id uuid not null references unit,
    rule_key text not null,
    points numeric not null,
    reason text not null,
    awarded_on date not null,
    given_at timestamptz not null,
    given_by uuid not null references person,
    withdrawn_at timestamptz,
    withdrawn_by uuid references person
  )`,
  `create index ix_score_award_plan on score_award (plan_id)`,
  // The sheets as they were published, whatever the facts become; what appeals change stands beside them.
  `create table score_round (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid not null references plan,
    scheme_id uuid not null references score_scheme,
    title text not null,
    as_of timestamptz not null,
    state text not null,
    content jsonb not null,
    appeal_until_on date not null,
    published_at timestamptz not null,
    published_by uuid not null references person,
    finalised_at timestamptz,
    finalised_by uuid references person,
    version int not null
  )`,
  `create index ix_score_round_plan on score_round (plan_id, published_at)`,
  `create table score_appeal (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    round_id uuid not null references score_round,
    unit_id uuid not null references unit,
    rule_key text not null,
    text text not null,
    state text not null,
    filed_at timestamptz not null,
    filed_by uuid not null references person,
    decided_at timestamptz,
    decided_by uuid references person,
    decision_text text,
    adjustment numeric,
    version int not null,
    constraint ck_appeal_decided_by_another check (decided_by is null or decided_by <> filed_by)
  )`,
  // One line of a unit is appealed against once.
  `create unique index uq_appeal_once on score_appeal (round_id, unit_id, rule_key)`,
];
