export * from './policies/standard-policy';
export * from './sample-jurisdiction';
export * from './scenarios/scenario';
export * from './scenarios/standard-scenario';
export * from './scenarios/punctual-scenario';
export * from './scenarios/check-scenario';
export * from './sample-files';
