import { readingRemark } from '@duban/wording';
import type { Doubt, LineOrigin, SourceLine, SourceTable } from '../source';

/** The lines, tables and doubts of one Word file, numbered in the order of the text. */
export class Collected {
  readonly lines: SourceLine[] = [];
  readonly tables: SourceTable[] = [];
  readonly doubts: Doubt[] = [];
  private readonly said = new Set<string>();

  /** Adds a paragraph; returns the number of its first line. */
  paragraph(text: string, origin: LineOrigin, automatic: number, noteOf?: number): number {
    const first = this.lines.length + 1;
    text.split('\n').forEach((piece, i) =>
      this.lines.push({
        line: first + i,
        text: piece,
        origin,
        automatic: i === 0 ? automatic : 0,
        ...(noteOf === undefined ? {} : { noteOf }),
      }),
    );
    return first;
  }

  /** Gives lines another origin, once more is known than when they were read. */
  setOrigin(lines: Iterable<number>, origin: LineOrigin): void {
    for (const line of lines) {
      const known = this.lines[line - 1];
      if (known) this.lines[line - 1] = { ...known, origin };
    }
  }

  /** The line that refers to a note, by the kind and id of the note. */
  readonly noteLines = new Map<string, number>();

  get nextLine(): number {
    return this.lines.length + 1;
  }

  /** A remark about the whole file is made once. */
  sayOnce(code: string): void {
    if (this.said.has(code)) return;
    this.said.add(code);
    this.doubts.push({ place: { line: this.nextLine }, code, message: readingRemark(code) });
  }
}
