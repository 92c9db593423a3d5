import { leaderKindNames, reportEditionNames, reportGaps as say } from '@duban/wording';
import type { Commitment } from './commitments';
import { pointKey } from './compose/done-part';
import { causeOf, lateShares, openRectifications } from './compose/problem-part';
import { withdrawalOf } from './amended-texts';
import { saidOf, sharesOf, tasksOf, unique } from './compose/said';
import type { ReportNow } from './report-content';
import type { ReportSetup } from './report-setup';

/** Something that the draft lacks, the section that it is about, and where it can be mended. */
export interface ReportGap {
  readonly text: string;
  readonly sectionKey: string | null;
  readonly address: string | null;
}

/** What the draft lacks now: a report may be drafted at any moment of the year, and says itself what is missing. */
export function reportGaps(now: ReportNow, setup: ReportSetup): ReportGap[] {
  return [...promiseGaps(now.commitments, setup), ...taskGaps(now), ...problemGaps(now), ...otherGaps(now, setup)];
}

const gap = (text: string, sectionKey: string | null = null, address: string | null = null): ReportGap => ({
  text,
  sectionKey,
  address,
});

function promiseGaps(commitments: readonly Commitment[], setup: ReportSetup): ReportGap[] {
  if (setup.previous === null) return [gap(say.noPrevious)];
  const unjudged = commitments.filter((each) => each.outcome === null).length;
  return unjudged === 0 ? [] : [gap(say.unjudged(unjudged), 'done')];
}

function taskGaps({ facts }: ReportNow): ReportGap[] {
  const gaps: ReportGap[] = [];
  for (const { point, tasks } of facts.points) {
    const key = pointKey(point.id);
    if (tasks.length === 0) gaps.push(gap(say.noTask(point.heading), key, `/plans/${facts.plan.id}`));
    for (const { task, shares, amendments } of tasks) {
      if (withdrawalOf(amendments) !== null) continue;
      const address = `/tasks/${task.id}`;
      const owing = shares.filter((share) => share.owesCompletion);
      if (owing.length === 0) gaps.push(gap(say.noUnit(task.title), key, address));
      else if (shares.every((share) => saidOf(share) === null))
        gaps.push(gap(say.nothingSigned(task.title, unique(owing.map((share) => share.unitName))), key, address));
    }
  }
  const unsigned = sharesOf(facts).reduce((sum, share) => sum + share.unsigned, 0);
  if (unsigned > 0) gaps.push(gap(say.unsigned(unsigned), null, '/sign-offs'));
  return gaps;
}

function problemGaps({ facts, applied }: ReportNow): ReportGap[] {
  const late = lateShares(facts).filter(({ share }) => causeOf(share) === null);
  const isEdited = applied.some((each) => each.sectionKey === 'problems.reported');
  const told = unique(sharesOf(facts).flatMap((share) => share.reports.at(-1)?.problems ?? [])).filter((text) => text !== '');
  return [
    ...late.map(({ task, share }) =>
      gap(say.noCause(share.unitName, task.task.title), 'problems.late', `/tasks/${task.task.id}`),
    ),
    ...openRectifications(facts)
      .filter((line) => line.cause.trim() === '')
      .map((line) => gap(say.noRectificationCause(line.unitName), 'problems.rectification')),
    ...(told.length > 0 && !isEdited ? [gap(say.toldWithoutCause(told.length), 'problems.reported')] : []),
  ];
}

/** What the 2019 rule expects of the first person in charge; an instruction or an inspection is not every year's. */
const EXPECTED_KINDS = ['meeting', 'study', 'dutyReport'];

function otherGaps({ facts, applied, content }: ReportNow, setup: ReportSetup): ReportGap[] {
  const kinds = EXPECTED_KINDS.filter((kind) => !facts.leaderActivities.some((activity) => activity.kind === kind));
  const proposals = tasksOf(facts).some(({ task }) =>
    task.shares.some((share) => share.reports.some((report) => report.nextSteps !== '')),
  );
  const nameOf = (key: string) => content.sections.find((section) => section.key === key)?.heading ?? '';
  return [
    ...(facts.leaderActivities.length === 0
      ? [gap(say.noLeaderRecord, 'leader')]
      : kinds.length > 0
        ? [gap(say.noLeaderKind(kinds.map((kind) => leaderKindNames[kind] ?? kind)), 'leader')]
        : []),
    ...(proposals ? [] : [gap(say.noProposals, 'next')]),
    ...setup.editions
      .filter((each) => each.edition !== 'public' && each.receiver === null)
      .map((each) => gap(say.noReceiver(reportEditionNames[each.edition] ?? each.edition))),
    ...applied
      .filter((each) => each.standing === 'changed')
      .map((each) => gap(say.editChanged(nameOf(each.sectionKey)), each.sectionKey)),
  ];
}
