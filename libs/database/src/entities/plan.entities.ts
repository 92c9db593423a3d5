import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('plan')
export class PlanRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'year', type: 'int' })
  year!: number;
  @Column({ name: 'kind', type: 'text' })
  kind!: string;
  @Column({ name: 'title', type: 'text' })
  title!: string;
  @Column({ name: 'doc_number', type: 'text', nullable: true })
  docNumber!: string | null;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'version', type: 'int' })
  version!: number;
  @Column({ name: 'policy_version_id', type: 'uuid' })
  policyVersionId!: string;
  @Column({ name: 'calendar_id', type: 'uuid' })
  calendarId!: string;
  @Column({ name: 'source', type: 'jsonb' })
  source!: unknown;
  @Column({ name: 'issued_at', type: 'timestamptz', nullable: true })
  issuedAt!: Date | null;
  @Column({ name: 'issued_by', type: 'uuid', nullable: true })
  issuedBy!: string | null;
  @Column({ name: 'wrapped_up_at', type: 'timestamptz', nullable: true })
  wrappedUpAt!: Date | null;
  @Column({ name: 'archived_at', type: 'timestamptz', nullable: true })
  archivedAt!: Date | null;
}

@Entity('work_point')
export class WorkPointRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid' })
  planId!: string;
  @Column({ name: 'position', type: 'int' })
  position!: number;
  @Column({ name: 'chapter', type: 'text' })
  chapter!: string;
  @Column({ name: 'label', type: 'text' })
  label!: string;
  @Column({ name: 'path', type: 'text' })
  path!: string;
  @Column({ name: 'heading', type: 'text' })
  heading!: string;
  @Column({ name: 'text', type: 'text' })
  text!: string;
  @Column({ name: 'source', type: 'jsonb' })
  source!: unknown;
}

@Entity('task')
export class TaskRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid' })
  planId!: string;
  @Column({ name: 'work_point_id', type: 'uuid' })
  workPointId!: string;
  @Column({ name: 'position', type: 'int' })
  position!: number;
  @Column({ name: 'title', type: 'text' })
  title!: string;
  @Column({ name: 'deliverable', type: 'text', nullable: true })
  deliverable!: string | null;
  @Column({ name: 'deadline_kind', type: 'text' })
  deadlineKind!: string;
  @Column({ name: 'deadline_phrase', type: 'text', nullable: true })
  deadlinePhrase!: string | null;
  @Column({ name: 'due_on', type: 'date', nullable: true })
  dueOn!: string | null;
  @Column({ name: 'original_due_on', type: 'date', nullable: true })
  originalDueOn!: string | null;
  @Column({ name: 'cycle', type: 'text', nullable: true })
  cycle!: string | null;
  @Column({ name: 'answers_assignment_id', type: 'uuid', nullable: true })
  answersAssignmentId!: string | null;
  @Column({ name: 'version', type: 'int' })
  version!: number;
}

@Entity('assignment')
export class AssignmentRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid' })
  planId!: string;
  @Column({ name: 'task_id', type: 'uuid' })
  taskId!: string;
  @Column({ name: 'unit_id', type: 'uuid' })
  unitId!: string;
  @Column({ name: 'leader_post_id', type: 'uuid', nullable: true })
  leaderPostId!: string | null;
  @Column({ name: 'role', type: 'text' })
  role!: string;
  @Column({ name: 'printed_role', type: 'text' })
  printedRole!: string;
  @Column({ name: 'printed_unit', type: 'text' })
  printedUnit!: string;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'outcome', type: 'text', nullable: true })
  outcome!: string | null;
  @Column({ name: 'due_on', type: 'date', nullable: true })
  dueOn!: string | null;
  @Column({ name: 'original_due_on', type: 'date', nullable: true })
  originalDueOn!: string | null;
  @Column({ name: 'received_at', type: 'timestamptz', nullable: true })
  receivedAt!: Date | null;
  @Column({ name: 'received_by', type: 'uuid', nullable: true })
  receivedBy!: string | null;
  @Column({ name: 'completion_filed_at', type: 'timestamptz', nullable: true })
  completionFiledAt!: Date | null;
  @Column({ name: 'completion_filed_by', type: 'uuid', nullable: true })
  completionFiledBy!: string | null;
  @Column({ name: 'completion_text', type: 'text', nullable: true })
  completionText!: string | null;
  @Column({ name: 'struck_off_at', type: 'timestamptz', nullable: true })
  struckOffAt!: Date | null;
  @Column({ name: 'struck_off_by', type: 'uuid', nullable: true })
  struckOffBy!: string | null;
  @Column({ name: 'reopened_from_id', type: 'uuid', nullable: true })
  reopenedFromId!: string | null;
  @Column({ name: 'version', type: 'int' })
  version!: number;
}

/** 阶段节点: what is owed by a day before the task's end, and by whom; from the plan's issue on its obligations keep its clock. */
@Entity('milestone')
export class MilestoneRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid' })
  planId!: string;
  @Column({ name: 'task_id', type: 'uuid' })
  taskId!: string;
  @Column({ name: 'name', type: 'text' })
  name!: string;
  @Column({ name: 'due_on', type: 'date' })
  dueOn!: string;
  /** Null: whoever leads the task. */
  @Column({ name: 'unit_id', type: 'uuid', nullable: true })
  unitId!: string | null;
}

/** What a unit filed for a milestone that it owes, and whether the office sent it back. */
@Entity('milestone_filing')
export class MilestoneFilingRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'obligation_id', type: 'uuid' })
  obligationId!: string;
  @Column({ name: 'assignment_id', type: 'uuid' })
  assignmentId!: string;
  @Column({ name: 'text', type: 'text' })
  text!: string;
  @Column({ name: 'filed_at', type: 'timestamptz' })
  filedAt!: Date;
  @Column({ name: 'filed_by', type: 'uuid' })
  filedBy!: string;
  @Column({ name: 'returned_at', type: 'timestamptz', nullable: true })
  returnedAt!: Date | null;
  @Column({ name: 'returned_by', type: 'uuid', nullable: true })
  returnedBy!: string | null;
  @Column({ name: 'return_reason', type: 'text', nullable: true })
  returnReason!: string | null;
}

/** 单位内分解: who shared a piece out and how it ended; the rest is its obligation's, whose id it has. */
@Entity('piece')
export class PieceRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'assignment_id', type: 'uuid' })
  assignmentId!: string;
  @Column({ name: 'opened_by', type: 'uuid' })
  openedBy!: string;
  /** Null: open, or ended with its share. */
  @Column({ name: 'ended_as', type: 'text', nullable: true })
  endedAs!: 'done' | 'withdrawn' | null;
  @Column({ name: 'ended_note', type: 'text', nullable: true })
  endedNote!: string | null;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
  @Column({ name: 'ended_by', type: 'uuid', nullable: true })
  endedBy!: string | null;
}
