/**
 * A length of time always says what it is counted in. `workingHours` and `minutes` count from an instant and give an instant
 * (`dueAt`); the others count from a day, begin the next day and give a day (`dueOn`).
 */
export interface Limit {
  readonly n: number;
  readonly unit: 'workingDays' | 'calendarDays' | 'months' | 'workingHours' | 'minutes';
}

export type Cycle = 'monthly' | 'quarterly' | 'halfYearly' | 'yearly';
