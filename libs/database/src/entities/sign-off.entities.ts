import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('sign_off')
export class SignOffRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid', nullable: true })
  planId!: string | null;
  @Column({ name: 'task_id', type: 'uuid', nullable: true })
  taskId!: string | null;
  @Column({ name: 'subject_kind', type: 'text' })
  subjectKind!: string;
  @Column({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;
  @Column({ name: 'title', type: 'text' })
  title!: string;
  @Column({ name: 'chain', type: 'jsonb' })
  chain!: unknown;
  @Column({ name: 'context', type: 'jsonb' })
  context!: unknown;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'step_position', type: 'int' })
  stepPosition!: number;
  @Column({ name: 'filed_by', type: 'uuid' })
  filedBy!: string;
  @Column({ name: 'filed_unit_id', type: 'uuid' })
  filedUnitId!: string;
  @Column({ name: 'filed_at', type: 'timestamptz' })
  filedAt!: Date;
  @Column({ name: 'content_hash', type: 'text' })
  contentHash!: string;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;
  @Column({ name: 'decided_by', type: 'uuid', nullable: true })
  decidedBy!: string | null;
  @Column({ name: 'outcome_text', type: 'text', nullable: true })
  outcomeText!: string | null;
  @Column({ name: 'round', type: 'int' })
  round!: number;
  @Column({ name: 'version', type: 'int' })
  version!: number;
}

@Entity('sign_off_step')
export class SignOffStepRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'sign_off_id', type: 'uuid' })
  signOffId!: string;
  @Column({ name: 'position', type: 'int' })
  position!: number;
  @Column({ name: 'step_key', type: 'text' })
  stepKey!: string;
  @Column({ name: 'post_id', type: 'uuid', nullable: true })
  postId!: string | null;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'obligation_id', type: 'uuid', nullable: true })
  obligationId!: string | null;
  @Column({ name: 'opened_at', type: 'timestamptz' })
  openedAt!: Date;
}

@Entity('signature')
export class SignatureRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'sign_off_id', type: 'uuid' })
  signOffId!: string;
  @Column({ name: 'step_id', type: 'uuid' })
  stepId!: string;
  @Column({ name: 'post_id', type: 'uuid' })
  postId!: string;
  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;
  @Column({ name: 'on_behalf_of', type: 'uuid', nullable: true })
  onBehalfOf!: string | null;
  @Column({ name: 'verdict', type: 'text' })
  verdict!: string;
  @Column({ name: 'opinion', type: 'text' })
  opinion!: string;
  @Column({ name: 'content_hash', type: 'text' })
  contentHash!: string;
  @Column({ name: 'signed_at', type: 'timestamptz' })
  signedAt!: Date;
  @Column({ name: 'lapsed_at', type: 'timestamptz', nullable: true })
  lapsedAt!: Date | null;
  @Column({ name: 'kept_from_id', type: 'uuid', nullable: true })
  keptFromId!: string | null;
  /** A return of a completion: the new due day that the signer named. */
  @Column({ name: 'return_due_on', type: 'date', nullable: true })
  returnDueOn!: string | null;
}
