import {
  accept,
  checkReportTemplate,
  isNumberedThrough,
  refuse,
  type Decision,
  type ReportPartName,
  type ReportTemplate,
} from '@duban/domain';
import { ReportSetupRow, WorkPointRow, type PlanRow, type Tx } from '@duban/database';
import { annualReport as say, labelOrdinal } from '@duban/wording';
import type { Act } from '../kernel/act';
import { isOffice } from '../kernel/actor';
import { lockPlan } from '../kernel/locks';

/** 上级、同级党委、人大、公开: one content, several addressed versions. */
export const REPORT_EDITIONS = ['superior', 'committee', 'congress', 'public'] as const;
export type ReportEdition = (typeof REPORT_EDITIONS)[number];

/** How one version is addressed, and what it does not say. */
export interface EditionSetting {
  readonly edition: ReportEdition;
  /** 主送机关 without the colon; none for what is published. */
  readonly receiver: string | null;
  readonly issuers: readonly string[];
  /** Keys of sections: `other` the chapter with all under it, `problems.late` one section. */
  readonly leaveOut: readonly string[];
  /** 附注, without brackets. */
  readonly remark: string | null;
  readonly withContents: boolean;
}

/** Last year's report as it was found: what the layout and the promises were read from. */
export interface PreviousReport {
  readonly fileName: string;
  readonly title: string | null;
  readonly year: number | null;
  readonly issuers: readonly string[];
  readonly receiver: string | null;
  readonly template: ReportTemplate | null;
}

export interface ReportSetup {
  readonly template: ReportTemplate;
  /** Is the layout last year's, the plan's, or laid down by the office? */
  readonly templateFrom: 'office' | 'previous' | 'plan';
  readonly editions: readonly EditionSetting[];
  readonly previous: PreviousReport | null;
  /** 0 while nobody has laid anything down. */
  readonly version: number;
}

export async function readReportSetup(tx: Tx, plan: PlanRow): Promise<ReportSetup> {
  const [row] = await tx.find(ReportSetupRow, 'r.plan_id = $1', [plan.id]);
  const previous = (row?.previous ?? null) as PreviousReport | null;
  const laidDown = (row?.template ?? null) as ReportTemplate | null;
  const template = laidDown ?? previous?.template ?? (await templateOfPlan(tx, plan));
  const changed = (row?.editions ?? []) as readonly EditionSetting[];
  const defaults = await defaultEditions(tx, plan, previous);
  return {
    template,
    templateFrom: laidDown ? 'office' : previous?.template ? 'previous' : 'plan',
    editions: defaults.map((each) => changed.find((one) => one.edition === each.edition) ?? each),
    previous,
    version: row?.version ?? 0,
  };
}

/** Where there is no report of last year: the five required parts, and the plan's own chapters where it counts through them. */
async function templateOfPlan(tx: Tx, plan: PlanRow): Promise<ReportTemplate> {
  const points = await tx.find(WorkPointRow, 'r.plan_id = $1 order by r.position', [plan.id]);
  const chapters = [...new Set(points.map((point) => point.chapter))].map((chapter) =>
    points.filter((point) => point.chapter === chapter).map((point) => labelOrdinal(point.label) ?? 0),
  );
  const through = isNumberedThrough(chapters);
  const headings: Readonly<Record<ReportPartName, string>> = {
    done: through ? '' : say.parts.done,
    problems: say.parts.problems,
    leader: say.parts.leader,
    next: say.parts.next(plan.year + 1),
    other: say.parts.other,
  };
  return {
    parts: (['done', 'problems', 'leader', 'next', 'other'] as const).map((part) => ({ part, heading: headings[part] })),
    chaptersAtTop: through,
    numbering: through ? 'through' : 'restart',
  };
}

/** What is not told to the public unless the office wants it: who was late, what is still being put right, the instruments. */
const NOT_FOR_THE_PUBLIC = ['problems.late', 'problems.rectification', 'other'];

