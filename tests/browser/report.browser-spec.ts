import { Client, draftSamplePlan, issueThroughApi, signAsked } from '../support/api';
import { screenshot } from '../support/browser';
import { openBrowserWalk, said, type BrowserWalk } from '../support/browser-walk';

let walk: BrowserWalk;
let planId: string;
beforeAll(async () => {
  walk = await openBrowserWalk();
  planId = await draftSamplePlan(walk.deps, walk.sample);
  await issueThroughApi(walk.api, planId);
}, 120_000);
afterAll(() => walk?.close());

/** 区政务服务管理局 reports on the first task, signed by its head. */
async function report(text: string, value: string): Promise<void> {
  const clerk = await Client.login(walk.api, 'bangongshi');
  const liaison = await Client.login(walk.api, 'lianluo1');
  const plan = (await clerk.get(`/api/plans/${planId}`)).body;
  const { shares } = (await liaison.get(`/api/tasks/${plan.points[0].tasks[0].id}`)).body;
  const share = shares.find((each: { isMine: boolean }) => each.isMine);
  if (share.actions.includes('receive')) await liaison.post(`/api/assignments/${share.id}/receipt`);
  const filed = await liaison.post(`/api/assignments/${share.id}/progress`, {
    text,
    problems: '案卷归档不够规范',
    nextSteps: '组织案卷制作培训',
    figures: [{ name: '评查案卷数', kind: 'count', unit: '件', value }],
    evidence: [],
  });
  await signAsked(await Client.login(walk.api, 'fuze1'), filed.body.signOffId);
}

const LAST_YEAR = `示例区人民政府关于2025年度法治政府建设情况的报告
示例市人民政府：
现将2025年度法治政府建设情况报告如下。
一、主要举措和成效
（一）规范行政执法
开展案卷评查120件。
二、存在的不足和原因
（一）执法水平还不均衡
三、2026年工作安排
（一）规范行政执法
开展行政执法案卷评查，全面落实行政执法公示制度。
（二）推进数字政府建设
建设一体化执法监督平台。
示例区人民政府
2026年2月20日
`;

test('the report lives in the browser: its sources, last year, a hand edit, the leaders, a version and its deadline', async () => {
  await report('区政务服务管理局组织评查案卷30件，并逐件反馈意见。', '30');
  const { page, faults } = await walk.at('bangongshi');
  await page.getByRole('link', { name: '年度报告' }).click();
  await page.getByRole('heading', { name: '关于2026年度法治政府建设情况的报告' }).waitFor();
  await said(page, '没有载入上一年度报告');
  await screenshot(page, 'report-1-text');

  // 点数字，看来源
  await page.getByRole('button', { name: '评查案卷数30件' }).click();
  await said(page, '合计30件');
  await screenshot(page, 'report-2-source', 'window');
  await page.locator('.ant-drawer-close').click();

  // 上年承诺
  await page.getByRole('tab', { name: '上年承诺' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: '示例区2025年度法治政府建设情况报告.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(LAST_YEAR),
  });
  await said(page, '已载入上年度报告');
  await said(page, '建设一体化执法监督平台');
  await said(page, '没有对应的要点');
  await screenshot(page, 'report-3-commitments');

  await page.getByRole('tab', { name: '条目对照' }).click();
  await said(page, '报告没有回应的0条');
  await screenshot(page, 'report-4-completeness');

  // 履职登记
  await page.getByRole('tab', { name: '履职登记' }).click();
  await page.getByRole('button', { name: '登记履职事项' }).click();
  await page.getByPlaceholder('选择日期').fill('2026年2月26日');
  await page.getByPlaceholder('选择日期').press('Enter');
  await page.getByLabel('内容').fill('主持召开区委全面依法治区委员会会议，研究年度工作要点。');
  await screenshot(page, 'report-5-leader-form', 'window');
  await page.getByRole('dialog').getByRole('button', { name: '登记' }).click();
  await said(page, '已登记');
  await screenshot(page, 'report-6-leaders');

  // 手工修改，之后又有新的填报
  await page.getByRole('tab', { name: '正文' }).click();
  const section = page.locator('section', { has: page.getByRole('heading', { name: '规范行政执法' }) });
  await section.hover();
  await section.getByRole('button', { name: '修改文字' }).click();
  const text = page.getByRole('dialog').getByLabel('内容');
  await text.fill((await text.inputValue()).replace('并逐件反馈意见', '逐件反馈意见、逐项督促整改'));
  await screenshot(page, 'report-7-edit', 'window');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await said(page, '已保存修改');
  await report('区政务服务管理局组织评查案卷45件，并逐件反馈意见。', '45');
  await page.reload();
  await said(page, '之后汇总内容又有变化');
  await screenshot(page, 'report-8-changed');
  await page.getByRole('button', { name: '保留手工修改' }).click();
  await said(page, '已保留手工修改');

  // 结构与版本设置，起草、送签、登记报送
  await page.getByRole('tab', { name: '结构与版本设置' }).click();
  await said(page, '取自上年度报告');
  await screenshot(page, 'report-9-layout');
  await page.getByRole('tab', { name: '版本与报送' }).click();
  await page.getByRole('button', { name: '起草“报上级”送审稿' }).click();
  await said(page, '已起草，请核对后送签');
  await page.getByRole('button', { name: '送签', exact: true }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '送签' }).click();
  await said(page, '已送签');
  const clerk = await Client.login(walk.api, 'bangongshi');
  const { versions } = (await clerk.get(`/api/plans/${planId}/report`)).body;
  for (const login of ['zhuren', 'zhuyao']) await signAsked(await Client.login(walk.api, login), versions[0].signOffId);
  await page.reload();
  await page.getByRole('button', { name: '重建核对' }).click();
  await said(page, '重建一致');
  await page.getByRole('button', { name: '登记报送' }).click();
  await page.getByPlaceholder('选择日期').fill('2026年3月2日');
  await page.getByPlaceholder('选择日期').press('Enter');
  await page.getByLabel('报送方式').fill('机要交换');
  await page.getByRole('dialog').getByRole('button', { name: '登记' }).click();
  await said(page, '已报送');
  await screenshot(page, 'report-10-versions');

  await page.getByRole('tab', { name: '正文' }).click();
  await said(page, '上一年度报告提出的下一步安排共2项');
  await page.emulateMedia({ media: 'print' });
  await screenshot(page, 'report-11-print');
  expect(faults).toEqual([]);
}, 180_000);
