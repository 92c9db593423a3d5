import { join } from 'node:path';

/** The report that is shipped with Duban, written for it: a first input for whoever has none of their own at hand. */
export const sampleReportPath = (): string => join(__dirname, '..', 'files', '示例区2025年度法治政府建设情况报告.txt');
