import type { Roster, RosterPost } from '../roster/roster';

/** The office's own posts in a rehearsal of a plan that no jurisdiction has yet. */
const OFFICE_ID = 'office';

/**
 * A roster for a plan file: every unit has a liaison and a head, and the jurisdiction an office, a leader in charge and a chief
 * leader. Each post is held by somebody who is called after it.
 */
export function nominalRoster(units: readonly { readonly id: string; readonly name: string }[], fromOn: string): Roster {
  const post = (
    id: string,
    unitId: string,
    role: RosterPost['role'],
    title: string,
    superiorPostId: string | null,
  ): RosterPost => ({
    id,
    unitId,
    role,
    title,
    superiorPostId,
  });
  const posts: RosterPost[] = [
    post('chief', OFFICE_ID, 'chiefLeader', '主要领导', null),
    post('deputy', OFFICE_ID, 'deputyLeader', '分管领导', 'chief'),
    post('officeHead', OFFICE_ID, 'officeHead', '督办机构负责人', 'chief'),
    post('clerk', OFFICE_ID, 'officeClerk', '督办专员', 'officeHead'),
    ...units.flatMap(({ id, name }) => [
      post(`head ${id}`, id, 'unitHead', `${name}主要负责人`, 'deputy'),
      post(`liaison ${id}`, id, 'liaison', `${name}联络员`, `head ${id}`),
    ]),
  ];
  return {
    units: [
      { id: OFFICE_ID, name: '督办机构', leaderPostId: 'chief', isOffice: true },
      ...units.map(({ id, name }) => ({ id, name, leaderPostId: 'deputy', isOffice: false })),
    ],
    posts,
    holdings: posts.map(({ id }) => ({ postId: id, personId: id, kind: 'holder' as const, fromOn, toOn: null })),
    disabledPersonIds: [],
  };
}
