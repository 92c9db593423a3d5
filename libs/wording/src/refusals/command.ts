import { eventWord } from '../event-words';

type Params = Record<string, unknown>;

/** What is said of a request itself, whatever it asks for. */
export const commandRefusals: Record<string, (p: Params) => string> = {
  'COMMAND.KEY_MISSING': () => '请求缺少提交编号（Idempotency-Key，8至200个字符），没有办理。',
  'COMMAND.KEY_REUSED': () => '同一提交编号已用于另一份内容，没有办理；请刷新页面后重新提交。',
  'COMMAND.WRONG_BODY': (p) => `填写有误：${String(p['faults'] ?? '')}。`,
  'COMMAND.WRONG_VERSION': () => 'If-Match应为版本号，如"3"。',
  'COMMAND.STALE': (p) => {
    const who = p['changedBy'] === null || p['changedBy'] === undefined ? '' : `${String(p['changedBy'])}`;
    const at = typeof p['changedAt'] === 'string' ? `于${beijing(p['changedAt'])}` : '';
    const what = typeof p['change'] === 'string' ? `（${eventWord(p['change'])}）` : '';
    return `内容已有变化，没有办理：${who}${at}更新过${what}。请查看最新情况后再提交。`;
  },
  'REQUEST.WRONG': () => '请求的格式不正确，没有办理。',
  'REQUEST.TOO_LARGE': () => '提交的内容过大，请精简后再提交。',
  'REQUEST.WRONG_TYPE': () => '提交内容的格式不对，请按JSON格式提交。',
  'LIST.WRONG_CURSOR': () => '翻页位置无效，请从第一页重新查看。',
  'ROUTE.UNKNOWN': () => '没有这个地址。',
  'SERVER.FAILED': (p) =>
    `系统出错，没有办理${p['requestId'] ? `（编号${String(p['requestId'])}）` : ''}，请稍后再试，或把编号告诉管理员。`,
  'SERVER.UNAVAILABLE': () => '服务暂时不能使用，请稍后再试。',
};

/** 2026年3月2日10:05, in Asia/Shanghai, which has kept UTC+8 since 1991. */
function beijing(iso: string): string {
  const at = new Date(Date.parse(iso) + 8 * 3_600_000);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}
