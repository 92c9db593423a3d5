import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 调整 of an issued plan: `draft`, `underReview`, `inForce`, `lapsed`, `dropped`. */
@Entity('plan_amendment')
export class PlanAmendmentRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid' })
  planId!: string;
  /** 第n次调整: taken at the last signature; a draft has none. */
  @Column({ name: 'number', type: 'int', nullable: true })
  number!: number | null;
  /** 依据: a document with its number, or a meeting. */
  @Column({ name: 'basis', type: 'text' })
  basis!: string;
  @Column({ name: 'reason', type: 'text' })
  reason!: string;
  /** The day of the basis. */
  @Column({ name: 'decided_on', type: 'date' })
  decidedOn!: string;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'drafted_at', type: 'timestamptz' })
  draftedAt!: Date;
  @Column({ name: 'drafted_by', type: 'uuid' })
  draftedBy!: string;
  @Column({ name: 'effective_at', type: 'timestamptz', nullable: true })
  effectiveAt!: Date | null;
  @Column({ name: 'version', type: 'int' })
  version!: number;
}

/** One line of an amendment: `drafted`, then `inForce` with the text before, or `lapsed` with its reason. */
@Entity('amendment_line')
export class AmendmentLineRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid' })
  planId!: string;
  @Column({ name: 'amendment_id', type: 'uuid' })
  amendmentId!: string;
  @Column({ name: 'position', type: 'int' })
  position!: number;
  @Column({ name: 'kind', type: 'text' })
  kind!: string;
  /** The task that it speaks of; none where it adds one. */
  @Column({ name: 'task_id', type: 'uuid', nullable: true })
  taskId!: string | null;
  @Column({ name: 'change', type: 'jsonb' })
  change!: unknown;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  /** The task's text as it stood when the line took effect. */
  @Column({ name: 'before', type: 'jsonb', nullable: true })
  before!: unknown;
  /** The ids of what came in: point, tasks and shares. */
  @Column({ name: 'made', type: 'jsonb', nullable: true })
  made!: unknown;
  /** The refusal for which the line could not take effect. */
  @Column({ name: 'lapse_reason', type: 'jsonb', nullable: true })
  lapseReason!: unknown;
}
