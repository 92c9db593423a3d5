import { instantOf } from '@duban/domain';
import { Client, issueThroughApi } from '../support/api';
import { screenshot } from '../support/browser';
import { openBrowserWalk, type BrowserWalk } from '../support/browser-walk';

let walk: BrowserWalk;
beforeAll(async () => {
  walk = await openBrowserWalk();
}, 120_000);
afterAll(() => walk?.close());

test('the office wraps a plan up: what is open is listed, a long-term item is closed for the year, the rest is carried over', async () => {
  const setUp = await Client.login(walk.api, 'bangongshi');
  const { planId } = (await setUp.post('/api/plans', { year: 2026, title: '示例区2026年法治政府建设工作要点' })).body;
  const path = `/api/plans/${planId}`;
  const point = (await setUp.post(`${path}/points`, { chapter: '一、执法', label: '（一）', heading: '规范执法' })).body.id;
  const units = [{ unitId: walk.sample.units[0]?.unitId, role: 'lead' }];
  for (const task of [
    { title: '公布行政执法事项清单', deadlineKind: 'date', dueOn: '2026-06-30', units },
    { title: '开展普法宣传教育', deadlineKind: 'longTerm', units },
    { title: '推进基层依法治理', deadlineKind: 'longTerm', units },
  ]) {
    await setUp.post(`${path}/points/${point}/tasks`, task);
  }
  await issueThroughApi(walk.api, planId);
  walk.deps.clock.moveTo(instantOf('2027-01-11', 10));

  const { page, faults } = await walk.at('bangongshi');
  await page.goto(`${walk.address}/plans/${planId}`);
  await page.getByRole('button', { name: /^收\s?官$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('未办结3项').waitFor();
  await dialog.getByText('年度销号', { exact: true }).first().click();
  await dialog.getByLabel('开展普法宣传教育的说明').fill('全年开展宣传活动12场');
  await dialog.getByText('年度销号1项').waitFor();
  await screenshot(page, 'wrap-up', 'window');
  await dialog.getByRole('button', { name: /^收\s?官$/ }).click();
  await page.getByText('转出（2项）').waitFor();
  await screenshot(page, 'wrapped-up');
  await page.goto(`${walk.address}/plans`);
  await page.getByRole('link', { name: '常设督办事项' }).click();
  await page.getByText('转入本计划（2项）').waitFor();
  await screenshot(page, 'standing-plan');
  expect(faults).toEqual([]);
}, 120_000);
