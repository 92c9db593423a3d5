/** What a reconcile of the clocks with the rows found and did. */
export function describeReconcile(report: {
  readonly dryRun: boolean;
  readonly openOwners: number;
  readonly signalled: number;
  readonly missing: readonly string[] | null;
  readonly strays: readonly string[] | null;
  readonly failed: readonly { readonly workflowId: string; readonly error: string }[];
}): string {
  const list = (ids: readonly string[] | null): string => (ids === null ? '（服务器不支持列出）' : `${ids.length}个`);
  return [
    `应有时钟${report.openOwners}个，缺少${list(report.missing)}，多余${list(report.strays)}。`,
    report.dryRun ? '只作比对，没有改动。' : `已通知${report.signalled}个，缺少的已补上，多余的会自行结束。`,
    ...report.failed.map(({ workflowId, error }) => `没有通知到 ${workflowId}：${error}`),
  ].join('\n');
}
