export * from './policies/standard-policy';
export * from './sample-jurisdiction';
