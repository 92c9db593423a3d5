import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('event')
export class EventRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'type', type: 'text' })
  type!: string;
  @Column({ name: 'schema', type: 'int' })
  schema!: number;
  @Column({ name: 'at', type: 'timestamptz' })
  at!: Date;
  @Column({ name: 'plan_id', type: 'uuid', nullable: true })
  planId!: string | null;
  @Column({ name: 'task_id', type: 'uuid', nullable: true })
  taskId!: string | null;
  @Column({ name: 'subject_kind', type: 'text' })
  subjectKind!: string;
  @Column({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;
  @Column({ name: 'person_id', type: 'uuid', nullable: true })
  personId!: string | null;
  @Column({ name: 'post_id', type: 'uuid', nullable: true })
  postId!: string | null;
  @Column({ name: 'on_behalf_of', type: 'uuid', nullable: true })
  onBehalfOf!: string | null;
  @Column({ name: 'command_id', type: 'uuid', nullable: true })
  commandId!: string | null;
  @Column({ name: 'data', type: 'jsonb' })
  data!: unknown;
}

@Entity('event_seal')
export class EventSealRow {
  @PrimaryColumn({ name: 'position', type: 'bigint' })
  position!: string;
  @Column({ name: 'event_id', type: 'uuid' })
  eventId!: string;
  @Column({ name: 'previous_hash', type: 'text' })
  previousHash!: string;
  @Column({ name: 'hash', type: 'text' })
  hash!: string;
  @Column({ name: 'sealed_at', type: 'timestamptz' })
  sealedAt!: Date;
  /** SHA-256 of the event alone; null for a seal that chains the event itself. */
  @Column({ name: 'digest', type: 'text', nullable: true })
  digest!: string | null;
}

@Entity('outbox')
export class OutboxRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'owner_kind', type: 'text' })
  ownerKind!: string;
  @Column({ name: 'owner_id', type: 'uuid' })
  ownerId!: string;
  @Column({ name: 'event_id', type: 'uuid', nullable: true })
  eventId!: string | null;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true })
  leasedUntil!: Date | null;
  @Column({ name: 'attempts', type: 'int' })
  attempts!: number;
  @Column({ name: 'told_at', type: 'timestamptz', nullable: true })
  toldAt!: Date | null;
}

@Entity('command_key')
export class CommandKeyRow {
  @PrimaryColumn({ name: 'person_id', type: 'uuid' })
  personId!: string;
  @PrimaryColumn({ name: 'route', type: 'text' })
  route!: string;
  @PrimaryColumn({ name: 'key', type: 'text' })
  key!: string;
  @Column({ name: 'body_hash', type: 'text' })
  bodyHash!: string;
  @Column({ name: 'answer', type: 'jsonb', nullable: true })
  answer!: unknown | null;
  @Column({ name: 'made_at', type: 'timestamptz' })
  madeAt!: Date;
}

@Entity('lease')
export class LeaseRow {
  @PrimaryColumn({ name: 'name', type: 'text' })
  name!: string;
  @Column({ name: 'holder', type: 'text' })
  holder!: string;
  @Column({ name: 'until', type: 'timestamptz' })
  until!: Date;
}

@Entity('job')
export class JobRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'kind', type: 'text' })
  kind!: string;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'payload', type: 'jsonb' })
  payload!: unknown;
  @Column({ name: 'progress', type: 'jsonb' })
  progress!: unknown;
  @Column({ name: 'made_at', type: 'timestamptz' })
  madeAt!: Date;
  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true })
  leasedUntil!: Date | null;
}

@Entity('job_line')
export class JobLineRow {
  @PrimaryColumn({ name: 'job_id', type: 'uuid' })
  jobId!: string;
  @PrimaryColumn({ name: 'obligation_id', type: 'uuid' })
  obligationId!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'outcome', type: 'text' })
  outcome!: string;
  @Column({ name: 'data', type: 'jsonb' })
  data!: unknown;
  @Column({ name: 'made_at', type: 'timestamptz' })
  madeAt!: Date;
}
