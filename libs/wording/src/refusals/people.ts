import { dayOfInstant, formatDayChinese } from '@duban/domain';
import { channelFieldWord } from '../delivery';

type Params = Readonly<Record<string, unknown>>;

const day = (value: unknown): string => (typeof value === 'string' && value !== '' ? formatDayChinese(value) : '');

/** Why a delegation or an acting holder is not taken. */
export const peopleRefusals: Record<string, (p: Params) => string> = {
  'HOLDING.UNKNOWN': () => '没有这项任职，或者不是您可以办理的',
  'HOLDING.OFFICE_ONLY': () => '只有督办机构可以指定代理',
  'HOLDING.REASON_MISSING': () => '请写明事由',
  'HOLDING.NO_SUCH_PERSON': () => '没有这个人员，请从名单中选择',
  'HOLDING.PERSON_DISABLED': () => '该人员的账号已停用，请另选他人',
  'HOLDING.TO_ONESELF': () => '不能委托给本人',
  'HOLDING.END_MISSING': () => '委托须有截止日期',
  'HOLDING.WINDOW_INVALID': () => '起止日期有误，截止日期不能早于起始日期',
  'HOLDING.BACKDATED': (p) => `起始日期不能早于今天（${day(p['today'])}）`,
  'HOLDING.HOLDS_IT': () => '该人员在这段时间本就担任或代理这个职务',
  'HOLDING.ALREADY_DELEGATED': (p) => `这个职务在${day(p['fromOn'])}至${day(p['toOn'])}已有委托，请先撤销原委托或者另选日期`,
  'HOLDING.ACTING_ALREADY': () => '这个职务已有代理人，请先结束原代理',
  'HOLDING.OVER': () => '该项安排已经结束',
};

/** Why an exception is not settled. */
export const exceptionRefusals: Record<string, (p: Params) => string> = {
  'EXCEPTION.UNKNOWN': () => '没有这条待处置事项，或者您无权处理',
  'EXCEPTION.SETTLED': () => '该事项已经有人处理，请刷新后再看',
  'EXCEPTION.REASON_MISSING': () => '请写明处理情况',
};

/** Why a way to send notices, or an address on it, is not taken. */
export const channelRefusals: Record<string, (p: Params) => string> = {
  'CHANNEL.UNKNOWN': () => '没有这个通知渠道，或者您无权办理',
  'CHANNEL.OFFICE_ONLY': () => '只有督办机构和系统管理员可以设置通知渠道',
  'CHANNEL.NO_SUCH_KIND': () => '没有这种通知渠道',
  'CHANNEL.NAME_MISSING': () => '请填写渠道名称',
  'CHANNEL.FIELD_MISSING': (p) => `请填写“${channelFieldWord(String(p['field']))}”`,
  'CHANNEL.FIELD_INVALID': (p) => `“${channelFieldWord(String(p['field']))}”填写有误，请核对`,
  'CHANNEL.FIELD_UNKNOWN': (p) => `这种渠道没有“${String(p['field'])}”这一项`,
  'CHANNEL.ADDRESS_INVALID': () => '接收地址的写法不对，请核对',
  'CHANNEL.NO_SUCH_PERSON': () => '没有这个人员，请从名单中选择',
  'CHANNEL.NO_ADDRESS': () => '请先登记您本人在这个渠道的接收地址，再试发',
  'CHANNEL.OFF': () => '渠道已停用，启用后才能试发',
};

const moment = (value: unknown): string => {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? '' : formatDayChinese(dayOfInstant(ms));
};

/** Why a leader's instruction is not taken or not handed on. */
export const instructionRefusals: Record<string, (p: Params) => string> = {
  'INSTRUCTION.UNKNOWN': () => '没有这条批示或它所依据的事项，或者您无权查看',
  'INSTRUCTION.LEADERS_ONLY': () => '只有分管领导和主要领导可以批示',
  'INSTRUCTION.OFFICE_ONLY': () => '只有督办机构可以交办批示',
  'INSTRUCTION.TEXT_MISSING': () => '请填写批示内容',
  'INSTRUCTION.TITLE_MISSING': () => '请填写任务名称',
  'INSTRUCTION.ANSWER_MISSING': () => '请填写回复内容',
  'INSTRUCTION.DAY_INVALID': () => '期限不能早于今天，请核对',
  'INSTRUCTION.UNIT_MISSING': () => '请选择牵头单位',
  'INSTRUCTION.NO_SUCH_UNIT': () => '没有这个单位，请从名单中选择',
  'INSTRUCTION.PLAN_NOT_RUNNING': () => '所选计划未在执行，请选择已印发的计划',
  'INSTRUCTION.SETTLED': (p) => `这条批示已由${String(p['by'] ?? '')}于${moment(p['at'])}交办`,
};
