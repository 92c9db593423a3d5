type Params = Readonly<Record<string, unknown>>;

const quoted = (value: unknown): string => `“${String(value)}”`;

/** What the reader says beside a line or a cell: warnings of an outline and doubts of an import. Nothing of it changes the text. */
export const readingRemarks: Readonly<Record<string, (p: Params) => string>> = {
  // The text as it was copied
  'TEXT.YEAR_LOST': (p) => `${quoted(p['printed'])}似缺“年”字，疑为${quoted(p['likely'])}，原文未改`,
  'TEXT.DATE_DAMAGED': (p) => `${quoted(p['printed'])}似为日期，缺“年、月、日”，疑为${quoted(p['likely'])}，原文未改`,
  'TEXT.NUMBER_RUN_TOGETHER': (p) => `${quoted(p['printed'])}似为年份与数量连写，疑为${quoted(p['likely'])}，原文未改`,
  'TEXT.QUOTE_UNPAIRED': (p) => `引号不成对（${quoted(p['printed'])}附近），可能在复制时丢失，原文未改`,
  'TEXT.BRACKET_UNPAIRED': (p) => `括号不成对（${quoted(p['printed'])}附近），原文未改`,
  'TEXT.END_LOST': (p) => `段末没有标点（${quoted(p['printed'])}），可能有字符丢失，原文未改`,
  'TEXT.UNREADABLE_CHARACTER': () => '有无法显示的字符（乱码），请对照原件补正',
  'TEXT.ENCODING_UNSURE': (p) => `文字编码不能确定，暂按 ${String(p['encoding'])} 读取，请核对内容是否正确`,
  // The outline
  'OUTLINE.TITLE_MISSING': () => '没有找到标题',
  'OUTLINE.ISSUER_MISSING': () => '没有找到落款单位',
  'OUTLINE.RECEIVER_MISSING': () => '没有找到主送机关',
  'OUTLINE.DATE_MISSING': () => '没有找到成文日期',
  'OUTLINE.CHAPTER_LOST': (p) =>
    p['placed'] === true
      ? `原文缺第${String(p['ordinal'])}章（${String(p['label'])}、）的标题，按前后编号推定从本行开始，请核对`
      : `原文缺第${String(p['ordinal'])}章（${String(p['label'])}、）的标题，不能判断从何处开始，请核对`,
  'OUTLINE.NUMBER_SKIPPED': (p) => `编号${quoted(p['label'])}之前缺号，上一个为${quoted(p['before'])}，请核对`,
  'OUTLINE.NUMBER_REPEATED': (p) => `编号${quoted(p['label'])}与前文重复或倒退，上一个为${quoted(p['before'])}，请核对`,
  'OUTLINE.FURNITURE_LEFT_OUT': (p) =>
    p['first'] === p['last'] ? '本行像是网页栏目文字，未计入正文' : `本行至第${String(p['last'])}行像是网页栏目文字，未计入正文`,
  'OUTLINE.NEXT_YEAR_MISSING': () => '没有找到下一年度工作安排',
  // The file
  'DOCUMENT.HIDDEN_TEXT': () => '有隐藏文字，未计入正文',
  'DOCUMENT.NESTED_TABLE': () => '表格中套有表格，已按文字并入单元格',
  'DOCUMENT.SHEET_HIDDEN': (p) => `工作表${quoted(p['sheet'])}是隐藏的，已读入，请核对是否需要`,
  'DOCUMENT.TRACKED_CHANGES': () => '文件中有修订记录，已按接受全部修订读取',
  'DOCUMENT.QUOTE_OPEN': () => '引号没有结束，此后的内容可能被读成一个单元格，请核对',
  // The import
  'IMPORT.NO_HEADER': (p) => `表${quoted(p['sheet'])}没有找到表头，未导入`,
  'IMPORT.TABLE_OF_OTHER_PART': (p) => `表${quoted(p['sheet'])}不在下一年度安排之内，未导入`,
  'IMPORT.TEXT_AND_TABLE': () => '正文和表格中都有任务，已一并读入，请核对有无重复',
  'IMPORT.COLUMN_UNKNOWN': (p) => `列${quoted(p['heading'])}不能识别，未导入，可手工指定`,
  'IMPORT.COLUMN_TWICE': (p) => `列${quoted(p['heading'])}与前面的列含义相同，未导入，可手工指定`,
  'IMPORT.ROW_LEFT_OUT': (p) => `本行不是任务（${quoted(p['text'])}），未导入`,
  'IMPORT.ROW_REJECTED': (p) => `单元格 ${String(p['cell'])} 是错误值${quoted(p['text'])}，本行未导入`,
  'IMPORT.HIDDEN_ROW': () => '本行在原表中是隐藏的，请确认是否需要',
  'IMPORT.FORMULA_VALUE': (p) => `单元格 ${String(p['cell'])} 是公式值，按文件中保存的结果${quoted(p['text'])}读取`,
  'IMPORT.TITLE_EMPTY': (p) => `单元格 ${String(p['cell'])} 工作任务为空，本行未导入`,
  'IMPORT.UNIT_EMPTY': (p) => (p['cell'] ? `单元格 ${String(p['cell'])} 责任单位为空` : '没有写明责任单位'),
  'IMPORT.UNIT_INHERITED': (p) => `按上一级条目的责任单位补入${quoted(p['printed'])}，请确认`,
  'IMPORT.LEAD_MISSING': () => '没有写明牵头单位，多个责任单位中由谁牵头请确认',
  'IMPORT.OPEN_LIST': (p) => `${quoted(p['printed'])}是不定范围，请确认具体单位`,
  'IMPORT.SHARED_DUTY': (p) => `${quoted(p['printed'])}没有写明各自分工，请确认`,
  'IMPORT.ROLE_UNSTATED': (p) => `${quoted(p['printed'])}没有写明是牵头、责任还是配合，暂按责任单位，请确认`,
  'IMPORT.ANNOTATION_UNREAD': (p) => `责任标注中的${quoted(p['printed'])}没有读懂，请确认`,
  'IMPORT.SUPERVISING_UNIT': (p) => `${quoted(p['printed'])}是督导单位，未计入责任分工`,
  'IMPORT.STANDING_DEFAULT': (p) => `按前文“不再列出”的约定，补入${quoted(p['printed'])}，请确认`,
  'IMPORT.FIRST_LISTED_LEADS': (p) => `按文件约定，列在首位的${quoted(p['printed'])}作为牵头单位，请确认`,
  'IMPORT.FIRST_LISTED_UNSURE': (p) => `文件约定列在首位的${quoted(p['printed'])}为牵头或汇总单位，请确认是哪一种`,
  'IMPORT.DEADLINE_UNREAD': (p) => `完成时限${quoted(p['phrase'])}不能确定，请填写`,
  'IMPORT.DEADLINE_EMPTY': (p) => (p['cell'] ? `单元格 ${String(p['cell'])} 完成时限为空` : '没有写明完成时限'),
  'IMPORT.DEADLINE_FROM_PROSE': (p) => `完成时限${quoted(p['phrase'])}取自正文，请确认`,
  'IMPORT.DEADLINE_MENTIONED': (p) => `正文提到“${String(p['phrases'])}”，没有写明是否为完成时限，请确认`,
  'IMPORT.DEADLINE_SEVERAL': (p) => `正文中有多个时间（${String(p['phrases'])}），请确认完成时限`,
  'IMPORT.DEADLINE_STANDING': (p) => `没有单独写明时限，按文件约定${quoted(p['phrase'])}，请确认`,
  'IMPORT.DEADLINE_OTHER_YEAR': (p) => `完成时限${quoted(p['phrase'])}不在计划年度 ${String(p['year'])} 年内，请确认`,
  'IMPORT.UNIT_AMBIGUOUS': (p) => `${quoted(p['printed'])}对应名册中的多个单位，请选定`,
  'IMPORT.YEAR_DIFFERS': (p) => `文件写的是 ${String(p['printed'])} 年，导入的是 ${String(p['year'])} 年计划，请确认`,
};

/** The sentence for a remark; a code without a sentence is a bug, so it throws. */
export function readingRemark(code: string, params: Params = {}): string {
  const sentence = readingRemarks[code];
  if (!sentence) throw new Error(`no sentence for ${code}`);
  return sentence(params);
}
