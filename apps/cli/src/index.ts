export { commands, main } from './main';
export type { Command, CommandEntry } from './command';
export { BadInput } from './bad-input';
export { runDemo, type DemoResult, type DemoSettings } from './demo/run-demo';
export { readDocument } from './read-document';
