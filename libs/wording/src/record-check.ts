const FAULT_WORDS: Readonly<Record<string, string>> = {
  edited: '内容被改动',
  deleted: '记录被删除',
  rewritten: '与库外留存的链头不符，链被重算',
  cut: '链尾被截断',
};

/** What a check of the record found, for a person. */
export function describeRecordCheck(verdict: {
  readonly ok: boolean;
  readonly sealed: number;
  readonly anchorsChecked: number;
  readonly faults: readonly { readonly kind: string; readonly position: number; readonly eventId: string | null }[];
  readonly unsealed: { readonly events: number; readonly oldestAgeMs: number | null };
}): string {
  const lines = [
    `${verdict.ok ? '核验通过' : '核验未通过'}：已封存记录${verdict.sealed}条，比对库外链头${verdict.anchorsChecked}个。`,
    ...verdict.faults.map(
      ({ kind, position, eventId }) => `第${position}条：${FAULT_WORDS[kind] ?? kind}${eventId === null ? '' : `（${eventId}）`}`,
    ),
  ];
  const { events, oldestAgeMs } = verdict.unsealed;
  if (events > 0) lines.push(`尚未封存${events}条，最早一条已等待${Math.ceil((oldestAgeMs ?? 0) / 1000)}秒。`);
  return lines.join('\n');
}
