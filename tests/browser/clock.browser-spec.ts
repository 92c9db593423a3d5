import { Client, draftSamplePlan, issueThroughApi } from '../support/api';
import { screenshot } from '../support/browser';
import { openBrowserWalk, type BrowserWalk } from '../support/browser-walk';

let walk: BrowserWalk;
beforeAll(async () => {
  walk = await openBrowserWalk();
}, 120_000);
afterAll(() => walk?.close());

test('the office tries a suspension on the clock page, changes nothing by it, and then hands the task to another unit', async () => {
  const planId = await draftSamplePlan(walk.deps, walk.sample);
  await issueThroughApi(walk.api, planId);
  const clerk = await Client.login(walk.api, 'bangongshi');
  const plan = (await clerk.get(`/api/plans/${planId}`)).body;
  const taskId: string = plan.points[0].tasks[0].id;
  const { page, faults } = await walk.at('bangongshi');
  await page.goto(`${walk.address}/tasks/${taskId}`);
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
