import { readRegister } from '../../imports/register';
import type { KnownPost, KnownUnit, RosterImporting } from './importing';

/** The units in force with their posts, as the import begins. */
export async function readKnown(importing: RosterImporting): Promise<void> {
  const { tx, jurisdictionId } = importing.act;
  const facts = new Map(
    (
      await tx.query<Omit<KnownUnit, 'name' | 'aliases'>>(
        'select id, official_order as "officialOrder", is_office as "isOffice" from unit where jurisdiction_id = $1',
        [jurisdictionId],
      )
    ).map((unit) => [unit.id, unit]),
  );
  const units = (await readRegister(tx, jurisdictionId)).flatMap((named): KnownUnit[] => {
    const unit = facts.get(named.id);
    return unit ? [{ ...unit, name: named.name, aliases: named.aliases }] : [];
  });
  for (const unit of units) importing.addUnit(unit);
  for (const unit of units) importing.addOtherNames(unit);
  const posts = await tx.query<KnownPost & { unitId: string }>(
    `select id, unit_id as "unitId", role, title, superior_post_id as "superiorPostId" from post
     where jurisdiction_id = $1 order by id`,
    [jurisdictionId],
  );
  for (const { unitId, ...post } of posts) importing.addPost(unitId, post);
}
