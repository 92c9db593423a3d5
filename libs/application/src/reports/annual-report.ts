import { createHash } from 'node:crypto';
import { dayOfInstant, formatRate } from '@duban/domain';
import type { ReportContent, ReportParagraph, ReportSection } from '@duban/documents';
import { annualReport as say, chineseOrdinal } from '@duban/wording';
import type { PlanYearFacts, PointFacts, RolledFigure, ShareFacts, TaskFacts } from './plan-year-facts';

export interface AnnualReportAddress {
  /** Who signs; one or several bodies (a joint report of the party committee and the government). */
  readonly issuers: readonly string[];
  /** 主送机关, without the colon. */
  readonly receiver: string | null;
  /** The day on the paper. */
  readonly date: string;
  readonly extensionsGranted: number;
}

/**
 * The annual report from what happened, in the five parts that the 2019 rule requires (domain.md 6.2): what was done, the
 * deficiencies and their causes, the leaders' duties, next year, and the rest. Pure: the same facts give the same content.
 */
export function composeAnnualReport(facts: PlanYearFacts, address: AnnualReportAddress, asOfMs: number): ReportContent {
  const year = facts.plan.year;
  const part = (n: number, heading: string, paragraphs: ReportParagraph[] = []): ReportSection => ({
    level: 1,
    label: `${chineseOrdinal(n)}、`,
    heading,
    paragraphs,
  });
  return {
    title: say.title(year),
    ...(address.receiver === null ? {} : { receiver: address.receiver }),
    opening: [{ text: say.opening(facts.jurisdictionName, year) }],
    sections: [
      part(1, say.parts.done, overview(facts, asOfMs)),
      ...doneSections(facts),
      part(2, say.parts.problems),
      ...problemSections(facts),
      part(3, say.parts.leader, leaderParagraphs(facts)),
      part(4, say.parts.next(year + 1)),
      ...nextSections(facts),
      part(5, say.parts.other, otherParagraphs(facts, address.extensionsGranted)),
    ],
    closing: say.closing,
    signature: { names: [...address.issuers], sealed: false },
    date: address.date,
  };
}

/** What a signature binds: the words and figures, not their typesetting. */
export const reportContentHash = (content: ReportContent): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex');

const sharesOf = (facts: PlanYearFacts): ShareFacts[] =>
  facts.points.flatMap((point) => point.tasks.flatMap((task) => task.shares));
const isDone = (share: ShareFacts): boolean => share.assignment.struckOffAt !== null;

function overview(facts: PlanYearFacts, asOfMs: number): ReportParagraph[] {
  const shares = sharesOf(facts);
  const owed = shares.filter((share) => share.owesCompletion && share.completion?.dueOn !== null);
  const done = owed.filter(isDone);
  const onTime = done.filter((share) => share.onTime === true && !share.breached);
  return [
    {
      text:
        say.overview({
          year: facts.plan.year,
          plan: facts.plan.title,
          points: facts.points.length,
          tasks: facts.points.reduce((sum, point) => sum + point.tasks.length, 0),
          shares: shares.length,
          units: new Set(shares.map((share) => share.assignment.unitId)).size,
        }) +
        say.completion({
          asOf: dayOfInstant(asOfMs),
          owed: owed.length,
          struckOff: done.length,
          rate: formatRate(done.length, owed.length, 1),
          onTime: onTime.length,
          onTimeRate: formatRate(onTime.length, done.length, 1),
        }),
    },
  ];
}

function doneSections(facts: PlanYearFacts): ReportSection[] {
  const chapters = [...new Set(facts.points.map((point) => point.point.chapter))];
  if (chapters.length <= 1) return facts.points.map((point, index) => pointSection(point, 2, `（${chineseOrdinal(index + 1)}）`));
  return chapters.flatMap((chapter, index): ReportSection[] => [
    { level: 2, label: `（${chineseOrdinal(index + 1)}）`, heading: chapter, paragraphs: [] },
    ...facts.points
      .filter((point) => point.point.chapter === chapter)
      .map((point, position) => pointSection(point, 3, `${position + 1}.`)),
  ]);
}

const pointSection = (point: PointFacts, level: 2 | 3, label: string): ReportSection => ({
  level,
  label,
  heading: point.point.heading.replace(/[。；;，,]+$/, ''),
  paragraphs: point.tasks.flatMap((task) => taskParagraphs(task, point.point.heading)),
});

/** The lead's version first, then what others add, then the figures and the result. */
function taskParagraphs(facts: TaskFacts, heading: string): ReportParagraph[] {
  const written = facts.shares.flatMap((share) => {
    const text = share.assignment.completionText ?? share.latestText;
    return text === null ? [] : [{ share, text: ended(text) }];
  });
  const [first, ...others] = written;
  const owing = facts.shares.filter((share) => share.owesCompletion);
  // A measure that is its own only task has been named by the heading.
  const sentences: string[] = facts.task.title === heading ? [] : [ended(facts.task.title)];
  if (first) sentences.push(first.text);
  else sentences.push(say.nothingReported(unique(owing.map((share) => share.unitName))));
  for (const other of others) {
    if (other.text !== first?.text) sentences.push(say.alsoDid(other.share.unitName, other.text));
  }
  if (facts.figures.length > 0) sentences.push(say.figures(facts.figures.map(figureText)));
  const open = owing.filter((share) => !isDone(share));
  const lastDay = owing
    .map((share) => share.assignment.struckOffAt)
    .filter((at): at is Date => at !== null)
    .sort((a, b) => a.getTime() - b.getTime())
    .at(-1);
  if (facts.task.dueOn === null && open.length > 0) sentences.push(say.longTerm);
  else if (open.length > 0) sentences.push(say.stillOpen(unique(open.map((share) => share.unitName))));
  else if (lastDay) sentences.push(say.struckOffOn(dayOfInstant(lastDay.getTime())));
  return [{ text: sentences.join(''), source: { label: facts.task.title, address: `/tasks/${facts.task.id}` } }];
}

