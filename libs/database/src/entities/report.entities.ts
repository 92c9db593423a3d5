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
}
