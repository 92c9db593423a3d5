import Ajv from 'ajv/dist/2020';
import { refusalText } from '@duban/wording';
import { checkOpenPlan } from './check-open-plan';
import { isOpenData } from './is-open-data';
import { openPlanBatch } from './open-plan-batch';
import type { OpenPlan, OpenTask } from './open-plan';
import { openPlanSchemaText } from './schema';
import { writeOpenPlan } from './write-open-plan';

const task: OpenTask = {
  id: 't1',
  title: '开展案卷评查',
  deliverable: null,
  deadline: { kind: 'date', phrase: '6月底前', dueOn: '2026-09-30', originalDueOn: '2026-06-30' },
  cycle: 'quarterly',
  shares: [
    {
      id: 's1',
      unit: { id: 'u1', name: '甲局' },
      role: 'lead',
      printedRole: '牵头单位',
      printedUnit: '甲局（评查办）',
      dueOn: '2026-06-20',
      originalDueOn: '2026-05-31',
    },
  ],
  milestones: [{ name: '完成抽样', dueOn: '2026-04-30', unit: { id: 'u1', name: '甲局' } }],
  indicators: [{ id: 'i1', name: '评查案卷', kind: 'count', unit: '件', target: '120.50' }],
};
const point = { id: 'w1', label: '1.', path: '一1', heading: '规范执法', text: '开展案卷评查。' };
const plan: OpenPlan = {
  schema: 'duban-plan/1',
  plan: {
    id: 'p1',
    jurisdiction: { name: '示例区', code: null },
    year: 2026,
    kind: 'annual',
    title: '2026年工作要点',
    docNumber: null,
    state: 'draft',
    issuedAt: null,
    wrappedUpAt: null,
    archivedAt: null,
    policy: { name: '督办制度', version: 1 },
    indicators: [],
  },
  chapters: [
    {
      title: '一、执法',
      points: [
        { ...point, tasks: [task] },
        { ...point, id: 'w2', tasks: [] },
      ],
    },
  ],
};
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** The plan with one place of it written otherwise. */
function changed(change: (copy: any) => void): Uint8Array { // eslint-disable-line @typescript-eslint/no-explicit-any -- a wrong file has any shape
  const copy: unknown = JSON.parse(JSON.stringify(plan));
  change(copy);
  return bytes(copy);
} // prettier-ignore

test('the published schema is a sound draft 2020-12 schema, and what is written keeps it', () => {
  const validate = new Ajv({ strictTypes: false }).compile(JSON.parse(openPlanSchemaText()) as object);
  expect(validate(JSON.parse(new TextDecoder().decode(writeOpenPlan(plan))))).toBe(true);
});

test('the same content gives the same bytes, in whatever order its keys were put together', () => {
  const backwards = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(backwards)
      : value === null || typeof value !== 'object'
        ? value
        : Object.fromEntries(Object.entries(value).reverse().map(([key, each]) => [key, backwards(each)])); // prettier-ignore
  const written = writeOpenPlan(plan);
  expect(Buffer.compare(written, writeOpenPlan(backwards(plan) as OpenPlan))).toBe(0);
  expect(new TextDecoder().decode(written).slice(0, 47)).toBe('{\n  "schema": "duban-plan/1",\n  "plan": {\n    "');
});

test('it is known by its content, with a byte order mark too', () => {
  expect(isOpenData(writeOpenPlan(plan))).toBe(true);
  expect(isOpenData(Buffer.from('\ufeff \n{}'))).toBe(true);
  expect(isOpenData(Buffer.from('一、工作要点'))).toBe(false);
});

test.each([
  ['not JSON', Buffer.from('{"schema": '), 'OPEN_DATA.NOT_JSON'],
  ['another format', bytes({ schema: 'duban-plan/2' }), 'OPEN_DATA.OTHER_SCHEMA'],
  ['no format named', bytes({}), 'OPEN_DATA.OTHER_SCHEMA'],
  ['not UTF-8', Buffer.from([0x7b, 0xff]), 'DOCUMENT.UNKNOWN_ENCODING'],
])('%s is refused', (_, content, code) => {
  expect(checkOpenPlan(content)).toMatchObject({ ok: false, refusal: { code } });
});

