import type { Api } from '@duban/api';
import { writeCsv } from '@duban/documents';
import type { SampleJurisdiction } from '@duban/sample';
import { Workbook } from 'exceljs';
import { zipSync, strToU8 } from 'fflate';
import { Client, closeSampleApi, openSampleApi } from '../support/api';
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

const HEAD = ['序号', '类别', '工作任务', '成果形式', '牵头单位', '配合单位', '完成时限'];
const FIRST = [
  HEAD,
  ['1', '一、执法', '开展案卷评查', '评查通报', '甲局', '乙局', '6月底前'],
  ['2', '一、执法', '落实公示制度', '', '甲局办公室', '', '第三季度'],
  ['3', '二、普法', '开展宪法宣传周', '', '丙局', '外单位', '尽快完成'],
];
/** The next state of the same ledger: 1 with another day, 2 with another number, 3 gone, one new between them. */
const SECOND = [
  HEAD,
  ['1', '一、执法', '开展案卷评查', '评查通报', '甲局', '乙局', '9月底前'],
  ['2', '一、执法', '组织执法培训', '', '乙局', '', '5月底前'],
  ['3', '一、执法', '落实公示制度', '', '甲局办公室', '', '第三季度'],
];

const importFile = async (rows: readonly (readonly string[])[], name: string, year = 2026) =>
  (await clerk.uploadTo(`/api/imports?year=${year}`, name, Buffer.from(writeCsv(rows)))).body;
const read = async (importId: string, query = '') => (await clerk.get(`/api/imports/${importId}${query}`)).body;
const countOf = async (table: string): Promise<number> =>
  Number((await deps.database.query(`select count(*)::int as n from ${table}`))[0].n);

test('a ledger is read, asked about, corrected in place and confirmed in one act; a half-read one makes nothing', async () => {
  const { importId, isKnown } = await importFile(FIRST, '台账.csv');
  expect(isKnown).toBe(false);
  const before = await read(importId);
  expect(before.rows.map((row: { title: string; lacks: string[] }) => [row.title, row.lacks])).toEqual([
    ['开展案卷评查', []],
    ['落实公示制度', ['unit']],
    ['开展宪法宣传周', ['unit', 'day']],
  ]);
  expect(before.unknownNames).toEqual([
    { name: '甲局办公室', rows: [2], choice: null },
    { name: '外单位', rows: [3], choice: null },
  ]);
  const early = await clerk.post(`/api/imports/${importId}/confirmation`, { title: '2026年要点' });
  expect([early.status, early.body.code]).toEqual([400, 'IMPORT.UNIT_MISSING']);
  expect([await countOf('plan'), await countOf('task')]).toEqual([0, 0]);

  const third = before.rows[2].key;
  const [jia, , bing] = sample.units;
  const corrected = await clerk.post(`/api/imports/${importId}/corrections`, {
    units: [
      { name: '甲局办公室', means: 'alias', unitId: jia?.unitId },
      { name: '外单位', means: 'leave' },
    ],
    rows: [{ key: third, title: '开展国家宪法日宣传', deadlineKind: 'date', dueOn: '2026-12-04' }],
  });
  expect(corrected.status).toBe(200);
  const after = await read(importId);
  expect(after.rows[2]).toMatchObject({
    title: '开展国家宪法日宣传',
    lacks: [],
    isCorrected: true,
    shares: [{ name: '丙局', role: 'lead', unitId: bing?.unitId }],
    deadline: { kind: 'date', dueOn: '2026-12-04', phrase: '尽快完成' },
  });
  const stale = await clerk.post(`/api/imports/${importId}/corrections`, { rows: [] }, { 'if-match': '"1"' });
  expect([stale.status, stale.body.code]).toEqual([409, 'COMMAND.STALE']);

  const confirmed = await clerk.post(`/api/imports/${importId}/confirmation`, { title: '2026年要点' });
  expect(confirmed.body).toMatchObject({ added: 3, changed: 0, removed: 0 });
  const plan = (await clerk.get(`/api/plans/${confirmed.body.planId}`)).body;
  expect(
    plan.points.map((point: { chapter: string; tasks: { title: string; dueOn: string }[] }) => [
      point.chapter,
      point.tasks[0]?.title,
      point.tasks[0]?.dueOn,
    ]),
  ).toEqual([
    ['一、执法', '开展案卷评查', '2026-06-30'],
    ['一、执法', '落实公示制度', '2026-09-30'],
    ['二、普法', '开展国家宪法日宣传', '2026-12-04'],
  ]);
  expect(plan.lacks).toEqual([]);
  expect((await clerk.post(`/api/imports/${importId}/confirmation`, { title: '再来' })).body.code).toBe(
    'IMPORT.ALREADY_CONFIRMED',
  );
});

