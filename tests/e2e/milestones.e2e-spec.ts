import type { Api } from '@duban/api';
import { instantOf } from '@duban/domain';
import { handleDue } from '@duban/application';
import type { SampleJurisdiction } from '@duban/sample';
import { Client, closeSampleApi, issueThroughApi, openSampleApi } from '../support/api';
import type { TestDeps } from '../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let api: Api;
let clerk: Client;
beforeAll(async () => {
  ({ deps, sample, api } = await openSampleApi());
  clerk = await Client.login(api, 'bangongshi');
});
afterAll(() => closeSampleApi(api, deps));

const unitId = (n: number) => sample.units[n]?.unitId ?? '';
const milestone = (name: string, dueOn: string, unit?: number) => ({
  name,
  dueOn,
  ...(unit === undefined ? {} : { unitId: unitId(unit) }),
});

/** A draft with one task due on 30 November: 甲局 leads, 乙局 is responsible, 丙局 cooperates. */
async function draft() {
  const opened = await clerk.post('/api/plans', { year: 2026, title: '阶段节点要点' });
  const { planId } = opened.body;
  const path = `/api/plans/${planId}`;
  const pointId = (await clerk.post(`${path}/points`, { heading: '清理文件' })).body.id as string;
  const task = (milestones: object[]) => ({
    title: '清理规范性文件',
    deadlineKind: 'date',
    dueOn: '2026-11-30',
    units: [
      { unitId: unitId(0), role: 'lead' },
      { unitId: unitId(1), role: 'responsible' },
      { unitId: unitId(2), role: 'cooperating' },
    ],
    milestones,
  });
  const add = (milestones: object[]) => clerk.post(`${path}/points/${pointId}/tasks`, task(milestones));
  return { planId, path, add, task };
}

