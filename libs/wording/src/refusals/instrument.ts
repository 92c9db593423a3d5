import { formatDayChinese } from '@duban/domain';
import { stageNames } from '../instruments';

type Params = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const stage = (value: unknown): string => (stageNames as Readonly<Record<string, string>>)[text(value)] ?? text(value);
const day = (value: unknown): string => (text(value) === '' ? '' : formatDayChinese(text(value)));

const FIELDS: Readonly<Record<string, string>> = {
  heldOn: '会议日期',
  attended: '到会情况',
  attendee: '代会人员姓名和主要负责人不能到会的原因',
  accepted: '是否通过',
  text: '文字内容',
  title: '标题',
  grounds: '事由',
  unitIds: '对象单位',
  outsideNumber: '来文文号',
  receivedOn: '收文日期',
  meetingAt: '约谈时间',
  meetingPlace: '约谈地点',
  receiver: '接收人',
  problem: '问题',
  measure: '整改措施',
  media: '公开载体',
  reason: '理由',
  opinion: '意见',
  scan: '扫描件',
};

/** Why an instrument cannot be moved on. */
export const instrumentRefusals: Record<string, (p: Params) => string> = {
  'INSTRUMENT.UNKNOWN': () => '没有这份文书，或者您无权查看',
  'INSTRUMENT.OFFICE_ONLY': () => '只有督办机构和领导可以办理督办文书',
  'INSTRUMENT.NO_SUCH_KIND': () => '没有这种督办文书',
  'INSTRUMENT.NO_SUCH_STAGE': (p) => `这种文书没有“${stage(p['stage'])}”环节`,
  'INSTRUMENT.NO_SUCH_UNIT': () => '对象单位不在本辖区',
  'INSTRUMENT.NO_SUCH_OBLIGATION': () => '所选事项不存在或者已经办结',
  'INSTRUMENT.IN_CASE': (p) => `该事项已在${text(p['title'])}中，不能重复立案`,
  'INSTRUMENT.FIELD_MISSING': (p) => `请填写${FIELDS[text(p['field'])] ?? text(p['field'])}`,
  'INSTRUMENT.NO_CHAIN': () => '督办制度没有规定这种文书的审批链，不能提交',
  'INSTRUMENT.NOT_A_DRAFT': () => '文书已经提交或者结束，不能再修改',
  'INSTRUMENT.NOT_RUNNING': () => '文书尚未签发或者已经结束，不能办理',
  'INSTRUMENT.TARGET_CLOSED': () => '该单位的督办已经结束',
  'INSTRUMENT.NOT_YOUR_STAGE': (p) => `“${stage(p['stage'])}”环节不由您办理`,
  'INSTRUMENT.STAGE_NOT_OPEN': (p) => `当前是“${stage(p['open'])}”环节，还不能办理“${stage(p['stage'])}”`,
  'INSTRUMENT.ALREADY_RECEIVED': () => '已经签收，不需要重复签收',
  'INSTRUMENT.NEEDS_ANOTHER_PERSON': (p) => `“${stage(p['stage'])}”须由两人办理，请由另一人确认`,
  'INSTRUMENT.NEEDS_OTHER_SIDE': (p) => `“${stage(p['stage'])}”须由双方签字，请由对方确认`,
  'INSTRUMENT.OWN_ANSWER': () => '不能验收本人报送的办理情况',
  'INSTRUMENT.DAY_IN_FUTURE': (p) => `${day(p['day'])}还没有到，不能登记`,
  'INSTRUMENT.DAY_NOT_LATER': () => '重新办理的期限必须晚于今天',
  'INSTRUMENT.NOTICE_TOO_SHORT': (p) => `约谈须提前通知，最早可以定在${day(p['earliestOn'])}`,
  'INSTRUMENT.SERVED_ALREADY': () => '该单位已经送达',
  'INSTRUMENT.SERVED_BEFORE_ISSUE': (p) => `送达日期不能早于签发日期${day(p['issuedOn'])}`,
  'INSTRUMENT.NUMBER_TAKEN': (p) => `文号${text(p['number'])}已被使用`,
  'INSTRUMENT.NOT_MERGEABLE': () => '只有同一种类、尚未提交的文书可以合并',
  'INSTRUMENT.NOT_DELISTABLE': () => '验收通过后才能申请摘牌',
  'INSTRUMENT.DELISTING_RUNNING': () => '摘牌审批正在进行',
  'INSTRUMENT.STAGE_OVERDUE': (p) => `该环节已于${day(p['dueOn'])}到期，逾期后不能延期`,
  'INSTRUMENT.NOT_OVERDUE': () => '该单位没有逾期未办的环节，不能按未完成结束',
  'INSTRUMENT.NOT_BY_HAND': () => '催办由系统按督办制度自动发出，不能手工起草；需要督促的，请起草督办单',
  'INSTRUMENT.ANSWER_BEFORE_RECEIPT': () => '来文要求的答复期限不能早于收文日期',
  'INSTRUMENT.LINES_OPEN': (p) =>
    `该单位还有${text(p['count'])}条整改问题没有销号，不能认定为“已完成”，请先逐条核查销号，或者认定为“部分完成”`,
  'INSTRUMENT.NOT_ISSUED': () => '文书还没有签发，不能归入盖章扫描件',
  'BULLETIN.NO_SUCH_PERIOD': () => '通报只能按已经开始的月份或者半年起草，或者不选期间作为专项通报',
  'BULLETIN.NOBODY_IN_SCOPE': () => '所选范围内没有承担任务的单位，请重新选择单位或者章节',
  'BULLETIN.MADE_ALREADY': () => '这一期的通报已经起草，请在督办文书中查看',
  'LAYOUT.UNKNOWN_PAPER': () => '没有这种文书式样',
  'LAYOUT.OTHER_PAPER': () => '这份式样是另一种文书的，不能替换到这里',
  'LAYOUT.NOT_READABLE': (p) =>
    p['block'] === 0 ? '式样的内容不完整，无法读取' : `式样第${text(p['block'])}段的内容不完整或者有误，请改正`,
  'LAYOUT.CHANGED_MEANWHILE': () => '这份式样刚被他人修改过，请重新打开后再改',
  'LAYOUT.EMPTY': () => '式样没有任何内容，请至少保留标题和正文',
  'LAYOUT.UNKNOWN_PLACES': (p) => `式样中有系统不认识的填写项（第几段:名称）：${text(p['places'])}，请改正后再保存`,
  'OBJECTION.NOT_HEARD': () => '督办制度没有规定对这种文书提出异议',
  'OBJECTION.MADE_ALREADY': () => '本单位已经对这份文书提出过异议',
  'OBJECTION.TOO_LATE': (p) => `提出异议的期限到${day(p['lastOn'])}为止，现已超过`,
  'OBJECTION.DECIDED_ALREADY': () => '该异议已经复核',
  'OBJECTION.NOT_YOURS': () => '异议由督办机构负责人或者领导复核',
  'OBJECTION.RECUSED': () => '您参与过这份文书的起草、审批或者提出了该异议，应当回避，请由他人复核',
  'RECTIFICATION.UNKNOWN': () => '没有这条整改问题，或者您无权查看',
  'RECTIFICATION.NOT_YOURS': () => '该整改问题不由您办理',
  'RECTIFICATION.NOT_OPEN': () => '该整改问题当前不能办理这一步',
  'RECTIFICATION.OWN_WORK': () => '整改人不能核查销号本人完成的整改，请由他人核查',
};
