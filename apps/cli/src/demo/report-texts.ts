import type { NewFigure } from '@duban/application';
import type { ReportTexts } from '@duban/sample';

/** A number that is the same for the same words: the year of a scenario comes out the same each time. */
function drawn(seed: string): number {
  let hash = 2166136261;
  for (const character of seed) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 16777619);
  }
  return (hash >>> 0) / 2 ** 32;
}

const pick = (texts: readonly string[], seed: string): string => texts[Math.floor(drawn(seed) * texts.length)] ?? '';

export interface ReportSubject {
  readonly unit: string;
  readonly task: string;
  /** 第一季度, or empty for a completion. */
  readonly period: string;
}

const fill = (text: string, subject: ReportSubject): string =>
  text.replaceAll('{单位}', subject.unit).replaceAll('{事项}', subject.task).replaceAll('{时期}', subject.period);

const seedOf = (subject: ReportSubject): string => `${subject.unit}|${subject.task}|${subject.period}`;

export const progressText = (texts: ReportTexts, subject: ReportSubject): string =>
  fill(pick(texts.progress, seedOf(subject)), subject);

export const completionText = (texts: ReportTexts, subject: ReportSubject, isLead: boolean): string =>
  fill(pick(isLead ? texts.completion : texts.support, seedOf(subject)), subject);

export const nextStepsText = (texts: ReportTexts, subject: ReportSubject): string =>
  fill(pick(texts.nextSteps, `${seedOf(subject)}|next`), subject);

/** Most units have no problem to tell of; every third one does. */
export const problemsText = (texts: ReportTexts, subject: ReportSubject): string =>
  drawn(`${subject.unit}|${subject.task}|problem`) < 1 / 3
    ? fill(pick(texts.problems, `${seedOf(subject)}|problems`), subject)
    : '';

/** The figures of one report; a ratio is given by how many of how many. */
export function reportFigures(texts: ReportTexts, subject: ReportSubject): NewFigure[] {
  return texts.figures.map((figure): NewFigure => {
    const n = figure.from + Math.floor(drawn(`${seedOf(subject)}|${figure.name}`) * (figure.to - figure.from + 1));
    if (figure.doneShare === undefined) return { name: figure.name, kind: 'count', unit: figure.unit, value: String(n) };
    const done = Math.min(n, Math.round(n * figure.doneShare + drawn(`${seedOf(subject)}|${figure.name}|done`)));
    return { name: figure.name, kind: 'ratio', unit: '%', numerator: String(done), denominator: String(n) };
  });
}
