import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('obligation')
export class ObligationRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'kind', type: 'text' })
  kind!: string;
  @Column({ name: 'owner_kind', type: 'text' })
  ownerKind!: string;
  @Column({ name: 'owner_id', type: 'uuid' })
  ownerId!: string;
  @Column({ name: 'task_id', type: 'uuid', nullable: true })
  taskId!: string | null;
  @Column({ name: 'assignment_id', type: 'uuid', nullable: true })
  assignmentId!: string | null;
  @Column({ name: 'instrument_id', type: 'uuid', nullable: true })
  instrumentId!: string | null;
  @Column({ name: 'target_id', type: 'uuid', nullable: true })
  targetId!: string | null;
  @Column({ name: 'sign_off_id', type: 'uuid', nullable: true })
  signOffId!: string | null;
  @Column({ name: 'stage_key', type: 'text', nullable: true })
  stageKey!: string | null;
  @Column({ name: 'period', type: 'text', nullable: true })
  period!: string | null;
  @Column({ name: 'holder_unit_id', type: 'uuid', nullable: true })
  holderUnitId!: string | null;
  @Column({ name: 'holder_post_id', type: 'uuid', nullable: true })
  holderPostId!: string | null;
  @Column({ name: 'opened_at', type: 'timestamptz' })
  openedAt!: Date;
  @Column({ name: 'due_on', type: 'date', nullable: true })
  dueOn!: string | null;
  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt!: Date | null;
  @Column({ name: 'original_due_on', type: 'date', nullable: true })
  originalDueOn!: string | null;
  @Column({ name: 'due_version', type: 'int' })
  dueVersion!: number;
  @Column({ name: 'provisional', type: 'boolean' })
  provisional!: boolean;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'filed_at', type: 'timestamptz', nullable: true })
  filedAt!: Date | null;
  @Column({ name: 'met_at', type: 'timestamptz', nullable: true })
  metAt!: Date | null;
  @Column({ name: 'met_by', type: 'uuid', nullable: true })
  metBy!: string | null;
  @Column({ name: 'policy_version_id', type: 'uuid' })
  policyVersionId!: string;
  @Column({ name: 'calendar_id', type: 'uuid' })
  calendarId!: string;
  @Column({ name: 'due_reason', type: 'text' })
  dueReason!: string;
  /** What is owed, in words, where its kind and period do not say it: a milestone's name, a piece. */
  @Column({ name: 'name', type: 'text', nullable: true })
  name!: string | null;
}

@Entity('obligation_freeze')
export class ObligationFreezeRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'obligation_id', type: 'uuid' })
  obligationId!: string;
  @Column({ name: 'kind', type: 'text' })
  kind!: string;
  @Column({ name: 'opened_at', type: 'timestamptz' })
  openedAt!: Date;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;
  @Column({ name: 'cause_id', type: 'uuid' })
  causeId!: string;
}

@Entity('due_change')
export class DueChangeRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;

  @Column({ name: 'obligation_id', type: 'uuid' })
  obligationId!: string;

  @Column({ name: 'from_version', type: 'int' })
  fromVersion!: number;

  @Column({ name: 'from_due_on', type: 'date', nullable: true })
  fromDueOn!: string | null;

  @Column({ name: 'to_due_on', type: 'date', nullable: true })
  toDueOn!: string | null;

  @Column({ name: 'reason', type: 'text' })
  reason!: string;

  @Column({ name: 'breached', type: 'boolean' })
  breached!: boolean;

  @Column({ name: 'changed_at', type: 'timestamptz' })
  changedAt!: Date;

  @Column({ name: 'changed_by', type: 'uuid', nullable: true })
  changedBy!: string | null;
}

@Entity('armed_rung')
export class ArmedRungRow {
  @PrimaryColumn({ name: 'obligation_id', type: 'uuid' })
  obligationId!: string;
  @PrimaryColumn({ name: 'due_version', type: 'int' })
  dueVersion!: number;
  @PrimaryColumn({ name: 'rung_key', type: 'text' })
  rungKey!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'owner_kind', type: 'text' })
  ownerKind!: string;
  @Column({ name: 'owner_id', type: 'uuid' })
  ownerId!: string;
  @Column({ name: 'task_id', type: 'uuid', nullable: true })
  taskId!: string | null;
  @Column({ name: 'fire_at', type: 'timestamptz' })
  fireAt!: Date;
  @Column({ name: 'frozen', type: 'boolean' })
  frozen!: boolean;
}

@Entity('rung_record')
export class RungRecordRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'obligation_id', type: 'uuid' })
  obligationId!: string;
  @Column({ name: 'due_version', type: 'int' })
  dueVersion!: number;
  @Column({ name: 'rung_key', type: 'text' })
  rungKey!: string;
  @Column({ name: 'outcome', type: 'text' })
  outcome!: string;
  @Column({ name: 'fire_at', type: 'timestamptz' })
  fireAt!: Date;
  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;
  @Column({ name: 'late', type: 'boolean' })
  late!: boolean;
  @Column({ name: 'reason', type: 'text' })
  reason!: string;
  @Column({ name: 'resolved_at', type: 'timestamptz', nullable: true })
  resolvedAt!: Date | null;
  @Column({ name: 'resolved_by', type: 'uuid', nullable: true })
  resolvedBy!: string | null;
  @Column({ name: 'resolution', type: 'text', nullable: true })
  resolution!: string | null;
}
