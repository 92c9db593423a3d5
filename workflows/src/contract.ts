export * from './clock/owner-clock.contract';
export type * from './clock/owner-clock.activities';
export * from './plan-year/plan-year.contract';
export * from './instrument-case/instrument-case.contract';
export * from './sign-off-chain/sign-off-chain.contract';
export type { PlanYearActivities } from './plan-year/plan-year.activities';
export type { InstrumentCaseActivities } from './instrument-case/instrument-case.activities';
export type { SignOffChainActivities } from './sign-off-chain/sign-off-chain.activities';
export { clockRunOf, clockRunTypes, ownerOfRun, type ClockRun } from './clock/clock-run';
