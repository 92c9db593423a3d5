type Params = Record<string, unknown>;

const FLAWS: Readonly<Record<string, (p: Params) => string>> = {
  SHAPE: () => '有的分值、上限或选项没有填好（分值为数字，最多两位小数）',
  KEY_TWICE: (p) => `规则“${String(p['rule'])}”的编号重复`,
  CAP_NEGATIVE: (p) => `规则“${String(p['rule'])}”的上限不能是负数`,
  FULL_NEGATIVE: (p) => `规则“${String(p['rule'])}”的满分不能是负数`,
  NO_RULES: () => '至少要有一条规则',
  BASE_OUTSIDE: () => '基础分不在最低分和最高分之间',
  BOUNDS_CROSSED: () => '最低分高于最高分',
};

/** 考核计分: what was refused, why, and what to do. */
export const scoreRefusals: Record<string, (p: Params) => string> = {
  'SCORE.NO_SCHEME': () => '还没有设定计分规则，请督办机构先设定。',
  'SCORE.BAD_SCHEME': (p) => {
    const flaw = FLAWS[String(p['flaw'])];
    return `计分规则没有保存：${flaw ? flaw(p) : '内容有误'}。请改正后再保存。`;
  },
  'SCORE.SCHEME_CHANGED': () => '计分规则已经被别人改过，请刷新后在新的版本上修改。',
  'SCORE.UNKNOWN': () => '没有找到这次考核得分。',
  'SCORE.UNKNOWN_RULE': () => '计分规则中没有这一条，请刷新后再选。',
  'SCORE.NOT_AWARD': () => '这一条规则由系统计分，不能手工加减；请选由督办机构登记的规则。',
  'SCORE.EMPTY': () => '请写明标题或理由。',
  'SCORE.POINTS': () => '请填写分值，数字最多两位小数。',
  'SCORE.AWARD_UNKNOWN': () => '没有找到这条加减分记录。',
  'SCORE.AWARD_WITHDRAWN': () => '这条加减分记录已经撤销。',
  'SCORE.UNIT_UNKNOWN': () => '没有找到这个单位。',
  'SCORE.NOT_ISSUED': () => '计划印发后才能考核计分。',
  'SCORE.APPEAL_OVER': (p) => `申诉期已于${String(p['until'])}届满，不能再申诉；如有特殊情况，请联系督办机构。`,
  'SCORE.APPEAL_TWICE': () => '本单位对这一项已经申诉过，请等待或查看处理结果。',
  'SCORE.APPEAL_UNKNOWN': () => '没有找到这份申诉。',
  'SCORE.APPEAL_DECIDED': () => '这份申诉已经处理。',
  'SCORE.OWN_DECISION': () => '公示考核得分的人和申诉人不能处理这份申诉，请由其他负责人处理。',
  'SCORE.FINAL': () => '这次考核得分已经定稿。',
  'SCORE.APPEALS_OPEN': (p) => `还有${String(p['open'])}份申诉没有处理，处理后才能定稿。`,
  'SCORE.APPEAL_RUNNING': (p) => `申诉期到${String(p['until'])}为止，期满后才能定稿。`,
};
