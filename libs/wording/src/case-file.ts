const ROLE_STATES: Readonly<Record<string, string>> = {
  assigned: '待签收',
  received: '已签收',
  completionFiled: '办结待审',
  returned: '已退回',
  struckOff: '已销号',
  archived: '已归档',
  suspended: '已中止',
  cancelled: '已撤销',
};

/** 案卷: one case as a file that leaves the house. */
export const caseFileWording = {
  fileName: (title: string): string => `案卷-${title.replace(/[\\/:*?"<>|\s]/g, ' ').trim().slice(0, 60)}.zip`,
  task: '任务',
  instrument: '督办文书',
  shares: '责任分工',
  reports: '进展填报',
  completions: '办结和销号',
  targets: '被督办单位',
  items: '督办事项',
  share: (share: { readonly printedRole: string; readonly printedUnit: string; readonly state: string }): string =>
    `${share.printedRole}：${share.printedUnit}（${ROLE_STATES[share.state] ?? share.state}）`,
  report: (report: { readonly filedAt: string; readonly filedBy: string; readonly period: string | null; readonly text: string }): string =>
    `${report.filedAt.slice(0, 10)} ${report.filedBy}${report.period === null ? '' : `（${report.period}）`}：${report.text}`,
  completion: (share: { readonly completionText: string | null; readonly struckOffAt: string | null; readonly struckOffBy: string | null }): string[] =>
    share.completionText === null
      ? []
      : [`${share.completionText}${share.struckOffAt === null ? '' : `（${share.struckOffAt.slice(0, 10)} ${share.struckOffBy ?? ''}销号）`}`],
} as const; // prettier-ignore

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The page that a person opens first: what is in the case, and how it is checked. It needs nothing from outside. */
export function caseContentsHtml(page: {
  readonly title: string;
  readonly parts: readonly { readonly heading: string; readonly lines: readonly string[] }[];
  readonly files: readonly { readonly name: string; readonly path: string }[];
  readonly head: { readonly position: number; readonly hash: string };
  readonly anchoredOn: string | null;
}): string {
  const parts = page.parts
    .filter((part) => part.lines.length > 0)
    .map(({ heading, lines }) => `<h2>${escaped(heading)}</h2>\n<ol>\n${lines.map((line) => `<li>${escaped(line)}</li>`).join('\n')}\n</ol>`);
  const files = page.files.map(({ name, path }) => {
    const address = path.split('/').map(encodeURIComponent).join('/');
    return `<li><a href="${address}" download="${escaped(name)}">${escaped(name)}</a></li>`;
  });
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${escaped(page.title)}</title>
<style>body{font-family:"Noto Serif CJK SC",SimSun,serif;max-width:48em;margin:2em auto;line-height:1.7;padding:0 1em}h1{font-size:1.5em}h2{font-size:1.1em;margin:1.5em 0 .3em}li{white-space:pre-wrap;overflow-wrap:anywhere}code{overflow-wrap:anywhere}</style>
</head>
<body>
<h1>${escaped(page.title)}</h1>
${parts.join('\n')}
${files.length === 0 ? '' : `<h2>文书和佐证材料</h2>\n<ol>\n${files.join('\n')}\n</ol>\n`}<h2>核验</h2>
<p>在装有督办系统的电脑上执行 <code>duban verify 本文件.zip</code>，不需要数据库和网络。全部内容见 case.json，操作记录见 events.json，各文件的校验值见 manifest.json。</p>
<p>操作记录的链头：第${page.head.position}条，<code>${page.head.hash}</code>${page.anchoredOn === null ? '，尚无库外留存的链头。' : `，${page.anchoredOn}留存于库外，可与留存者核对。`}</p>
</body>
</html>
`;
} // prettier-ignore

const FAULTS: Readonly<Record<string, (what: string, position: number | null) => string>> = {
  altered: (what) => `文件内容被改动：${what}`,
  missing: (what, position) => `缺少文件：${what}${position === null ? '' : `（第${position}条操作记录中有它）`}`,
  renamed: (what) => `文件被改名：${what}`,
  added: (what) => `多出清单中没有的文件：${what}`,
  eventAltered: (what, position) => `第${position}条操作记录被改动：${what}`,
  eventMissing: (what) => `缺少操作记录：${what}`,
  chainBroken: (what, position) => `操作记录的链在第${position}条处接不上${what === '' ? '' : `：${what}`}`,
  chainCut: (_what, position) => `操作记录的链在第${position}条之后被截断`,
  anchorDiffers: (_what, position) => `第${position}条的链头与库外留存的不符`,
};

/** What a check of a case file found, for a person. */
export function describeCaseCheck(verdict: {
  readonly ok: boolean;
  readonly title: string;
  readonly files: number;
  readonly events: number;
  readonly links: number;
  readonly oldLinks: number;
  readonly head: { readonly position: number; readonly hash: string };
  readonly anchor: { readonly on: string } | null;
  readonly isAnchorCompared: boolean;
  readonly faults: readonly { readonly kind: string; readonly what: string; readonly position: number | null }[];
}): string {
  const { head, anchor } = verdict;
  return [
    `${verdict.ok ? '核验通过' : '核验未通过'}：案卷“${verdict.title}”，文件${verdict.files}个，操作记录${verdict.events}条，链节${verdict.links}个。`,
    ...verdict.faults.map((fault) => FAULTS[fault.kind]?.(fault.what, fault.position) ?? fault.kind),
    ...(verdict.oldLinks > 0 ? [`其中${verdict.oldLinks}个链节是早期格式，只能在系统中核验。`] : []),
    `链头：第${head.position}条 ${head.hash}`,
    verdict.isAnchorCompared
      ? '链头已与所给的库外留存核对。'
      : anchor === null
        ? '导出时尚无库外留存的链头，只核验了文件自身。'
        : `链头应与${anchor.on}留存于库外的一致，请用 --anchors 指明留存文件所在的文件夹核对，或与留存者核对。`,
  ].join('\n');
}

/** Why there is no case file, or why a file is none. */
export const caseFileRefusals: Record<string, (p: Record<string, unknown>) => string> = {
  'CASE_FILE.TASK_OPEN': (p) =>
    `任务“${String(p['title'])}”还没有全部办结（${String(p['states']).split('、').map((state) => ROLE_STATES[state] ?? state).join('、')}），办结销号后才能导出案卷`, // prettier-ignore
  'CASE_FILE.INSTRUMENT_OPEN': (p) => `文书“${String(p['title'])}”还在办理，办结后才能导出案卷`,
  'CASE_FILE.NOT_SEALED': () => '最近的操作记录正在封存，一般几秒钟完成，请稍后再试',
  'CASE_FILE.EVIDENCE_LOST': (p) => `附件“${String(p['name'])}”的文件不在了，案卷不完整，没有导出；请联系管理员从备份恢复`,
  'CASE_FILE.NOT_ONE': () => '这不是系统导出的案卷文件',
};
