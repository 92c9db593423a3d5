import { Client, draftSamplePlan, issueThroughApi, signAsked } from '../support/api';
import { screenshot } from '../support/browser';
import { openBrowserWalk, type BrowserWalk } from '../support/browser-walk';

let walk: BrowserWalk;
beforeAll(async () => {
  walk = await openBrowserWalk();
}, 120_000);
afterAll(() => walk?.close());

test('the office drafts an amendment line by line, the leaders sign it, and plan and task tell old and new', async () => {
  const planId = await draftSamplePlan(walk.deps, walk.sample);
  await issueThroughApi(walk.api, planId);
  const clerk = await Client.login(walk.api, 'bangongshi');
  const task = (await clerk.get(`/api/plans/${planId}`)).body.points[0].tasks[0];
  const { page, faults } = await walk.at('bangongshi');
  await page.goto(`${walk.address}/plans/${planId}`);
  await page.getByRole('button', { name: '起草调整' }).click();
  const opening = page.getByRole('dialog');
  await opening.getByLabel('调整依据').fill('示法委〔2026〕5号');
  await opening.getByLabel('依据日期').fill('2026年3月1日');
  await page.keyboard.press('Tab');
  await opening.getByLabel('调整理由').fill('上级工作部署调整');
  await opening.getByRole('button', { name: '开始起草' }).click();
  await page.getByText('还没有调整事项').waitFor();

  await page.getByRole('button', { name: '修改任务' }).click();
  const change = page.getByRole('dialog');
  await change.getByRole('combobox').first().click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').getByText(task.title, { exact: true }).click();
  await change.getByLabel('成果形式').fill('清理结果目录');
  await change.getByPlaceholder('如：6月底前').fill('9月底前');
  await change.getByRole('button', { name: '读出日期' }).click();
  await change.getByText('读作：2026年9月30日').waitFor();
  await screenshot(page, 'amendment-change-task', 'window');
  await change.getByRole('button', { name: /保\s?存/ }).click();
  await page.getByText('2026年9月30日（原文“9月底前”）').waitFor();

  await page.getByRole('button', { name: '增加责任单位' }).click();
  const add = page.getByRole('dialog');
  await add.getByRole('combobox').first().click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').getByText(task.title, { exact: true }).click();
  await add.getByRole('combobox').nth(2).click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').getByText('区教育局').click();
  await add.getByRole('button', { name: /保\s?存/ }).click();
  await page.getByText('区教育局（责任单位）').waitFor();
  await screenshot(page, 'amendment-draft');

  await page.getByRole('button', { name: /送\s?审/ }).click();
  await page
    .locator('.ant-popover')
    .getByRole('button', { name: /送\s?审/ })
    .click();
  await page.getByText('审签中').waitFor();
  const address = new URL(page.url()).pathname;
  const { signOffId } = (await clerk.get(`/api${address}`)).body;
  const chief = await walk.at('zhuyao');
  await signAsked(await Client.login(walk.api, 'zhuren'), signOffId);
  await chief.page.goto(`${walk.address}/sign-offs/${signOffId}`);
  await chief.page.getByText('1．修改任务').waitFor();
  await screenshot(chief.page, 'amendment-sign-off');
  await signAsked(await Client.login(walk.api, 'zhuyao'), signOffId);

  await page.goto(`${walk.address}/plans/${planId}`);
  await page.getByText('第1次调整：修改任务').waitFor();
  await screenshot(page, 'amendment-plan');
  await page.goto(`${walk.address}/tasks/${task.id}`);
  await page.getByText('调整经过').waitFor();
  await screenshot(page, 'amendment-task');
  await page.getByText('原文', { exact: true }).waitFor();
  expect((await clerk.get(`/api/tasks/${task.id}`)).body).toMatchObject({
    dueOn: '2026-09-30',
    originalDueOn: task.originalDueOn,
  });
  expect([...faults, ...chief.faults]).toEqual([]);
}, 120_000);