test('阶段节点: set in the draft, opened at 印发, urged, filed late, sent back with a new day, and told everywhere', async () => {
  const { planId, path, add, task } = await draft();
  expect((await add([milestone('完成清单', '2026-12-01')])).body.code).toBe('MILESTONE.AFTER_DUE_DAY');
  expect((await add([milestone('完成清单', '2026-03-31', 2)])).body.code).toBe('MILESTONE.UNIT_NOT_ON_TASK');
  const made = await add([milestone('完成清单', '2026-03-31'), milestone('报送数据', '2026-05-29', 1)]);
  expect(made.status).toBe(200);
  const planned = async () => (await clerk.get(path)).body.points[0].tasks[0].milestones;
  expect(await planned()).toEqual([
    { name: '完成清单', dueOn: '2026-03-31', unitId: null },
    { name: '报送数据', dueOn: '2026-05-29', unitId: unitId(1) },
  ]);
  // A change that says nothing of milestones leaves them; one that names them writes them anew.
  const { milestones: _, ...bare } = task([]);
  await clerk.post(`${path}/tasks/${made.body.id}/change`, bare);
  expect((await planned()).length).toBe(2);

  const rehearsed = (await clerk.get(`${path}/rehearsal`)).body;
  expect(JSON.stringify(rehearsed)).toContain('节点催办');
  await issueThroughApi(api, planId);
  const taskId = made.body.id as string;
  const read = async (client: Client) => (await client.get(`/api/tasks/${taskId}`)).body.milestones;
  const lead = await Client.login(api, 'lianluo1');
  const [first, second] = await read(lead);
  expect([first, second]).toMatchObject([
    { name: '完成清单', unitName: '甲局', dueOn: '2026-03-31', state: 'open', isOverdue: false, actions: ['file'] },
    { name: '报送数据', unitName: '乙局', dueOn: '2026-05-29', state: 'open', actions: [] },
  ]);
  const clock = async () => (await clerk.get(`/api/tasks/${taskId}/clock`)).body.obligations;
  const onClock = (await clock()).find((each: { name: string | null }) => each.name === '完成清单');
  expect(onClock.explain).toBe('2026年3月31日（周二），设定的阶段节点日期');
  expect(onClock.rungs.map((rung: { rungKey: string; state: string }) => [rung.rungKey, rung.state])).toEqual([
    ['milestone.remind', 'armed'],
    ['milestone.urging', 'armed'],
    ['milestone.order', 'armed'],
  ]);
  const todo = (await lead.get('/api/inbox')).body.todo.map((each: { title: string }) => each.title);
  expect(todo).toContain('清理规范性文件：完成清单');

  // The day passes with nothing filed: 催办 names the milestone.
  deps.clock.moveTo(instantOf('2026-04-01', 9));
  await handleDue(deps, { owner: { kind: 'plan', id: planId }, nowMs: deps.clock.ms });
  const items = await deps.database.query<{ text: string }[]>(`select text from instrument_item where obligation_id = $1`, [
    first.id,
  ]);
  expect(items).toEqual([{ text: '“清理规范性文件”（完成清单），应于2026年3月31日前完成阶段节点' }]);
  const notice = await deps.database.query<{ text: string }[]>(
    `select distinct text from notice_item where obligation_id = $1 and text like '【节点催办】%'`,
    [first.id],
  );
  expect(notice[0]?.text).toContain('“清理规范性文件”完成阶段节点“完成清单”，期限为2026年3月31日，已逾期1天');

  // Only the unit that owes it files it; another unit's does not exist for it.
  const other = await Client.login(api, 'lianluo2');
  const file = (client: Client, id: string, text = '清单已印发') => client.post(`/api/milestones/${id}/completion`, { text });
  expect([(await file(other, first.id)).body.code, (await file(lead, second.id)).body.code]).toEqual([
    'MILESTONE.UNKNOWN',
    'MILESTONE.UNKNOWN',
  ]);
  expect((await file(lead, first.id)).body).toMatchObject({ isLate: true });
  expect((await file(lead, first.id)).body.code).toBe('MILESTONE.NOT_OPEN');
  expect((await read(clerk))[0]).toMatchObject({
    state: 'met',
    wasLate: true,
    actions: ['return'],
    filings: [{ text: '清单已印发', returnedAt: null }],
  });
  // 丙局 reads that it is done, not what was filed.
  expect((await read(await Client.login(api, 'lianluo3')))[0]).toMatchObject({ state: 'met', filings: [], actions: [] });

  const giveBack = (client: Client, body: object) => client.post(`/api/milestones/${first.id}/return`, body);
  expect((await giveBack(clerk, { reason: '缺少依据', dueOn: '2026-03-30' })).body.code).toBe('RETURN.DAY_PAST');
  expect((await giveBack(lead, { reason: '缺少依据' })).status).toBe(404);
  expect((await giveBack(clerk, { reason: '缺少依据' })).body).toEqual({ dueOn: '2026-04-16' });
  expect((await read(lead))[0]).toMatchObject({
    state: 'open',
    dueOn: '2026-04-16',
    originalDueOn: '2026-03-31',
    isOverdue: false,
    wasLate: true,
    filings: [{ returnReason: '缺少依据' }],
  });
  const again = (await clock()).find((each: { name: string | null }) => each.name === '完成清单');
  expect(again.dueChanges).toMatchObject([
    { fromDueOn: '2026-03-31', toDueOn: '2026-04-16', reason: 'returned', breached: true },
  ]);
  expect(again.rungs.filter((rung: { state: string }) => rung.state === 'armed').length).toBe(3);
  deps.clock.moveTo(instantOf('2026-04-10', 9));
  expect((await file(lead, first.id, '已补充依据')).body).toMatchObject({ isLate: false });

  const ledger = (await clerk.get(`/api/ledger?planId=${planId}`)).body.items[0];
  expect(ledger.milestones).toEqual([
    { name: '完成清单', dueOn: '2026-04-16', state: 'met' },
    { name: '报送数据', dueOn: '2026-05-29', state: 'open' },
  ]);
  const csv = (await clerk.get(`/api/ledger/plans/${planId}/export.csv`)).raw.toString('utf8');
  expect(csv).toContain('阶段节点');
  expect(csv).toContain('2026-04-16 完成清单（已完成）');
});

test('several days in one row of a ledger are offered as milestones, taken by a person, and become them', async () => {
  const rows = '序号,工作任务,牵头单位\n1,清理规范性文件。3月底前制定方案，10月底前完成清理。,甲局\n';
  const kept = await clerk.uploadTo('/api/imports?year=2026', '台账.csv', Buffer.from(rows));
  const { importId } = kept.body;
  const read = async () => (await clerk.get(`/api/imports/${importId}`)).body;
  const [row] = (await read()).rows;
  expect(row.stages).toEqual([
    { name: '制定方案', dueOn: '2026-03-31' },
    { name: '完成清理', dueOn: '2026-10-31' },
  ]);
  expect([row.milestones, row.lacks]).toEqual([null, ['day']]);
  const correct = (milestones: object[]) =>
    clerk.post(`/api/imports/${importId}/corrections`, {
      rows: [
        {
          key: row.key,
          deadlineKind: 'date',
          dueOn: '2026-10-31',
          units: [{ unitId: unitId(0), role: 'lead' }],
          milestones,
        },
      ],
    });
  expect((await correct([milestone('制定方案', '2026-11-01')])).body.code).toBe('MILESTONE.AFTER_DUE_DAY');
  expect((await correct([milestone('制定方案', '2026-03-31')])).status).toBe(200);
  const confirmed = await clerk.post(`/api/imports/${importId}/confirmation`, { title: '导入的要点' });
  const plan = (await clerk.get(`/api/plans/${confirmed.body.planId}`)).body;
  expect(plan.points[0].tasks[0].milestones).toEqual([{ name: '制定方案', dueOn: '2026-03-31', unitId: null }]);
});
