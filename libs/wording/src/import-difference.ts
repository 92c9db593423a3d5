const ROLES: Readonly<Record<string, string>> = { lead: '牵头', collating: '汇总', responsible: '责任', cooperating: '配合' };
const CYCLES: Readonly<Record<string, string>> = { monthly: '每月', quarterly: '每季度', halfYearly: '每半年', yearly: '每年' };

/** What a file says otherwise than a plan. */
export const importDifference = {
  fields: {
    chapter: '章节',
    label: '编号',
    title: '任务',
    text: '原文',
    deliverable: '成果形式',
    units: '责任单位',
    deadline: '时限',
    heading: '条目标题',
    ownDays: '单位自有时限',
    indicators: '指标',
    milestones: '阶段节点',
  },
  share: (role: string, names: readonly string[]): string => `${ROLES[role] ?? role}：${names.join('、')}`,
  deadline: (dueOn: string | null, cycle: string | null): string => {
    const [year, month, day] = (dueOn ?? '').split('-').map(Number);
    const until = dueOn === null ? '长期坚持' : `${year}年${month}月${day}日`;
    return cycle === null ? until : `${until}，${CYCLES[cycle] ?? cycle}填报`;
  },
  ownDay: (unitName: string, dueOn: string): string => `${unitName}${dueOn}`,
  indicator: ({ name, unit, target }: { readonly name: string; readonly unit: string; readonly target: string | null }): string =>
    `${name}（${unit}）${target === null ? '' : `目标${target}`}`,
  milestones: (milestones: readonly { readonly name: string; readonly dueOn: string }[]): string =>
    [...milestones]
      .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
      .map(({ name, dueOn }) => `${importDifference.deadline(dueOn, null)}${name}`)
      .join('；'),
  summary: (added: number, changed: number, unchanged: number, vanished: number): string =>
    [`${added}条新增`, ...(changed > 0 ? [`${changed}条有改动`] : []), `${unchanged}条未变`, ...(vanished > 0 ? [`${vanished}条在文件中已不见`] : [])].join('，'), // prettier-ignore
} as const;

/** The words for a share that nobody printed, because it was written on a page. */
export const printedRoles = {
  lead: '牵头单位',
  collating: '汇总单位',
  responsible: '责任单位',
  cooperating: '配合单位',
} as const;
