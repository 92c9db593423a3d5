import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deps } from '@duban/application';
import { withTransaction } from '@duban/database';
import { writeReportDocx, type SourceDocument } from '@duban/documents';
import { replayWords } from '@duban/wording';
import { withScratchDatabase } from '../scratch-database';
import { composeReport } from './compose-report';
import { loadReport } from './load-report';
import { replayResult, type ReplayResult } from './replay-result';

export interface ReplaySettings {
  readonly source: SourceDocument;
  /** As the person named it, for messages. */
  readonly path: string;
  readonly outFolder: string;
  /** A PostgreSQL that runs already (tests); one is started where it is absent. */
  readonly databaseUrl?: string;
  readonly onProgress: (sentence: string) => void;
}

export interface ReplayFiles {
  readonly reportFile: string;
  readonly resultFile: string;
  readonly result: ReplayResult;
}

/** Loads a real report into the tables, rolls it up, and writes it again with `replay.json` beside it. */
export function runReplay(settings: ReplaySettings): Promise<ReplayFiles> {
  return withScratchDatabase({ ...settings, nowMs: Date.now() }, (deps) => replayInto(deps, settings));
}

async function replayInto(deps: Deps, { source, path, outFolder }: ReplaySettings): Promise<ReplayFiles> {
  const loaded = await loadReport(deps, source, path);
  const { composed, docx, result } = await withTransaction(deps.database, async (tx) => {
    const report = await composeReport(tx, loaded.planId, loaded.asOfMs);
    const bytes = await writeReportDocx(report.content);
    return { composed: report, docx: bytes, result: await replayResult(tx, source, loaded, report, bytes) };
  });
  await mkdir(outFolder, { recursive: true });
  const reportFile = join(outFolder, fileName(composed.content.title));
  const resultFile = join(outFolder, 'replay.json');
  await writeFile(reportFile, docx);
  await writeFile(resultFile, `${JSON.stringify(result, null, 2)}\n`);
  return { reportFile, resultFile, result };
}

const LONGEST_FILE_NAME = 60;

/** The title without the signs that a file name may not have. */
const fileName = (title: string): string =>
  replayWords.documentName([...title.replace(/[\s\\/:*?"<>|]+/g, '')].slice(0, LONGEST_FILE_NAME).join(''));
