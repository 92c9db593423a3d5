import { readFile } from 'node:fs/promises';
import { DrivenClock, sign, signOffHandlers, submitPlan, hashPassword, type Deps } from '@duban/application';
import { publishedCalendar } from '@duban/calendar';
import { SignOffRow, SignOffStepRow, withTransaction } from '@duban/database';
import { readSource } from '@duban/documents';
import { addWorkingDays, compareDays, dayOfInstant, monthOf, yearOf } from '@duban/domain';
import { sampleReportPath, standardScenario, writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';
import { draftThePlan, takeLastYearsReport } from '../demo/milestones';
import { People } from '../demo/people';
import { planFromReport } from '../demo/plan-from-report';

const DUE_AFTER_WORKING_DAYS = [5, 9, 14, 20] as const;

const earlier = (a: string, b: string): string => (compareDays(a, b) < 0 ? a : b);

export const SAMPLE_PASSWORD = 'Duban-2026';

export interface SampleLogin {
  readonly login: string;
  readonly who: string;
}

/** The logins that are printed; every one has the sample password. */
export const SAMPLE_LOGINS: readonly SampleLogin[] = [
  { login: 'bangongshi', who: '督办专员（示例区司法局）' },
  { login: 'zhuren', who: '督办机构负责人' },
  { login: 'lianluo2', who: '区政务服务管理局联络员' },
  { login: 'fuze2', who: '区政务服务管理局主要负责人' },
  { login: 'lingdao2', who: '分管领导' },
  { login: 'zhuyao', who: '主要领导' },
  { login: 'shenji', who: '审计监督（只读）' },
  { login: 'guanli', who: '系统管理员（单位、职务、人员）' },
];

/**
 * Writes the sample jurisdiction with one plan that has been approved and waits to be issued, into an empty database only.
 * The plan is made from the report that is shipped; its days lie ahead of today, so that a first walk meets a living ladder.
 */
export async function loadSample(deps: Deps): Promise<'loaded' | 'there already'> {
  const there = await withTransaction(deps.database, (tx) => tx.query('select 1 from jurisdiction limit 1'));
  if (there.length > 0) return 'there already';
  const nowMs = await withTransaction(deps.database, (tx) => deps.clock.nowMs(tx));
  const today = dayOfInstant(nowMs);
  const source = readSource(await readFile(sampleReportPath()), '示例区2025年度法治政府建设情况报告.txt');
  if (!source.ok) throw new Error(`the sample report cannot be read: ${source.refusal.code}`);
  const planned = planFromReport(source.value, sampleReportPath(), standardScenario);
  const calendar = publishedCalendar();
  // In December there is no year left to live in: the sample is next year's plan, and its days count from New Year.
  const year = yearOf(today) + (monthOf(today) === 12 ? 1 : 0);
  const from = compareDays(today, `${year}-01-01`) < 0 ? `${year}-01-01` : today;
  const days = DUE_AFTER_WORKING_DAYS.map((n) => earlier(addWorkingDays(calendar, from, n).date, `${year}-12-31`));
  let turn = 0;
  const living = {
    ...planned,
    year,
    title: `${planned.jurisdictionName}${year}年度法治政府建设工作要点`,
    points: planned.points.map((point) => ({
      ...point,
      tasks: point.tasks.map((task) => ({ ...task, phrase: null, dueOn: days[turn++ % days.length] ?? null })),
    })),
  };
  const sample = await writeSampleJurisdiction(
    deps,
    { name: planned.jurisdictionName, officeName: planned.officeName, unitNames: planned.unitNames, fromOn: `${year}-01-01` },
    await hashPassword(SAMPLE_PASSWORD),
  );
  // The plan goes through its chain like any other; all of it at this moment.
  const driven = { ...deps, clock: new DrivenClock(nowMs) };
  const people = new People(driven, sample.jurisdictionId);
  const planId = await draftThePlan(people, sample, living, '示例区2025年度法治政府建设情况报告.txt');
  // The report that was read is last year's only where the plan is the one after it.
  if (living.year === planned.year) await takeLastYearsReport(driven, people, sample, planId, source.value);
  const { signOffId } = await people.give(sample.office.clerk.personId, 'plan.submit', (act) => submitPlan(act, { planId }));
  await approve(deps, people, sample, signOffId);
  return 'loaded';
}

async function approve(deps: Deps, people: People, sample: SampleJurisdiction, signOffId: string): Promise<void> {
  const holders = new Map([
    [sample.office.head.postId, sample.office.head.personId],
    [sample.leaders.chief.postId, sample.leaders.chief.personId],
  ]);
  for (;;) {
    const waiting = await withTransaction(deps.database, async (tx) => {
      const [row] = await tx.find(SignOffRow, `r.id = $1 and r.state = 'running'`, [signOffId]);
      const [step] = await tx.find(SignOffStepRow, `r.sign_off_id = $1 and r.state = 'waiting'`, [signOffId]);
      return row && step ? { row, step } : null;
    });
    if (!waiting) return;
    const personId = holders.get(waiting.step.postId ?? '');
    if (personId === undefined) throw new Error('nobody in the sample holds the post that is asked');
    await people.give(personId, 'signOff.sign', (act) =>
      sign(act, signOffHandlers, {
        signOffId,
        verdict: 'approve',
        opinion: '同意。',
        contentHash: waiting.row.contentHash,
        stepKey: waiting.step.stepKey,
      }),
    );
  }
}
