/** The way to a value inside another: names of fields and places in lists, from 0. */
export type ShapePath = readonly (string | number)[];

export interface ShapeFlaw {
  readonly path: ShapePath;
  readonly reason: 'missing' | 'wrong' | 'unknown';
  readonly found: unknown;
}

export interface Flaws {
  readonly found: ShapeFlaw[];
}

/** Looks at a value and notes every flaw, so that a person sees them all at once. */
export type Shape = (value: unknown, path: ShapePath, flaws: Flaws) => void;

export const flawless = (): Flaws => ({ found: [] });

const note = (flaws: Flaws, path: ShapePath, found: unknown): void => {
  flaws.found.push({ path, reason: found === undefined ? 'missing' : 'wrong', found });
};

const when =
  (holds: (value: unknown) => boolean): Shape =>
  (value, path, flaws) => {
    if (!holds(value)) note(flaws, path, value);
  };

export const anyOf = (type: 'string' | 'boolean'): Shape => when((value) => typeof value === type);
/** Words that are not empty. */
export const text: Shape = when((value) => typeof value === 'string' && value.trim() !== '');
export const fact: Shape = anyOf('boolean');
/** A number that is not endless; whether it may be negative or broken is a rule's to say. */
export const counted: Shape = when((value) => typeof value === 'number' && Number.isFinite(value));
export const whole = (min: number, max: number): Shape =>
  when((value) => typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max);
export const wordOf = (words: readonly string[]): Shape => when((value) => typeof value === 'string' && words.includes(value));

export const maybe =
  (shape: Shape): Shape =>
  (value, path, flaws) => {
    if (value !== null) shape(value, path, flaws);
  };

export const listOf =
  (shape: Shape): Shape =>
  (value, path, flaws) => {
    if (!Array.isArray(value)) return note(flaws, path, value);
    value.forEach((each: unknown, index) => shape(each, [...path, index], flaws));
  };

type Fields = Readonly<Record<string, Shape>>;

/** An object with exactly these fields; a field that nobody knows is a misspelling more often than not. */
export const record =
  (needed: Fields, optional: Fields = {}): Shape =>
  (value, path, flaws) => {
    if (!isObject(value)) return note(flaws, path, value);
    for (const [name, shape] of Object.entries(needed)) shape(value[name], [...path, name], flaws);
    for (const [name, shape] of Object.entries(optional)) {
      if (value[name] !== undefined) shape(value[name], [...path, name], flaws);
    }
    noteUnknown(value, [...Object.keys(needed), ...Object.keys(optional)], path, flaws);
  };

/** Objects told apart by the word in one field. */
export const shapeByWord =
  (field: string, shapes: Readonly<Record<string, Fields>>): Shape =>
  (value, path, flaws) => {
    if (!isObject(value)) return note(flaws, path, value);
    const word = value[field];
    const fields = typeof word === 'string' && Object.hasOwn(shapes, word) ? shapes[word] : undefined;
    if (!fields) return note(flaws, [...path, field], word);
    for (const [name, shape] of Object.entries(fields)) shape(value[name], [...path, name], flaws);
    noteUnknown(value, [field, ...Object.keys(fields)], path, flaws);
  };

/** An object used as a table: any of the names that are known, each with the same shape. */
export const entriesOf =
  (isName: (name: string) => boolean, shape: Shape): Shape =>
  (value, path, flaws) => {
    if (!isObject(value)) return note(flaws, path, value);
    for (const [name, each] of Object.entries(value)) {
      if (isName(name)) shape(each, [...path, name], flaws);
      else flaws.found.push({ path: [...path, name], reason: 'unknown', found: name });
    }
  };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function noteUnknown(value: Record<string, unknown>, names: readonly string[], path: ShapePath, flaws: Flaws): void {
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) flaws.found.push({ path: [...path, name], reason: 'unknown', found: name });
  }
}
