/** Units of amounts, each with the characters that, when they follow, make it the beginning of another word. */
const UNITS: Readonly<Record<string, string>> = {
  个百分点: '', 百分点: '', 个工作日: '', 工作日: '', 个自然日: '', 个月: '', 小时: '', 学时: '', 课时: '', 分钟: '', 天: '津然网府安', 倍: '',
  平方公里: '', 平方米: '', 立方米: '', 公里: '', 公顷: '', 亩: '', 吨: '', 'mg/m³': '', 'mg/m3': '', 'μg/m³': '', 'μg/m3': '',
  'ug/m3': '', '微克/立方米': '', '毫克/立方米': '', '%': '', '‰': '', 元: '旦宵', 美元: '',
  人次: '', '人(次)': '', '人（次）': '', 件次: '', 场次: '', 家次: '', 户次: '', 辆次: '', 批次: '', 项次: '', 起次: '', 份次: '',
  人: '民大均社才力类工', 名: '单称义', 位: '于置列次', 户: '籍外均', 家: '庭属长', 个: '', 件: '均', 项: '', 次: '年要序', 场: '所景地均',
  期: '间末限望初', 份: '额量', 条: '例件款', 册: '', 所: '有在属长', 处: '级理罚置长', 篇: '章幅', 起: '草诉到来点步', 宗: '旨教', 例: '会外如行',
  批: '准复示评', 类: '型', 种: '植子', 支: '持付出撑', 只: '跑有能进是要', 张: '家', 套: '', 台: '账阶湾', 辆: '', 部: '门分署长级委队',
  座: '谈', 间: '隔', 栋: '', 本: '级年区市县单地月', 封: '闭', 卷: '', 幅: '度', 块: '', 轮: '流训岗换', 组: '织成建长', 枚: '', 头: '', 株: '',
}; // prettier-ignore

/** After a Chinese numeral these begin too many other words; they count as units only after Arabic digits. */
const ONLY_AFTER_DIGITS = new Set([
  '部',
  '本',
  '间',
  '组',
  '只',
  '台',
  '头',
  '块',
  '卷',
  '幅',
  '座',
  '封',
  '百分点',
  '工作日',
  '%',
  '‰',
]);

/** By their first character, the longest first. */
const UNITS_BY_START = new Map<string, string[]>();
for (const unit of Object.keys(UNITS).sort((a, b) => b.length - a.length)) {
  UNITS_BY_START.set(unit.charAt(0), [...(UNITS_BY_START.get(unit.charAt(0)) ?? []), unit]);
}

/** The unit that begins at `start`, as printed, or null. `分` counts only where nothing is joined to it. */
export function unitAt(text: string, start: number, afterChinese = false): string | null {
  for (const unit of UNITS_BY_START.get(text.charAt(start)) ?? []) {
    if (!text.startsWith(unit, start)) continue;
    if (afterChinese && ONLY_AFTER_DIGITS.has(unit)) continue;
    // 十个一, 五个一: the name of a programme whose quotation marks were lost.
    if (afterChinese && unit === '个' && text[start + 1] === '一') continue;
    const next = text[start + unit.length];
    if (next !== undefined && (UNITS[unit] ?? '').includes(next)) continue;
    return unit;
  }
  if (!afterChinese && text[start] === '分' && !/[\p{L}\p{N}]/u.test(text[start + 1] ?? '。')) return '分';
  return null;
}

/** `人(次)` is printed where 人次 is meant. */
export const plainUnit = (unit: string): string => unit.replace(/[(（]次[)）]/, '次');

/** How many powers of ten the unit itself holds: 万元 is 4, 亿元 is 8. */
export const unitExponent = (unit: string): number => (unit.startsWith('亿') ? 8 : unit.startsWith('万') ? 4 : 0);

export const isMoney = (unit: string): boolean => /^[万亿]?元$/.test(unit);

const FAMILIES: Readonly<Record<string, string>> = {
  万元: '元',
  亿元: '元',
  名: '人',
  位: '人',
  起: '件',
  宗: '件',
  例: '件',
  户: '家',
  场次: '场',
  辆次: '辆',
};

/** Units in which the same thing is counted share a family: 人 and 名, 件 and 起, 元 and 万元. */
export const unitFamily = (unit: string): string => FAMILIES[unit] ?? unit;
