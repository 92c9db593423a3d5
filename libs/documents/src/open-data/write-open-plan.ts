import type { OpenPlan } from './open-plan';
import { openPlanSchema, resolved, type SchemaNode } from './schema';

/**
 * Writes a plan as open data: UTF-8, two spaces, every object's keys in the order in which the schema lists them, so that the
 * same content gives the same bytes whoever built it.
 */
export const writeOpenPlan = (plan: OpenPlan): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(inOrder(plan, openPlanSchema), null, 2)}\n`);

function inOrder(value: unknown, schema: SchemaNode | undefined): unknown {
  const node = resolved(schema);
  if (Array.isArray(value)) return value.map((each) => inOrder(each, node?.items));
  if (value === null || typeof value !== 'object') return value;
  const given = value as Record<string, unknown>;
  const properties = node?.properties ?? {};
  const stray = Object.keys(given).find((key) => !Object.hasOwn(properties, key));
  if (stray !== undefined) throw new Error(`the schema knows no ${stray}`);
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, schemaOfKey]) =>
      given[key] === undefined ? [] : [[key, inOrder(given[key], schemaOfKey)]],
    ),
  );
}
