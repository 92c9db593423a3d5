export * from './documents';
export * from './refusals/document';
export * from './reading-remarks';
