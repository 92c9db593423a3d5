import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A seal's digest: the SHA-256 of its event alone. A seal with one chains the digest instead of the event, so that a case file
 * can give the links between a case's events without telling what other cases' events say. Seals made before have none.
 */
export class SealDigests1700000000012 implements MigrationInterface {
  readonly name = 'SealDigests1700000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table event_seal add column digest text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table event_seal drop column digest');
  }
}
