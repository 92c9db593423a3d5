import type { Act } from '../kernel/act';

/**
 * Would nobody be left who may administer after tomorrow, if this person were disabled or this holding ended? Asked inside
 * the command's lock, so two administrators cannot remove each other at once.
 */
export async function leavesNoAdministrator(
  act: Act,
  without: { readonly personId?: string; readonly holdingId?: string },
): Promise<boolean> {
  const held = await act.tx.query<{ holdingId: string; personId: string }>(
    `select h.id as "holdingId", h.person_id as "personId" from post_holding h
     join post p on p.id = h.post_id join person who on who.id = h.person_id
     where h.jurisdiction_id = $1 and p.role = 'administrator' and who.disabled_at is null
       and h.from_on <= $2 and (h.to_on is null or h.to_on > $2)`,
    [act.jurisdictionId, act.today],
  );
  const isGone = (each: { holdingId: string; personId: string }) =>
    each.holdingId === without.holdingId || each.personId === without.personId;
  return held.some(isGone) && held.every(isGone);
}
