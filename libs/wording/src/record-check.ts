import { reportEditionNames } from './report-gaps';

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

const SAME: Readonly<Record<string, string>> = {
  same: '一致',
  changed: '不一致',
  missing: '缺失',
  otherRelease: '由其他版本的系统写成，不逐字节比对',
};

/** One frozen report, rebuilt from the rows. */
export function describeReportCheck(check: {
  readonly title: string;
  readonly edition: string;
  readonly file: string;
  readonly content: string;
  readonly rebuilt: string;
  readonly bytes: string;
  readonly sha256: string;
}): string {
  const say = (word: string): string => SAME[word] ?? word;
  return `年度报告“${check.title}”（${reportEditionNames[check.edition] ?? check.edition}）：存档文件${say(check.file)}，签发内容${say(check.content)}，按定稿时点重新汇总的内容${say(check.rebuilt)}，重新生成的文件${say(check.bytes)}（SHA-256 ${check.sha256.slice(0, 16)}…）。`;
}
