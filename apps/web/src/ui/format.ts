/*
 * Days are text from the column to the screen and are never read by a clock of the browser. Instants are shown in
 * Asia/Shanghai, wherever the browser stands.
 */

const INSTANT = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** 2026年6月30日 */
export function dayWords(day: string | null | undefined): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  return found ? `${found[1]}年${Number(found[2])}月${Number(found[3])}日` : '';
}

/** 2026年3月2日 10:05 */
export function instantWords(instant: string | null | undefined): string {
  if (!instant) return '';
  const parts = Object.fromEntries(INSTANT.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return `${parts['year']}年${parts['month']}月${parts['day']}日 ${parts['hour']}:${parts['minute']}`;
}

/** 2026-Q1 → 2026年第一季度 */
export function periodWords(period: string | null | undefined): string {
  if (!period) return '不限期填报';
  const [year = '', part] = period.split('-');
  if (part === undefined) return `${year}年度`;
  if (part.startsWith('Q')) return `${year}年第${'一二三四'[Number(part.slice(1)) - 1] ?? part}季度`;
  if (part.startsWith('H')) return `${year}年${part === 'H1' ? '上半年' : '下半年'}`;
  return `${year}年${Number(part)}月`;
}

export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