test.each([
  [(c: any) => delete c.chapters[0].points[0].tasks[0].title, '/chapters/0/points/0/tasks/0/title 缺少必填的一项'], // eslint-disable-line
  [(c: any) => (c.plan.title = ''), '/plan/title 不能为空'], // eslint-disable-line
  [(c: any) => (c.plan.year = '2026'), '/plan/year 应为整数'], // eslint-disable-line
  [(c: any) => (c.plan['a/b~'] = 1), '/plan/a~1b~0 格式中没有这一项，请删去'], // eslint-disable-line
  [(c: any) => (c.chapters[0].points[0].tasks[0].shares[0].role = '牵头'), '/chapters/0/points/0/tasks/0/shares/0/role 应为下列之一：lead、collating、responsible、cooperating'], // eslint-disable-line
  [(c: any) => (c.chapters[0].points[0].tasks[0].deadline.dueOn = '2026-02-30'), '/chapters/0/points/0/tasks/0/deadline/dueOn 没有“2026-02-30”这一天'], // eslint-disable-line
  [(c: any) => (c.chapters[0].points[0].tasks[0].deadline.dueOn = '6月底'), '/chapters/0/points/0/tasks/0/deadline/dueOn 写法不合格式的规定（日期如 2026-06-30，数字只用阿拉伯数字和小数点）'], // eslint-disable-line
  [(c: any) => (c.plan.docNumber = 7), '/plan/docNumber 应为文字或空值'], // eslint-disable-line
])('a fault is named by its pointer: %#', (change, sentence) => {
  const answer = checkOpenPlan(changed(change));
  expect(answer.ok ? '' : refusalText(answer.refusal)).toBe(`文件不符合公布的格式，共1处，没有导入：${sentence}`);
}); // prettier-ignore

test('it becomes a draft batch by the days that were issued, each row at its pointer', () => {
  const batch = openPlanBatch(writeOpenPlan(plan), { year: null, register: [{ id: 'x', name: '甲局', aliases: [] }] });
  expect(batch.ok && batch.value).toMatchObject({
    year: 2026,
    title: '2026年工作要点',
    from: 'openData',
    rows: [
      {
        title: '开展案卷评查',
        category: '一、执法',
        deadline: { kind: 'date', date: '2026-06-30', phrase: '6月底前', cycle: 'quarterly' },
        units: [
          { name: '甲局', role: 'lead', printed: '牵头单位', printedName: '甲局（评查办）', dueOn: '2026-05-31', unitId: 'x' },
        ],
        place: { pointer: '/chapters/0/points/0/tasks/0', words: '第1章第1条第1项任务' },
        stated: {
          isPointOnly: false,
          milestones: [{ name: '完成抽样', dueOn: '2026-04-30', unitName: '甲局' }],
          indicators: [{ name: '评查案卷', target: '120.50' }],
        },
      },
      { title: '规范执法', units: [], place: { words: '第1章第2条' }, stated: { isPointOnly: true } },
    ],
    doubts: [],
    unmatchedUnits: [],
  });
});

test('a share that was withdrawn is not assigned again, and another year than asked for is said', () => {
  const record = {
    shares: [
      {
        shareId: 's1',
        state: 'cancelled',
        outcome: null,
        receivedAt: null,
        receivedBy: null,
        completionFiledAt: null,
        completionFiledBy: null,
        completionText: null,
        struckOffAt: null,
        struckOffBy: null,
        reopenedFromShareId: null,
      },
    ],
    obligations: [],
    reports: [],
    completions: [],
    extensions: [],
    breaches: [],
    instruments: [],
    events: [],
  };
  const batch = openPlanBatch(writeOpenPlan({ ...plan, record }), { year: 2027 });
  expect(batch.ok && batch.value.rows[0]?.units).toEqual([]);
  expect(batch.ok && batch.value.doubts.map((each) => each.code)).toEqual(['IMPORT.YEAR_DIFFERS']);
});
