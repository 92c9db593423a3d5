import type { Api } from '@duban/api';
import { instantOf } from '@duban/domain';
import { Workbook } from 'exceljs';
import { Client, sampleWithLogins, startTestApi } from '../support/api';
import { openTestDeps, type TestDeps } from '../support/database';

const ROUTE = '/api/administration/roster';
let deps: TestDeps;
let api: Api;
let administrator: Client;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2026-03-02', 10));
  await sampleWithLogins(deps);
  api = await startTestApi(deps);
  administrator = await Client.login(api, 'guanli');
});
afterAll(async () => {
  await api?.close();
  await deps?.close();
});

type Rows = Partial<Record<'单位' | '职务' | '人员', (string | number)[][]>>;

/** The roster as it is downloaded, with rows written below what stands there. */
async function roster(rows: Rows = {}, cells: Record<string, [string, string]> = {}): Promise<Buffer> {
  const workbook = new Workbook();
  await workbook.xlsx.load((await administrator.get(ROUTE)).raw as never);
  for (const [name, more] of Object.entries(rows)) {
    const sheet = workbook.getWorksheet(name)!;
    let at = 3;
    while (sheet.getCell(at, 1).value) at += 1;
    more.forEach((row, index) => row.forEach((value, c) => value !== '' && (sheet.getCell(at + index, c + 1).value = value)));
  }
  for (const [name, [cell, value]] of Object.entries(cells)) workbook.getWorksheet(name)!.getCell(cell).value = value;
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const preview = async (file: Buffer, name = '名册.xlsx') => (await administrator.uploadTo(`${ROUTE}/preview`, name, file)).body;
const take = (file: Buffer, seen: string, key?: string) =>
  administrator.uploadTo(`${ROUTE}/import?seen=${seen}`, '名册.xlsx', file, undefined, key);
const texts = (body: { changes: { text: string }[] }) => body.changes.map((change) => change.text);
const state = async () => {
  const { units, posts, people } = (await administrator.get('/api/administration')).body;
  return { units, posts, people };
};

const GOOD: Rows = {
  单位: [['示例区水务局', '区水务局、水务局', 40]],
  职务: [
    ['区水务局', '水务联络员', '联络员', '', '水务局局长'],
    ['示例区水务局', '水务局局长', '单位主要负责人'],
  ],
  人员: [
    ['水务甲', 'shuiwu1', '水务局', '水务联络员', '2026年3月1日'],
    ['水务乙', 'shuiwu2', '示例区水务局', '水务局局长'],
    ['水务丙', 'shuiwu3'],
  ],
};

test('the downloaded roster, sent back as it is, changes nothing', async () => {
  expect(await preview(await roster())).toMatchObject({ added: 0, changed: 0, changes: [], faults: [] });
});

test('bad cells are named by sheet and address with how to mend them, and nothing is stored', async () => {
  const before = await state();
  const file = await roster({
    单位: [['示例区气象局', '甲局', '第三'], ['示例区信访局', '', '', '是']],
    职务: [['示例区气象局', '气象联络员', '科员'], ['没有的局', '联络员', '联络员'], ['乙局', '乙专员', '督办专员'], ['丙局', '上', '联络员', '', '下'], ['丙局', '下', '联络员', '', '上']],
    人员: [['气象甲', 'QiXiang', '', '', ''], ['气象乙', 'qixiang2', '甲局', '没有的职务', '2026-02-30'], ['气象丙', 'qixiang3', '示例区气象局', '气象联络员'], ['气象丁', 'qixiang4', '甲局', '']],
  }); // prettier-ignore
  const shown = await preview(file);
  const faults = shown.faults.map((fault: { sheet: string; cell: string; reason: string; mend: string }) => {
    expect(fault.mend).not.toBe('');
    return `${fault.sheet} ${fault.cell.replace(/\d+/, '')}：${fault.reason}`;
  });
  expect(faults).toEqual([
    '单位 C：“第三”不是次序',
    '单位 D：督办机构在设立辖区时确定，不能导入新增',
    '职务 C：没有“科员”这种职责',
    '职务 A：没有单位“没有的局”',
    '职务 C：督办专员、督办机构负责人和系统管理员只能设在督办机构',
    '职务 E：上级职务不能是本职务自己或其下级职务',
    '职务 E：上级职务不能是本职务自己或其下级职务',
    '人员 B：用户名应为3至32个小写字母、数字、点、下划线或短横线，以字母开头',
    '人员 E：“2026-02-30”不是日期',
    '人员 D：甲局没有职务“没有的职务”',
    '人员 D：任职单位和任职职务要一起填',
  ]);
  const refused = await take(file, shown.mark);
  expect([refused.status, refused.body.code]).toEqual([409, 'ROSTER.FAULTY']);
  expect(await state()).toEqual(before);
}, 30_000);

test('a good roster is shown, confirmed once, and the same file again adds nothing', async () => {
  const before = await state();
  const file = await roster(GOOD);
  const shown = await preview(file);
  expect(shown.faults).toEqual([]);
  expect(texts(shown)).toEqual([
    '新增单位：示例区水务局',
    '示例区水务局：新增别称“区水务局”',
    '示例区水务局：新增别称“水务局”',
    '示例区水务局：新增职务“水务局局长”（单位主要负责人）',
    '示例区水务局：新增职务“水务联络员”（联络员）',
    '新增人员：水务甲（shuiwu1）',
    '水务甲：任示例区水务局“水务联络员”，自2026-03-01',
    '新增人员：水务乙（shuiwu2）',
    '水务乙：任示例区水务局“水务局局长”，自2026-03-02',
    '新增人员：水务丙（shuiwu3）',
  ]);
  expect(await state()).toEqual(before);
  expect((await take(file, 'another')).body.code).toBe('ROSTER.CHANGED');

  const taken = (await take(file, shown.mark, 'roster-of-water')).body;
  expect([taken.added, taken.changed, taken.people.length]).toEqual([10, 0, 3]);
  // An answer that was lost comes again, with the passwords.
  expect((await take(file, shown.mark, 'roster-of-water')).body).toEqual(taken);
  const after = await state();
  expect(after.units.find((unit: { name: string }) => unit.name === '示例区水务局')).toMatchObject({
    officialOrder: 40,
    aliases: ['区水务局', '水务局'],
  });
  const liaison = await Client.login(api, 'shuiwu1', taken.people[0].password);
  expect((await liaison.get('/api/me')).body.posts).toMatchObject([{ role: 'liaison', unitName: '示例区水务局' }]);

  const again = await preview(file);
  expect(again).toMatchObject({ added: 0, changed: 0, faults: [] });
  expect((await take(file, again.mark)).body).toEqual({ added: 0, changed: 0, people: [] });
  expect(await state()).toEqual(after);
}, 30_000);

test('what was corrected in the file is changed; a .csv holds one table', async () => {
  const csv = Buffer.from(
    '姓名,用户名,任职单位,任职职务,任职起始日期\r\n水务甲乙,shuiwu1,水务局,水务联络员,2026/3/1\r\n',
    'utf8',
  );
  const shown = await preview(csv, '人员.csv');
  expect([shown.faults, texts(shown)]).toEqual([[], ['shuiwu1：姓名由“水务甲”改为“水务甲乙”']]);
  expect((await take(csv, shown.mark)).body).toEqual({ added: 0, changed: 1, people: [] });
  expect((await preview(Buffer.from('不是名册\r\n', 'utf8'), '别的.csv')).code).toBe('ROSTER.NOT_A_ROSTER');
}, 30_000);

test('only the administrator has the roster', async () => {
  const clerk = await Client.login(api, 'bangongshi');
  expect((await clerk.get(ROUTE)).status).toBe(403);
  expect((await clerk.uploadTo(`${ROUTE}/preview`, '名册.xlsx', Buffer.from('x'))).status).toBe(403);
  expect((await clerk.uploadTo(`${ROUTE}/import?seen=x`, '名册.xlsx', Buffer.from('x'))).status).toBe(403);
});
