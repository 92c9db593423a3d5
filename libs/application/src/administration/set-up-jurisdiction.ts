import { accept, refuse, type Decision, type PostRole } from '@duban/domain';
import { JurisdictionRow, PersonRow, PostHoldingRow, PostRow, UnitNameRow, UnitRow, withTransaction } from '@duban/database';
import { Act } from '../kernel/act';
import type { Deps } from '../kernel/deps';
import { newId } from '../kernel/new-id';
import { writeFirstRules, type FirstRules } from './first-rules';
import { LOGIN_FORM } from './people';

export interface FirstJurisdiction extends FirstRules {
  readonly name: string;
  /** 行政区划代码: 6, 9 or 12 digits. */
  readonly code: string;
  readonly officeName: string;
  readonly administrator: { readonly name: string; readonly login: string; readonly passwordHash: string };
}

const OFFICE_POSTS: readonly { readonly role: PostRole; readonly title: string }[] = [
  { role: 'officeHead', title: '督办机构负责人' },
  { role: 'officeClerk', title: '督办专员' },
  { role: 'administrator', title: '系统管理员' },
];

/**
 * Makes the first jurisdiction of an empty, migrated database: the office with its three posts, of which the administrator's
 * is held, a policy, a calendar and scoring rules. Everything further is the administrator's to do on the pages. Refuses with
 * `SETUP.ALREADY` where there is a jurisdiction, and then changes nothing.
 */
export async function setUpJurisdiction(
  deps: Deps,
  first: FirstJurisdiction,
): Promise<Decision<{ jurisdictionId: string; personId: string }>> {
  if (!/^\d{6}(\d{3}){0,2}$/.test(first.code)) return refuse('SETUP.WRONG_CODE');
  if (!LOGIN_FORM.test(first.administrator.login)) return refuse('SETUP.WRONG_LOGIN');
  return withTransaction(deps.database, async (tx) => {
    // Two set-ups at once: the second waits here and then finds the first one's jurisdiction.
    await tx.run('lock table jurisdiction in share row exclusive mode');
    const [there] = await tx.find(JurisdictionRow, 'true order by r.id limit 1');
    if (there) return refuse('SETUP.ALREADY', { name: there.name });
    const jurisdictionId = newId();
    const nowMs = await deps.clock.nowMs(tx);
    const act = new Act(deps, tx, jurisdictionId, nowMs, null, newId());
    await tx.insert(JurisdictionRow, [
      { id: jurisdictionId, name: first.name, code: first.code, upperId: null, rosterVersion: 1 },
    ]);
    const personId = await writeOffice(act, first);
    await writeFirstRules(tx, jurisdictionId, act.now, first);
    act.emit({
      type: 'jurisdiction.setUp',
      subjectKind: 'jurisdiction',
      subjectId: jurisdictionId,
      data: { name: first.name, code: first.code, officeName: first.officeName, administrator: first.administrator.login },
    });
    await act.flush();
    return accept({ jurisdictionId, personId });
  });
}

async function writeOffice(act: Act, first: FirstJurisdiction): Promise<string> {
  const { tx, jurisdictionId, today } = act;
  const unitId = newId();
  await tx.insert(UnitRow, [
    { id: unitId, jurisdictionId, officialOrder: 1, isOffice: true, leaderPostId: null, standsForId: null, successorId: null },
  ]);
  const names = { jurisdictionId, unitId, fromOn: today, toOn: null };
  await tx.insert(UnitNameRow, [{ id: newId(), ...names, name: first.officeName }]);
  const posts = OFFICE_POSTS.map((post): PostRow => ({ id: newId(), jurisdictionId, unitId, superiorPostId: null, ...post }));
  const head = posts.find((post) => post.role === 'officeHead');
  await tx.insert(
    PostRow,
    posts.map((post) => (post === head ? post : { ...post, superiorPostId: head?.id ?? null })),
  );
  const personId = newId();
  await tx.insert(PersonRow, [{ id: personId, jurisdictionId, ...first.administrator, disabledAt: null }]);
  const postId = posts.find((post) => post.role === 'administrator')?.id ?? '';
  await tx.insert(PostHoldingRow, [{ id: newId(), jurisdictionId, postId, personId, kind: 'holder', fromOn: today, toOn: null }]);
  return personId;
}
