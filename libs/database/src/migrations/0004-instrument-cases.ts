import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an instrument's case needs beyond its stages: requests of a target (延期, 异议), publication, an outside limit to answer,
 * the period and the facts of a 通报; an office's own layouts of papers; and the ledger columns of the 整改问题清单.
 */
export class InstrumentCases1700000000004 implements MigrationInterface {
  readonly name = 'InstrumentCases1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `alter table instrument
    add column is_public boolean not null default false,
    add column answer_by_on date,
    add column period text,
    add column facts jsonb,
    add column facts_at timestamptz`,
  // A default is for the rows that are there; what is written from now on says it itself.
  `alter table instrument alter column is_public drop default`,
  // The bulletin of a period is made once, however often a worker starts; a refused or withdrawn one may be made again.
  `create unique index uq_bulletin_period on instrument (plan_id, kind, period)
     where period is not null and state not in ('refused', 'withdrawn', 'ended', 'merged')`,
  `create table instrument_request (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    instrument_id uuid not null references instrument,
    target_id uuid not null references instrument_target,
    -- The stage whose day is to move; null where the paper itself is objected to.
    obligation_id uuid references obligation,
    kind text not null,
    stage_key text,
    until_on date,
    reason text not null,
    state text not null,
    asked_at timestamptz not null,
    asked_by uuid not null references person,
    decided_at timestamptz,
    decided_by uuid references person,
    opinion text,
    constraint ck_request_decided_by_another check (kind <> 'objection' or decided_by is null or decided_by <> asked_by)
  )`,
  `create index ix_request_instrument on instrument_request (instrument_id)`,
  `create unique index uq_request_open on instrument_request (target_id, kind) where state = 'asked'`,
  `create table paper_layout (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    paper text not null,
    version int not null,
    layout jsonb not null,
    made_at timestamptz not null,
    made_by uuid not null references person,
    constraint uq_paper_layout_version unique (jurisdiction_id, paper, version)
  )`,
  `alter table rectification
    add column goal text not null default '',
    add column owner text not null default '',
    add column nature text not null default 'normal',
    add column source_note text not null default '',
    add column check_text text`,
  `alter table rectification
    alter column goal drop default,
    alter column owner drop default,
    alter column nature drop default,
    alter column source_note drop default`,
  `create index ix_rectification_ledger on rectification (jurisdiction_id, id)`,
  `create index ix_rectification_source on rectification (source_id)`,
];

const DOWN = [
  `drop index ix_rectification_source`,
  `drop index ix_rectification_ledger`,
  `alter table rectification drop column check_text, drop column source_note, drop column nature, drop column owner, drop column goal`,
  `drop table paper_layout`,
  `drop table instrument_request`,
  `drop index uq_bulletin_period`,
  `alter table instrument drop column facts_at, drop column facts, drop column period, drop column answer_by_on, drop column is_public`,
];