function figureText(figure: RolledFigure): string {
  if (figure.kind === 'ratio') {
    const rate = formatRate(Number(figure.numerator), Number(figure.denominator), 2);
    return say.ratio(figure.name, rate, figure.numerator ?? '', figure.denominator ?? '');
  }
  return `${figure.name}${figure.value ?? ''}${figure.unit}`;
}

const ended = (text: string): string => (/[。！？]$/.test(text.trim()) ? text.trim() : `${text.trim()}。`);
const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

/** Units that say the same are named together, in the order in which they first said it. */
function byText(said: readonly { readonly unit: string; readonly text: string }[]): { units: string[]; text: string }[] {
  const groups = new Map<string, string[]>();
  for (const { unit, text } of said) groups.set(text, unique([...(groups.get(text) ?? []), unit]));
  return [...groups].map(([text, units]) => ({ units, text }));
}

function problemSections(facts: PlanYearFacts): ReportSection[] {
  const groups: { heading: string; paragraphs: ReportParagraph[] }[] = [];
  const late = facts.points.flatMap((point) =>
    point.tasks.flatMap((task) =>
      task.shares.filter((share) => share.owesCompletion && share.breached).map((share) => ({ task, share })),
    ),
  );
  if (late.length > 0) {
    groups.push({
      heading: say.lateHeading,
      paragraphs: late.map(({ task, share }) => {
        const due = share.completion?.originalDueOn ?? task.task.originalDueOn ?? '';
        const at = share.assignment.struckOffAt;
        const fact =
          at === null
            ? say.lateOpen(share.unitName, task.task.title, due)
            : say.lateDone(share.unitName, task.task.title, due, dayOfInstant(at.getTime()));
        const cause = share.lateReasons.at(-1) ?? share.problems.at(-1);
        return { text: cause === undefined ? fact : fact + say.cause(ended(cause)), source: { label: task.task.title } };
      }),
    });
  }
  const lateIds = new Set(late.map(({ share }) => share.assignment.id));
  const reported = sharesOf(facts)
    .filter((share) => !lateIds.has(share.assignment.id))
    .flatMap((share) => share.problems.slice(-1).map((text) => ({ unit: share.unitName, text: ended(text) })));
  if (reported.length > 0) {
    groups.push({
      heading: say.reportedHeading,
      paragraphs: byText(reported).map(({ units, text }) => ({ text: say.reported(units, text) })),
    });
  }
  const open = facts.rectifications.filter((line) => line.state !== 'struckOff');
  if (open.length > 0) {
    groups.push({
      heading: say.rectificationHeading,
      paragraphs: open.map((line) => ({
        text: say.rectification(line.unitName, ended(line.problem), line.cause === '' ? '' : ended(line.cause)),
      })),
    });
  }
  if (groups.length === 0) return [{ level: 2, label: '', heading: '', paragraphs: [{ text: say.noProblems }] }];
  return groups.map((group, index) => ({ level: 2, label: `（${chineseOrdinal(index + 1)}）`, ...group }));
}

function leaderParagraphs(facts: PlanYearFacts): ReportParagraph[] {
  if (facts.leaderActivities.length === 0) return [{ text: say.noLeaderRecord }];
  const counts = Object.entries(say.leaderKinds).flatMap(([kind, text]) => {
    const n = facts.leaderActivities.filter((activity) => activity.kind === kind).length;
    return n === 0 ? [] : [text(n)];
  });
  return [
    { text: say.leaderSummary(counts) },
    ...facts.leaderActivities.map((activity) => ({ text: say.leaderItem(activity.heldOn, ended(activity.text)) })),
  ];
}

function nextSections(facts: PlanYearFacts): ReportSection[] {
  const groups: { heading: string; paragraphs: ReportParagraph[] }[] = [];
  const open = facts.points.flatMap((point) =>
    point.tasks.flatMap((task) =>
      task.shares.filter((share) => share.owesCompletion && !isDone(share)).map((share) => ({ task, share })),
    ),
  );
  const carried = unique(
    open.map(({ task, share }) =>
      task.task.dueOn === null ? say.longTermNext(task.task.title) : say.carriedOver(share.unitName, task.task.title),
    ),
  );
  if (carried.length > 0) groups.push({ heading: say.carriedHeading, paragraphs: carried.map((text) => ({ text })) });
  const proposals = sharesOf(facts).flatMap((share) =>
    share.nextSteps.slice(-1).map((text) => ({ unit: share.unitName, text: ended(text) })),
  );
  if (proposals.length > 0) {
    groups.push({
      heading: say.proposalsHeading,
      paragraphs: byText(proposals).map(({ units, text }) => ({ text: say.proposal(units, text) })),
    });
  }
  if (groups.length === 0) return [{ level: 2, label: '', heading: '', paragraphs: [{ text: say.nothingNext }] }];
  return groups.map((group, index) => ({ level: 2, label: `（${chineseOrdinal(index + 1)}）`, ...group }));
}

function otherParagraphs(facts: PlanYearFacts, extensionsGranted: number): ReportParagraph[] {
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
  if (extensionsGranted > 0) sentences.push(say.extensions(extensionsGranted));
  return [{ text: sentences.join('') }, { text: say.sources }];
}
