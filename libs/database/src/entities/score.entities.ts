import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('score_scheme')
export class ScoreSchemeRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'version', type: 'int' })
  version!: number;
  @Column({ name: 'body', type: 'jsonb' })
  body!: unknown;
  @Column({ name: 'made_at', type: 'timestamptz' })
  madeAt!: Date;
  @Column({ name: 'made_by', type: 'uuid', nullable: true })
  madeBy!: string | null;
}

@Entity('score_award')
export class ScoreAwardRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid' })
  planId!: string;
  @Column({ name: 'unit_id', type: 'uuid' })
  unitId!: string;
  @Column({ name: 'rule_key', type: 'text' })
  ruleKey!: string;
  @Column({ name: 'points', type: 'numeric' })
  points!: string;
  @Column({ name: 'reason', type: 'text' })
  reason!: string;
  @Column({ name: 'awarded_on', type: 'date' })
  awardedOn!: string;
  @Column({ name: 'given_at', type: 'timestamptz' })
  givenAt!: Date;
  @Column({ name: 'given_by', type: 'uuid' })
  givenBy!: string;
  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;
  @Column({ name: 'withdrawn_by', type: 'uuid', nullable: true })
  withdrawnBy!: string | null;
}

@Entity('score_round')
export class ScoreRoundRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'plan_id', type: 'uuid' })
  planId!: string;
  @Column({ name: 'scheme_id', type: 'uuid' })
  schemeId!: string;
  @Column({ name: 'title', type: 'text' })
  title!: string;
  @Column({ name: 'as_of', type: 'timestamptz' })
  asOf!: Date;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'content', type: 'jsonb' })
  content!: unknown;
  @Column({ name: 'appeal_until_on', type: 'date' })
  appealUntilOn!: string;
  @Column({ name: 'published_at', type: 'timestamptz' })
  publishedAt!: Date;
  @Column({ name: 'published_by', type: 'uuid' })
  publishedBy!: string;
  @Column({ name: 'finalised_at', type: 'timestamptz', nullable: true })
  finalisedAt!: Date | null;
  @Column({ name: 'finalised_by', type: 'uuid', nullable: true })
  finalisedBy!: string | null;
  @Column({ name: 'version', type: 'int' })
  version!: number;
}

@Entity('score_appeal')
export class ScoreAppealRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'round_id', type: 'uuid' })
  roundId!: string;
  @Column({ name: 'unit_id', type: 'uuid' })
  unitId!: string;
  @Column({ name: 'rule_key', type: 'text' })
  ruleKey!: string;
  @Column({ name: 'text', type: 'text' })
  text!: string;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'filed_at', type: 'timestamptz' })
  filedAt!: Date;
  @Column({ name: 'filed_by', type: 'uuid' })
  filedBy!: string;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;
  @Column({ name: 'decided_by', type: 'uuid', nullable: true })
  decidedBy!: string | null;
  @Column({ name: 'decision_text', type: 'text', nullable: true })
  decisionText!: string | null;
  @Column({ name: 'adjustment', type: 'numeric', nullable: true })
  adjustment!: string | null;
  @Column({ name: 'version', type: 'int' })
  version!: number;
}
