import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The foundation. Days are `date`, instants `timestamptz`; no business column has a default that reads a clock; every
 * business table has `jurisdiction_id`. Constraints are named after the rule they keep.
 */
export class Foundation1700000000001 implements MigrationInterface {
  readonly name = 'Foundation1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.query(`drop table ${table}`);
    await runner.query('drop function refuse_change()');
  }
}

/** In the order of their references; `down` drops them in reverse. */
const TABLES = [
  'jurisdiction',
  'unit',
  'unit_name',
  'unit_alias',
  'post',
  'person',
  'post_holding',
  'session',
  'work_calendar',
  'policy',
  'policy_version',
  'plan',
  'work_point',
  'task',
  'assignment',
  'obligation',
  'obligation_freeze',
  'due_change',
  'armed_rung',
  'rung_record',
  'sign_off',
  'sign_off_step',
  'signature',
  'progress_report',
  'indicator',
  'report_figure',
  'stored_file',
  'evidence',
  'extension',
  'instrument',
  'instrument_target',
  'instrument_item',
  'instrument_stage',
  'instrument_number',
  'rectification',
  'leader_activity',
  'report',
  'import_batch',
  'moment',
  'notice',
  'notice_item',
  'delivery',
  'event',
  'event_seal',
  'outbox',
  'command_key',
  'lease',
  'job',
] as const;

