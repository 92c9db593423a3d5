type Params = Readonly<Record<string, unknown>>;

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  integer: '整数',
  number: '数字',
  boolean: '是或否（true、false）',
  object: '一组键值',
  array: '列表',
  null: '空值',
};

/** What is wrong at one place of an open-data file, by the schema's keyword, and what is wanted instead. */
export function openDataFault(keyword: string, params: Params): string {
  switch (keyword) {
    case 'required':
      return '缺少必填的一项';
    case 'additionalProperties':
      return '格式中没有这一项，请删去';
    case 'type': {
      const wanted = (Array.isArray(params['type']) ? params['type'] : [params['type']]) as string[];
      return `应为${wanted.map((type) => TYPES[type] ?? type).join('或')}`;
    }
    case 'enum':
      return `应为下列之一：${(params['allowedValues'] as unknown[]).map((value) => (value === null ? '空值' : String(value))).join('、')}`;
    case 'const':
      return `应为“${String(params['allowedValue'])}”`;
    case 'pattern':
      return '写法不合格式的规定（日期如 2026-06-30，数字只用阿拉伯数字和小数点）';
    case 'minLength':
      return '不能为空';
    case 'maxLength':
      return `不能超过${String(params['limit'])}字`;
    case 'minimum':
    case 'maximum':
      return `应${params['comparison'] === '>=' ? '不小于' : '不大于'}${String(params['limit'])}`;
    case 'day':
      return `没有“${String(params['day'])}”这一天`;
    default:
      return '不合格式的规定';
  }
}

/** Where a task stands in an open-data file, all counted from 1. */
export const openDataPlace = (chapter: number, point: number, task: number | null): string =>
  `第${chapter}章第${point}条${task === null ? '' : `第${task}项任务`}`;

/** Why an open-data file was not read. */
export const openDataRefusals: Record<string, (p: Record<string, unknown>) => string> = {
  'OPEN_DATA.NOT_JSON': () => '这不是完整的 JSON 文件，可能在传送中被截断或改动，请重新导出后再上传',
  'OPEN_DATA.OTHER_SCHEMA': (p) =>
    `这个 JSON 文件${p['found'] ? `的格式是“${String(p['found'])}”` : '没有写明格式版本'}，能读取的是“${String(p['wanted'])}”；请用系统导出的公开数据，或按公布的格式编写`,
  'OPEN_DATA.INVALID': (p) =>
    `文件不符合公布的格式，共${String(p['count'])}处，没有导入：${String(p['faults'])}${Number(p['more']) > 0 ? `；另有${String(p['more'])}处` : ''}`,
};

export const openDataFileName = (year: number, title: string): string => `${year}年公开数据-${title.slice(0, 80)}.json`;

export const openDataSchemaFileName = '督办计划公开数据格式.schema.json';
