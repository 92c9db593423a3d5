import {
  archivePlan,
  draftAnnualReport,
  draftPlan,
  issuePlan,
  previousReportOf,
  recordLeaderActivity,
  REPORT_EDITIONS,
  sendReport,
  storeFile,
  submitPlan,
  submitReport,
  takePreviousReport,
  wrapUpPlan,
  type Deps,
  type DraftPlan,
  type ReportEdition,
} from '@duban/application';
import type { SourceDocument } from '@duban/documents';
import { classifyDay, instantOf, nextWorkingDay, type Role } from '@duban/domain';
import type { PlannedYear } from './plan-from-report';
import type { People } from './people';
import type { SampleJurisdiction } from '@duban/sample';
import { todayOf, workingDaysFrom, type YearContext } from './year-context';

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  lead: '牵头单位',
  collating: '汇总单位',
  responsible: '责任单位',
  cooperating: '配合单位',
};

/** A plan that was made from one part of a report has one chapter. */
const CHAPTER = '年度重点任务';

/** 草案: the office drafts the plan that was made from the report. */
export async function draftThePlan(
  people: People,
  sample: SampleJurisdiction,
  planned: PlannedYear,
  fileName: string,
): Promise<string> {
  const unitId = new Map(sample.units.map((unit) => [unit.name, unit.unitId]));
  const draft: DraftPlan = {
    year: planned.year,
    title: planned.title,
    policyVersionId: sample.policyVersionId,
    calendarId: sample.calendarId,
    source: { fileName },
    points: planned.points.map((point) => ({
      chapter: CHAPTER,
      label: point.label,
      path: point.path,
      heading: point.heading,
      text: point.text,
      source: { fileName, ...point.source },
      tasks: point.tasks.map((task) => ({
        title: task.title,
        deadlineKind: task.dueOn === null ? ('longTerm' as const) : ('date' as const),
        deadlinePhrase: task.phrase,
        dueOn: task.dueOn,
        assignments: task.shares.map((share) => {
          const id = unitId.get(share.unitName);
          if (id === undefined) throw new Error(`the scenario gives work to ${share.unitName}, which is no unit of it`);
          return { unitId: id, role: share.role, printedRole: ROLE_WORDS[share.role], printedUnit: share.unitName };
        }),
      })),
    })),
  };
  const { planId } = await people.give(sample.office.clerk.personId, 'plan.draft', (act) => draftPlan(act, draft));
  return planId;
}

/** The report that the plan was made from is last year's: its layout, its addresses and its promises. */
export async function takeLastYearsReport(
  deps: Deps,
  people: People,
  sample: SampleJurisdiction,
  planId: string,
  source: SourceDocument,
): Promise<void> {
  const text = Buffer.from(source.lines.map((line) => line.text).join('\n'), 'utf8');
  const file = await storeFile(deps, text, 'text/plain');
  await people.give(sample.office.clerk.personId, 'report.previous', (act) =>
    takePreviousReport(act, { planId, read: previousReportOf(source), ...file }),
  );
}

/** What the office does in the course of the year whatever happens: 送审, 印发, leaders' records, 收官, the report and 归档. */
export function planMilestones(year: YearContext): { readonly reportIds: ReadonlyMap<ReportEdition, string> } {
  const { queue, planned, sample, people, planId } = year;
  const clerk = sample.office.clerk.personId;
  // Offices work on working days: a day off in the scenario means the next one.
  const dayOn = (monthDay: string, y: number): string => {
    const day = `${y}-${monthDay}`;
    return classifyDay(year.calendar, day).working ? day : nextWorkingDay(year.calendar, day).date;
  };
  const on = (monthDay: string, hour: number, y = planned.year): number => workingDaysFrom(year, dayOn(monthDay, y), 0, hour);
  queue.plan({
    key: 'plan.submit',
    atMs: on(year.scenario.submitOn, 9),
    run: async () => {
      await people.give(clerk, 'plan.submit', (act) => submitPlan(act, { planId }));
    },
  });
  queue.plan({
    key: 'plan.issue',
    atMs: on(year.scenario.issueOn, 9),
    run: async () => {
      await people.give(clerk, 'plan.issue', (act) => issuePlan(act, { planId, docNumber: `法治办发〔${planned.year}〕1号` }));
    },
  });
  for (const activity of year.scenario.leaderActivities) {
    queue.plan({
      key: `leader:${activity.on}:${activity.text}`,
      atMs: on(activity.on, 17),
      run: async () => {
        await people.give(clerk, 'leader.record', (act) =>
          recordLeaderActivity(act, {
            planId,
            kind: activity.kind,
            heldOn: dayOn(activity.on, planned.year),
            text: activity.text,
            postId: sample.leaders.chief.postId,
          }),
        );
      },
    });
  }
  const next = planned.year + 1;
  queue.plan({
    key: 'plan.wrapUp',
    atMs: on('01-22', 16, next),
    run: async () => {
      await people.give(clerk, 'plan.wrapUp', (act) => wrapUpPlan(act, { planId, intoPlanId: null }));
    },
  });
  // One content, four versions: each is drafted, signed by the chain, and sent or published by its day.
  const reportIds = new Map<ReportEdition, string>();
  for (const edition of REPORT_EDITIONS) {
    queue.plan({
      key: `report.draft:${edition}`,
      atMs: on('01-26', 9, next),
      run: async () => {
        const drafted = await people.give(clerk, 'report.draft', (act) => draftAnnualReport(act, { planId, edition }));
        reportIds.set(edition, drafted.reportId);
        await people.give(clerk, 'report.submit', (act) => submitReport(act, { reportId: drafted.reportId }));
      },
    });
    queue.plan({
      key: `report.send:${edition}`,
      atMs: on(edition === 'public' ? '03-15' : '02-20', 15, next),
      run: async () => {
        const reportId = reportIds.get(edition) ?? '';
        const sentOn = todayOf(year);
        const note = edition === 'public' ? '政府门户网站法治政府建设专栏' : '机要交换';
        await people.give(clerk, 'report.send', (act) => sendReport(act, { reportId, sentOn, note }));
      },
    });
  }
  queue.plan({
    key: 'plan.archive',
    atMs: instantOf(`${next}-03-31`, 9),
    run: async () => {
      await people.give(clerk, 'plan.archive', (act) => archivePlan(act, { planId }));
    },
  });
  return { reportIds };
}
