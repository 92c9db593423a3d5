import { accept, refuse, type Decision } from '@duban/domain';
import { instrumentLayouts, type InstrumentLayout } from '@duban/wording';

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText: Check = (value) => typeof value === 'string';
const isTextList: Check = (value) => Array.isArray(value) && value.every(isText);
const oneOf =
  (...words: readonly unknown[]): Check =>
  (value) =>
    words.includes(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const record =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) &&
    Object.entries(fields).every(([name, check]) => check(value[name])) &&
    Object.keys(value).every((name) => name in fields);

const field = record({ label: isText, value: optional(isText), list: optional(isText), lines: optional(Number.isInteger) });
const column = record({
  heading: isText,
  value: isText,
  share: (value) => typeof value === 'number',
  align: optional(oneOf('left', 'center', 'right')),
});
const plain = { block: isText };
const when = optional(isText);

/** What each kind of block may have; a field that nobody knows is a misspelling more often than not. */
const BLOCKS: Readonly<Record<string, Check>> = {
  masthead: record(plain),
  receivers: record(plain),
  attachments: record(plain),
  signature: record(plain),
  imprint: record(plain),
  title: record({ ...plain, text: isText }),
  number: record({ ...plain, align: oneOf('left', 'center', 'right') }),
  paragraph: record({ ...plain, text: isText, flush: optional((value) => typeof value === 'boolean'), when }),
  heading: record({ ...plain, text: isText, level: oneOf(1, 2, 3), when }),
  list: record({ ...plain, of: isText, label: optional(oneOf('arabic', 'chinese', 'bracketed')), when }),
  fieldTable: record({ ...plain, rows: listOf(listOf(field)), when }),
  itemTable: record({ ...plain, caption: optional(isText), columns: listOf(column), when }),
  factTable: record({ ...plain, of: isText, caption: optional(isText), when }),
  chart: record({ ...plain, of: isText, caption: optional(isText), when }),
  signLines: record({ ...plain, lines: isTextList, when }),
  pageBreak: record({ ...plain, when }),
};

const MOST_BLOCKS = 200;

/** Reads a layout that came as text from a page or a file. Which places it names is `checkInstrumentLayout`'s to judge. */
export function readInstrumentLayout(text: string): Decision<InstrumentLayout> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('LAYOUT.NOT_READABLE', { block: 0 });
  }
  if (!isObject(value) || !isText(value['paper']) || !Array.isArray(value['blocks'])) {
    return refuse('LAYOUT.NOT_READABLE', { block: 0 });
  }
  if (!(String(value['paper']) in instrumentLayouts)) return refuse('LAYOUT.UNKNOWN_PAPER');
  const blocks: readonly unknown[] = value['blocks'];
  if (blocks.length > MOST_BLOCKS) return refuse('LAYOUT.NOT_READABLE', { block: MOST_BLOCKS + 1 });
  const wrong = blocks.findIndex((block) => !isObject(block) || !(BLOCKS[String(block['block'])]?.(block) ?? false));
  return wrong >= 0
    ? refuse('LAYOUT.NOT_READABLE', { block: wrong + 1 })
    : accept({ paper: value['paper'], blocks } as unknown as InstrumentLayout);
}