async function defaultEditions(tx: Tx, plan: PlanRow, previous: PreviousReport | null): Promise<EditionSetting[]> {
  const [about] = await tx.query<{ name: string; upper: string | null }>(
    'select j.name, u.name as upper from jurisdiction j left join jurisdiction u on u.id = j.upper_id where j.id = $1',
    [plan.jurisdictionId],
  );
  const name = about?.name ?? '';
  const issuers = previous && previous.issuers.length > 0 ? previous.issuers : [say.government(name)];
  const base = { issuers, leaveOut: [], remark: null, withContents: false };
  const upper = about?.upper ?? null;
  return [
    { ...base, edition: 'superior', receiver: previous?.receiver ?? (upper === null ? null : say.government(upper)) },
    { ...base, edition: 'committee', receiver: say.committee(name) },
    { ...base, edition: 'congress', receiver: say.congress(name) },
    { ...base, edition: 'public', receiver: null, leaveOut: NOT_FOR_THE_PUBLIC, remark: say.publicRemark },
  ];
}

/** The office lays down the layout of the report and how its versions are addressed. `template: null` goes back to last year's. */
export async function layOutReport(
  act: Act,
  input: {
    readonly planId: string;
    readonly template?: ReportTemplate | null;
    readonly editions?: readonly EditionSetting[];
  },
): Promise<Decision<{ planId: string }>> {
  if (!act.actor || !isOffice(act.actor)) return refuse('PLAN.NOT_YOURS');
  const plan = await lockPlan(act.tx, input.planId, 'shared');
  if (!plan || plan.jurisdictionId !== act.jurisdictionId) return refuse('PLAN.UNKNOWN');
  if (input.template) {
    const [fault] = checkReportTemplate(input.template);
    if (fault) return refuse('REPORT.TEMPLATE_FAULT', { fault: fault.fault, part: fault.part });
  }
  const bare = input.editions?.find((each) => each.issuers.every((issuer) => issuer.trim() === ''));
  if (bare) return refuse('REPORT.NO_ISSUER', { edition: bare.edition });
  const known = await changeReportSetup(act, plan, {});
  const kept = known.editions as readonly EditionSetting[];
  const editions = input.editions
    ? [...kept.filter((each) => !input.editions?.some((one) => one.edition === each.edition)), ...input.editions]
    : kept;
  await changeReportSetup(act, plan, { editions, ...(input.template === undefined ? {} : { template: input.template }) });
  act.emit({
    type: 'report.laidOut',
    planId: plan.id,
    subjectKind: 'plan',
    subjectId: plan.id,
    data: { template: input.template ?? null, editions: input.editions?.map((each) => each.edition) ?? [] },
  });
  return accept({ planId: plan.id });
}

/** Writes what has changed into the plan's one setup row, which is made when it is first needed. */
export async function changeReportSetup(
  act: Act,
  plan: PlanRow,
  changes: Partial<Pick<ReportSetupRow, 'template' | 'editions' | 'previous' | 'previousSha256'>>,
): Promise<ReportSetupRow> {
  const fresh: ReportSetupRow = {
    planId: plan.id,
    jurisdictionId: act.jurisdictionId,
    template: null,
    editions: [],
    previous: null,
    previousSha256: null,
    changedAt: act.now,
    changedBy: act.person,
    version: 0,
  };
  await act.tx.insertMissing(ReportSetupRow, [fresh]);
  const [row] = await act.tx.find(ReportSetupRow, 'r.plan_id = $1 for update', [plan.id]);
  if (!row) throw new Error('the setup of the report could not be made');
  if (Object.keys(changes).length === 0) return row;
  const next = { ...row, ...changes };
  await act.tx.run(
    `update report_setup set template = $2::jsonb, editions = $3::jsonb, previous = $4::jsonb, previous_sha256 = $5,
       changed_at = $6, changed_by = $7, version = version + 1 where plan_id = $1`,
    [
      plan.id,
      next.template === null ? null : JSON.stringify(next.template),
      JSON.stringify(next.editions),
      next.previous === null ? null : JSON.stringify(next.previous),
      next.previousSha256,
      act.now,
      act.person,
    ],
  );
  return next;
}