test('the same file again is the same import: 0 new, all unchanged', async () => {
  const again = await importFile(FIRST, '台账.csv');
  expect(again.isKnown).toBe(true);
  const { state, difference } = await read(again.importId);
  expect([state, difference.summary]).toEqual(['confirmed', '0条新增，3条未变']);
  expect(await countOf('task')).toBe(3);
});

test('a corrected file is a readable difference, applied to the draft only as it was chosen and confirmed', async () => {
  const { importId } = await importFile(SECOND, '台账（修订）.csv');
  const [plan] = (await clerk.get('/api/plans')).body.items;
  const shown = await read(importId, `?plan=${plan.id}`);
  // 甲局办公室 has become another name of 甲局, so nothing is asked any more.
  expect(shown.unknownNames).toEqual([]);
  const { difference } = shown;
  expect(difference.summary).toBe('1条新增，2条有改动，0条未变，1条在文件中已不见');
  expect(difference.changed.map((each: { fields: unknown[] }) => each.fields)).toEqual([
    [{ field: '时限', from: '2026年6月30日', to: '2026年9月30日' }],
    [{ field: '编号', from: '2', to: '3' }],
  ]);
  expect(difference.vanished.map((each: { title: string }) => each.title)).toEqual(['开展国家宪法日宣传']);
  expect(await countOf('task')).toBe(3);

  const into = {
    planId: plan.id,
    added: difference.added.map((key: string) => ({ key })),
    changed: difference.changed.map(({ taskId }: { taskId: string }) => ({ taskId })),
    vanished: [],
  };
  const wrong = { ...into, vanished: [{ taskId: difference.changed[0].taskId }] };
  expect((await clerk.post(`/api/imports/${importId}/confirmation`, { title: 'x', into: wrong })).body.code).toBe(
    'IMPORT.DIFFERENCE_STALE',
  );
  const applied = await clerk.post(`/api/imports/${importId}/confirmation`, { title: 'x', into });
  expect(applied.body).toMatchObject({ planId: plan.id, added: 1, changed: 2, removed: 0 });
  const { points } = (await clerk.get(`/api/plans/${plan.id}`)).body;
  expect(points.map((point: { label: string; heading: string }) => `${point.label} ${point.heading}`)).toEqual([
    '1 开展案卷评查',
    '2 组织执法培训',
    '3 落实公示制度',
    '3 开展国家宪法日宣传',
  ]);
});

test('a table whose header nobody knows is mapped by a person, and the file is read again', async () => {
  const rows = [['事项表'], ['甲', '乙', '丙'], ['办事大厅改造', '甲局', '年底前']];
  const { importId } = await importFile(rows, '事项.csv');
  const [sheet] = (await read(importId)).sheets;
  expect([(await read(importId)).rows, sheet.headerRows]).toEqual([[], []]);
  const columns = [
    { column: 0, meaning: 'task' },
    { column: 1, meaning: 'lead' },
    { column: 2, meaning: 'deadline' },
  ];
  const mapped = await clerk.post(`/api/imports/${importId}/mapping`, {
    sheets: [{ sheet: sheet.sheet, isSkipped: false, headerRows: [{ row: 2 }], columns }],
  });
  expect(mapped.status).toBe(200);
  const after = await read(importId);
  expect(after.rows.map((row: { title: string; deadline: { dueOn: string } }) => [row.title, row.deadline.dueOn])).toEqual([
    ['办事大厅改造', '2026-12-31'],
  ]);
  expect(after.sheets[0].columns.map((each: { meaning: string }) => each.meaning)).toEqual(['task', 'lead', 'deadline']);
  expect((await clerk.post(`/api/imports/${importId}/removal`)).status).toBe(200);
  expect((await clerk.get(`/api/imports/${importId}`)).status).toBe(404);
});

