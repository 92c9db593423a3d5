import type { BareConnection } from './bare';

interface Recorded {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The locks and writes of one command, in their order. */
export type CommandSql = readonly Recorded[];

/** Puts itself between a pool's one connection and its user; `take` gives what was sent since the last call. */
export function recordSql(client: BareConnection): { take(): CommandSql } {
  let sent: Recorded[] = [];
  const original = client.query.bind(client) as (...args: unknown[]) => Promise<{ rowCount: number | null; command: string }>;
  const recording = async (...args: unknown[]) => {
    const answer = await original(...args);
    const [first, second] = args;
    const statement =
      typeof first === 'string'
        ? { text: first, values: (second as unknown[] | undefined) ?? [] }
        : (first as { text: string; values?: unknown[] });
    const writes =
      /^(insert|update|delete|with \w+ as \((insert|update|delete))/i.test(statement.text.trim()) && (answer.rowCount ?? 0) > 0;
    const locks = /\bfor (no key update|update|share)\b/i.test(statement.text);
    if (writes || locks) sent.push({ text: statement.text, values: statement.values ?? [] });
    return answer;
  };
  (client as { query: unknown }).query = recording;
  return {
    take() {
      const taken = sent;
      sent = [];
      return taken;
    },
  };
}

const names = new Map<string, string>();

/** The same locks and writes again in one transaction, prepared once for each connection; nothing is read, judged or awaited between. */
export async function replaySql(client: BareConnection, command: CommandSql): Promise<void> {
  await client.query('begin');
  for (const { text, values } of command) {
    const name = names.get(text) ?? `bare_${names.size}`;
    names.set(text, name);
    await client.query({ name, text, values });
  }
  await client.query('commit');
}
