import type { PostRole } from '@duban/domain';

/** Who may use a route at all. Which rows is the scope's word (libs/application/src/access/scope.ts), and the command's own. */
export interface RoutePolicy {
  /** `anyone` needs no login; `signedIn` any post, also none; a list names the posts of which one is needed. */
  readonly who: 'anyone' | 'signedIn' | readonly PostRole[];
  /** For a reader: who, and which rows. */
  readonly says: string;
}

const OFFICE: readonly PostRole[] = ['officeClerk', 'officeHead'];
const ADMINISTRATOR: readonly PostRole[] = ['administrator'];
const UNIT: readonly PostRole[] = ['liaison', 'unitHead'];
const SIGNERS: readonly PostRole[] = ['unitHead', 'officeClerk', 'officeHead', 'deputyLeader', 'chiefLeader'];
const CONDUCTORS: readonly PostRole[] = [...OFFICE, 'deputyLeader', 'chiefLeader'];
const OVERSEERS: readonly PostRole[] = [...CONDUCTORS, 'auditor'];

/** One policy for every route, files and exports included. A route that names none does not start (policy.guard.ts). */
export const POLICIES = {
  'session.open': { who: 'anyone', says: '任何人可以登录' },
  'session.close': { who: 'signedIn', says: '本人退出登录' },
  'session.password': { who: 'signedIn', says: '本人修改自己的密码' },
  'session.read': { who: 'signedIn', says: '本人查看自己的姓名、职务和辖区' },
  'health.read': { who: 'anyone', says: '任何人可以查看服务是否可用，不含业务数据' },
  'document.read': { who: 'anyone', says: '任何人可以查看接口说明，不含业务数据' },

  'inbox.read': { who: 'signedIn', says: '本人的待办和通知' },
  'inbox.markRead': { who: 'signedIn', says: '本人的通知' },

  'plan.list': { who: 'signedIn', says: '本辖区的计划；单位只看印发后涉及本单位的计划' },
  'plan.read': { who: 'signedIn', says: '同计划列表；单位只看涉及本单位的任务' },
  'plan.import': { who: OFFICE, says: '督办机构导入计划草案' },
  'plan.open': { who: OFFICE, says: '督办机构新建计划草案' },
  'plan.edit': { who: OFFICE, says: '督办机构修改本辖区的计划草案' },
  'plan.submit': { who: OFFICE, says: '督办机构送审本辖区的计划' },
  'plan.issue': { who: OFFICE, says: '督办机构印发本辖区已审定的计划' },
  'plan.wrapUp': { who: OFFICE, says: '督办机构对本辖区的计划收官' },
  'plan.archive': { who: OFFICE, says: '督办机构对本辖区的计划归档' },

  'plan.openData': { who: OVERSEERS, says: '督办机构、领导和审计导出本辖区计划的公开数据；审计只导出已印发的' },
  'amendment.read': { who: 'signedIn', says: '同计划；未生效的调整只对督办机构和领导开放，单位看涉及本单位任务的事项' },
  'amendment.edit': { who: OFFICE, says: '督办机构起草、修改、删除本辖区已印发计划的调整' },
  'amendment.submit': { who: OFFICE, says: '督办机构送审本辖区计划的调整' },

  'plan.changePolicy': { who: OFFICE, says: '督办机构更换本辖区计划所依的制度版本，更换前先看差异' },
  'plan.rehearse': { who: OVERSEERS, says: '督办机构、领导和审计推演本辖区的计划；审计只看已印发的' },

  'policy.read': { who: OVERSEERS, says: '督办机构、领导和审计查看本辖区的督办制度' },
  'policy.edit': { who: OFFICE, says: '督办机构起草、修改、发布本辖区的督办制度' },
  'rewrite.read': { who: OVERSEERS, says: '督办机构、领导和审计查看制度或日历调整的清单' },
  'rewrite.settle': { who: OFFICE, says: '督办机构确认因日历调整而提前的期限' },
  'calendar.read': { who: 'signedIn', says: '本辖区的工作日历和工作日推算' },
  'calendar.load': { who: OFFICE, says: '督办机构载入年度放假安排' },

  'task.read': { who: 'signedIn', says: '本辖区的任务；单位只看承担的任务' },
  'task.clock': { who: 'signedIn', says: '同任务详情；其他单位的时钟只对牵头、汇总单位开放' },
  'task.events': { who: 'signedIn', says: '同任务详情' },

  'task.caseFile': { who: 'signedIn', says: '督办机构、领导、审计和任务的牵头、汇总单位导出已办结任务的案卷' },

  'assignment.receive': { who: UNIT, says: '本单位联络员或负责人签收' },
  'assignment.report': { who: UNIT, says: '本单位联络员或负责人填报进展' },
  'assignment.complete': { who: UNIT, says: '本单位联络员或负责人申请办结' },
  'assignment.extend': { who: UNIT, says: '本单位联络员或负责人申请延期' },
  'assignment.explain': { who: UNIT, says: '本单位联络员或负责人说明逾期原因' },
  'milestone.file': { who: UNIT, says: '本单位联络员或负责人完成本单位的阶段节点' },
  'milestone.return': { who: OFFICE, says: '督办机构退回不符合要求的阶段节点' },
  'piece.split': { who: UNIT, says: '本单位联络员或负责人把本单位承担的任务分解给本单位的岗位' },
  'piece.finish': { who: UNIT, says: '本单位承办岗位、联络员或负责人完成本单位的分解事项' },
  'piece.withdraw': { who: UNIT, says: '本单位联络员或负责人撤回本单位的分解事项' },
  'assignment.suspend': { who: OFFICE, says: '督办机构中止本辖区的任务' },
  'assignment.resume': { who: OFFICE, says: '督办机构恢复本辖区的任务' },
  'assignment.reassign': { who: OFFICE, says: '督办机构把本辖区的任务转交另一个单位' },
  'assignment.cancel': { who: OFFICE, says: '督办机构撤销本辖区的任务' },

  'file.upload': { who: [...UNIT, ...OFFICE], says: '单位和督办机构上传附件，提交前只对本人有效' },
  'file.read': { who: 'signedIn', says: '附件随其所属的填报、办结或文书环节，能看事项的人才能看附件' },

  'signOff.list': { who: SIGNERS, says: '等待本人签批的事项' },
  'signOff.read': { who: 'signedIn', says: '签批人、提交人和能看该事项的人' },
  'signOff.sign': { who: SIGNERS, says: '轮到本人的签批环节' },
  'signOff.withdraw': { who: [...UNIT, ...OFFICE], says: '提交人撤回本人提交的签批' },

  'signOff.return': { who: SIGNERS, says: '轮到本人签批时，退回至前面已签的环节' },
  'signOff.resolve': { who: OFFICE, says: '督办机构为缺少岗位的环节明确签批人' },

  'standIn.read': { who: 'signedIn', says: '本人的委托和受托；督办机构看本辖区的委托与代理' },
  'standIn.people': { who: 'signedIn', says: '本辖区在用人员的姓名和职务，供选择受托人' },
  'standIn.delegate': { who: 'signedIn', says: '委托他人代行本人担任的职务' },
  'standIn.end': { who: 'signedIn', says: '撤销本人的委托；督办机构结束本辖区的委托与代理' },
  'standIn.appoint': { who: OFFICE, says: '督办机构为无人履职的职务指定代理人' },

  'channel.read': { who: 'signedIn', says: '通知渠道和本人的接收地址；设置只给督办机构和系统管理员，密钥不给任何人' },
  'channel.write': { who: [...OFFICE, 'administrator'], says: '督办机构和系统管理员设置本辖区的通知渠道' },
  'channel.address': { who: 'signedIn', says: '登记本人的接收地址；督办机构和系统管理员可登记他人的' },

  'instruction.list': { who: OVERSEERS, says: '督办机构、领导和审计监督看本辖区的领导批示' },
  'instruction.give': { who: ['deputyLeader', 'chiefLeader'], says: '分管领导、主要领导批示' },
  'instruction.settle': { who: OFFICE, says: '督办机构交办或回复本辖区的批示' },

  'exception.read': { who: OFFICE, says: '督办机构看本辖区的待处置事项' },
  'exception.settle': { who: OFFICE, says: '督办机构处理本辖区的待处置事项' },

  'instrument.list': { who: 'signedIn', says: '本辖区的督办文书；单位只看送达本单位的文书' },
  'instrument.read': { who: 'signedIn', says: '同文书列表；单位只看本单位的办理环节' },
  'instrument.open': { who: CONDUCTORS, says: '督办机构和领导起草文书、登记来文' },
  'instrument.submit': { who: OFFICE, says: '督办机构送签本辖区的文书草稿' },
  'instrument.withdraw': { who: OFFICE, says: '督办机构作废本辖区的文书' },
  'instrument.serve': { who: OFFICE, says: '督办机构登记当面送达' },
  'instrument.urgeable': { who: CONDUCTORS, says: '督办机构和领导选取各单位未办结的事项' },
  'instrument.addItem': { who: CONDUCTORS, says: '督办机构和领导在签发前增列事项' },
  'instrument.merge': { who: CONDUCTORS, says: '督办机构和领导合并同类文书草稿' },
  'instrument.scan': { who: OFFICE, says: '督办机构归入签发文书的盖章扫描件' },
  'instrument.moveMeeting': { who: CONDUCTORS, says: '督办机构和领导调整约谈时间' },
  'instrument.extendStage': { who: ['officeHead', 'deputyLeader', 'chiefLeader'], says: '督办机构负责人和领导延长文书环节期限' },
  'instrument.endTarget': { who: CONDUCTORS, says: '督办机构和领导对逾期未办的单位按未完成结束' },
  'instrument.askExtension': { who: UNIT, says: '被督办单位申请延长本单位环节的期限' },
  'instrument.object': { who: UNIT, says: '被督办单位对送达本单位的文书提出异议' },
  'instrument.decideObjection': {
    who: ['officeHead', 'deputyLeader', 'chiefLeader'],
    says: '未参与该文书办理的督办机构负责人或者领导复核异议',
  },
  'instrument.paper': { who: 'signedIn', says: '同文书详情，下载文书的文档' },
  'instrument.caseFile': { who: OVERSEERS, says: '督办机构、领导和审计导出本辖区已办结文书的案卷' },
  'bulletin.draft': { who: CONDUCTORS, says: '督办机构和领导按当前数据起草通报' },
  'paperLayout.read': { who: OVERSEERS, says: '督办机构和领导查看本辖区的文书式样' },
  'paperLayout.replace': { who: OFFICE, says: '督办机构替换本辖区的文书式样' },

  'rectification.list': { who: 'signedIn', says: '本辖区的整改问题；单位只看本单位的' },
  'rectification.read': { who: 'signedIn', says: '同整改问题清单' },
  'rectification.export': { who: 'signedIn', says: '同整改问题清单，导出为表格' },
  'rectification.add': { who: CONDUCTORS, says: '督办机构和领导列入整改问题' },
  'rectification.amend': { who: CONDUCTORS, says: '督办机构和领导调整整改事项' },
  'rectification.markDone': { who: UNIT, says: '责任单位报送整改完成情况' },
  'rectification.check': { who: CONDUCTORS, says: '督办机构和领导核查销号，本人完成的除外' },
  'rectification.reopen': { who: CONDUCTORS, says: '督办机构和领导对反弹的问题重新立案' },

  'instrument.stage': { who: [...UNIT, ...CONDUCTORS], says: '被督办单位、督办机构和领导办理各自的环节' },
  'instrument.delist': { who: OFFICE, says: '督办机构申请摘牌' },

  'admin.read': { who: ADMINISTRATOR, says: '督办机构的系统管理员查看本辖区的单位、职务、人员和任职' },
  'admin.units': { who: ADMINISTRATOR, says: '督办机构的系统管理员设置本辖区的单位' },
  'admin.posts': { who: ADMINISTRATOR, says: '督办机构的系统管理员设置本辖区的职务' },
  'admin.people': { who: ADMINISTRATOR, says: '督办机构的系统管理员设置本辖区的人员，重置密码' },
  'admin.roster': { who: ADMINISTRATOR, says: '督办机构的系统管理员下载、导入本辖区的单位、职务、人员名册' },
  'admin.holdings': { who: ADMINISTRATOR, says: '督办机构的系统管理员登记本辖区的任职、代理和委托' },

  'ledger.read': { who: 'signedIn', says: '本辖区的台账；单位只看本单位承担的任务' },
  'ledger.export': { who: 'signedIn', says: '同台账，导出为表格' },
  'ledger.fillIn': { who: UNIT, says: '本单位联络员或负责人下载填报表、上传填报；只限本单位的任务' },
  'overview.read': { who: OVERSEERS, says: '督办机构、领导和审计查看本辖区总览' },
  'rollup.read': { who: 'signedIn', says: '本辖区和下级辖区的汇总数据；单位只看本单位填报的数据' },
  'rollup.targets': { who: OVERSEERS, says: '督办机构、领导和审计查看本辖区的指标目标' },
  'rollup.define': { who: OFFICE, says: '督办机构设定本辖区计划的指标和目标' },
  'score.read': { who: 'signedIn', says: '本辖区的考核得分；单位看排名和本单位的得分明细' },
  'score.export': { who: 'signedIn', says: '同考核得分，导出为表格' },
  'score.keepScheme': { who: OFFICE, says: '督办机构设定计分规则' },
  'score.award': { who: OFFICE, says: '督办机构登记和撤销加减分' },
  'score.publish': { who: OFFICE, says: '督办机构公示考核得分和定稿' },
  'score.appeal': { who: UNIT, says: '单位对本单位的得分申诉' },
  'score.decide': { who: CONDUCTORS, says: '公示人和申诉人以外的督办机构人员或领导处理申诉' },
  'report.draft': { who: OVERSEERS, says: '督办机构和领导查看本辖区年度报告草稿' },
  'report.write': { who: OFFICE, says: '督办机构编写、送签、报送本辖区年度报告，登记领导履职' },
  'report.export': { who: OVERSEERS, says: '同年度报告草稿，导出为文档' },
} as const satisfies Record<string, RoutePolicy>;

export type PolicyName = keyof typeof POLICIES;

export const policyOf = (name: string): RoutePolicy | null =>
  Object.hasOwn(POLICIES, name) ? POLICIES[name as PolicyName] : null;
