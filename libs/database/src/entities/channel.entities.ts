import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('channel')
export class ChannelRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'key', type: 'text' })
  key!: string;
  @Column({ name: 'kind', type: 'text' })
  kind!: string;
  @Column({ name: 'name', type: 'text' })
  name!: string;
  @Column({ name: 'settings', type: 'jsonb' })
  settings!: unknown;
  @Column({ name: 'secret', type: 'text', nullable: true })
  secret!: string | null;
  @Column({ name: 'per_minute', type: 'int' })
  perMinute!: number;
  @Column({ name: 'active', type: 'boolean' })
  active!: boolean;
  @Column({ name: 'changed_at', type: 'timestamptz' })
  changedAt!: Date;
  @Column({ name: 'changed_by', type: 'uuid', nullable: true })
  changedBy!: string | null;
  @Column({ name: 'version', type: 'int' })
  version!: number;
}

@Entity('channel_address')
export class ChannelAddressRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'channel_id', type: 'uuid' })
  channelId!: string;
  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;
  @Column({ name: 'address', type: 'text' })
  address!: string;
  @Column({ name: 'refused_at', type: 'timestamptz', nullable: true })
  refusedAt!: Date | null;
  @Column({ name: 'refused_code', type: 'text', nullable: true })
  refusedCode!: string | null;
}
