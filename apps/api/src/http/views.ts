import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];
type SchemaObject = Exclude<Schema, { $ref: string }>;

/**
 * The shape of something answered: its OpenAPI schema, and the reading of it from what a query gave. An answer is built by
 * its view alone, so a column that nobody named never leaves the server (an allow-list, style.md section 9).
 */
export interface View<Out, In = Out> {
  readonly schema: Schema;
  readonly read: (value: In) => Out;
}

// The bounds only say "any view"; `never` as input lets every view through.
type AnyView = View<unknown, never>;
type OutOf<V> = V extends View<infer Out, never> ? Out : never;
type InOf<V> = V extends { readonly read: (value: infer In) => unknown } ? In : never;

const asIs = <T>(schema: Schema): View<T> => ({ schema, read: (value) => value });

export const text: View<string> = asIs({ type: 'string' });
export const id: View<string> = asIs({ type: 'string', format: 'uuid' });
export const whole: View<number> = asIs({ type: 'integer' });
export const fact: View<boolean> = asIs({ type: 'boolean' });
/** A calendar day in Asia/Shanghai, as written: `2026-06-30`. */
export const day: View<string> = asIs({ type: 'string', format: 'date' });
/** Exact decimal digits; a number would lose some. */
export const decimal: View<string> = asIs({ type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' });
export const instant: View<string, Date | string> = {
  schema: { type: 'string', format: 'date-time' },
  read: (value) => (typeof value === 'string' ? value : value.toISOString()),
};
/** Whatever was stored, unread: the data of an event. */
export const anything: View<unknown> = asIs({ type: 'object', additionalProperties: true });

export const oneOf = <Word extends string>(...words: readonly Word[]): View<Word, string> => ({
  schema: { type: 'string', enum: [...words] },
  read: (value) => value as Word,
});

export function maybe<Out, In>(view: View<Out, In>): View<Out | null, In | null> {
  const schema: Schema = '$ref' in view.schema ? { nullable: true, allOf: [view.schema] } : { ...view.schema, nullable: true };
  return { schema, read: (value) => (value === null || value === undefined ? null : view.read(value)) };
}

export const listOf = <Out, In>(view: View<Out, In>): View<Out[], readonly In[]> => ({
  schema: { type: 'array', items: view.schema },
  read: (values) => values.map((value) => view.read(value)),
});

const named = new Map<string, SchemaObject>();

/** The named shapes, for `components.schemas` of the OpenAPI document. */
export const namedSchemas = (): Readonly<Record<string, SchemaObject>> =>
  Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1)));

export function object<Fields extends Record<string, AnyView>>(
  name: string,
  fields: Fields,
): View<{ [Key in keyof Fields]: OutOf<Fields[Key]> }, { readonly [Key in keyof Fields]: InOf<Fields[Key]> }> {
  if (named.has(name)) throw new Error(`two shapes are named ${name}`);
  named.set(name, {
    type: 'object',
    required: Object.keys(fields),
    properties: Object.fromEntries(Object.entries(fields).map(([key, view]) => [key, view.schema])),
  });
  const entries = Object.entries(fields);
  return {
    schema: { $ref: `#/components/schemas/${name}` },
    read: (value) =>
      Object.fromEntries(entries.map(([key, view]) => [key, view.read((value as Record<string, never>)[key] as never)])) as never,
  };
}

/** A page of a list: what follows is asked for with `after`. */
export const pageOf = <Out, In>(name: string, view: View<Out, In>) => object(name, { items: listOf(view), next: maybe(text) });
