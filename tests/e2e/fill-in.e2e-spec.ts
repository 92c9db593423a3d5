import type { Api } from '@duban/api';
import type { SampleJurisdiction } from '@duban/sample';
import { Workbook } from 'exceljs';
import { Client, closeSampleApi, draftSamplePlan, issueThroughApi, openSampleApi, signAsked } from '../support/api';
import type { TestDeps } from '../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let api: Api;
let planId: string;
let liaison: Client;
beforeAll(async () => {
  ({ deps, sample, api } = await openSampleApi());
  planId = await draftSamplePlan(deps, sample);
  await issueThroughApi(api, planId);
  liaison = await Client.login(api, 'lianluo1');
});
afterAll(() => closeSampleApi(api, deps));

const url = (what = '') => `/api/ledger/plans/${planId}/fill-in${what}`;

/** The sheet as the unit downloads it, with these cells filled in. */
async function filledIn(progress: Record<string, string>, figures: Record<string, number | string> = {}): Promise<Buffer> {
  const answer = await liaison.get(url());
  expect(answer.status).toBe(200);
  const workbook = new Workbook();
  await workbook.xlsx.load(answer.raw as never);
  for (const [cell, value] of Object.entries(progress)) workbook.getWorksheet('进展填报')!.getCell(cell).value = value;
  for (const [cell, value] of Object.entries(figures)) workbook.getWorksheet('数据填报')!.getCell(cell).value = value;
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const reports = async (): Promise<{ text: string; period: string | null }[]> =>
  deps.database.query('select text, period from progress_report order by filed_at, id');
const outcomes = (body: { items: { row: number; outcome: string }[] }) => body.items.map(({ row, outcome }) => [row, outcome]);

test('a unit fills in its own rows, sees what would be filed, and files it once', async () => {
  const file = await filledIn({ H3: '不定期', I3: '=已评查30件', H4: '不定期', I4: '已公示120条' }, { F3: 30 });
  const preview = await liaison.uploadTo(url('/preview'), '填报表.xlsx', file);
  expect(preview.body.items).toMatchObject([
    { row: 3, task: '开展行政执法案卷评查', text: '=已评查30件', outcome: 'ready', figures: [{ name: '评查案卷数', value: '30', unit: '件' }] },
    { row: 4, task: '全面落实行政执法公示制度', outcome: 'ready', faults: [], remarks: [] },
  ]);
  expect(await reports()).toEqual([]);
  const filed = await liaison.uploadTo(url('/filing'), '填报表.xlsx', file);
  expect(outcomes(filed.body)).toEqual([[3, 'filed'], [4, 'filed']]);
  expect(await reports()).toEqual([{ text: '=已评查30件', period: null }, { text: '已公示120条', period: null }]);
  const figures = await deps.database.query('select value::text as value from report_figure');
  expect(figures).toEqual([{ value: '30' }]);

  const again = await liaison.uploadTo(url('/filing'), '填报表.xlsx', file);
  expect(outcomes(again.body)).toEqual([[3, 'filedBefore'], [4, 'filedBefore']]);
  // The head of the same unit sends the same sheet too.
  const head = await Client.login(api, 'fuze1');
  expect(outcomes((await head.uploadTo(url('/filing'), '填报表.xlsx', file)).body)).toEqual([[3, 'filedBefore'], [4, 'filedBefore']]);
  expect(await reports()).toHaveLength(2);
}); // prettier-ignore

test('what was returned may be filed again in the same words', async () => {
  const file = await filledIn({ H3: '不定期', I3: '再次填报' });
  await liaison.uploadTo(url('/filing'), '填报表.xlsx', file);
  const [signOff] = await deps.database.query(
    `select s.id from sign_off s join progress_report r on r.id = s.subject_id where r.text = '再次填报'`,
  );
  await signAsked(await Client.login(api, 'fuze1'), signOff.id, 'refuse', '请核实');
  const again = await liaison.uploadTo(url('/filing'), '填报表.xlsx', file);
  expect(outcomes(again.body)).toEqual([[3, 'filed']]);
  expect((await reports()).filter((each) => each.text === '再次填报')).toHaveLength(2);
});

test('bad cells are named and nothing of their row is filed; good rows are', async () => {
  const file = await filledIn({ I3: '有进展', H3: '第九季度', H4: '不定期', I4: '好的一行' }, { F3: '约30' });
  const preview = (await liaison.uploadTo(url('/preview'), '填报表.xlsx', file)).body;
  expect(preview.items[0].faults).toEqual([
    { sheet: '数据填报', cell: 'F3', reason: '“约30”不是数字', mend: '请只填数字，不带单位和文字' },
    expect.objectContaining({ sheet: '进展填报', cell: 'H3', reason: '“第九季度”不是本任务现在应报的填报期', mend: '可选：2026年第一季度、不定期' }),
  ]);
  const filed = await liaison.uploadTo(url('/filing'), '填报表.xlsx', file);
  expect(outcomes(filed.body)).toEqual([[3, 'faulty'], [4, 'filed']]);
}); // prettier-ignore

test('changed locked words are told and not taken; a task that has changed since is told', async () => {
  const altered = await filledIn({ D3: '轻松的任务', H3: '不定期', I3: '改了题目' });
  const shown = (await liaison.uploadTo(url('/preview'), '填报表.xlsx', altered)).body.items[0];
  expect([shown.task, shown.outcome]).toEqual(['开展行政执法案卷评查', 'ready']);
  expect(shown.remarks).toEqual(['“工作任务”栏的锁定内容在表中被改动，未采用，仍以系统中的为准']);
  const file = await filledIn({ H3: '不定期', I3: '下载之后任务改了' });
  await deps.database.query(`update task set title = '开展案卷交叉评查' where title = '开展行政执法案卷评查'`);
  const stale = (await liaison.uploadTo(url('/preview'), '填报表.xlsx', file)).body.items[0];
  expect([stale.outcome, stale.remarks.length, stale.task]).toEqual(['ready', 1, '开展案卷交叉评查']);
  expect(stale.remarks[0]).toContain('下载填报表之后有变化');
});

test('another unit’s sheet files nothing for whoever sends it; the office has no sheet', async () => {
  const file = await filledIn({ H3: '不定期', I3: '别的单位替填' });
  const other = await Client.login(api, 'lianluo2');
  const answer = await other.uploadTo(url('/filing'), '填报表.xlsx', file);
  expect(outcomes(answer.body)).toEqual([[3, 'faulty']]);
  expect((await reports()).some((each) => each.text === '别的单位替填')).toBe(false);
  const stranger = await Client.login(api, 'lianluo3');
  expect((await stranger.get(url())).status).toBe(404);
  expect((await (await Client.login(api, 'bangongshi')).get(url())).status).toBe(404);
  const wrong = await liaison.uploadTo(url('/preview'), '别的.xlsx', Buffer.from('不是表格'));
  expect(wrong.body.code).toBe('FILL_IN.NOT_A_SHEET');
});
