const text = (value: unknown): string => String(value ?? '');

/** Why a file could not be read, each with what to do about it. */
export const documentRefusals: Record<string, (p: Record<string, unknown>) => string> = {
  'DOCUMENT.EMPTY': () => '文件是空的，没有可读取的内容，请检查后重新上传',
  'DOCUMENT.IS_FOLDER': () => '这是一个文件夹，请指明其中的文件',
  'DOCUMENT.NOT_FOUND': () => '找不到这个文件，请检查路径',
  'DOCUMENT.UNKNOWN_ENCODING': () => '不能判断文字编码，请用记事本或 WPS 打开后另存为 UTF-8 编码的 .txt 或 .csv，再上传',
  'DOCUMENT.OLD_FORMAT': (p) =>
    p['kind'] === 'sheet'
      ? '这是旧版表格文件，不能直接读取，请用 Excel 或 WPS 打开后另存为 .xlsx，再上传'
      : '这是旧版 Word 或 WPS 文字文件（.doc、.wps），不能直接读取，请用 Word 或 WPS 打开后另存为 .docx，再上传',
  'DOCUMENT.PDF': () =>
    '这是 PDF 文件，不能可靠读取编号和表格，请上传原来的 .docx 或 .xlsx；只有 PDF 的，请转换为 .docx 并核对后再上传',
  'DOCUMENT.OFD': () => '这是 OFD 版式文件，不能直接读取，请上传原来的 .docx 或 .xlsx',
  'DOCUMENT.IMAGE': () => '这是图片或扫描件，不能读取文字，请上传 .docx、.xlsx 或 .txt 文件',
  'DOCUMENT.ARCHIVE': () => '这是压缩包，请先解压，再分别上传其中的 .docx、.xlsx 或 .txt 文件',
  'DOCUMENT.WEB_PAGE': () =>
    '这是网页文件（有的系统把网页导出为 .xls 或 .doc），请用 Excel 或 WPS 打开后另存为 .xlsx 或 .docx，再上传',
  'DOCUMENT.RICH_TEXT': () => '这是 RTF 文件，请用 Word 或 WPS 打开后另存为 .docx，再上传',
  'DOCUMENT.OPEN_DOCUMENT': () => '这是 OpenDocument 文件（.odt、.ods），请另存为 .docx 或 .xlsx，再上传',
  'DOCUMENT.PRESENTATION': () => '这是演示文稿，不能读取为计划或台账，请上传 .docx、.xlsx 或 .txt 文件',
  'DOCUMENT.XML_TABLE': () => '这是 XML 格式的表格或文档，请用 Excel 或 Word 打开后另存为 .xlsx 或 .docx，再上传',
  'DOCUMENT.ENCRYPTED': () => '文件设有打开密码，不能读取，请取消密码后另存，再上传',
  'DOCUMENT.DAMAGED': (p) =>
    `文件已损坏，不能读取${p['detail'] ? `（${text(p['detail'])}）` : ''}，请用原来的软件打开并另存一份，再上传`,
  'DOCUMENT.UNKNOWN_FORMAT': () => '不能识别的文件格式，请另存为 .docx、.xlsx、.csv 或 .txt，再上传',
  'DOCUMENT.TOO_LARGE': (p) => `文件展开后超过 ${text(p['limitMb'])} MB，不能读取；请删去图片和空白的行列后另存，再上传`,
  'DOCUMENT.TOO_MANY_ENTRIES': (p) =>
    `文件内部有 ${text(p['entries'])} 个部件，超过 ${text(p['limit'])} 个的上限，不像正常的文档，请另存一份再上传`,
  'DOCUMENT.TOO_DEEP': (p) => `文件内部结构嵌套超过 ${text(p['limit'])} 层，不像正常的文档，请另存一份再上传`,
  'DOCUMENT.TOO_MANY_ROWS': (p) => `表格超过 ${text(p['limit'])} 行，请拆分后分别上传`,
  'DOCUMENT.FORBIDDEN_XML': () => '文件内部带有外部引用或实体定义，出于安全不予读取，请用 Word 或 Excel 打开后另存一份，再上传',
  'DOCUMENT.TOO_SLOW': (p) => `文件在 ${text(p['seconds'])} 秒内没有读完，已停止；请拆分或另存一份再上传`,
  'DOCUMENT.TOO_MUCH_MEMORY': (p) =>
    `读取文件所需内存超过 ${text(p['memoryMb'])} MB，已停止；请拆分或删去图片和空白的行列后再上传`,
  'DOCUMENT.READER_STOPPED': () => '读取文件的程序意外停止，文件没有导入；请另存一份再上传，仍不行请联系管理员',
  'DOCUMENT.LEDGER_WITHOUT_ROWS': () => '台账只有表头，没有任务行，请填写后再上传',
  'DOCUMENT.NO_PLAN_PART': () =>
    '没有找到计划、台账或下一年度工作安排，不能导入；请确认上传的是工作要点、任务台账或含有下步安排的报告',
};
