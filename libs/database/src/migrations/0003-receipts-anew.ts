import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A share that goes to another unit (转办) is signed for anew, so a receipt is owed once at a time instead of once for ever; and a
 * share may owe several milestones (阶段节点), told apart by their stage key.
 */
export class ReceiptsAnew1700000000003 implements MigrationInterface {
  readonly name = 'ReceiptsAnew1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index uq_obligation_once');
    await runner.query(
      `create unique index uq_obligation_once on obligation (assignment_id, kind, coalesce(period, ''), coalesce(stage_key, ''))
       where assignment_id is not null and state <> 'void' and kind <> 'receipt'`,
    );
    await runner.query(
      `create unique index uq_receipt_once on obligation (assignment_id) where kind = 'receipt' and state = 'open'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index uq_receipt_once');
    await runner.query('drop index uq_obligation_once');
    // The earlier rule knew one receipt and one milestone of a share: the last stays, the earlier ones count as void.
    await runner.query(
      `update obligation o set state = 'void' where o.state <> 'void' and o.kind in ('receipt', 'milestone') and exists (
         select 1 from obligation x where x.assignment_id = o.assignment_id and x.kind = o.kind and x.state <> 'void' and x.id > o.id)`,
    );
    await runner.query(
      `create unique index uq_obligation_once on obligation (assignment_id, kind, coalesce(period, ''))
       where assignment_id is not null and state <> 'void'`,
    );
  }
}
