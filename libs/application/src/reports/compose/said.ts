import type { ReportParagraph, TextPiece } from '@duban/documents';
import type { PointFacts, PlanYearFacts, TaskFacts } from '../plan-year-facts';
import type { ShareFacts } from '../share-facts';

/** Where a piece of the report comes from, as the page asks for it: `kind:id`. */
export type SourceKind =
  | 'completion' // of a share: what was accepted at 销号
  | 'progressReport'
  | 'figure' // task id and indicator name
  | 'task'
  | 'assignment'
  | 'rectification'
  | 'leaderActivity'
  | 'instruments'
  | 'commitments'
  | 'plan'
  | 'edit';

export const sourceRef = (kind: SourceKind, id: string): string => `${kind}:${id}`;

/** What a share says of its work: what was accepted at 销号, else its latest signed report; null where nothing is signed. */
export function saidOf(share: ShareFacts): string | null {
  return share.assignment.completionText ?? share.reports.at(-1)?.text ?? null;
}

export function saidRef(share: ShareFacts): string {
  const latest = share.reports.at(-1);
  return share.assignment.completionText !== null || !latest
    ? sourceRef('completion', share.assignment.id)
    : sourceRef('progressReport', latest.id);
}

export const isDone = (share: ShareFacts): boolean => share.assignment.struckOffAt !== null;

export const sharesOf = (facts: PlanYearFacts): ShareFacts[] =>
  facts.points.flatMap((point) => point.tasks.flatMap((task) => task.shares));

export const tasksOf = (facts: PlanYearFacts): { readonly point: PointFacts; readonly task: TaskFacts }[] =>
  facts.points.flatMap((point) => point.tasks.map((task) => ({ point, task })));

export const ended = (text: string): string =>
  /[。！？]$/.test(text.trim()) ? text.trim() : `${text.trim().replace(/[；;，,]$/, '')}。`;
export const unended = (text: string): string => text.trim().replace(/[。；;，,]+$/, '');
export const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

export const piece = (text: string, label: string, ref: string): TextPiece => ({ text, source: { label, ref } });
export const plain = (text: string): TextPiece => ({ text });

/** A paragraph of pieces; its own source is that of its first piece that has one. */
export function paragraphOf(pieces: readonly TextPiece[], address?: string): ReportParagraph {
  const first = pieces.find((each) => each.source)?.source;
  return {
    text: pieces.map((each) => each.text).join(''),
    ...(first ? { source: { ...first, ...(address === undefined ? {} : { address }) } } : {}),
    pieces: pieces.filter((each) => each.text !== ''),
  };
}

/** Says the same words once, with all who said them, in the order in which they first said it. */
export function byText<Said extends { readonly text: string }>(said: readonly Said[]): { text: string; said: Said[] }[] {
  const groups = new Map<string, Said[]>();
  for (const each of said) groups.set(each.text, [...(groups.get(each.text) ?? []), each]);
  return [...groups].map(([text, all]) => ({ text, said: all }));
}
