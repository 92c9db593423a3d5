import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('instrument')
export class InstrumentRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid', nullable: true })
  planId!: string | null;
  @Column({ name: 'kind', type: 'text' })
  kind!: string;
  @Column({ name: 'title', type: 'text' })
  title!: string;
  @Column({ name: 'grounds', type: 'text' })
  grounds!: string;
  @Column({ name: 'requirements', type: 'text' })
  requirements!: string;
  @Column({ name: 'service', type: 'text' })
  service!: string;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'stage_key', type: 'text' })
  stageKey!: string;
  @Column({ name: 'group_key', type: 'text', nullable: true })
  groupKey!: string | null;
  @Column({ name: 'number', type: 'text', nullable: true })
  number!: string | null;
  @Column({ name: 'number_year', type: 'int', nullable: true })
  numberYear!: number | null;
  @Column({ name: 'number_serial', type: 'int', nullable: true })
  numberSerial!: number | null;
  @Column({ name: 'opened_at', type: 'timestamptz' })
  openedAt!: Date;
  @Column({ name: 'opened_by', type: 'uuid', nullable: true })
  openedBy!: string | null;
  @Column({ name: 'issued_at', type: 'timestamptz', nullable: true })
  issuedAt!: Date | null;
  @Column({ name: 'issued_by', type: 'uuid', nullable: true })
  issuedBy!: string | null;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;
  @Column({ name: 'meeting_at', type: 'timestamptz', nullable: true })
  meetingAt!: Date | null;
  @Column({ name: 'meeting_place', type: 'text', nullable: true })
  meetingPlace!: string | null;
  @Column({ name: 'preceding_id', type: 'uuid', nullable: true })
  precedingId!: string | null;
  @Column({ name: 'merged_into_id', type: 'uuid', nullable: true })
  mergedIntoId!: string | null;
  @Column({ name: 'policy_version_id', type: 'uuid' })
  policyVersionId!: string;
  @Column({ name: 'version', type: 'int' })
  version!: number;
  /** Made public where the policy of the place or the case asks for it (挂牌公开). */
  @Column({ name: 'is_public', type: 'boolean' })
  isPublic!: boolean;
  /** The day until which whoever sent the paper wants the answer; null: the policy's limit. */
  @Column({ name: 'answer_by_on', type: 'date', nullable: true })
  answerByOn!: string | null;
  /** `2026-03`, `2026-H1`: the period of a periodic 通报. */
  @Column({ name: 'period', type: 'text', nullable: true })
  period!: string | null;
  /** What a 通报 says, as of `factsAt`. */
  @Column({ name: 'facts', type: 'jsonb', nullable: true })
  facts!: unknown;
  @Column({ name: 'facts_at', type: 'timestamptz', nullable: true })
  factsAt!: Date | null;
  /** 约谈人, as printed. */
  @Column({ name: 'chaired_by', type: 'text', nullable: true })
  chairedBy!: string | null;
  /** 联系人, as printed. */
  @Column({ name: 'contact', type: 'text', nullable: true })
  contact!: string | null;
}

@Entity('instrument_target')
export class InstrumentTargetRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'instrument_id', type: 'uuid' })
  instrumentId!: string;
  @Column({ name: 'unit_id', type: 'uuid' })
  unitId!: string;
  @Column({ name: 'stage_key', type: 'text' })
  stageKey!: string;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'outcome', type: 'text', nullable: true })
  outcome!: string | null;
  @Column({ name: 'served_at', type: 'timestamptz', nullable: true })
  servedAt!: Date | null;
  @Column({ name: 'received_at', type: 'timestamptz', nullable: true })
  receivedAt!: Date | null;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;
  @Column({ name: 'version', type: 'int' })
  version!: number;
}

@Entity('instrument_item')
export class InstrumentItemRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'instrument_id', type: 'uuid' })
  instrumentId!: string;
  @Column({ name: 'target_id', type: 'uuid', nullable: true })
  targetId!: string | null;
  @Column({ name: 'obligation_id', type: 'uuid', nullable: true })
  obligationId!: string | null;
  @Column({ name: 'rung_record_id', type: 'uuid', nullable: true })
  rungRecordId!: string | null;
  @Column({ name: 'task_id', type: 'uuid', nullable: true })
  taskId!: string | null;
  @Column({ name: 'assignment_id', type: 'uuid', nullable: true })
  assignmentId!: string | null;
  @Column({ name: 'text', type: 'text' })
  text!: string;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'outcome', type: 'text', nullable: true })
  outcome!: string | null;
  @Column({ name: 'added_at', type: 'timestamptz' })
  addedAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason!: string | null;
}

@Entity('instrument_stage')
export class InstrumentStageRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'instrument_id', type: 'uuid' })
  instrumentId!: string;
  @Column({ name: 'target_id', type: 'uuid', nullable: true })
  targetId!: string | null;
  @Column({ name: 'stage_key', type: 'text' })
  stageKey!: string;
  @Column({ name: 'payload', type: 'jsonb' })
  payload!: unknown;
  @Column({ name: 'done_at', type: 'timestamptz' })
  doneAt!: Date;
  @Column({ name: 'done_by', type: 'uuid' })
  doneBy!: string;
  @Column({ name: 'done_by_second', type: 'uuid', nullable: true })
  doneBySecond!: string | null;
}

