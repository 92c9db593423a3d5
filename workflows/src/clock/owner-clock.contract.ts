/** The one signal that every owner's run hears: something changed, read again. The payload is for tracing only. */
export const CHANGED_SIGNAL = 'changed';

export interface ChangedSignal {
  readonly eventId: string | null;
}

/** All that a run carries, also over continue-as-new: nothing in it can be lost or go stale. */
export interface OwnerClockInput {
  /** The row that the run keeps the clock of. */
  readonly id: string;
  /** For tests only: continue as new after this many passes instead of 200. */
  readonly passesPerRun?: number;
}

export type OwnerKind = 'plan' | 'instrument' | 'signOff';
