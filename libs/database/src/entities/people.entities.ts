import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('jurisdiction')
export class JurisdictionRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'name', type: 'text' })
  name!: string;
  @Column({ name: 'upper_id', type: 'uuid', nullable: true })
  upperId!: string | null;

  @Column({ name: 'roster_version', type: 'int' })
  rosterVersion!: number;
  /** 行政区划代码; null for a jurisdiction that was made without one. */
  @Column({ name: 'code', type: 'text', nullable: true })
  code!: string | null;
}

@Entity('unit')
export class UnitRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'official_order', type: 'int' })
  officialOrder!: number;
  @Column({ name: 'is_office', type: 'boolean' })
  isOffice!: boolean;
  @Column({ name: 'leader_post_id', type: 'uuid', nullable: true })
  leaderPostId!: string | null;
  @Column({ name: 'stands_for_id', type: 'uuid', nullable: true })
  standsForId!: string | null;
  @Column({ name: 'successor_id', type: 'uuid', nullable: true })
  successorId!: string | null;
}

@Entity('unit_name')
export class UnitNameRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'unit_id', type: 'uuid' })
  unitId!: string;
  @Column({ name: 'name', type: 'text' })
  name!: string;
  @Column({ name: 'from_on', type: 'date' })
  fromOn!: string;
  @Column({ name: 'to_on', type: 'date', nullable: true })
  toOn!: string | null;
}

@Entity('unit_alias')
export class UnitAliasRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'unit_id', type: 'uuid' })
  unitId!: string;
  @Column({ name: 'alias', type: 'text' })
  alias!: string;
}

@Entity('post')
export class PostRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'unit_id', type: 'uuid' })
  unitId!: string;
  @Column({ name: 'role', type: 'text' })
  role!: string;
  @Column({ name: 'title', type: 'text' })
  title!: string;
  @Column({ name: 'superior_post_id', type: 'uuid', nullable: true })
  superiorPostId!: string | null;
}

@Entity('person')
export class PersonRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'name', type: 'text' })
  name!: string;
  @Column({ name: 'login', type: 'text' })
  login!: string;
  @Column({ name: 'password_hash', type: 'text' })
  passwordHash!: string;
  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt!: Date | null;
}

@Entity('post_holding')
export class PostHoldingRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'post_id', type: 'uuid' })
  postId!: string;
  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;
  @Column({ name: 'kind', type: 'text' })
  kind!: string;
  @Column({ name: 'from_on', type: 'date' })
  fromOn!: string;
  @Column({ name: 'to_on', type: 'date', nullable: true })
  toOn!: string | null;
}

@Entity('session')
export class SessionRow {
  @PrimaryColumn({ name: 'token_hash', type: 'text' })
  tokenHash!: string;
  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;
  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;
}
