import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('report')
export class ReportRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid' })
  planId!: string;
  @Column({ name: 'kind', type: 'text' })
  kind!: string;
  @Column({ name: 'edition', type: 'text' })
  edition!: string;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'as_of', type: 'timestamptz' })
  asOf!: Date;
  @Column({ name: 'content', type: 'jsonb' })
  content!: unknown;
  @Column({ name: 'content_hash', type: 'text' })
  contentHash!: string;
  @Column({ name: 'sha256', type: 'text', nullable: true })
  sha256!: string | null;
  @Column({ name: 'drafted_at', type: 'timestamptz' })
  draftedAt!: Date;
  @Column({ name: 'drafted_by', type: 'uuid', nullable: true })
  draftedBy!: string | null;
  @Column({ name: 'frozen_at', type: 'timestamptz', nullable: true })
  frozenAt!: Date | null;
  @Column({ name: 'version', type: 'int' })
  version!: number;
  @Column({ name: 'inputs', type: 'jsonb', nullable: true })
  inputs!: unknown;
  @Column({ name: 'release', type: 'text', nullable: true })
  release!: string | null;
  @Column({ name: 'sent_on', type: 'date', nullable: true })
  sentOn!: string | null;
  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true })
  sentAt!: Date | null;
  @Column({ name: 'sent_by', type: 'uuid', nullable: true })
  sentBy!: string | null;
  @Column({ name: 'sent_note', type: 'text', nullable: true })
  sentNote!: string | null;
}

@Entity('import_batch')
export class ImportBatchRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid', nullable: true })
  planId!: string | null;
  @Column({ name: 'file_name', type: 'text' })
  fileName!: string;
  @Column({ name: 'sha256', type: 'text' })
  sha256!: string;
  @Column({ name: 'year', type: 'int' })
  year!: number;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'content', type: 'jsonb' })
  content!: unknown;
  @Column({ name: 'made_at', type: 'timestamptz' })
  madeAt!: Date;
  @Column({ name: 'made_by', type: 'uuid' })
  madeBy!: string;
  @Column({ name: 'version', type: 'int' })
  version!: number;
  /** What a person has changed of what was read (libs/application/src/imports/corrections.ts). */
  @Column({ name: 'corrections', type: 'jsonb' })
  corrections!: unknown;
  /** The first rows of each sheet, from which a person finds the header. */
  @Column({ name: 'preview', type: 'jsonb' })
  preview!: unknown;
}

@Entity('report_setup')
export class ReportSetupRow {
  @PrimaryColumn({ name: 'plan_id', type: 'uuid' })
  planId!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'template', type: 'jsonb', nullable: true })
  template!: unknown;
  @Column({ name: 'editions', type: 'jsonb' })
  editions!: unknown;
  @Column({ name: 'previous', type: 'jsonb', nullable: true })
  previous!: unknown;
  @Column({ name: 'previous_sha256', type: 'text', nullable: true })
  previousSha256!: string | null;
  @Column({ name: 'changed_at', type: 'timestamptz' })
  changedAt!: Date;
  @Column({ name: 'changed_by', type: 'uuid' })
  changedBy!: string;
  @Column({ name: 'version', type: 'int' })
  version!: number;
}

@Entity('report_commitment')
export class ReportCommitmentRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid' })
  planId!: string;
  @Column({ name: 'position', type: 'int' })
  position!: number;
  @Column({ name: 'label', type: 'text' })
  label!: string;
  @Column({ name: 'text', type: 'text' })
  text!: string;
  @Column({ name: 'line', type: 'int' })
  line!: number;
  @Column({ name: 'work_point_id', type: 'uuid', nullable: true })
  workPointId!: string | null;
  @Column({ name: 'outcome', type: 'text', nullable: true })
  outcome!: string | null;
  @Column({ name: 'note', type: 'text' })
  note!: string;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;
  @Column({ name: 'decided_by', type: 'uuid', nullable: true })
  decidedBy!: string | null;
}

@Entity('report_section_edit')
export class ReportSectionEditRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid' })
  planId!: string;
  @Column({ name: 'section_key', type: 'text' })
  sectionKey!: string;
  @Column({ name: 'base_text', type: 'text' })
  baseText!: string;
  @Column({ name: 'own_text', type: 'text' })
  ownText!: string;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'edited_at', type: 'timestamptz' })
  editedAt!: Date;
  @Column({ name: 'edited_by', type: 'uuid' })
  editedBy!: string;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
  @Column({ name: 'ended_by', type: 'uuid', nullable: true })
  endedBy!: string | null;
}
