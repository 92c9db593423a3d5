import type { Api } from '@duban/api';
import { instantOf } from '@duban/domain';
import { handleDue } from '@duban/application';
import type { SampleJurisdiction } from '@duban/sample';
import { Client, closeSampleApi, issueThroughApi, openSampleApi, signAsked } from '../support/api';
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

const TEXT = { title: '清理规范性文件', deadlineKind: 'date', dueOn: '2026-06-30' };

/** One task due on 30 June: 甲局 leads, 乙局 is responsible. */
async function issued() {
  const planId = (await clerk.post('/api/plans', { year: 2026, title: '分解要点' })).body.planId as string;
  const path = `/api/plans/${planId}`;
  const pointId = (await clerk.post(`${path}/points`, { heading: '清理文件' })).body.id as string;
  const units = [
    { unitId: sample.units[0]?.unitId, role: 'lead' },
    { unitId: sample.units[1]?.unitId, role: 'responsible' },
  ];
  const taskId = (await clerk.post(`${path}/points/${pointId}/tasks`, { ...TEXT, units })).body.id as string;
  await issueThroughApi(api, planId);
  return { planId, taskId };
}

test('单位内分解: by the unit, told to the post, seen by the unit and the office alone, moved with the share, and counted nowhere', async () => {
  const { planId, taskId } = await issued();
  // The lead reads what the other units of its task do, but not how they share it out.
  const [lead, liaison] = [await Client.login(api, 'lianluo1'), await Client.login(api, 'lianluo2')];
  const read = async (client: Client) => (await client.get(`/api/tasks/${taskId}`)).body;
  const [mine] = (await read(liaison)).splittable;
  const head = sample.units[1]?.head;
  expect(mine.posts.map((post: { id: string }) => post.id)).toContain(head?.postId);
  expect((await read(clerk)).splittable).toEqual([]);
  const split = (name: string, dueOn: string) =>
    liaison.post(`/api/assignments/${mine.assignmentId}/pieces`, { name, postId: head?.postId, dueOn });
  expect((await split('起草清单', '2026-07-01')).body.code).toBe('PIECE.AFTER_DUE_DAY');
  const { pieceId } = (await split('起草清单', '2026-03-12')).body;
  const later = (await split('核对清单', '2026-06-30')).body.pieceId as string;
  const spare = (await split('汇总意见', '2026-06-30')).body.pieceId as string;

  const states = async (client: Client) =>
    (await read(client)).pieces.map((each: { name: string; state: string; actions: string[] }) => [
      each.name,
      each.state,
      each.actions.length,
    ]);
  expect(await states(liaison)).toEqual([
    ['起草清单', 'open', 2],
    ['核对清单', 'open', 2],
    ['汇总意见', 'open', 2],
  ]);
  expect(await states(clerk)).toEqual([
    ['起草清单', 'open', 0],
    ['核对清单', 'open', 0],
    ['汇总意见', 'open', 0],
  ]);
  expect(await states(lead)).toEqual([]);
  const events = async (client: Client) =>
    (await client.get(`/api/tasks/${taskId}/events`)).body.items
      .filter((each: { type: string }) => each.type.startsWith('piece.'))
      .map((each: { text: string }) => each.text);
  expect((await events(liaison)).length).toBe(3);
  expect((await events(clerk)).length).toBe(3);
  expect(await events(lead)).toEqual([]);
  const clock = JSON.stringify((await lead.get(`/api/tasks/${taskId}/clock`)).body);
  expect(clock).not.toContain('起草清单');
  // Only the post that holds it has it to do.
  const todo = async (client: Client) =>
    (await client.get('/api/inbox')).body.todo.filter((each: { kind: string }) => each.kind === 'piece').length;
  expect([await todo(liaison), await todo(await Client.login(api, 'fuze2'))]).toEqual([0, 3]);

  // Three working days before and on the day the post is told, and nobody else; a day passed urges nobody.
  await liaison.post(`/api/assignments/${mine.assignmentId}/receipt`);
  await lead.post(`/api/assignments/${(await read(lead)).shares[0].id}/receipt`);
  for (const day of ['2026-03-09', '2026-03-12', '2026-03-13', '2026-04-30']) {
    deps.clock.moveTo(instantOf(day, 10));
    await handleDue(deps, { owner: { kind: 'plan', id: planId }, nowMs: deps.clock.ms });
  }
  const told = await deps.database.query<object[]>(
    `select substring(text from '【([^】]*)】') as rung, receiver_id = $2 as head from notice_item
     where obligation_id = $1 and cause_kind = 'firing' order by made_at, id`,
    [pieceId, head?.personId],
  );
  expect(told).toEqual([
    { rung: '分解事项到期前三个工作日提醒', head: true },
    { rung: '分解事项到期提醒', head: true },
  ]);
  expect((await read(liaison)).pieces[0]).toMatchObject({ name: '起草清单', isPastDue: true });
  expect((await read(clerk)).shares.map((share: { standing: string }) => share.standing)).toEqual(['onTrack', 'onTrack']);
  const urged = await deps.database.query<object[]>('select 1 from instrument_item where obligation_id = $1', [pieceId]);
  expect(urged).toEqual([]);
  const byHand = await clerk.post('/api/instruments', {
    kind: 'supervisionOrder',
    title: '关于起草清单的督办单',
    grounds: '清单没有起草。',
    units: [{ unitId: sample.units[1]?.unitId, obligationId: pieceId }],
  });
  expect(byHand.body.code).toBe('INSTRUMENT.NO_SUCH_OBLIGATION');
  expect(JSON.stringify((await clerk.get('/api/ledger')).body)).not.toContain('起草清单');

  // An amendment brings the share's day forward: what would lie after it comes with it, what lies before stays.
  const opened = { basis: '示法委〔2026〕5号', reason: '上级部署调整', decidedOn: '2026-04-30' };
  const amendment = `/api/amendments/${(await clerk.post(`/api/plans/${planId}/amendments`, opened)).body.amendmentId}`;
  const line = await clerk.post(`${amendment}/lines`, { kind: 'changeTask', taskId, text: { ...TEXT, dueOn: '2026-05-29' } });
  expect(line.status).toBe(200);
  const { signOffId } = (await clerk.post(`${amendment}/submission`)).body;
  for (const login of ['zhuren', 'zhuyao']) await signAsked(await Client.login(api, login), signOffId);
  const days = (await read(liaison)).pieces.map((each: { dueOn: string; originalDueOn: string }) => [
    each.dueOn,
    each.originalDueOn,
  ]);
  expect(days).toEqual([
    ['2026-03-12', '2026-03-12'],
    ['2026-05-29', '2026-06-30'],
    ['2026-05-29', '2026-06-30'],
  ]);
  const moved = await deps.database.query<{ text: string }[]>(
    `select text from notice_item where obligation_id = $1 and receiver_id = $2 order by made_at desc, id desc limit 1`,
    [later, head?.personId],
  );
  expect(moved[0]?.text).toBe('“清理规范性文件”的完成时限提前，其中“核对清单”的期限由2026年6月30日改为2026年5月29日。');

  const finish = (client: Client, id: string) => client.post(`/api/pieces/${id}/completion`, { note: '已印发' });
  expect([(await finish(lead, pieceId)).status, (await finish(await Client.login(api, 'fuze2'), pieceId)).status]).toEqual([
    404, 200,
  ]);
  expect((await finish(liaison, pieceId)).body.code).toBe('PIECE.NOT_OPEN');
  expect((await liaison.post(`/api/pieces/${later}/withdrawal`, { grounds: '合并办理' })).status).toBe(200);
  expect(await states(liaison)).toEqual([
    ['汇总意见', 'open', 2],
    ['起草清单', 'done', 0],
    ['核对清单', 'withdrawn', 0],
  ]);
  // The completion may be applied for all the same.
  expect((await liaison.post(`/api/assignments/${mine.assignmentId}/completion`, { text: '已完成' })).status).toBe(200);
  expect(spare).toMatch(/^[0-9a-f-]{36}$/);
});
