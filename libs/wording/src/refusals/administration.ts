type Params = Record<string, unknown>;

const until = (p: Params): string =>
  typeof p['toOn'] === 'string' ? `${String(p['fromOn'])}至${p['toOn']}` : `${String(p['fromOn'])}起`;

/** Units, posts, people and who holds what. */
export const administrationRefusals: Record<string, (p: Params) => string> = {
  'SETUP.ALREADY': (p) => `系统中已有辖区“${String(p['name'])}”，不再重复设立；单位、职务和人员请由系统管理员登录后设置。`,
  'SETUP.WRONG_CODE': () => '行政区划代码应为6位、9位或12位数字，如131002。',
  'SETUP.WRONG_LOGIN': () => '用户名应为3至32个小写字母、数字、点、下划线或短横线，以字母开头。',
  'ADMIN.NOT_YOURS': () => '只有督办机构的系统管理员可以设置单位、职务和人员。',
  'UNIT.UNKNOWN': () => '没有找到这个单位。',
  'UNIT.NAME_EMPTY': () => '请填写单位名称。',
  'UNIT.NAME_TAKEN': (p) => `已有单位“${String(p['name'])}”，名称相同或只差标点，请核对。`,
  'UNIT.ALIAS_TAKEN': (p) => `“${String(p['alias'])}”已是“${String(p['name'])}”的名称或别称，一个别称只能指一个单位。`,
  'UNIT.ALIAS_UNKNOWN': (p) => `单位没有“${String(p['alias'])}”这个别称。`,
  'UNIT.RENAME_NOT_LATER': (p) => `更名日期须晚于现名称的启用日期${String(p['fromOn'])}。`,
  'UNIT.DAY_IN_FUTURE': () => '更名、撤并请在生效当日或之后登记，日期不能晚于今天。',
  'UNIT.MERGED': (p) => `该单位已并入“${String(p['name'])}”。`,
  'UNIT.INTO_ITSELF': () => '单位不能并入自己，或并入由它撤并而来的单位。',
  'UNIT.MERGE_BLOCKED': (p) => {
    const both = [p['tasks'] ? `任务${String(p['tasks'])}` : '', p['papers'] ? `文书${String(p['papers'])}` : ''];
    return `两个单位在以下事项中责任相同，不能直接移交，请先撤销其中一份分工或者办结文书，再登记撤并：${both.filter(Boolean).join('；')}。`;
  },
  'UNIT.OFFICE': () => '督办机构不能撤并；需要换由其他机构督办的，请先联系实施人员。',
  'POST.UNKNOWN': () => '没有找到这个职务。',
  'POST.OFFICE_ONLY': () => '督办专员、督办机构负责人和系统管理员只能设在督办机构。',
  'POST.SUPERIOR_LOOP': () => '上级职务不能是本职务自己或其下级职务。',
  'PERSON.UNKNOWN': () => '没有找到这个人员。',
  'PERSON.LOGIN_TAKEN': (p) => `用户名“${String(p['login'])}”已有人使用，请换一个。`,
  'PERSON.LAST_ADMINISTRATOR': () => '这是唯一在任的系统管理员，停用或免去后将无人能够设置人员；请先任命另一位系统管理员。',
  'HOLDING.ENDS_BEFORE_START': () => '结束日期不能早于开始日期。',
  'HOLDING.ENDED': (p) => `这条任职已于${String(p['toOn'])}结束，不能再改。`,
  'HOLDING.ALREADY_HELD': (p) => `该人员在${until(p)}已担任这个职务。`,
  'HOLDING.POST_TAKEN': (p) => `这个职务在${until(p)}已有人担任，请先登记前任的结束日期，或登记为代理。`,
  'PASSWORD.WRONG_OLD': () => '原密码不正确。',
  'PASSWORD.TOO_SHORT': () => '新密码至少10个字符，并且字母、数字、符号中至少有两类。',
};
