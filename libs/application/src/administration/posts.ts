import { accept, refuse, type Decision, type PostRole } from '@duban/domain';
import { PostRow, UnitRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { administering } from './administering';

const OF_THE_OFFICE: readonly PostRole[] = ['officeClerk', 'officeHead', 'administrator'];

/** 设职: notices and steps go to posts, and posts are held by people for a time. */
export async function addPost(
  act: Act,
  input: { readonly unitId: string; readonly role: PostRole; readonly title: string; readonly superiorPostId: string | null },
): Promise<Decision<{ postId: string }>> {
  const allowed = await administering(act);
  if (!allowed.ok) return allowed;
  const [unit] = await act.tx.find(UnitRow, 'r.id = $1 and r.jurisdiction_id = $2 and r.successor_id is null', [
    input.unitId,
    act.jurisdictionId,
  ]);
  if (!unit) return refuse('UNIT.UNKNOWN');
  if (OF_THE_OFFICE.includes(input.role) && !unit.isOffice) return refuse('POST.OFFICE_ONLY');
  if (input.superiorPostId !== null && !(await readPost(act, input.superiorPostId))) return refuse('POST.UNKNOWN');
  const postId = newId();
  const { unitId, role, title, superiorPostId } = input;
  await act.tx.insert(PostRow, [{ id: postId, jurisdictionId: act.jurisdictionId, unitId, role, title, superiorPostId }]);
  act.emit({ type: 'post.added', subjectKind: 'post', subjectId: postId, data: { unitId, role, title } });
  return accept({ postId });
}

/** Changes the title and the superior; what a post does never changes, since its record would mean another thing. */
export async function changePost(
  act: Act,
  input: { readonly postId: string; readonly title: string; readonly superiorPostId: string | null },
): Promise<Decision<{ postId: string }>> {
  const allowed = await administering(act);
  if (!allowed.ok) return allowed;
  const { postId, title, superiorPostId } = input;
  if (!(await readPost(act, postId))) return refuse('POST.UNKNOWN');
  for (let above = superiorPostId; above !== null;) {
    if (above === postId) return refuse('POST.SUPERIOR_LOOP');
    const post = await readPost(act, above);
    if (!post) return refuse('POST.UNKNOWN');
    above = post.superiorPostId;
  }
  await act.tx.update(PostRow, postId, { title, superiorPostId });
  act.emit({ type: 'post.changed', subjectKind: 'post', subjectId: postId, data: { title, superiorPostId } });
  return accept({ postId });
}

/** A post of this jurisdiction. */
export async function readPost(act: Act, postId: string): Promise<PostRow | null> {
  const [post] = await act.tx.find(PostRow, 'r.id = $1 and r.jurisdiction_id = $2', [postId, act.jurisdictionId]);
  return post ?? null;
}
