import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isVerified, ledgerOfPlan, REPORT_EDITIONS, verifyRecord, verifyReports, type ReportEdition } from '@duban/application';
import { publishedCalendar } from '@duban/calendar';
import { ReportRow, withTransaction } from '@duban/database';
import { writeLedgerXlsx, type SourceDocument } from '@duban/documents';
import { dayOfInstant, instantOf } from '@duban/domain';
import { writeSampleJurisdiction, type Scenario } from '@duban/sample';
import { describeRecordCheck, describeReportCheck, reportEditionNames } from '@duban/wording';
import { builtWorkflowBundle, createYearEnvironment, startWorkerHost } from '@duban/temporal';
import { withScratchDatabase } from '../scratch-database';
import { ActQueue } from './act-queue';
import { liveYear, yearEndMs, type Reaction } from './live-year';
import { draftThePlan, planMilestones, takeLastYearsReport } from './milestones';
import { People } from './people';
import { planFromReport } from './plan-from-report';
import { planCompletions } from './reactions/completions';
import { planInstruments } from './reactions/instruments';
import { planPeriodReports } from './reactions/period-reports';
import { planReceipts } from './reactions/receipts';
import { planSignatures } from './reactions/signatures';
import { describeTimeline } from './timeline';
import type { YearContext } from './year-context';

export interface DemoSettings {
  readonly source: SourceDocument;
  /** As the person named it, for messages. */
  readonly path: string;
  readonly outFolder: string;
  readonly scenario: Scenario;
  /** A PostgreSQL that runs already (tests); one is started where it is absent. */
  readonly databaseUrl?: string;
  readonly onProgress: (sentence: string) => void;
}

export interface DemoResult {
  /** One for each version. */
  readonly reportFiles: readonly string[];
  readonly ledgerFile: string;
  readonly timelineFile: string;
  readonly timeline: string;
  readonly yearMs: number;
  readonly verified: boolean;
  readonly verifyText: string;
}

const REACTIONS: readonly Reaction[] = [planReceipts, planPeriodReports, planCompletions, planSignatures, planInstruments];

/** Makes next year's plan from a report and lives that year to 1 April of the year after, through what production runs. */
export async function runDemo(settings: DemoSettings): Promise<DemoResult> {
  const planned = planFromReport(settings.source, settings.path, settings.scenario);
  const startMs = instantOf(`${planned.year}-01-05`, 9);
  return withScratchDatabase({ ...settings, nowMs: startMs }, async (deps, closeLater) => {
    const environment = await createYearEnvironment({ startMs, onProgress: settings.onProgress });
    closeLater(() => environment.stop());
    const sample = await writeSampleJurisdiction(
      deps,
      {
        name: planned.jurisdictionName,
        officeName: planned.officeName,
        unitNames: planned.unitNames,
        fromOn: `${planned.year}-01-01`,
      },
      'no login in a demo',
    );
    const host = await startWorkerHost(deps, {
      temporal: { client: environment.client, nativeConnection: environment.nativeConnection },
      taskQueue: 'demo',
      workflowBundle: builtWorkflowBundle(),
      canList: false,
      searchAttributes: false,
      pollMs: 20,
      onError: (loop, error) => settings.onProgress(`${loop}：${error instanceof Error ? error.message : String(error)}`),
    });
    closeLater(() => host.stop());

    const began = Date.now();
    const people = new People(deps, sample.jurisdictionId);
    const planId = await draftThePlan(people, sample, planned, basename(settings.path));
    await takeLastYearsReport(deps, people, sample, planId, settings.source);
    const year: YearContext = {
      deps,
      planned,
      scenario: settings.scenario,
      sample,
      calendar: publishedCalendar(),
      people,
      queue: new ActQueue(),
      planId,
    };
    const milestones = planMilestones(year);
    await liveYear(
      year,
      { environment, host, reactions: REACTIONS, onProgress: monthly(settings.onProgress) },
      yearEndMs(planned.year),
    );
    const yearMs = Date.now() - began;
    return { ...(await writeOut(year, milestones.reportIds, settings.outFolder)), yearMs };
  });
}

function monthly(tell: (sentence: string) => void): (ms: number) => void {
  let told = '';
  return (ms) => {
    const month = dayOfInstant(ms).slice(0, 7);
    if (month === told) return;
    told = month;
    tell(`正在推演${month.slice(0, 4)}年${Number(month.slice(5))}月……`);
  };
}

async function writeOut(
  year: YearContext,
  reportIds: ReadonlyMap<ReportEdition, string>,
  outFolder: string,
): Promise<Omit<DemoResult, 'yearMs'>> {
  const { deps, planId, planned, sample } = year;
  await mkdir(outFolder, { recursive: true });
  const { reports, ledger } = await withTransaction(deps.database, async (tx) => ({
    reports: await tx.find(ReportRow, `r.id = any($1::uuid[]) and r.state = 'frozen'`, [[...reportIds.values()]]),
    ledger: await ledgerOfPlan(tx, planId, instantOf(`${planned.year + 1}-01-22`, 17)),
  }));
  if (!ledger) throw new Error('the ledger is missing');
  const reportFiles: string[] = [];
  for (const edition of REPORT_EDITIONS) {
    const docx = await deps.files.get(reports.find((report) => report.edition === edition)?.sha256 ?? '');
    if (!docx) throw new Error(`the report for ${edition} was not frozen`);
    const name = `${planned.jurisdictionName}${planned.year}年度法治政府建设情况报告（${reportEditionNames[edition]}）.docx`;
    reportFiles.push(join(outFolder, name));
    await writeFile(join(outFolder, name), docx);
  }
  const ledgerFile = join(outFolder, `${planned.jurisdictionName}${planned.year}年度任务台账.xlsx`);
  const timelineFile = join(outFolder, 'timeline.txt');
  const timeline = await describeTimeline(deps, sample.jurisdictionId);
  const verified = await verifyRecord(deps, { anchors: [] });
  await writeFile(ledgerFile, await writeLedgerXlsx(ledger));
  await writeFile(timelineFile, `${timeline}\n`);
  const rebuilt = await verifyReports(deps);
  return {
    reportFiles,
    ledgerFile,
    timelineFile,
    timeline,
    verified: verified.ok && rebuilt.every(isVerified),
    verifyText: [describeRecordCheck(verified), ...rebuilt.map(describeReportCheck)].join('\n'),
  };
}
