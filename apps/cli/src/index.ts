export { commands, main } from './main';
export type { Command, CommandEntry } from './command';
