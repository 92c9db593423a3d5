import type { SignOffOutcome, SubjectKind } from '@duban/domain';
import type { SignOffRow } from '@duban/database';
import type { Act } from '../kernel/act';

/** What becomes of a subject when its chain ends, in the same transaction and under the locks that the chain's end holds. */
export type SignOffOutcomeHandler = (act: Act, signOff: SignOffRow, outcome: SignOffOutcome, opinion: string) => Promise<void>;

/** One handler for each kind of subject: a new kind does not compile without one. It is made where commands are composed. */
export type SignOffOutcomeHandlers = Readonly<Record<SubjectKind, SignOffOutcomeHandler>>;
