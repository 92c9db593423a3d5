import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('work_calendar')
export class WorkCalendarRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'version', type: 'int' })
  version!: number;
  @Column({ name: 'body', type: 'jsonb' })
  body!: unknown;
  @Column({ name: 'loaded_at', type: 'timestamptz' })
  loadedAt!: Date;
  @Column({ name: 'loaded_by', type: 'uuid', nullable: true })
  loadedBy!: string | null;
}

@Entity('policy')
export class PolicyRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'key', type: 'text' })
  key!: string;
  @Column({ name: 'name', type: 'text' })
  name!: string;
}

@Entity('policy_version')
export class PolicyVersionRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'policy_id', type: 'uuid' })
  policyId!: string;
  @Column({ name: 'version', type: 'int' })
  version!: number;
  @Column({ name: 'body', type: 'jsonb' })
  body!: unknown;
  @Column({ name: 'made_at', type: 'timestamptz' })
  madeAt!: Date;
  @Column({ name: 'made_by', type: 'uuid', nullable: true })
  madeBy!: string | null;
}

@Entity('policy_draft')
export class PolicyDraftRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'policy_id', type: 'uuid' })
  policyId!: string;
  @Column({ name: 'base_version_id', type: 'uuid', nullable: true })
  baseVersionId!: string | null;
  @Column({ name: 'body', type: 'jsonb' })
  body!: unknown;
  @Column({ name: 'version', type: 'int' })
  version!: number;
  @Column({ name: 'edited_at', type: 'timestamptz' })
  editedAt!: Date;
  @Column({ name: 'edited_by', type: 'uuid' })
  editedBy!: string;
}
