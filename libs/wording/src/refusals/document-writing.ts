/** Why a PDF could not be made of a paper, each with what to do about it. */
export const documentWritingRefusals: Record<string, (p: Record<string, unknown>) => string> = {
  'DOCUMENT.NO_PDF_PROGRAM': () =>
    '本机没有安装 LibreOffice，不能生成 PDF；请下载 .docx 后用 Word 或 WPS 另存为 PDF，或请管理员安装 LibreOffice',
  'DOCUMENT.PDF_NO_SOURCE': () => '找不到要转换的文件，不能生成 PDF，请重新生成文件后再试',
  'DOCUMENT.PDF_FAILED': () => '转换 PDF 没有成功，请下载 .docx 后用 Word 或 WPS 另存为 PDF',
  'DOCUMENT.PDF_TOO_SLOW': (p) =>
    `转换 PDF 超过 ${String(p['seconds'])} 秒，已停止；请稍后再试，或下载 .docx 后用 Word 或 WPS 另存为 PDF`,
};
