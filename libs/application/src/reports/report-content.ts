import type { ReportTemplate } from '@duban/domain';
import type { ReportContent } from '@duban/documents';
import type { PlanRow, ReportSectionEditRow, Tx } from '@duban/database';
import { composeReport } from './compose/compose-report';
import { promisesSentence, readCommitments, type Commitment } from './commitments';
import { editionContent } from './edition-content';
import { readPlanYear, type PlanYearFacts } from './plan-year-facts';
import type { EditionSetting, ReportSetup } from './report-setup';
import { applyEdits, standingEdits, type AppliedEdit } from './section-edits';

export type KeptEdit = Pick<ReportSectionEditRow, 'id' | 'sectionKey' | 'baseText' | 'ownText'>;

/** What a version was composed with: with the facts of its moment, enough to compose it again word for word. */
export interface ReportInputs {
  readonly template: ReportTemplate;
  readonly setting: EditionSetting;
  readonly promises: string | null;
  readonly edits: readonly KeptEdit[];
}

export interface ReportNow {
  readonly facts: PlanYearFacts;
  readonly commitments: readonly Commitment[];
  readonly promises: string | null;
  /** From the facts alone. */
  readonly composed: ReportContent;
  /** With what was written by hand. */
  readonly content: ReportContent;
  readonly edits: readonly ReportSectionEditRow[];
  readonly applied: readonly AppliedEdit[];
}

/** The report as of a moment, before it is addressed to anybody. Nothing is written. */
export async function reportNow(tx: Tx, plan: PlanRow, setup: ReportSetup, asOfMs: number): Promise<ReportNow> {
  const facts = await factsOf(tx, plan.id, asOfMs);
  const commitments = await readCommitments(tx, facts, asOfMs);
  const promises = promisesSentence(facts, commitments);
  const composed = composeReport(facts, { template: setup.template, asOfMs, promises });
  const edits = await standingEdits(tx, plan.id);
  return { facts, commitments, promises, composed, edits, ...applyEdits(composed, edits) };
}

export const inputsOf = (setup: ReportSetup, setting: EditionSetting, now: ReportNow): ReportInputs => ({
  template: setup.template,
  setting,
  promises: now.promises,
  edits: now.edits.map(({ id, sectionKey, baseText, ownText }) => ({ id, sectionKey, baseText, ownText })),
});

export const addressed = (now: Pick<ReportNow, 'content'>, inputs: ReportInputs): ReportContent =>
  editionContent(now.content, inputs.template, inputs.setting);

/** A version composed again from the rows as they stood at its moment, with what it was composed with then. */
export async function recompose(tx: Tx, planId: string, inputs: ReportInputs, asOfMs: number): Promise<ReportContent> {
  const facts = await factsOf(tx, planId, asOfMs);
  const composed = composeReport(facts, { template: inputs.template, asOfMs, promises: inputs.promises });
  return addressed(applyEdits(composed, inputs.edits), inputs);
}

async function factsOf(tx: Tx, planId: string, asOfMs: number): Promise<PlanYearFacts> {
  const facts = await readPlanYear(tx, planId, asOfMs);
  if (!facts) throw new Error(`no plan ${planId}`);
  return facts;
}
