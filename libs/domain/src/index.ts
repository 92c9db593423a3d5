export * from './shared/result';
export * from './text/chinese-number';
