const text = (value: unknown): string => String(value ?? '');

/** Why something could not be done with a 督办制度. What is wrong within one is a finding (policy-findings.ts). */
export const policyRefusals: Record<string, (p: Record<string, unknown>) => string> = {
  'REWRITE.UNKNOWN': () => '没有找到这次调整的清单',
  'POLICY.UNKNOWN': () => '没有找到这项督办制度，或您没有办理的权限',
  'POLICY.DRAFT_EXISTS': (p) => `《${text(p['name'])}》已有一份草案，请先发布或撤销它`,
  'POLICY.DRAFT_CHANGED': () => '草案刚被别人改过，请刷新后在新的内容上修改',
  'POLICY.BODY_SHAPE': () => '提交的内容不是一项督办制度，请刷新后重试',
  'POLICY.BODY_TOO_LARGE': () => '制度内容过长，请精简后再保存',
  'POLICY.KEY_INVALID': (p) => `制度标识“${text(p['key'])}”不合规定：以小写字母开头，只含字母和数字`,
  'POLICY.UNSOUND': (p) => `制度中有${text(p['errors'])}处问题，改正后才能发布`,
  'POLICY.NO_CHANGE': (p) => `与第${text(p['version'])}版内容相同，不用发布`,
  'POLICY.ALREADY_IN_FORCE': () => '计划现在就按这一版制度执行，不用更换',
  'POLICY.PLAN_ARCHIVED': () => '计划已归档，不能再更换制度',
  'POLICY.REASON_MISSING': () => '请填写更换制度的理由',
};