@Entity('instrument_request')
export class InstrumentRequestRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'instrument_id', type: 'uuid' })
  instrumentId!: string;
  @Column({ name: 'target_id', type: 'uuid' })
  targetId!: string;
  @Column({ name: 'obligation_id', type: 'uuid', nullable: true })
  obligationId!: string | null;
  /** `extension` of a stage, or `objection` to the paper. */
  @Column({ name: 'kind', type: 'text' })
  kind!: string;
  @Column({ name: 'stage_key', type: 'text', nullable: true })
  stageKey!: string | null;
  @Column({ name: 'until_on', type: 'date', nullable: true })
  untilOn!: string | null;
  @Column({ name: 'reason', type: 'text' })
  reason!: string;
  /** `asked`, `granted`, `refused`, `withdrawn`; `void` where the case ended first. */
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'asked_at', type: 'timestamptz' })
  askedAt!: Date;
  @Column({ name: 'asked_by', type: 'uuid' })
  askedBy!: string;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;
  @Column({ name: 'decided_by', type: 'uuid', nullable: true })
  decidedBy!: string | null;
  @Column({ name: 'opinion', type: 'text', nullable: true })
  opinion!: string | null;
}

/** An office's own layout of a paper; the highest version is in force. */
@Entity('paper_layout')
export class PaperLayoutRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'paper', type: 'text' })
  paper!: string;
  @Column({ name: 'version', type: 'int' })
  version!: number;
  @Column({ name: 'layout', type: 'jsonb' })
  layout!: unknown;
  @Column({ name: 'made_at', type: 'timestamptz' })
  madeAt!: Date;
  @Column({ name: 'made_by', type: 'uuid' })
  madeBy!: string;
}

@Entity('instrument_number')
export class InstrumentNumberRow {
  @PrimaryColumn({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @PrimaryColumn({ name: 'kind', type: 'text' })
  kind!: string;
  @PrimaryColumn({ name: 'year', type: 'int' })
  year!: number;
  @Column({ name: 'last_serial', type: 'int' })
  lastSerial!: number;
}

@Entity('rectification')
export class RectificationRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid', nullable: true })
  planId!: string | null;
  @Column({ name: 'source_kind', type: 'text' })
  sourceKind!: string;
  @Column({ name: 'source_id', type: 'uuid', nullable: true })
  sourceId!: string | null;
  @Column({ name: 'unit_id', type: 'uuid' })
  unitId!: string;
  @Column({ name: 'problem', type: 'text' })
  problem!: string;
  @Column({ name: 'cause', type: 'text' })
  cause!: string;
  @Column({ name: 'measure', type: 'text' })
  measure!: string;
  @Column({ name: 'due_on', type: 'date', nullable: true })
  dueOn!: string | null;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'opened_at', type: 'timestamptz' })
  openedAt!: Date;
  @Column({ name: 'done_at', type: 'timestamptz', nullable: true })
  doneAt!: Date | null;
  @Column({ name: 'done_by', type: 'uuid', nullable: true })
  doneBy!: string | null;
  @Column({ name: 'struck_off_at', type: 'timestamptz', nullable: true })
  struckOffAt!: Date | null;
  @Column({ name: 'struck_off_by', type: 'uuid', nullable: true })
  struckOffBy!: string | null;
  @Column({ name: 'reopened_from_id', type: 'uuid', nullable: true })
  reopenedFromId!: string | null;
  @Column({ name: 'version', type: 'int' })
  version!: number;
  /** 整改目标 */
  @Column({ name: 'goal', type: 'text' })
  goal!: string;
  /** 责任人 */
  @Column({ name: 'owner', type: 'text' })
  owner!: string;
  /** `normal`, or `continuing` (持续整改): without a day, never late, struck off like any other. */
  @Column({ name: 'nature', type: 'text' })
  nature!: string;
  /** Where it comes from in words: the outside number, the check or the meeting. */
  @Column({ name: 'source_note', type: 'text' })
  sourceNote!: string;
  /** What the independent check found. */
  @Column({ name: 'check_text', type: 'text', nullable: true })
  checkText!: string | null;
}

@Entity('leader_activity')
export class LeaderActivityRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid' })
  planId!: string;
  @Column({ name: 'kind', type: 'text' })
  kind!: string;
  @Column({ name: 'held_on', type: 'date' })
  heldOn!: string;
  @Column({ name: 'text', type: 'text' })
  text!: string;
  @Column({ name: 'post_id', type: 'uuid', nullable: true })
  postId!: string | null;
  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;
  @Column({ name: 'recorded_by', type: 'uuid' })
  recordedBy!: string;
  /** The record that this one stands for, and why. */
  @Column({ name: 'corrects_id', type: 'uuid', nullable: true })
  correctsId!: string | null;
  @Column({ name: 'correction_reason', type: 'text', nullable: true })
  correctionReason!: string | null;
}
