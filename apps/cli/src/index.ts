export { commands, main } from './main';
export type { Command, CommandEntry } from './command';
export { BadInput } from './bad-input';
export { runDemo, type DemoResult, type DemoSettings } from './demo/run-demo';
export { readDocument } from './read-document';
export { compareReports } from './replay/compare-reports';
export { composeReport } from './replay/compose-report';
export { loadReport, type LoadedReport } from './replay/load-report';
