import { parseDay, type DayString } from '../day/day';
import { accept, refuse, type Decision } from '../shared/result';
import type { Id, UnitId } from '../shared/ids';

/** An act that somebody considers and has not made: what would the clock do? Made today, unless it says otherwise. */
export type Supposed =
  /** An extension granted today up to that day. */
  | { readonly act: 'extend'; readonly untilOn: DayString }
  /** A suspension today; with a day, one that is lifted on it. */
  | { readonly act: 'suspend'; readonly resumedOn: DayString | null }
  /** A resumption today, or on that day. */
  | { readonly act: 'resume'; readonly on: DayString | null }
  | { readonly act: 'reassign'; readonly toUnitId: UnitId; readonly dueOn: DayString | null }
  /** The completion that is under review is returned, with the policy's day or a named one. */
  | { readonly act: 'return'; readonly dueOn: DayString | null }
  | { readonly act: 'cancel' }
  /** Another version of the work calendar counts. */
  | { readonly act: 'calendar'; readonly calendarId: Id };

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Reads `extend:2026-07-31`, `suspend`, `suspend:2026-05-01`, `resume`, `resume:2026-05-01`, `reassign:<unit>`,
 * `reassign:<unit>,2026-07-31`, `return`, `return:2026-07-31`, `cancel`, `calendar:<calendar>`. What is none of these is `WHATIF.UNREADABLE`.
 */
export function parseSupposed(text: string): Decision<Supposed> {
  const unreadable = refuse('WHATIF.UNREADABLE', { text: text.slice(0, 60) });
  const colon = text.indexOf(':');
  const act = colon === -1 ? text : text.slice(0, colon);
  const rest = colon === -1 ? null : text.slice(colon + 1);
  const day = rest === null ? null : parseDay(rest);
  if (act === 'extend') return day === null ? unreadable : accept({ act, untilOn: day });
  if (act === 'suspend') return rest !== null && day === null ? unreadable : accept({ act, resumedOn: day });
  if (act === 'resume') return rest !== null && day === null ? unreadable : accept({ act, on: day });
  if (act === 'return') return rest !== null && day === null ? unreadable : accept({ act, dueOn: day });
  if (act === 'cancel') return rest === null ? accept({ act }) : unreadable;
  if (act === 'calendar') return rest !== null && ID.test(rest) ? accept({ act, calendarId: rest }) : unreadable;
  if (act !== 'reassign' || rest === null) return unreadable;
  const [toUnitId = '', named, ...more] = rest.split(',');
  const dueOn = named === undefined ? null : parseDay(named);
  if (!ID.test(toUnitId) || more.length > 0 || (named !== undefined && dueOn === null)) return unreadable;
  return accept({ act, toUnitId, dueOn });
}
