import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('moment')
export class MomentRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'hour_at', type: 'timestamptz' })
  hourAt!: Date;
  @Column({ name: 'late', type: 'boolean' })
  late!: boolean;
  @Column({ name: 'machine_opened_at', type: 'timestamptz' })
  machineOpenedAt!: Date;
  @Column({ name: 'closing_at', type: 'timestamptz', nullable: true })
  closingAt!: Date | null;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;
}

@Entity('notice')
export class NoticeRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'moment_id', type: 'uuid', nullable: true })
  momentId!: string | null;
  @Column({ name: 'receiver_id', type: 'uuid', nullable: true })
  receiverId!: string | null;
  @Column({ name: 'kind', type: 'text' })
  kind!: string;
  @Column({ name: 'title', type: 'text' })
  title!: string;
  @Column({ name: 'made_at', type: 'timestamptz' })
  madeAt!: Date;
  @Column({ name: 'read_at', type: 'timestamptz', nullable: true })
  readAt!: Date | null;
}

@Entity('notice_item')
export class NoticeItemRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'cause_id', type: 'uuid' })
  causeId!: string;
  @Column({ name: 'cause_kind', type: 'text' })
  causeKind!: string;
  @Column({ name: 'receiver_id', type: 'uuid', nullable: true })
  receiverId!: string | null;
  @Column({ name: 'post_id', type: 'uuid', nullable: true })
  postId!: string | null;
  @Column({ name: 'path', type: 'text' })
  path!: string;
  @Column({ name: 'moment_id', type: 'uuid', nullable: true })
  momentId!: string | null;
  @Column({ name: 'notice_id', type: 'uuid', nullable: true })
  noticeId!: string | null;
  @Column({ name: 'subject_kind', type: 'text' })
  subjectKind!: string;
  @Column({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;
  @Column({ name: 'obligation_id', type: 'uuid', nullable: true })
  obligationId!: string | null;
  @Column({ name: 'text', type: 'text' })
  text!: string;
  @Column({ name: 'made_at', type: 'timestamptz' })
  madeAt!: Date;

  /** Why the sender left it out of its notice; nothing for what stands in it. */
  @Column({ name: 'drop_reason', type: 'text', nullable: true })
  dropReason?: string | null;

  /** What reached nobody, until the office has seen to it. */
  @Column({ name: 'resolved_at', type: 'timestamptz', nullable: true })
  resolvedAt?: Date | null;
  @Column({ name: 'resolved_by', type: 'uuid', nullable: true })
  resolvedBy?: string | null;
}

@Entity('delivery')
export class DeliveryRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'notice_id', type: 'uuid' })
  noticeId!: string;
  @Column({ name: 'channel', type: 'text' })
  channel!: string;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'attempts', type: 'int' })
  attempts!: number;
  @Column({ name: 'next_at', type: 'timestamptz', nullable: true })
  nextAt!: Date | null;
  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true })
  leasedUntil!: Date | null;
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt!: Date | null;
  @Column({ name: 'detail', type: 'text' })
  detail!: string;

  /** The platform's own word on it: `0`, `81013`, `550 5.1.1`. */
  @Column({ name: 'platform_code', type: 'text', nullable: true })
  platformCode?: string | null;
  @Column({ name: 'message_ref', type: 'text', nullable: true })
  messageRef?: string | null;
  @Column({ name: 'machine_sent_at', type: 'timestamptz', nullable: true })
  machineSentAt?: Date | null;
  @Column({ name: 'resolved_at', type: 'timestamptz', nullable: true })
  resolvedAt?: Date | null;
  @Column({ name: 'resolved_by', type: 'uuid', nullable: true })
  resolvedBy?: string | null;
}
