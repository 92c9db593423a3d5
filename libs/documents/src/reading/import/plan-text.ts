import type { Clause, Outline } from '../outline/outline';
import type { Doubt, SourceDocument, SourceLine } from '../source';
import { annotatingNotes, isAnnotationLine, takeAnnotations, withoutEnclosure } from './annotations';
import type { ImportedDeadline, ImportedUnit, ImportRow } from './batch';
import { documentRules, type DocumentRules } from './document-rules';
import { doubt } from './doubts';
import { proseDeadline } from './prose-deadline';
import { nothing, readResponsibility, type Responsibility } from './responsibility';

/** The words of one item, line by line, and what its responsibilities say. */
export interface ItemText {
  readonly clause: Pick<Clause, 'label' | 'path' | 'line'>;
  readonly title: string;
  readonly text: string;
  readonly read: Responsibility;
}

// Chapters of a plan that say how, not what: no tasks unless a responsibility stands in them.
const NO_TASK =
  /总体要求|指导思想|基本原则|总体目标|工作目标|主要目标|工作要求|有关要求|保障措施|组织领导|组织保障|组织实施|实施步骤|工作步骤|责任追究|附则/;

/** The rows of a plan in running text. */
export function planRows(source: SourceDocument, outline: Outline, year: number): { rows: ImportRow[]; doubts: Doubt[] } {
  const tree = new ClauseLines(source, outline, year);
  const rules = documentRules(source.lines, year);
  const doubts: Doubt[] = [];
  const items = tree.roots().flatMap((root) => tree.items(root, null));
  const anyAssigned = items.some(({ item }) => item.read.units.length > 0);
  const rows: ImportRow[] = [];
  let standing: string | null = null;
  for (const { item, isTask } of items) {
    if (!isTask && item.read.units.length === 0) {
      doubts.push(doubt({ line: item.clause.line }, 'IMPORT.ROW_LEFT_OUT', { text: item.title.slice(0, 20) }));
      continue;
    }
    rows.push(rowOf(item, { rules, standing, askUnits: anyAssigned, year }));
    standing = item.read.standing ?? standing;
  }
  if (!anyAssigned && rows[0]) doubts.push(doubt(rows[0].place, 'IMPORT.UNIT_EMPTY'));
  return { rows, doubts };
}

interface RowContext {
  readonly rules: DocumentRules;
  readonly standing: string | null;
  readonly askUnits: boolean;
  readonly year: number;
}

function rowOf({ clause, title, text, read }: ItemText, { rules, standing, askUnits, year }: RowContext): ImportRow {
  const place = { line: clause.line };
  const doubts = [...read.doubts];
  let units: ImportedUnit[] = [...read.units];
  if (units.length === 0 && askUnits) doubts.push(doubt(place, 'IMPORT.UNIT_EMPTY'));
  const [first] = units;
  // The rule speaks of listed units; 司法厅等按职责分工负责 lists none.
  if (rules.firstListed && first && units.every((u) => u.role === 'responsible' && /单位|部门/.test(u.printed))) {
    units = [{ ...first, role: 'lead' }, ...units.slice(1)];
    const code = rules.firstListed === 'lead' ? 'IMPORT.FIRST_LISTED_LEADS' : 'IMPORT.FIRST_LISTED_UNSURE';
    doubts.push(doubt(place, code, { printed: first.name }));
  }
  if (standing && !units.some((u) => u.name === standing)) {
    units.push({ name: standing, role: 'responsible', printed: '落实' });
    doubts.push(doubt(place, 'IMPORT.STANDING_DEFAULT', { printed: standing }));
  }
  let deadline: ImportedDeadline | null = read.deadline;
  if (!deadline) {
    const prose = proseDeadline(text === '' ? title : text, { place, year });
    deadline = prose.deadline;
    doubts.push(...prose.doubts);
  }
  if (deadline.kind === 'none' && deadline.phrase === '' && rules.deadline) {
    deadline = rules.deadline;
    doubts.push(doubt(place, 'IMPORT.DEADLINE_STANDING', { phrase: rules.deadline.phrase }));
  }
  return {
    label: clause.label,
    path: clause.path,
    title,
    text,
    ...(read.deliverable ? { deliverable: read.deliverable } : {}),
    units,
    people: read.people,
    deadline,
    place,
    doubts,
  };
}

interface Item {
  readonly item: ItemText;
  readonly isTask: boolean;
}

/** The clauses of a plan with the source lines that each owns. */
class ClauseLines {
  private readonly children = new Map<string | null, Clause[]>();
  private readonly textAt: ReadonlyMap<number, string>;
  private readonly positions: ReadonlyMap<number, number>;
  private readonly startsClause: ReadonlySet<number>;

  constructor(
    private readonly source: SourceDocument,
    outline: Outline,
    private readonly year: number,
  ) {
    this.textAt = new Map(source.lines.map((l) => [l.line, l.text]));
    this.positions = new Map(source.lines.map((l, i) => [l.line, i]));
    this.startsClause = new Set(outline.clauses.filter((c) => !c.inferred || c.end > 0).map((c) => c.line));
    for (const clause of outline.clauses) {
      const siblings = this.children.get(clause.parent);
      if (siblings) siblings.push(clause);
      else this.children.set(clause.parent, [clause]);
    }
  }

