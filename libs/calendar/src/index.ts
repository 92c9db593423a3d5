export * from './published-calendar';
