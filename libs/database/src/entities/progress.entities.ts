import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('progress_report')
export class ProgressReportRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid' })
  planId!: string;
  @Column({ name: 'task_id', type: 'uuid' })
  taskId!: string;
  @Column({ name: 'assignment_id', type: 'uuid' })
  assignmentId!: string;
  @Column({ name: 'obligation_id', type: 'uuid', nullable: true })
  obligationId!: string | null;
  @Column({ name: 'period', type: 'text', nullable: true })
  period!: string | null;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'text', type: 'text' })
  text!: string;
  @Column({ name: 'problems', type: 'text' })
  problems!: string;
  @Column({ name: 'next_steps', type: 'text' })
  nextSteps!: string;
  @Column({ name: 'filed_at', type: 'timestamptz' })
  filedAt!: Date;
  @Column({ name: 'filed_by', type: 'uuid' })
  filedBy!: string;
  @Column({ name: 'signed_at', type: 'timestamptz', nullable: true })
  signedAt!: Date | null;
  @Column({ name: 'signed_by', type: 'uuid', nullable: true })
  signedBy!: string | null;
  @Column({ name: 'version', type: 'int' })
  version!: number;
}

@Entity('indicator')
export class IndicatorRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid' })
  planId!: string;
  @Column({ name: 'task_id', type: 'uuid', nullable: true })
  taskId!: string | null;
  @Column({ name: 'name', type: 'text' })
  name!: string;
  @Column({ name: 'kind', type: 'text' })
  kind!: string;
  @Column({ name: 'unit', type: 'text' })
  unit!: string;
  @Column({ name: 'target', type: 'numeric', nullable: true })
  target!: string | null;
}

@Entity('report_figure')
export class ReportFigureRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'progress_report_id', type: 'uuid' })
  progressReportId!: string;
  @Column({ name: 'indicator_id', type: 'uuid' })
  indicatorId!: string;
  @Column({ name: 'value', type: 'numeric', nullable: true })
  value!: string | null;
  @Column({ name: 'numerator', type: 'numeric', nullable: true })
  numerator!: string | null;
  @Column({ name: 'denominator', type: 'numeric', nullable: true })
  denominator!: string | null;
}

@Entity('stored_file')
export class StoredFileRow {
  @PrimaryColumn({ name: 'sha256', type: 'text' })
  sha256!: string;
  @Column({ name: 'size', type: 'int' })
  size!: number;
  @Column({ name: 'media_type', type: 'text' })
  mediaType!: string;
  @Column({ name: 'stored_at', type: 'timestamptz' })
  storedAt!: Date;
}

@Entity('evidence')
export class EvidenceRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'sha256', type: 'text' })
  sha256!: string;
  @Column({ name: 'file_name', type: 'text' })
  fileName!: string;
  @Column({ name: 'subject_kind', type: 'text' })
  subjectKind!: string;
  @Column({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;
  @Column({ name: 'task_id', type: 'uuid', nullable: true })
  taskId!: string | null;
  @Column({ name: 'assignment_id', type: 'uuid', nullable: true })
  assignmentId!: string | null;
  @Column({ name: 'added_at', type: 'timestamptz' })
  addedAt!: Date;
  @Column({ name: 'added_by', type: 'uuid' })
  addedBy!: string;
}

@Entity('extension')
export class ExtensionRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'obligation_id', type: 'uuid' })
  obligationId!: string;
  @Column({ name: 'assignment_id', type: 'uuid' })
  assignmentId!: string;
  @Column({ name: 'asked_until_on', type: 'date' })
  askedUntilOn!: string;
  @Column({ name: 'reason', type: 'text' })
  reason!: string;
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
  @Column({ name: 'granted_until_on', type: 'date', nullable: true })
  grantedUntilOn!: string | null;
}
