export * from './documents';
export * from './refusals/document';
export * from './reading-remarks';
export * from './deadline';
export * from './task-notices';
export { describeCheck, figureRuleNames } from './figure-check';
export * from './refusals/calendar';
export * from './annual-report';
export * from './ledger';
