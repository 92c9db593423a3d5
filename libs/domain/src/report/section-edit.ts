/** A hand edit of a section of a report that writes itself: what was written then, and what the roll-up said then. */
export interface SectionEdit {
  readonly baseText: string;
  readonly ownText: string;
}

/**
 * How an edit stands to what the roll-up says now. `settled`: the roll-up says now what was written by hand, so the edit has
 * nothing left to say; `changed`: it says something else than when the edit was made, and a person has to take it or keep the own.
 */
export type EditStanding = 'current' | 'changed' | 'settled';

export function standingOfEdit(edit: SectionEdit, newText: string): EditStanding {
  if (edit.ownText === newText) return 'settled';
  return edit.baseText === newText ? 'current' : 'changed';
}

export interface TextChange {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Sentences of a text, each with its closing sign; line feeds end a sentence of their own. */
const sentencesOf = (text: string): string[] => text.match(/[^。！？；\n]+[。！？；]?|\n/g) ?? [];

/** What has changed between two versions of a section, sentence by sentence (longest common sequence). */
export function textChanges(before: string, after: string): TextChange[] {
  const a = sentencesOf(before);
  const b = sentencesOf(after);
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      (lengths[i] as number[])[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const changes: TextChange[] = [];
  const push = (kind: TextChange['kind'], text: string): void => {
    const last = changes.at(-1);
    if (last?.kind === kind) changes[changes.length - 1] = { kind, text: last.text + text };
    else changes.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push('same', a[i++] as string);
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) push('removed', a[i++] as string);
    else push('added', b[j++] as string);
  }
  return changes;
}