const UP: readonly string[] = [
  // ---- who ----
  `create table jurisdiction (
    id uuid primary key,
    name text not null,
    upper_id uuid references jurisdiction,
    -- Raised by whatever changes units, posts, people or holdings, so that a process may keep the roster it has read.
    roster_version int not null
  )`,
  `create table unit (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    official_order int not null,
    is_office boolean not null,
    leader_post_id uuid,
    stands_for_id uuid references jurisdiction,
    successor_id uuid references unit
  )`,
  `create table unit_name (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    unit_id uuid not null references unit,
    name text not null,
    from_on date not null,
    to_on date
  )`,
  `create index ix_unit_name on unit_name (unit_id, from_on)`,
  `create table unit_alias (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    unit_id uuid not null references unit,
    alias text not null,
    constraint uq_alias_once unique (jurisdiction_id, alias)
  )`,
  `create table post (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    unit_id uuid not null references unit,
    role text not null,
    title text not null,
    superior_post_id uuid references post
  )`,
  `create index ix_post_unit on post (unit_id)`,
  `create table person (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    name text not null,
    login text not null,
    password_hash text not null,
    disabled_at timestamptz,
    constraint uq_login unique (login)
  )`,
  `create table post_holding (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    post_id uuid not null references post,
    person_id uuid not null references person,
    kind text not null,
    from_on date not null,
    to_on date
  )`,
  `create index ix_post_holding on post_holding (post_id)`,
  `create index ix_holding_person on post_holding (person_id)`,
  // Sessions live by MachineClock: they are no business fact.
  `create table session (
    token_hash text primary key,
    person_id uuid not null references person,
    created_at timestamptz not null,
    expires_at timestamptz not null
  )`,

  // ---- calendars and policies ----
  `create table work_calendar (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    version int not null,
    body jsonb not null,
    loaded_at timestamptz not null,
    loaded_by uuid references person,
    constraint uq_calendar_version unique (jurisdiction_id, version)
  )`,
  `create table policy (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    key text not null,
    name text not null,
    constraint uq_policy_key unique (jurisdiction_id, key)
  )`,
  `create table policy_version (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    policy_id uuid not null references policy,
    version int not null,
    body jsonb not null,
    made_at timestamptz not null,
    made_by uuid references person,
    constraint uq_policy_version unique (policy_id, version)
  )`,

  // ---- plan, work point, task, assignment ----
  `create table plan (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    year int not null,
    kind text not null,
    title text not null,
    doc_number text,
    state text not null,
    version int not null,
    policy_version_id uuid not null references policy_version,
    calendar_id uuid not null references work_calendar,
    source jsonb not null,
    issued_at timestamptz,
    issued_by uuid references person,
    wrapped_up_at timestamptz,
    archived_at timestamptz
  )`,
  `create index ix_plan_jurisdiction on plan (jurisdiction_id, year)`,
  `create unique index uq_one_standing_plan on plan (jurisdiction_id) where kind = 'standing'`,
  `create table work_point (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid not null references plan,
    position int not null,
    chapter text not null,
    label text not null,
    path text not null,
    heading text not null,
    text text not null,
    source jsonb not null
  )`,
  `create index ix_work_point_plan on work_point (plan_id, position)`,
  `create table task (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid not null references plan,
    work_point_id uuid not null references work_point,
    position int not null,
    title text not null,
    deliverable text,
    deadline_kind text not null,
    deadline_phrase text,
    due_on date,
    original_due_on date,
    cycle text,
    answers_assignment_id uuid,
    version int not null
  )`,
  `create index ix_task_plan on task (plan_id, position)`,
  `create table assignment (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid not null references plan,
    task_id uuid not null references task,
    unit_id uuid not null references unit,
    leader_post_id uuid references post,
    role text not null,
    printed_role text not null,
    printed_unit text not null,
    state text not null,
    outcome text,
    due_on date,
    original_due_on date,
    received_at timestamptz,
    received_by uuid references person,
    completion_filed_at timestamptz,
    completion_filed_by uuid references person,
    completion_text text,
    struck_off_at timestamptz,
    struck_off_by uuid references person,
    reopened_from_id uuid references assignment,
    version int not null,
    constraint uq_unit_role_once unique (task_id, unit_id, role)
  )`,
  `create index ix_assignment_unit on assignment (unit_id, state)`,
  `create index ix_assignment_plan on assignment (plan_id)`,

  // ---- obligations and the clock ----
  `create table obligation (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    kind text not null,
    owner_kind text not null,
    owner_id uuid not null,
    task_id uuid references task,
    assignment_id uuid references assignment,
    instrument_id uuid,
    target_id uuid,
    sign_off_id uuid,
    stage_key text,
    period text,
    holder_unit_id uuid references unit,
    holder_post_id uuid references post,
    opened_at timestamptz not null,
    due_on date,
    due_at timestamptz,
    original_due_on date,
    due_version int not null,
    provisional boolean not null,
    state text not null,
    filed_at timestamptz,
    met_at timestamptz,
    met_by uuid references person,
    policy_version_id uuid not null references policy_version,
    calendar_id uuid not null references work_calendar,
    due_reason text not null
  )`,
  `create index ix_obligation_owner on obligation (owner_kind, owner_id, state)`,
  `create index ix_obligation_assignment on obligation (assignment_id)`,
  `create index ix_obligation_task on obligation (task_id)`,
  `create index ix_obligation_instrument on obligation (instrument_id)`,
  `create index ix_obligation_sign_off on obligation (sign_off_id)`,
  `create index ix_obligation_holder_unit on obligation (holder_unit_id) where state = 'open'`,
  `create index ix_obligation_holder_post on obligation (holder_post_id) where state = 'open'`,
  // A period is owed once by an assignment; a receipt and a completion once.
  `create unique index uq_obligation_once on obligation (assignment_id, kind, coalesce(period, '')) where assignment_id is not null and state <> 'void'`,
  `create table obligation_freeze (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    obligation_id uuid not null references obligation,
    kind text not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    cause_id uuid not null
  )`,
  `create unique index uq_freeze_open on obligation_freeze (obligation_id, kind) where closed_at is null`,
  // Each change of a due day with its reason and decider; `breached` says that the day left behind had passed with nothing filed.
  `create table due_change (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    obligation_id uuid not null references obligation,
    from_version int not null,
    from_due_on date,
    to_due_on date,
    reason text not null,
    breached boolean not null,
    changed_at timestamptz not null,
    changed_by uuid references person,
    constraint uq_due_change unique (obligation_id, from_version)
  )`,
  `create table armed_rung (
    obligation_id uuid not null references obligation,
    due_version int not null,
    rung_key text not null,
    jurisdiction_id uuid not null references jurisdiction,
    owner_kind text not null,
    owner_id uuid not null,
    task_id uuid,
    fire_at timestamptz not null,
    frozen boolean not null,
    constraint uq_armed_once primary key (obligation_id, due_version, rung_key)
  )`,
  // "What is next" of an owner, and "has this hour anything left" of a jurisdiction, each one index scan.
  `create index ix_armed_owner on armed_rung (owner_kind, owner_id, fire_at, obligation_id) where not frozen`,
  `create index ix_armed_jurisdiction on armed_rung (jurisdiction_id, fire_at) where not frozen`,
  `create table rung_record (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    obligation_id uuid not null references obligation,
    due_version int not null,
    rung_key text not null,
    outcome text not null,
    fire_at timestamptz not null,
    recorded_at timestamptz not null,
    late boolean not null,
    reason text not null,
    resolved_at timestamptz,
    resolved_by uuid references person,
    resolution text,
    constraint uq_rung_once unique (obligation_id, due_version, rung_key)
  )`,
  `create index ix_rung_record_held on rung_record (jurisdiction_id, recorded_at) where outcome = 'held' and resolved_at is null`,

  // ---- sign-off ----
  `create table sign_off (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid references plan,
    task_id uuid references task,
    subject_kind text not null,
    subject_id uuid not null,
    title text not null,
    chain jsonb not null,
    -- Whose posts sign, and by which policy and calendar later steps open: fixed when the sign-off starts.
    context jsonb not null,
    state text not null,
    step_position int not null,
    filed_by uuid not null references person,
    filed_unit_id uuid not null references unit,
    filed_at timestamptz not null,
    content_hash text not null,
    decided_at timestamptz,
    decided_by uuid references person,
    outcome_text text,
    round int not null,
    version int not null
  )`,
  `create unique index uq_sign_off_running on sign_off (subject_kind, subject_id) where state = 'running'`,
  `create table sign_off_step (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    sign_off_id uuid not null references sign_off,
    position int not null,
    step_key text not null,
    post_id uuid references post,
    state text not null,
    obligation_id uuid,
    opened_at timestamptz not null
  )`,
  `create index ix_step_sign_off on sign_off_step (sign_off_id, position)`,
  `create index ix_step_post on sign_off_step (post_id) where state = 'waiting'`,
  `create table signature (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    sign_off_id uuid not null references sign_off,
    step_id uuid not null references sign_off_step,
    post_id uuid not null references post,
    person_id uuid not null references person,
    on_behalf_of uuid references person,
    verdict text not null,
    opinion text not null,
    content_hash text not null,
    signed_at timestamptz not null,
    lapsed_at timestamptz,
    -- The signature of an earlier round that still holds because its content did not change.
    kept_from_id uuid references signature
  )`,
  `create unique index uq_one_verdict on signature (step_id, post_id) where lapsed_at is null`,

  // ---- what units report ----
  `create table progress_report (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid not null references plan,
    task_id uuid not null references task,
    assignment_id uuid not null references assignment,
    obligation_id uuid references obligation,
    period text,
    state text not null,
    text text not null,
    problems text not null,
    next_steps text not null,
    filed_at timestamptz not null,
    filed_by uuid not null references person,
    signed_at timestamptz,
    signed_by uuid references person,
    version int not null
  )`,
  `create index ix_progress_assignment on progress_report (assignment_id, filed_at)`,
  `create index ix_progress_plan on progress_report (plan_id) where state = 'signed'`,
  `create table indicator (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid not null references plan,
    task_id uuid references task,
    name text not null,
    kind text not null,
    unit text not null,
    target numeric,
    constraint uq_indicator unique (task_id, name)
  )`,
  `create table report_figure (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    progress_report_id uuid not null references progress_report,
    indicator_id uuid not null references indicator,
    value numeric,
    numerator numeric,
    denominator numeric,
    constraint uq_figure_once unique (progress_report_id, indicator_id),
    constraint ck_figure_shape check ((value is not null) <> (denominator is not null))
  )`,
  `create index ix_figure_indicator on report_figure (indicator_id)`,
  // The content lies in the data folder under its SHA-256.
  `create table stored_file (
    sha256 text primary key,
    size int not null,
    media_type text not null,
    stored_at timestamptz not null
  )`,
  `create table evidence (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    sha256 text not null references stored_file,
    file_name text not null,
    subject_kind text not null,
    subject_id uuid not null,
    task_id uuid references task,
    assignment_id uuid references assignment,
    added_at timestamptz not null,
    added_by uuid not null references person
  )`,
  `create index ix_evidence_subject on evidence (subject_kind, subject_id)`,
  `create table extension (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    obligation_id uuid not null references obligation,
    assignment_id uuid not null references assignment,
    asked_until_on date not null,
    reason text not null,
    state text not null,
    asked_at timestamptz not null,
    asked_by uuid not null references person,
    decided_at timestamptz,
    decided_by uuid references person,
    granted_until_on date
  )`,
  `create unique index uq_extension_open on extension (obligation_id) where state = 'asked'`,

  // ---- instruments ----
  `create table instrument (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid references plan,
    kind text not null,
    title text not null,
    grounds text not null,
    requirements text not null,
    -- 'inbox': placed in the unit's inbox at 签发; 'byHand': handed over on a day that is recorded later.
    service text not null,
    state text not null,
    stage_key text not null,
    group_key text,
    number text,
    number_year int,
    number_serial int,
    opened_at timestamptz not null,
    opened_by uuid references person,
    issued_at timestamptz,
    issued_by uuid references person,
    closed_at timestamptz,
    meeting_at timestamptz,
    meeting_place text,
    preceding_id uuid references instrument,
    merged_into_id uuid references instrument,
    policy_version_id uuid not null references policy_version,
    version int not null,
    constraint uq_instrument_number unique (jurisdiction_id, kind, number_year, number_serial)
  )`,
  // One collecting draft for each group: a firing joins it or opens it (design section 6).
  `create unique index uq_collecting_draft on instrument (jurisdiction_id, plan_id, kind, group_key) nulls not distinct where state = 'collecting'`,
  `create table instrument_target (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    instrument_id uuid not null references instrument,
    unit_id uuid not null references unit,
    stage_key text not null,
    state text not null,
    outcome text,
    served_at timestamptz,
    received_at timestamptz,
    closed_at timestamptz,
    version int not null,
    constraint uq_target_once unique (instrument_id, unit_id)
  )`,
  `create index ix_target_unit on instrument_target (unit_id)`,
  `create table instrument_item (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    instrument_id uuid not null references instrument,
    target_id uuid references instrument_target,
    obligation_id uuid references obligation,
    -- Deferred: the item says whether its rung is recorded as fired or as skipped, so it is written first.
    rung_record_id uuid references rung_record deferrable initially deferred,
    task_id uuid references task,
    assignment_id uuid references assignment,
    text text not null,
    state text not null,
    outcome text,
    added_at timestamptz not null,
    ended_at timestamptz,
    end_reason text,
    constraint uq_item_by_firing unique (rung_record_id)
  )`,
  `create index ix_item_instrument on instrument_item (instrument_id)`,
  `create index ix_item_obligation on instrument_item (obligation_id)`,
  // What was done at a stage: answer, minutes, plan, attendance, acceptance … append-only beside the stage keys above.
  `create table instrument_stage (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    instrument_id uuid not null references instrument,
    target_id uuid references instrument_target,
    stage_key text not null,
    payload jsonb not null,
    done_at timestamptz not null,
    done_by uuid not null references person,
    done_by_second uuid references person
  )`,
  `create index ix_stage_instrument on instrument_stage (instrument_id, done_at)`,
  `create table instrument_number (
    jurisdiction_id uuid not null references jurisdiction,
    kind text not null,
    year int not null,
    last_serial int not null,
    constraint pk_instrument_number primary key (jurisdiction_id, kind, year)
  )`,
  `create table rectification (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid references plan,
    source_kind text not null,
    source_id uuid,
    unit_id uuid not null references unit,
    problem text not null,
    cause text not null,
    measure text not null,
    due_on date,
    state text not null,
    opened_at timestamptz not null,
    done_at timestamptz,
    done_by uuid references person,
    struck_off_at timestamptz,
    struck_off_by uuid references person,
    reopened_from_id uuid references rectification,
    version int not null,
    constraint ck_independent_check check (struck_off_by is null or done_by is null or struck_off_by <> done_by)
  )`,
  // Meetings, studies and instructions of the leaders (第一责任人), the source of the report's third part.
  `create table leader_activity (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid not null references plan,
    kind text not null,
    held_on date not null,
    text text not null,
    post_id uuid references post,
    recorded_at timestamptz not null,
    recorded_by uuid not null references person
  )`,

  // ---- reports and imports ----
  `create table report (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid not null references plan,
    kind text not null,
    edition text not null,
    state text not null,
    as_of timestamptz not null,
    content jsonb not null,
    content_hash text not null,
    sha256 text references stored_file,
    drafted_at timestamptz not null,
    drafted_by uuid references person,
    frozen_at timestamptz,
    version int not null
  )`,
  `create table import_batch (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    plan_id uuid references plan,
    file_name text not null,
    sha256 text not null,
    year int not null,
    state text not null,
    content jsonb not null,
    made_at timestamptz not null,
    made_by uuid not null references person,
    version int not null
  )`,

  // ---- notices ----
  // machine_* columns are MachineClock: they serve the ten-minute limit and the lease only.
  `create table moment (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    hour_at timestamptz not null,
    late boolean not null,
    machine_opened_at timestamptz not null,
    closing_at timestamptz,
    closed_at timestamptz
  )`,
  `create unique index uq_moment_open on moment (jurisdiction_id, hour_at) where closing_at is null`,
  `create index ix_moment_unclosed on moment (jurisdiction_id) where closed_at is null`,
  `create table notice (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    moment_id uuid references moment,
    receiver_id uuid references person,
    kind text not null,
    title text not null,
    made_at timestamptz not null,
    read_at timestamptz
  )`,
  `create unique index uq_one_digest on notice (moment_id, receiver_id) nulls not distinct where moment_id is not null`,
  `create index ix_notice_receiver on notice (receiver_id, made_at)`,
  `create table notice_item (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    cause_id uuid not null,
    cause_kind text not null,
    receiver_id uuid references person,
    post_id uuid references post,
    path text not null,
    moment_id uuid references moment,
    notice_id uuid references notice,
    subject_kind text not null,
    subject_id uuid not null,
    obligation_id uuid,
    text text not null,
    made_at timestamptz not null,
    -- Why the sender left it out of its notice: done or frozen between the firing and the sending.
    drop_reason text,
    constraint uq_item_by_cause unique nulls not distinct (cause_id, receiver_id)
  )`,
  `create index ix_notice_item_moment on notice_item (moment_id) where notice_id is null`,
  `create index ix_notice_item_notice on notice_item (notice_id)`,
  `create table delivery (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    notice_id uuid not null references notice,
    channel text not null,
    state text not null,
    attempts int not null,
    next_at timestamptz,
    leased_until timestamptz,
    settled_at timestamptz,
    detail text not null,
    constraint uq_delivery_once unique (notice_id, channel)
  )`,
  `create index ix_delivery_waiting on delivery (next_at) where state = 'waiting'`,

  // ---- the record ----
  `create table event (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    type text not null,
    schema int not null,
    at timestamptz not null,
    plan_id uuid,
    task_id uuid,
    subject_kind text not null,
    subject_id uuid not null,
    person_id uuid,
    post_id uuid,
    on_behalf_of uuid,
    command_id uuid,
    data jsonb not null,
    -- The inserting transaction: whatever is older than every running one is final, so the sealer can go by it.
    tx xid8 not null default pg_current_xact_id()
  )`,
  `create index ix_event_tx on event (tx, id)`,
  `create index ix_event_task on event (task_id, at)`,
  `create index ix_event_subject on event (subject_id, at)`,
  `create index ix_event_plan on event (plan_id, at)`,
  `create table event_seal (
    position bigint primary key,
    event_id uuid not null,
    previous_hash text not null,
    hash text not null,
    sealed_at timestamptz not null,
    constraint uq_sealed_once unique (event_id)
  )`,
  `create function refuse_change() returns trigger language plpgsql as $$
    begin raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege'; end $$`,
  `create trigger event_append_only before update or delete or truncate on event for each statement execute function refuse_change()`,
  `create trigger event_seal_append_only before update or delete or truncate on event_seal for each statement execute function refuse_change()`,
  `create table outbox (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    owner_kind text not null,
    owner_id uuid not null,
    event_id uuid,
    state text not null,
    leased_until timestamptz,
    attempts int not null,
    told_at timestamptz
  )`,
  `create index ix_outbox_waiting on outbox (owner_kind, owner_id) where state = 'waiting'`,
  `create table command_key (
    person_id uuid not null,
    route text not null,
    key text not null,
    body_hash text not null,
    answer jsonb,
    made_at timestamptz not null,
    constraint pk_command_key primary key (person_id, route, key)
  )`,
  // MachineClock only.
  `create table lease (
    name text primary key,
    holder text not null,
    until timestamptz not null
  )`,
  `create table job (
    id uuid primary key,
    jurisdiction_id uuid not null references jurisdiction,
    kind text not null,
    state text not null,
    payload jsonb not null,
    progress jsonb not null,
    made_at timestamptz not null,
    leased_until timestamptz
  )`,
];
