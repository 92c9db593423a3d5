import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('instruction')
export class InstructionRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;
  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  jurisdictionId!: string;
  @Column({ name: 'post_id', type: 'uuid' })
  postId!: string;
  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;
  @Column({ name: 'on_behalf_of', type: 'uuid', nullable: true })
  onBehalfOf!: string | null;
  @Column({ name: 'text', type: 'text' })
  text!: string;
  @Column({ name: 'due_on', type: 'date', nullable: true })
  dueOn!: string | null;
  @Column({ name: 'given_at', type: 'timestamptz' })
  givenAt!: Date;
  @Column({ name: 'source_kind', type: 'text', nullable: true })
  sourceKind!: string | null;
  @Column({ name: 'source_id', type: 'uuid', nullable: true })
  sourceId!: string | null;
  @Column({ name: 'state', type: 'text' })
  state!: string;
  @Column({ name: 'opened_kind', type: 'text', nullable: true })
  openedKind!: string | null;
  @Column({ name: 'opened_id', type: 'uuid', nullable: true })
  openedId!: string | null;
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt!: Date | null;
  @Column({ name: 'settled_by', type: 'uuid', nullable: true })
  settledBy!: string | null;
  @Column({ name: 'outcome_text', type: 'text', nullable: true })
  outcomeText!: string | null;
  @Column({ name: 'version', type: 'int' })
  version!: number;
}
