import { dayOfInstant, formatDayChinese, minuteOfDay } from '@duban/domain';

type Params = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** `2026年7月1日9:05`, in Asia/Shanghai. */
function moment(value: unknown): string {
  const ms = Date.parse(text(value));
  if (Number.isNaN(ms)) return '';
  const minutes = minuteOfDay(ms);
  return `${formatDayChinese(dayOfInstant(ms))}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

const STATES: Readonly<Record<string, string>> = { approved: '通过', refused: '退回', withdrawn: '撤回' };

/** Why a signature is not taken. */
export const signOffRefusals: Record<string, (p: Params) => string> = {
  'SIGNOFF.UNKNOWN': () => '没有这项签批，或者您无权查看',
  'SIGNOFF.ALREADY_DECIDED': (p) => {
    const state = STATES[text(p['state'])];
    const who = text(p['by']);
    if (state === undefined) return `该环节已由${who}于${moment(p['at'])}签批`;
    return who === '' ? `该签批已于${moment(p['at'])}按制度${state}` : `该签批已由${who}于${moment(p['at'])}${state}`;
  },
  'SIGNOFF.NOT_YOUR_STEP': (p) => `当前环节“${text(p['step'])}”不由您签批`,
  'SIGNOFF.OWN_FILING': () => '本人申报的事项不能由本人签批',
  'SIGNOFF.CONTENT_CHANGED': () => '内容在您打开之后已经修改，请重新打开核对后再签批',
  'SIGNOFF.OPINION_MISSING': () => '不同意或者退回的，必须写明意见',
  'SIGNOFF.NOT_FILER': () => '只有申报单位可以撤回',
  'SIGNOFF.REVIEW_BEGUN': (p) => `${text(p['by'])}已于${moment(p['at'])}签批，不能再撤回`,
  'SIGNOFF.NO_SUCH_STEP': () => '签批链中没有这个环节，或者该环节尚未签过',
  'SIGNOFF.NOTHING_TO_RESOLVE': () => '该签批没有需要督办机构指定的环节，或者岗位仍然空缺',
  'SIGNOFF.OFFICE_ONLY': () => '只有督办机构可以处理',
};
