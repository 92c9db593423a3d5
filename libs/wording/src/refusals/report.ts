import { formatDayChinese } from '@duban/domain';
import { reportPartNames } from '../annual-report';

type Params = Record<string, unknown>;

const STATES: Record<string, string> = { frozen: '已定稿', underReview: '审签中', superseded: '已被新稿代替' };

const TEMPLATE_FAULTS: Record<string, string> = {
  PART_MISSING: '缺少必须报告的部分',
  PART_TWICE: '同一部分出现两次',
  HEADING_EMPTY: '没有标题',
  DONE_NOT_FIRST: '主要举措和成效应在问题和下一年度安排之前',
};

/** The annual report and what it is written from: what was refused, why, and what to do. */
export const reportRefusals: Record<string, (p: Params) => string> = {
  'LEADER.EMPTY': () => '请填写领导履职事项的内容。',
  'LEADER.UNKNOWN': () => '没有找到这条履职登记，请刷新后再试。',
  'LEADER.NO_REASON': () => '请写明更正的理由。',
  'LEADER.NOTHING_CHANGED': () => '更正后的内容与原来相同，不用更正。',
  'LEADER.CORRECTED_ALREADY': () => '这条登记已经更正过，请刷新后在更正后的内容上修改。',
  'REPORT.UNKNOWN': () => '没有找到这份报告。',
  'REPORT.PLAN_NOT_ISSUED': () => '计划还没有印发，不能起草年度报告。',
  'REPORT.TEMPLATE_FAULT': (p) =>
    `报告结构不完整：${TEMPLATE_FAULTS[String(p['fault'])] ?? ''}（${reportPartNames[String(p['part'])] ?? ''}）。`,
  'REPORT.NO_ISSUER': () => '请填写报告的落款机关。',
  'REPORT.NO_SECTION': () => '报告中已没有这一部分，请刷新页面。',
  'REPORT.SECTION_CHANGED': () => '您打开后，这一部分的汇总内容又有变化，请刷新后对照新的内容修改。',
  'REPORT.EDIT_EMPTY': () => '内容不能为空；不需要这一部分的，请在版本设置中不列出。',
  'REPORT.NO_EDIT': () => '这一部分没有手工修改的内容。',
  'REPORT.EDITS_UNSETTLED': (p) =>
    `有${String(p['count'])}处手工修改的依据已经变化，请先逐处选择采用新内容或保留修改，再起草报告。`,
  'REPORT.NO_COMMITMENT': () => '没有找到这项安排，请刷新页面。',
  'REPORT.OUTCOME_NEEDS_NOTE': () => '认定为不再实施的，请说明原因。',
  'REPORT.NOT_LAST_YEAR': (p) => `这是${String(p['year'])}年度的报告，请上传${String(p['expected'])}年度的报告。`,
  'REPORT.NO_PROMISES': () => '没有在报告中找到下一年度工作安排，请确认上传的是上一年度的法治政府建设情况报告。',
  'REPORT.SENT_IN_FUTURE': () => '报送或公开日期有误，不能晚于今天。',
  'REPORT.NOT_FROZEN': () => '报告还没有定稿，不能登记报送；请先送签。',
  'REPORT.SENT_ALREADY': (p) => `这份报告已于${formatDayChinese(String(p['day']))}登记报送或公开。`,
  'REPORT.SENT_HOW': () => '请填写报送方式或公开网址。',
  'REPORT.SOURCE_UNKNOWN': () => '没有找到这处内容的来源。',
  'REPORT.WRONG_STATE': (p) => `报告目前为“${STATES[String(p['state'])] ?? String(p['state'])}”状态，不能进行此项操作。`,
};
