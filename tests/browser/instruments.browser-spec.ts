import type { Page } from 'playwright-core';
import { Client, draftSamplePlan, signAsked } from '../support/api';
import { screenshot } from '../support/browser';
import { openBrowserWalk, said, type BrowserWalk } from '../support/browser-walk';

let walk: BrowserWalk;
beforeAll(async () => {
  walk = await openBrowserWalk();
}, 120_000);
afterAll(() => walk?.close());

const pick = async (page: Page, label: string, option: string) => {
  await page.getByLabel(label, { exact: true }).first().click();
  await page.locator('.ant-select-item-option', { hasText: option }).last().click();
};

test('a 督办单 is drafted by hand, signed, answered, objected to, and its problems struck off, all in the browser', async () => {
  const planId = await draftSamplePlan(walk.deps, walk.sample, '2026-02-27');
  const clerk = await Client.login(walk.api, 'bangongshi');
  const { signOffId } = (await clerk.post(`/api/plans/${planId}/submission`)).body;
  for (const login of ['zhuren', 'zhuyao']) await signAsked(await Client.login(walk.api, login), signOffId);
  await clerk.post(`/api/plans/${planId}/issue`);

  const office = await walk.at('bangongshi');
  await office.page.getByRole('link', { name: '督办文书' }).click();
  await office.page.getByRole('button', { name: '起草文书' }).click();
  await office.page.getByLabel('标题').fill('关于加快行政执法案卷评查的督办单');
  await office.page.getByLabel('事由').fill('“开展行政执法案卷评查”已逾期，经催办仍未报送办理结果。');
  await pick(office.page, '对象单位', '区政务服务管理局');
  await office.page.keyboard.press('Escape');
  await office.page.getByText('逾期', { exact: true }).first().waitFor();
  await office.page.getByRole('checkbox').first().check();
  await office.page.getByPlaceholder('另行写明事项').fill('补报上季度评查台账');
  await office.page.getByRole('button', { name: '添加', exact: true }).click();
  await screenshot(office.page, '20-new-order');
  await office.page.getByRole('button', { name: '生成草稿' }).click();
  await office.page.getByRole('heading', { name: '关于加快行政执法案卷评查的督办单' }).waitFor();
  await screenshot(office.page, '21-draft');
  const [download] = await Promise.all([
    office.page.waitForEvent('download'),
    office.page.getByRole('link', { name: '下载督办单（送审稿）' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('督办单（送审稿）.docx');
  await office.page.getByRole('button', { name: '送签' }).click();
  await office.page.getByRole('dialog').getByRole('button', { name: '送签' }).click();
  await said(office.page, '已送签');

  const head = await walk.at('zhuren');
  await head.page
    .getByRole('link', { name: /待我签批/ })
    .first()
    .click();
  await head.page.getByRole('link', { name: /签发关于加快行政执法案卷评查的督办单/ }).click();
  await head.page.getByLabel('意见').fill('同意。');
  await head.page.getByRole('button', { name: '同意' }).click();
  await said(head.page, '签批已记录');

  const liaison = await walk.at('lianluo1');
  await liaison.page.getByRole('link', { name: '督办文书' }).click();
  await liaison.page.getByRole('heading', { name: '督办文书' }).waitFor();
  await liaison.page.getByRole('link', { name: '关于加快行政执法案卷评查的督办单' }).click();
  await liaison.page.getByRole('button', { name: '签收' }).waitFor();
  await screenshot(liaison.page, '22-target');
  await liaison.page.getByRole('button', { name: '提出异议' }).click();
  await liaison.page.getByRole('dialog').getByLabel('理由').fill('该任务已由区应急管理局承接。');
  await screenshot(liaison.page, '23-objection', 'window');
  await liaison.page.getByRole('dialog').getByRole('button', { name: '提交' }).click();
  await said(liaison.page, '异议已提交');

  const leader = await walk.at('lingdao1');
  await leader.page.getByRole('link', { name: '督办文书' }).click();
  await leader.page.getByRole('heading', { name: '督办文书' }).waitFor();
  await leader.page.getByRole('link', { name: '关于加快行政执法案卷评查的督办单' }).click();
  await leader.page.getByRole('button', { name: '复核异议' }).click();
  await leader.page.getByRole('dialog').getByLabel('异议不成立').check();
  await leader.page.getByRole('dialog').getByLabel('复核意见').fill('分工没有调整，请继续办理。');
  await leader.page.getByRole('dialog').getByRole('button', { name: '提交' }).click();
  await said(leader.page, '异议已复核');

  await office.page.reload();
  await office.page.getByRole('button', { name: '列入整改问题' }).click();
  await office.page.getByRole('dialog').getByLabel('存在问题').fill('评查台账不完整，缺少12卷的评查记录。');
  await office.page.getByRole('dialog').getByLabel('责任人').fill('法制科');
  await office.page.getByRole('dialog').getByRole('button', { name: '列入', exact: true }).click();
  await said(office.page, '已列入整改问题清单');
  await screenshot(office.page, '24-running');

  await liaison.page.getByRole('link', { name: '整改问题清单' }).first().click();
  await liaison.page.getByRole('button', { name: '报整改完成' }).click();
  await liaison.page.getByRole('dialog').getByLabel('整改措施和结果').fill('已补齐12卷评查记录并归档。');
  await liaison.page.getByRole('dialog').getByRole('button', { name: '提交' }).click();
  await said(liaison.page, '整改情况已报送');
  await office.page.getByRole('link', { name: '整改问题清单' }).first().click();
  await office.page.getByRole('button', { name: '核查销号' }).waitFor();
  await screenshot(office.page, '25-rectifications');
  await office.page.getByRole('button', { name: '核查销号' }).click();
  await office.page.getByRole('dialog').getByLabel('整改到位，销号').check();
  await office.page.getByRole('dialog').getByRole('button', { name: '提交' }).click();
  await said(office.page, '核查意见已登记');
  await office.page.getByRole('button', { name: '已销号 1' }).waitFor();

  await office.page.getByRole('link', { name: '督办文书' }).click();
  await screenshot(office.page, '26-instruments');
  await office.page.getByRole('button', { name: '文书式样' }).click();
  await office.page.getByText('可用的填写项').waitFor();
  await screenshot(office.page, '27-layouts');
  await office.page.goto(`${walk.address}/instruments/new?origin=incoming`);
  await pick(office.page, '文书种类', '检察建议');
  await office.page.getByLabel('来文文号').fill('示检建〔2026〕7号');
  await pick(office.page, '承办单位', '区应急管理局');
  await office.page.keyboard.press('Escape');
  await office.page.getByRole('button', { name: '添加一条问题' }).click();
  await office.page.getByLabel('存在问题').fill('部分危险化学品经营许可到期未注销。');
  await screenshot(office.page, '28-incoming');
  expect([...office.faults, ...head.faults, ...liaison.faults, ...leader.faults]).toEqual([]);
}, 240_000);
