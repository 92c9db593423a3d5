import { documentWording, type InstrumentLayout } from '@duban/wording';
import { chineseDay } from './chinese-day';
import { FACT_CHARTS, FACT_TABLES, type InstrumentDocument, type InstrumentLine } from './instrument-document';

const PLACE = /\{([A-Za-z]+)\}/g;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const dayOrWords = (text: string | undefined) => (text !== undefined && DAY.test(text) ? chineseDay(text) : text);

/** The values that a layout may name, by name; undefined where the paper has none. */
export function instrumentValues(document: InstrumentDocument) {
  const { meeting } = document;
  return {
    number: document.number ?? documentWording.openNumber,
    date: dayOrWords(document.date),
    targets: document.targets.join(documentWording.listSeparator) || undefined,
    matter: document.matter,
    authority: document.authority,
    limit: dayOrWords(document.limit),
    within: document.within,
    approver: document.approver,
    contact: document.contact,
    meetingTime: meeting?.time,
    meetingPlace: meeting?.place,
    chair: meeting?.chair,
    attendees: meeting?.attendees,
    recorder: meeting?.recorder,
    reporting: document.reporting,
    release: document.release,
    listingNumber: document.listingNumber,
  };
}

export function instrumentLists(document: InstrumentDocument) {
  return {
    grounds: document.grounds ?? [],
    requirements: document.requirements ?? [],
    explanations: document.meeting?.explanations ?? [],
    commitments: document.meeting?.commitments ?? [],
  };
}

/** The values of one line of the items table. */
export function lineValues(line: InstrumentLine, index: number) {
  return {
    number: String(index + 1),
    task: line.task,
    unit: line.unit,
    due: dayOrWords(line.due),
    state: line.state,
    requirement: line.requirement,
    cause: line.cause,
  };
}

/** Fills the places of a text; a value that the paper does not have leaves room to write it in, or `absent`. */
export function fillPlaces(
  text: string,
  values: Readonly<Record<string, string | undefined>>,
  absent: string = documentWording.openValue,
): string {
  return text.replace(PLACE, (_, name: string) => {
    if (!(name in values)) throw new RangeError(`a layout names {${name}}, which no paper has`);
    return values[name] ?? absent;
  });
}

/** The names of the places of a text. */
export const placesOf = (text: string): string[] => [...text.matchAll(PLACE)].map((match) => match[1] as string);

const EMPTY: InstrumentDocument = { paper: 'urging', targets: [], signature: { names: [], sealed: false } };

/** What a layout may name: values in braces, values of a line of the items table, and lists. */
export const instrumentLayoutPlaces = (): {
  readonly places: readonly string[];
  readonly linePlaces: readonly string[];
  readonly lists: readonly string[];
  readonly tables: readonly string[];
  readonly charts: readonly string[];
} => ({
  places: Object.keys(instrumentValues(EMPTY)),
  linePlaces: Object.keys(lineValues({ task: '', unit: '', due: '', state: '' }, 0)),
  lists: Object.keys(instrumentLists(EMPTY)),
  tables: FACT_TABLES,
  charts: FACT_CHARTS,
});

/**
 * What is wrong with an office's own layout: places, lists, tables, charts and conditions that no paper has, tables without columns, shares
 * that are not positive. Empty where it can be used.
 */
export function checkInstrumentLayout(layout: InstrumentLayout): { readonly block: number; readonly name: string }[] {
  const values = new Set(Object.keys(instrumentValues(EMPTY)));
  const lists = new Set(Object.keys(instrumentLists(EMPTY)));
  const line = new Set(Object.keys(lineValues({ task: '', unit: '', due: '', state: '' }, 0)));
  const wrong: { block: number; name: string }[] = [];
  layout.blocks.forEach((block, index) => {
    const report = (name: string) => wrong.push({ block: index, name });
    const places = (text: string | undefined, known: ReadonlySet<string>) => {
      for (const match of (text ?? '').matchAll(PLACE)) if (!known.has(match[1] as string)) report(match[0]);
    };
    if (
      'when' in block &&
      block.when !== undefined &&
      block.when !== 'items' &&
      !values.has(block.when) &&
      !lists.has(block.when)
    ) {
      report(block.when);
    }
    if ('text' in block) places(block.text, values);
    if (block.block === 'factTable' && !(FACT_TABLES as readonly string[]).includes(block.of)) report(block.of);
    if (block.block === 'chart' && !(FACT_CHARTS as readonly string[]).includes(block.of)) report(block.of);
    if (block.block === 'list' && !lists.has(block.of)) report(block.of);
    if (block.block === 'fieldTable') {
      for (const field of block.rows.flat()) {
        places(field.value, values);
        if (field.list !== undefined && !lists.has(field.list)) report(field.list);
      }
      if (block.rows.length === 0 || block.rows.some((row) => row.length === 0)) report('rows');
    }
    if (block.block === 'itemTable') {
      if (block.columns.length === 0 || block.columns.some((column) => !(column.share > 0))) report('columns');
      for (const column of block.columns) places(column.value, line);
    }
  });
  return wrong;
}
