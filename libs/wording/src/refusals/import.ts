type Params = Record<string, unknown>;

/** Confirming an import: what the document leaves open must be said. */
export const importRefusals: Record<string, (p: Params) => string> = {
  'IMPORT.UNKNOWN': () => '没有找到这次导入。',
  'IMPORT.ALREADY_CONFIRMED': () => '这次导入已经确认，生成了计划草案。',
  'IMPORT.NO_POLICY': () => '本辖区还没有督办制度或工作日历，请先设置。',
  'IMPORT.DAY_MISSING': (p) =>
    `第${String(p['row'])}条“${String(p['title'])}”的时限“${String(p['phrase'])}”不能确定日期，请填写完成日期。`,
  'IMPORT.UNIT_MISSING': (p) => `第${String(p['row'])}条的“${String(p['name'])}”不能对应到本辖区的单位，请选择单位。`,
  'IMPORT.LEAD_MISSING': (p) => `第${String(p['row'])}条“${String(p['title'])}”没有写明责任单位，请选择牵头单位。`,
};