test('the template comes from the API with the office’s units and goes back in without loss', async () => {
  const answer = await clerk.get('/api/imports/template');
  expect(answer.headers['content-disposition']).toContain("filename*=UTF-8''");
  const workbook = new Workbook();
  await workbook.xlsx.load(answer.raw as never);
  expect(workbook.getWorksheet('单位名册')?.getColumn(1).values).toEqual(expect.arrayContaining(['甲局', '乙局', '丙局']));
  const sheet = workbook.getWorksheet('工作要点导入');
  const filled = ['1', '一、制度', '公布权责清单', '', '清单', '', '甲局', '乙局、丙局', '', '9月底前', '每季度', ''];
  filled.forEach((text, column) => (sheet!.getCell(3, column + 1).value = text || null));
  const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
  const { importId } = (await clerk.uploadTo('/api/imports?year=2027', '模板.xlsx', bytes)).body;
  const draft = await read(importId);
  expect([draft.doubts, draft.unknownNames, draft.sheets.length]).toEqual([[], [], 1]);
  expect(draft.rows).toMatchObject([
    {
      chapter: '一、制度',
      title: '公布权责清单',
      deliverable: '清单',
      shares: [
        { name: '甲局', role: 'lead' },
        { name: '乙局', role: 'responsible' },
        { name: '丙局', role: 'responsible' },
      ],
      deadline: { dueOn: '2027-09-30', cycle: 'quarterly' },
      lacks: [],
    },
  ]);
});

const SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const packed = (parts: Record<string, Uint8Array>, level: 0 | 1 = 1): Buffer => Buffer.from(zipSync(parts, { level }));
const word = (xml: string): Buffer => packed({ 'word/document.xml': strToU8(xml) });

const HOSTILE: readonly (readonly [string, () => Buffer])[] = [
  ['a zip bomb', () => packed({ 'word/document.xml': new Uint8Array(110 * 1024 * 1024) })],
  [
    '60,000 entries',
    () => packed(Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`word/${i}`, new Uint8Array(0)])), 0),
  ],
  ['deep XML', () => word('<w:p>'.repeat(200_000))],
  ['an external entity', () => word('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')],
  [
    'an empty sheet with a validation over all of it',
    () =>
      packed({
        '[Content_Types].xml': strToU8('<Types/>'),
        'xl/workbook.xml': strToU8(`<workbook ${SHEET}><sheets><sheet name="a" sheetId="1"/></sheets></workbook>`),
        'xl/worksheets/sheet1.xml': strToU8(
          `<worksheet ${SHEET}><sheetData/><dataValidations count="1"><dataValidation sqref="A1:XFD1048576"/></dataValidations></worksheet>`,
        ),
      }),
  ],
];

test.each(HOSTILE)(
  '%s gets a Chinese sentence, keeps nothing, and the API answers others meanwhile',
  async (_, make) => {
    const bytes = make();
    const kept = await countOf('import_batch');
    const answered: number[] = [];
    let isReading = true;
    const others = (async () => {
      while (isReading) {
        const began = performance.now();
        await clerk.get('/api/me');
        answered.push(performance.now() - began);
      }
    })();
    const answer = await clerk.uploadTo('/api/imports?year=2026', 'x.docx', bytes);
    isReading = false;
    await others;
    expect(answer.body.code).toMatch(/^DOCUMENT\./);
    expect([answer.status, await countOf('import_batch')]).toEqual([400, kept]);
    expect(answer.body.detail).toMatch(/[\u4e00-\u9fff]{4,}/);
    expect(answered.length).toBeGreaterThan(5);
    expect(Math.max(...answered)).toBeLessThan(1_000);
  },
  60_000,
);
