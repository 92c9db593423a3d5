import type { Browser } from 'playwright-core';
import type { Api } from '@duban/api';
import { instantOf } from '@duban/domain';
import type { SampleJurisdiction } from '@duban/sample';
import { Client, draftSamplePlan, issueThroughApi, sampleWithLogins, startTestApi, TEST_PASSWORD } from '../support/api';
import { builtPages, openBrowser, personAt, screenshot } from '../support/browser';
import { openTestDeps, type TestDeps } from '../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let api: Api;
let browser: Browser;
let address: string;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2026-03-02', 10));
  sample = await sampleWithLogins(deps, ['区政务服务管理局', '区应急管理局', '区教育局']);
  api = await startTestApi(deps, { webFolder: builtPages() });
  address = `http://127.0.0.1:${await api.listen(0)}`;
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await deps?.close();
});

test('the office tries a suspension on the clock page, changes nothing by it, and then hands the task to another unit', async () => {
  const planId = await draftSamplePlan(deps, sample);
  await issueThroughApi(api, planId);
  const clerk = await Client.login(api, 'bangongshi');
  const plan = (await clerk.get(`/api/plans/${planId}`)).body;
  const taskId: string = plan.points[0].tasks[0].id;
  const { page, faults } = await personAt(browser, { address, login: 'bangongshi', password: TEST_PASSWORD });
  await page.goto(`${address}/tasks/${taskId}`);
  await page.getByRole('tab', { name: '时钟' }).click();
  await page.getByText('计划文本写明的期限').first().waitFor();
  await page.getByLabel('办理方式').click();
  await page.locator('.ant-select-item-option').getByText('中止', { exact: true }).click();
  await page.getByRole('button', { name: '试算' }).click();
  await page.getByText('暂停计时（任务中止）', { exact: false }).first().waitFor();
  await screenshot(page, 'clock-what-if');
  expect((await clerk.get(`/api/tasks/${taskId}`)).body.shares[0].state).toBe('assigned');

  await page
    .getByRole('button', { name: /^转\s?办$/ })
    .first()
    .click();
  const form = page.getByRole('dialog');
  await form.getByRole('combobox').first().click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').getByText('区教育局').click();
  await form.getByRole('textbox').last().fill('职能划转');
  await screenshot(page, 'reassign');
  await form
    .getByRole('button', { name: /确\s?定|提\s?交|转\s?办/ })
    .last()
    .click();
  await page.getByText('已转办，两个单位均已通知').waitFor();
  const [first] = (await clerk.get(`/api/tasks/${taskId}`)).body.shares;
  expect(first).toMatchObject({ unitName: '区教育局', state: 'assigned', dueOn: '2026-06-30' });
  expect(faults).toEqual([]);
}, 120_000);
