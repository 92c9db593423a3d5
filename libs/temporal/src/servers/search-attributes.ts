import type { Connection } from '@temporalio/client';

/** What an operator filters by in Temporal's own pages; every list of ours comes from PostgreSQL. */
export const searchAttributeNames = ['dubanEntity', 'dubanJurisdiction', 'dubanNextFireAt', 'dubanWaitsFor'] as const;
type SearchAttributeName = (typeof searchAttributeNames)[number];

/** INDEXED_VALUE_TYPE_… of Temporal's API. */
const keyword = 2;
const datetime = 6;
const types: Readonly<Record<SearchAttributeName, number>> = {
  dubanEntity: keyword,
  dubanJurisdiction: keyword,
  dubanNextFireAt: datetime,
  dubanWaitsFor: keyword,
};
const grpcAlreadyExists = 6;

/**
 * Registers the search attributes and returns when a workflow may be started with them: a server learns of them with delay.
 * @throws Error when they cannot be used after `limitMs`
 */
export async function registerSearchAttributes(connection: Connection, namespace = 'default', limitMs = 60_000): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = searchAttributeNames.filter((name) => !(name in customAttributes));
  await addSearchAttributes(connection, missing, namespace);
  await untilUsable(connection, namespace, limitMs);
}

/** The time-skipping server can add attributes, and has them at once, but can neither list nor count. */
export async function addSearchAttributes(
  connection: Connection,
  names: readonly SearchAttributeName[] = searchAttributeNames,
  namespace = 'default',
): Promise<void> {
  if (names.length === 0) return;
  await connection.operatorService
    .addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(names.map((name) => [name, types[name]])) })
    .catch((error: { code?: number }) => {
      // Another process has just registered them.
      if (error.code !== grpcAlreadyExists) throw error as Error;
    });
}

/** A query that names an attribute is refused until the server's own copy of the list has it. */
async function untilUsable(connection: Connection, namespace: string, limitMs: number): Promise<void> {
  const query = searchAttributeNames.map((name) => `${name} IS NOT NULL`).join(' AND ');
  const giveUpAt = Date.now() + limitMs;
  for (;;) {
    try {
      await connection.workflowService.countWorkflowExecutions({ namespace, query });
      return;
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
