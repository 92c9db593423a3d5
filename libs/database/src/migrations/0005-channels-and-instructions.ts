import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Outgoing channels with each person's address, what became of a delivery on the platform, what the office has settled of what
 * reached nobody, and leaders' instructions (批示).
 */
export class ChannelsAndInstructions1700000000005 implements MigrationInterface {
  readonly name = 'ChannelsAndInstructions1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP: readonly string[] = [
  `create table channel (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    -- Stands in delivery.channel; never used again for another channel.
    key text not null,
    kind text not null,
    name text not null,
    settings jsonb not null,
    -- A password, a signing key or an app's secret: read by the sender only.
    secret text,
    -- What the platform takes in a minute.
    per_minute int not null,
    active boolean not null,
    changed_at timestamptz not null,
    changed_by uuid references person,
    version int not null,
    constraint uq_channel_key unique (jurisdiction_id, key),
    constraint ck_channel_pace check (per_minute > 0)
  )`,
  `create table channel_address (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    channel_id uuid not null references channel,
    person_id uuid not null references person,
    address text not null,
    -- The platform knows no such person: nothing more is sent until the address is written anew.
    refused_at timestamptz,
    refused_code text,
    constraint uq_address_once unique (channel_id, person_id)
  )`,
  `create index ix_address_person on channel_address (person_id)`,
  `alter table delivery
    add column platform_code text,
    add column message_ref text,
    -- MachineClock: when it was last handed to the platform, for the pace.
    add column machine_sent_at timestamptz,
    add column resolved_at timestamptz,
    add column resolved_by uuid references person`,
  `create index ix_delivery_pace on delivery (jurisdiction_id, channel, machine_sent_at) where machine_sent_at is not null`,
  `create index ix_delivery_failed on delivery (jurisdiction_id, settled_at) where state in ('failed', 'unknown') and resolved_at is null`,
  `alter table notice_item
    add column resolved_at timestamptz,
    add column resolved_by uuid references person`,
  `create index ix_item_nobody on notice_item (jurisdiction_id, made_at) where receiver_id is null and resolved_at is null`,
  `create table instruction (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    post_id uuid not null references post,
    person_id uuid not null references person,
    on_behalf_of uuid references person,
    text text not null,
    due_on date,
    given_at timestamptz not null,
    -- What it was written on: a sign-off, a task, an instrument; both null where it stands alone.
    source_kind text,
    source_id uuid,
    state text not null,
    opened_kind text,
    opened_id uuid,
    settled_at timestamptz,
    settled_by uuid references person,
    outcome_text text,
    version int not null
  )`,
  `create index ix_instruction_waiting on instruction (jurisdiction_id, given_at) where state = 'given'`,
  `create index ix_instruction_source on instruction (source_id)`,
];

const DOWN: readonly string[] = [
  `drop table instruction`,
  `drop index ix_item_nobody`,
  `alter table notice_item drop column resolved_at, drop column resolved_by`,
  `drop index ix_delivery_failed`,
  `drop index ix_delivery_pace`,
  `alter table delivery drop column platform_code, drop column message_ref, drop column machine_sent_at,
    drop column resolved_at, drop column resolved_by`,
  `drop table channel_address`,
  `drop table channel`,
];
