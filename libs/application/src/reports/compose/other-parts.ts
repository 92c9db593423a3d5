import { dayOfInstant } from '@duban/domain';
import type { ReportParagraph } from '@duban/documents';
import { annualReport as say, chineseOrdinal } from '@duban/wording';
import type { PlanYearFacts } from '../plan-year-facts';
import type { DraftSection } from './draft-section';
import { byText, ended, isDone, paragraphOf, piece, sharesOf, sourceRef, tasksOf, unended, unique } from './said';

/** 第一责任人履职, from the plan's own records of meetings, studies, instructions, inspections and 述法. */
export function leaderParagraphs(facts: PlanYearFacts, asOfMs: number): ReportParagraph[] {
  if (facts.leaderActivities.length === 0) return [{ text: say.noLeaderRecord }];
  const counts = Object.entries(say.leaderKinds).flatMap(([kind, text]) => {
    const n = facts.leaderActivities.filter((activity) => activity.kind === kind).length;
    return n === 0 ? [] : [text(n)];
  });
  const all = sourceRef('leaderActivity', facts.leaderActivities.map((activity) => activity.id).join(','));
  return [
    paragraphOf([piece(say.leaderSummary(counts, say.isYearOver(facts.plan.year, dayOfInstant(asOfMs))), say.leaderLabel, all)]),
    ...facts.leaderActivities.map((activity) =>
      paragraphOf([
        piece(say.leaderItem(activity.heldOn, ended(activity.text)), say.leaderLabel, sourceRef('leaderActivity', activity.id)),
      ]),
    ),
  ];
}

/** Next year: what is carried over, then what the units propose. */
export function nextSections(facts: PlanYearFacts): DraftSection[] {
  const groups: DraftSection[] = [];
  const open = tasksOf(facts).flatMap(({ task }) => {
    const shares = task.shares.filter((share) => share.owesCompletion && !isDone(share));
    return shares.length === 0 ? [] : [{ task, shares }];
  });
  const carried = open.map(({ task, shares }) => {
    const title = unended(task.task.title);
    const text =
      task.task.dueOn === null
        ? say.longTermNext(title)
        : say.carriedOver(unique(shares.map((share) => share.unitName)).join('、'), title);
    return paragraphOf([piece(text, title, sourceRef('task', task.task.id))], `/tasks/${task.task.id}`);
  });
  if (carried.length > 0) groups.push({ key: 'next.carried', level: 2, heading: say.carriedHeading, paragraphs: carried });
  const proposals = byText(
    sharesOf(facts).flatMap((share) =>
      share.reports
        .filter((report) => report.nextSteps !== '')
        .slice(-1)
        .map((report) => ({ unit: share.unitName, text: unended(report.nextSteps), id: report.id })),
    ),
  );
  if (proposals.length > 0) {
    groups.push({
      key: 'next.proposals',
      level: 2,
      heading: say.proposalsHeading,
      paragraphs: proposals.map(({ text, said }, at) => {
        const units = unique(said.map((each) => each.unit));
        const lead = proposals.length > 1 ? say.nth(chineseOrdinal(at + 1)) : '';
        return paragraphOf([
          piece(
            lead + say.proposal(units, text),
            units.join('、'),
            sourceRef('progressReport', said.map((each) => each.id).join(',')),
          ),
        ]);
      }),
    });
  }
  if (groups.length > 0) return groups;
  return [{ key: 'next.none', level: 2, heading: '', bare: true, paragraphs: [{ text: say.nothingNext }] }];
}

/** What else is to be told: the instruments of the year, extensions, and where the figures come from. */
export function otherParagraphs(facts: PlanYearFacts): ReportParagraph[] {
  const counts = Object.entries(say.instrumentCounts).flatMap(([kind, text]) => {
    const n = facts.instruments.filter((instrument) => instrument.kind === kind && instrument.state !== 'void').length;
    return n === 0 ? [] : [text(n)];
  });
  const delisted = facts.instruments
    .filter((instrument) => instrument.kind === 'listing')
    .flatMap((instrument) => instrument.targets)
    .filter((target) => target.state === 'closed').length;
  const sentences = [counts.length === 0 ? say.noInstruments : say.instruments(counts)];
  if (delisted > 0) sentences.push(say.delisted(delisted));
  if (facts.extensionsGranted > 0) sentences.push(say.extensions(facts.extensionsGranted));
  return [
    paragraphOf([piece(sentences.join(''), facts.plan.title, sourceRef('instruments', facts.plan.id))]),
    { text: say.sources },
  ];
}