  roots(): readonly Clause[] {
    return this.children.get(null) ?? [];
  }

  /**
   * The items under a clause: its numbered clauses if it has any, else the points of its paragraph where at least two carry a
   * responsibility of their own, else the clause itself.
   */
  items(clause: Clause, chapter: Clause | null): Item[] {
    const own = this.ownLines(clause);
    const kids = this.children.get(clause.id) ?? [];
    const inline = kids.filter((k) => own.some((l) => l.line === k.line));
    const below = kids.filter((k) => !inline.includes(k));
    const top = chapter ?? clause;
    const isTask = !NO_TASK.test(top.heading) && !NO_TASK.test(clause.heading);
    if (below.length > 0) {
      const items = below.flatMap((k) => this.items(k, top));
      const inherited = this.read(clause, own).read;
      if (inherited.units.length === 0) return items;
      // The heading's own responsibility holds for those under it that have none.
      return items.map((i) =>
        i.item.read.units.length > 0 ? i : { ...i, item: { ...i.item, read: inheriting(i.item, inherited) } },
      );
    }
    const assigned = inline.filter((k) => takeAnnotations(this.slice(k), this.year).annotations.length > 0);
    if (assigned.length >= 2) return inline.map((point) => ({ item: this.read(point, [this.pointLine(point)]), isTask }));
    return [{ item: this.read(clause, own), isTask }];
  }

  private slice(point: Clause): string {
    return (this.textAt.get(point.line) ?? '').slice(point.start, point.end);
  }

  private pointLine(point: Clause): SourceLine {
    return { line: point.line, text: this.slice(point), origin: 'body', automatic: 0 };
  }

  // A clause's own lines: its heading's, and those under it whose words are in the clause's text.
  private ownLines(clause: Clause): SourceLine[] {
    const lines: SourceLine[] = [];
    const pieces = clause.text.split('\n').filter((t) => t !== '');
    const position = this.positions.get(clause.line) ?? 0;
    const heading = this.source.lines[position];
    if (heading && !(clause.inferred && clause.end === 0))
      lines.push({ ...heading, text: heading.text.slice(clause.start, clause.end) });
    for (let i = position + 1; i < this.source.lines.length; i++) {
      const line = this.source.lines[i] as SourceLine;
      if (line.text.trim() === '') continue;
      // A page number or a table may stand between the lines of one clause.
      if (pieces.includes(line.text.trim())) lines.push(line);
      else if (this.startsClause.has(line.line)) break;
    }
    lines.push(...annotatingNotes(this.source, lines.map((l) => l.line), this.year)); // prettier-ignore
    return lines;
  }

  private read(clause: Clause, lines: readonly SourceLine[]): ItemText {
    const read = nothing();
    const kept: string[] = [];
    for (const { line, text } of withBracketsClosed(lines)) {
      const at = { place: { line }, year: this.year };
      if (isAnnotationLine(text, this.year)) {
        merge(read, readResponsibility(withoutEnclosure(text), at));
        continue;
      }
      const taken = takeAnnotations(text, this.year);
      for (const annotation of taken.annotations) merge(read, readResponsibility(annotation, at));
      if (taken.rest !== '') kept.push(taken.rest);
    }
    const title = takeAnnotations(clause.heading, this.year).rest.replace(/[。；;：:]+$/, '').trim(); // prettier-ignore
    const text = kept.join('\n').trim();
    const labelEnd = text.startsWith(clause.label) ? text.slice(clause.label.length).replace(/^[、.．\s，,]+/, '') : text;
    return { clause, title: title === '' ? (labelEnd.split('。')[0] ?? '') : title, text: labelEnd, read };
  }
}

const LONGEST_BRACKET_LINES = 4;

/** Text copied from a fixed page is cut inside a bracket: （责任单位：市司法局、⏎市财政局） is one line again. */
function withBracketsClosed(lines: readonly SourceLine[]): SourceLine[] {
  const joined: SourceLine[] = [];
  let openFor = 0;
  for (const line of lines) {
    const last = joined[joined.length - 1];
    if (last && openFor > 0) {
      joined[joined.length - 1] = { ...last, text: last.text.trimEnd() + line.text.trimStart() };
    } else joined.push(line);
    const isOpen = /[（(〔【][^）)〕】]*$/.test(joined[joined.length - 1]?.text ?? '');
    openFor = isOpen ? (openFor > 0 ? openFor - 1 : LONGEST_BRACKET_LINES) : 0;
  }
  return joined;
}

function inheriting(item: ItemText, from: Responsibility): Responsibility {
  const names = from.units.map((u) => u.name).join('、');
  return {
    ...item.read,
    units: [...from.units],
    people: item.read.people.length > 0 ? item.read.people : from.people,
    deadline: item.read.deadline ?? from.deadline,
    doubts: [...item.read.doubts, doubt({ line: item.clause.line }, 'IMPORT.UNIT_INHERITED', { printed: names })],
  };
}

function merge(into: Responsibility, from: Responsibility): void {
  for (const unit of from.units) if (!into.units.some((u) => u.name === unit.name && u.role === unit.role)) into.units.push(unit);
  into.people.push(...from.people);
  into.deadline ??= from.deadline;
  into.deliverable ??= from.deliverable;
  into.standing ??= from.standing;
  into.doubts.push(...from.doubts);
}
