import { accept, refuse, type Decision } from '@duban/domain';
import type { Act } from '../kernel/act';

/** Marks one of my notices as read, or all that were made until now. Reading again changes nothing. */
export async function markNoticesRead(
  act: Act,
  input: { readonly noticeId: string | null },
): Promise<Decision<{ read: number }>> {
  if (input.noticeId !== null) {
    const [own] = await act.tx.query('select 1 from notice where id = $1 and receiver_id = $2', [input.noticeId, act.person]);
    if (!own) return refuse('NOTICE.UNKNOWN');
  }
  const read = await act.tx.run(
    'update notice set read_at = $2 where receiver_id = $1 and read_at is null and ($3::uuid is null or id = $3)',
    [act.person, act.now, input.noticeId],
  );
  return accept({ read });
}
