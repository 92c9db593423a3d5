import {
  archivePlan,
  draftAnnualReport,
  draftPlan,
  issuePlan,
  recordLeaderActivity,
  submitPlan,
  submitReport,
  wrapUpPlan,
  type DraftPlan,
} from '@duban/application';
import { classifyDay, instantOf, nextWorkingDay, type Role } from '@duban/domain';
import type { PlannedYear } from './plan-from-report';
import type { People } from './people';
import type { SampleJurisdiction } from '@duban/sample';
import { workingDaysFrom, type YearContext } from './year-context';

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

/** What the office does in the course of the year whatever happens: 送审, 印发, leaders' records, 收官, the report and 归档. */
export function planMilestones(year: YearContext): { reportId: () => string } {
  const { queue, planned, sample, people, planId } = year;
  const clerk = sample.office.clerk.personId;
  // Offices work on working days: a day off in the scenario means the next one.
  const dayOn = (monthDay: string, y: number): string => {
    const day = `${y}-${monthDay}`;
    return classifyDay(year.calendar, day).working ? day : nextWorkingDay(year.calendar, day).date;
  };
  const on = (monthDay: string, hour: number, y = planned.year): number => workingDaysFrom(year, dayOn(monthDay, y), 0, hour);
  let reportId = '';
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
  queue.plan({
    key: 'report.draft',
    atMs: on('01-26', 9, next),
    run: async () => {
      const drafted = await people.give(clerk, 'report.draft', (act) =>
        draftAnnualReport(act, { planId, edition: 'superior', issuers: planned.issuers, receiver: planned.receiver }),
      );
      reportId = drafted.reportId;
      await people.give(clerk, 'report.submit', (act) => submitReport(act, { reportId }));
    },
  });
  queue.plan({
    key: 'plan.archive',
    atMs: instantOf(`${next}-03-31`, 9),
    run: async () => {
      await people.give(clerk, 'plan.archive', (act) => archivePlan(act, { planId }));
    },
  });
  return { reportId: () => reportId };
}
