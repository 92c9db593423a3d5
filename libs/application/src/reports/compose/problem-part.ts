import { dayOfInstant } from '@duban/domain';
import type { ReportParagraph } from '@duban/documents';
import { annualReport as say, chineseOrdinal } from '@duban/wording';
import type { PlanYearFacts, TaskFacts } from '../plan-year-facts';
import type { ShareFacts } from '../share-facts';
import type { DraftSection } from './draft-section';
import { byText, ended, paragraphOf, piece, sharesOf, sourceRef, tasksOf, unended, unique } from './said';

/** Open rectifications of the plan: what is not struck off. */
export const openRectifications = (facts: PlanYearFacts) => facts.rectifications.filter((line) => line.state !== 'struckOff');

/** Shares that missed a day, with their tasks. */
export const lateShares = (facts: PlanYearFacts): { task: TaskFacts; share: ShareFacts }[] =>
  tasksOf(facts).flatMap(({ task }) =>
    task.shares.filter((share) => share.owesCompletion && share.breached).map((share) => ({ task, share })),
  );

/** Why it was late: as explained, else as told in the reports; null where nobody said. */
export const causeOf = (share: ShareFacts): string | null =>
  share.lateReasons.at(-1) ??
  share.reports
    .map((report) => report.problems)
    .filter((text) => text !== '')
    .at(-1) ??
  null;

/** The deficiencies and their causes, from breaches, from what the units tell of, and from the rectification list. */
export function problemSections(facts: PlanYearFacts): DraftSection[] {
  const groups: DraftSection[] = [];
  const late = lateShares(facts);
  const group = (key: string, heading: string, paragraphs: readonly ReportParagraph[]): void => {
    if (paragraphs.length > 0) groups.push({ key, level: 2, heading, paragraphs });
  };
  group('problems.late', say.lateHeading, late.map(lateParagraph));
  const lateIds = new Set(late.map(({ share }) => share.assignment.id));
  const told = sharesOf(facts)
    .filter((share) => !lateIds.has(share.assignment.id))
    .flatMap((share) =>
      share.reports
        .filter((report) => report.problems !== '')
        .slice(-1)
        .map((report) => ({ unit: share.unitName, text: unended(report.problems), id: report.id })),
    );
  const groupsOfTold = byText(told);
  group(
    'problems.reported',
    say.reportedHeading,
    groupsOfTold.map(({ text, said }, at) =>
      paragraphOf([
        piece(
          (groupsOfTold.length > 1 ? say.nth(chineseOrdinal(at + 1)) : '') +
            say.reported(unique(said.map((each) => each.unit)), text),
          unique(said.map((each) => each.unit)).join('、'),
          sourceRef('progressReport', said.map((each) => each.id).join(',')),
        ),
      ]),
    ),
  );
  group(
    'problems.rectification',
    say.rectificationHeading,
    openRectifications(facts).map((line) =>
      paragraphOf([
        piece(
          say.rectification(line.unitName, ended(line.problem), line.cause === '' ? '' : ended(line.cause)),
          line.unitName,
          sourceRef('rectification', line.id),
        ),
      ]),
    ),
  );
  if (groups.length > 0) return groups;
  return [{ key: 'problems.none', level: 2, heading: '', bare: true, paragraphs: [{ text: say.noProblems }] }];
}

function lateParagraph({ task, share }: { task: TaskFacts; share: ShareFacts }): ReportParagraph {
  const due = share.completion?.originalDueOn ?? task.task.originalDueOn ?? '';
  const at = share.assignment.struckOffAt;
  const title = unended(task.task.title);
  const fact =
    at === null ? say.lateOpen(share.unitName, title, due) : say.lateDone(share.unitName, title, due, dayOfInstant(at.getTime()));
  const cause = causeOf(share);
  return paragraphOf(
    [
      piece(fact, task.task.title, sourceRef('assignment', share.assignment.id)),
      ...(cause === null ? [] : [piece(say.cause(ended(cause)), share.unitName, sourceRef('assignment', share.assignment.id))]),
    ],
    `/tasks/${task.task.id}`,
  );
}
