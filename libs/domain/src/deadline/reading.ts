import type { Term } from '../calendar/term';
import type { DayString } from '../day/day';
import type { Cycle } from '../shared/limit';

interface ReadPhrase {
  /** The words as they stand in the document. */
  readonly phrase: string;
  /** The document says "in principle" (原则上) or "strives for" (力争): the date binds less. */
  readonly soft?: true;
}

/** A calendar day. It stays as written even where it is a day off: nothing was counted. */
export interface DateReading extends ReadPhrase {
  readonly kind: 'date';
  readonly date: DayString;
  /** True where the document names the day itself; false where a convention gives it (底 is the month's last day, 中旬 the 20th). */
  readonly named: boolean;
  /**
   * `firstOfMonth`: "before the 1st" is read as the 1st, and an office may mean the day before. A person should look.
   */
  readonly doubt?: 'firstOfMonth';
}

/** What is owed again in each period. Without `day` and `after`, the policy's reporting day holds. */
export interface CycleReading extends ReadPhrase {
  readonly kind: 'cycle';
  readonly cycle: Cycle | 'weekly';
  /** The month of the period (1 is its first) that `day` belongs to; without it the period's last month. */
  readonly month?: number;
  /** Day of the month; for `weekly` the weekday, Monday is 1. `last` is the last day of the month, or of the week. */
  readonly day?: number | 'last';
  /** Only every other month: 单月, 双月. */
  readonly only?: 'oddMonths' | 'evenMonths';
  /** Counted from the period's end: 每季度结束后10日内. */
  readonly after?: Term;
}

/** A term from an event whose day is not in the phrase. */
export interface OffsetReading extends ReadPhrase, Term {
  readonly kind: 'offset';
  /** The event in the document's words: 印发, 会议, 收到通知. */
  readonly base: string;
}

/** 长期坚持, 持续推进: no due day; it can be "not reported", never overdue. */
export interface LongTermReading extends ReadPhrase {
  readonly kind: 'longTerm';
}

export type DeadlineReading = DateReading | CycleReading | OffsetReading | LongTermReading;

/** A reading before it is tied to the words that it was read from. */
export type BareReading =
  Omit<DateReading, 'phrase'> | Omit<CycleReading, 'phrase'> | Omit<OffsetReading, 'phrase'> | Omit<LongTermReading, 'phrase'>;

/**
 * Why a phrase has no reading, so that the question to the person can say what is missing.
 * `immediate` 立行立改 (a local default in days is needed) · `vague` 尽快 · `event` 春节前 · `ambiguous` 6月前 (its end, or the day
 * before it begins?), 3月内 (March, or three months?) · `noSuchDay` 2月30日 · `noBase` 15个工作日内 (from when?) · `hours` 24小时内 · `mixed` two deadlines
 * in one phrase · `empty` nothing there · `unknown` anything else.
 */
export type UnreadReason =
  'immediate' | 'vague' | 'event' | 'ambiguous' | 'noSuchDay' | 'noBase' | 'hours' | 'mixed' | 'empty' | 'unknown';

export type BareResult = BareReading | { readonly unread: UnreadReason };

export const isUnread = (result: BareResult): result is { readonly unread: UnreadReason } => 'unread' in result;
