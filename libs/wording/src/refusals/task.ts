type Params = Record<string, unknown>;
const STATE_WORDS: Record<string, string> = {
  assigned: '待签收',
  received: '办理中',
  completionFiled: '办结审核中',
  returned: '已退回',
  struckOff: '已销号',
  archived: '已归档',
  suspended: '已中止',
  cancelled: '已撤销',
  draft: '草案',
  approved: '已审定',
  issued: '已印发',
  wrappedUp: '已收官',
};
const state = (p: Params): string => STATE_WORDS[String(p['state'])] ?? String(p['state']);

/** Plans, tasks, progress and extensions: what was refused, why, and what to do. */
export const taskRefusals: Record<string, (p: Params) => string> = {
  'PLAN.UNKNOWN': () => '没有找到这份计划。',
  'PLAN.NOT_YOURS': () => '只有督办机构可以办理计划事项。',
  'PLAN.NO_POINTS': () => '计划中没有要点条目，请先导入或录入条目。',
  'PLAN.NO_TASKS': () => '计划中没有任务，不能送审或印发，请先分解任务。',
  'PLAN.TASKS_WITHOUT_UNIT': (p) => `有${p['count']}项任务没有明确责任单位，请先落实责任单位。`,
  'PLAN.WRONG_STATE': (p) => `计划目前为“${state(p)}”状态，不能进行此项操作。`,
  'PLAN.NOT_ISSUED': (p) => `计划目前为“${state(p)}”状态，任务尚未开始办理。`,
  'PLAN.UNDER_REVIEW': () => '计划正在审定中，请等审定结束或先撤回。',
  'PLAN.STILL_OWED': (p) => `计划下还有${p['count']}项未办结的应办事项，请先办结或结转，再归档。`,
  'TASK.NO_DUE_DAY': (p) => `任务“${p['title']}”没有完成时限，请填写日期，或改为长期坚持。`,
  'TASK.UNKNOWN': () => '没有找到这项任务。',
  'ASSIGNMENT.UNKNOWN': () => '没有找到这项责任分工。',
  'ASSIGNMENT.WRONG_STATE': (p) => `该任务目前为“${state(p)}”状态，不能进行此项操作。`,
  'ASSIGNMENT.OWES_NO_COMPLETION': () => '配合单位只需签收，不需要申请办结或延期。',
  'ASSIGNMENT.NOT_HEAD': () => '此项操作须由单位主要负责人或联络员办理。',
  'PROGRESS.UNKNOWN': () => '没有找到这份进展填报。',
  'PROGRESS.EMPTY': () => '进展情况不能为空。',
  'PROGRESS.PERIOD_NOT_OPEN': (p) => `${p['period']}不在应报期内，或已经报送。`,
  'PROGRESS.UNDER_REVIEW': (p) => `${p['period']}的填报正在审签，请等审签结束或先撤回。`,
  'PROGRESS.FIGURE_SHAPE': (p) => `指标“${p['name']}”的数据不完整：数量和金额填数值，比率填分子和分母（分母须大于零）。`,
  'COMPLETION.EMPTY': () => '请填写办结情况说明。',
  'EXTENSION.NO_DUE_DAY': () => '长期坚持的任务没有完成时限，不需要延期。',
  'EXTENSION.AFTER_DUE_DAY': () => '已过办理期限，不能再申请延期，请提交逾期说明。',
  'EXTENSION.ALREADY_ASKED': () => '已有一份延期申请正在审批。',
  'EXTENSION.STILL_ASKED': () => '延期申请正在审批，请等审批结束，或先撤回延期申请，再办理此事项。',
  'EXTENSION.TOO_MANY': (p) => `同一任务最多延期${p['max']}次。`,
  'EXTENSION.TOO_LONG': (p) => `一次延期最多${p['days']}天，请重新填写日期。`,
  'EXTENSION.NOT_LATER': (p) => `延期日期须晚于现行期限${p['dueOn']}。`,
  'REASSIGNMENT.UNIT_UNKNOWN': () => '没有找到要转交的单位，请重新选择。',
  'REASSIGNMENT.SAME_UNIT': () => '该任务已由这个单位承办，请选择另一个单位。',
  'REASSIGNMENT.ALREADY_ON_TASK': (p) => `${p['unit']}在这项任务中已承担同样的责任，请选择另一个单位，或撤销其中一份分工。`,
  'REASSIGNMENT.NO_DUE_DAY': () => '长期坚持的任务没有完成时限，转办时不需要填写日期。',
  'REASSIGNMENT.DAY_PAST': (p) => `转办后的完成时限${p['dueOn']}已经过去，请填写今天或以后的日期。`,
  'EXPLANATION.NOT_LATE': () => '尚未到期，不需要逾期说明；如需延长时间，请申请延期。',
  'POLICY.NO_CHAIN': (p) => `督办制度中没有设置“${p['chain']}”的签批链，请先在制度中补充。`,
  'EVIDENCE.UNKNOWN_FILE': (p) => `附件“${p['fileName']}”没有上传成功，请重新上传。`,
  'INDICATOR.EMPTY': () => '请写明指标名称和计量单位。',
  'INDICATOR.IN_USE': (p) =>
    `指标“${String(p['name'])}”已有按“${String(p['unit'])}”填报的数据，类型和计量单位不能再改；可另设一个指标。`,
  'INDICATOR.PLAN_ARCHIVED': () => '计划已归档，不能再设指标。',
};

/** Scenario files of the demo. */
export const scenarioRefusals: Record<string, (p: Params) => string> = {
  'SCENARIO.WRONG_FIELD': (p) => `情景文件的“${p['field']}”不对：${p['why']}。`,
};
