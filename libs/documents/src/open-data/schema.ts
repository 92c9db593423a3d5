import published from './plan.schema.json';

/** A schema as far as this file format uses them. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

/** The published schema, draft 2020-12. */
export const openPlanSchema = published as SchemaNode;

/** The published schema as the file that others validate with. */
export const openPlanSchemaText = (): string => `${JSON.stringify(published, null, 2)}\n`;

/** The node that a node stands for: what it refers to, or of several the one that is not null. */
export function resolved(node: SchemaNode | undefined): SchemaNode | undefined {
  if (node?.$ref !== undefined) return resolved(openPlanSchema.$defs?.[node.$ref.replace('#/$defs/', '')]);
  if (node?.anyOf !== undefined) return resolved(node.anyOf[0]);
  return node;
}
