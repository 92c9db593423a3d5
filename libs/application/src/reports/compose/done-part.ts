import { dayOfInstant, formatRate, type ReportTemplate } from '@duban/domain';
import type { ReportParagraph, TextPiece } from '@duban/documents';
import { annualReport as say, chineseOrdinal } from '@duban/wording';
import type { PlanYearFacts, PointFacts, RolledFigure, TaskFacts } from '../plan-year-facts';
import type { DraftSection } from './draft-section';
import { withdrawalOf } from '../amended-texts';
import { ended, isDone, paragraphOf, piece, plain, saidOf, saidRef, sharesOf, sourceRef, tasksOf, unended, unique } from './said';

export const pointKey = (pointId: string): string => `point:${pointId}`;
export const chapterKey = (chapter: string): string => `chapter:${chapter}`;

/** What the whole plan came to: how much was given, how much is struck off, and what was promised a year ago. */
export function overview(facts: PlanYearFacts, asOfMs: number, promises: string | null): ReportParagraph[] {
  const shares = sharesOf(facts);
  const owed = shares.filter((share) => share.owesCompletion && share.completion !== null && share.completion.dueOn !== null);
  const done = owed.filter(isDone);
  const onTime = done.filter((share) => share.onTime === true && !share.breached);
  const ref = sourceRef('plan', facts.plan.id);
  const text =
    say.overview({
      year: facts.plan.year,
      plan: facts.plan.title,
      points: facts.points.length,
      tasks: tasksOf(facts).filter(({ task }) => withdrawalOf(task.amendments) === null).length,
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
    });
  return [
    paragraphOf([piece(text + amendedWords(facts), facts.plan.title, ref)], `/plans/${facts.plan.id}`),
    ...(promises === null ? [] : [paragraphOf([piece(promises, say.promisesLabel, sourceRef('commitments', facts.plan.id))])]),
  ];
}

/** How the plan was amended in its year; nothing where it was not. */
function amendedWords(facts: PlanYearFacts): string {
  const tasks = tasksOf(facts).map(({ task }) => task.amendments.map(({ line }) => line.kind));
  const having = (...kinds: readonly string[]) => tasks.filter((of) => of.some((kind) => kinds.includes(kind))).length;
  return say.amended({
    times: facts.amendments,
    added: having('addPoint', 'addTask'),
    changed: having('changeTask', 'addShare', 'takeShare'),
    withdrawn: having('withdrawTask'),
  });
}

/** The plan's chapters and points in their order, each with its text. */
export function doneSections(facts: PlanYearFacts, template: ReportTemplate, asOfMs: number): DraftSection[] {
  const chapters = unique(facts.points.map((point) => point.point.chapter));
  const section = (point: PointFacts, level: 2 | 3): DraftSection => ({
    key: pointKey(point.point.id),
    level,
    heading: unended(point.point.heading),
    paragraphs: pointParagraphs(point, facts.plan.year, asOfMs),
  });
  if (chapters.length <= 1) return facts.points.map((point) => section(point, 2));
  const [chapterLevel, pointLevel] = template.chaptersAtTop ? ([1, 2] as const) : ([2, 3] as const);
  return chapters.flatMap((chapter): DraftSection[] => [
    { key: chapterKey(chapter), level: chapterLevel, heading: chapterHeading(chapter), paragraphs: [] },
    ...facts.points.filter((point) => point.point.chapter === chapter).map((point) => section(point, pointLevel)),
  ]);
}

/** A plan prints its chapters with their numbers; the report counts its own. */
const chapterHeading = (chapter: string): string => unended(chapter.replace(/^[一二三四五六七八九十]+、\s*/, ''));

function pointParagraphs(point: PointFacts, year: number, asOfMs: number): ReportParagraph[] {
  const many = point.tasks.length > 1;
  return point.tasks.map((task, at) => taskParagraph(task, point, many ? say.nth(chineseOrdinal(at + 1)) : null, year, asOfMs));
}

/** The lead's version first, then what others add, then the figures; what is open says so. */
function taskParagraph(
  facts: TaskFacts,
  { point }: PointFacts,
  nth: string | null,
  year: number,
  asOfMs: number,
): ReportParagraph {
  const { task } = facts;
  const written = facts.shares.flatMap((share) => {
    const text = saidOf(share);
    return text === null ? [] : [{ share, text: ended(text) }];
  });
  const [first, ...others] = written;
  const owing = facts.shares.filter((share) => share.owesCompletion);
  const taskRef = sourceRef('task', task.id);
  const pieces: TextPiece[] = [];
  // A measure that is its own only task has been named by the heading.
  const named = unended(task.title) === unended(point.heading);
  if (nth !== null) pieces.push(piece(nth + (named ? '' : ended(task.title)), task.title, taskRef));
  else if (!named) pieces.push(piece(ended(task.title), task.title, taskRef));
  const withdrawal = withdrawalOf(facts.amendments);
  if (withdrawal) {
    pieces.push(piece(say.withdrawn(withdrawal.number, unended(withdrawal.grounds)), task.title, taskRef));
    return paragraphOf(pieces, `/tasks/${task.id}`);
  }
  if (first) pieces.push(piece(first.text, first.share.unitName, saidRef(first.share)));
  else pieces.push(piece(say.nothingReported(unique(owing.map((share) => share.unitName))), task.title, taskRef));
  // Who said what somebody before has said adds nothing.
  const heard = new Set([first?.text]);
  for (const { share, text } of others) {
    if (heard.has(text)) continue;
    heard.add(text);
    pieces.push(piece(say.alsoDid(share.unitName, text), share.unitName, saidRef(share)));
  }
  pieces.push(...figurePieces(facts, year, asOfMs));
  const open = owing.filter((share) => !isDone(share));
  for (const outcome of ['partly', 'notDone'] as const) {
    const units = owing.filter((share) => share.assignment.outcome === outcome).map((share) => share.unitName);
    if (units.length > 0) pieces.push(piece(say.closedForYear(unique(units), outcome), task.title, taskRef));
  }
  if (first && task.dueOn === null && open.length > 0) pieces.push(piece(say.longTerm, task.title, taskRef));
  else if (open.length > 0) pieces.push(piece(say.stillOpen(unique(open.map((share) => share.unitName))), task.title, taskRef));
  return paragraphOf(pieces, `/tasks/${task.id}`);
}

function figurePieces({ figures, task }: TaskFacts, year: number, asOfMs: number): TextPiece[] {
  if (figures.length === 0) return [];
  const [before, after] = say.figuresAround(year, dayOfInstant(asOfMs));
  return [
    plain(before),
    ...figures.flatMap((figure, at) => [
      plain(at === 0 ? '' : '，'),
      piece(figureText(figure), figure.name, sourceRef('figure', `${task.id}:${figure.name}`)),
    ]),
    plain(after),
  ];
}

function figureText(figure: RolledFigure): string {
  if (figure.kind === 'ratio') {
    const rate = formatRate(Number(figure.numerator), Number(figure.denominator), 2);
    return say.ratio(figure.name, rate, figure.numerator ?? '', figure.denominator ?? '');
  }
  return `${figure.name}${figure.value ?? ''}${figure.unit}`;
}
