type Params = Record<string, unknown>;

/** Confirming an import: what the document leaves open must be said. */
export const importRefusals: Record<string, (p: Params) => string> = {
  'IMPORT.UNKNOWN': () => '没有找到这次导入。',
  'IMPORT.ALREADY_CONFIRMED': () => '这次导入已经确认，生成了计划草案。',
  'IMPORT.NO_POLICY': () => '本辖区还没有督办制度或工作日历，请先设置。',
  'IMPORT.DAY_MISSING': (p) =>
    `第${String(p['row'])}条“${String(p['title'])}”的时限“${String(p['phrase'])}”不能确定日期，请填写完成日期。`,
  'IMPORT.UNIT_MISSING': (p) =>
    `第${String(p['row'])}条的“${String(p['name'])}”不能对应到本辖区的单位，请选择单位，或选择不列入。`,
  'IMPORT.TITLE_MISSING': (p) => `第${String(p['row'])}条没有任务内容，请填写，或选择不导入该条。`,
  'IMPORT.UNIT_CHOICE_MISSING': (p) => `请选择“${String(p['name'])}”对应的单位，或选择不列入。`,
  'IMPORT.ROW_UNKNOWN': () => '没有找到要更正的条目；文件可能已按新的列重新读取，请刷新后再改。',
  'IMPORT.DAY_EMPTY': () => '请填写完成日期，或选择长期坚持。',
  'IMPORT.DIFFERENCE_STALE': () => '计划草案已有变化，与刚才看到的差异不同，没有导入；请重新核对差异后再确认。',
  'IMPORT.LEAD_MISSING': (p) => `第${String(p['row'])}条“${String(p['title'])}”没有写明责任单位，请选择牵头单位。`,
};
