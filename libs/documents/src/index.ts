export * from './reading/source';
export * from './reading/outline/outline';
export { isPlanTitle, outlineOf } from './reading/outline/outline-of';
export { nextYearItems, type NextYearItem } from './reading/outline/next-year';
export { readSource } from './reading/read-source';
export * from './writing/report-content';
export { writeReportDocx, type ReportDocxOptions } from './writing/report-docx';
export { OFFICIAL_FONTS, type NamedFont } from './writing/official-fonts';
