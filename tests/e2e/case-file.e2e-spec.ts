import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Api } from '@duban/api';
import { anchorHead, createSealer, readAnchors, verifyCaseFile, type Anchor, type CaseVerdict } from '@duban/application';
import { main } from '@duban/cli';
import { packFiles, unpackFiles } from '@duban/documents';
import { instantOf } from '@duban/domain';
import type { SampleJurisdiction } from '@duban/sample';
import { createHash } from 'node:crypto';
import { Client, draftSamplePlan, issueThroughApi, sampleWithLogins, signAsked, startTestApi } from '../support/api';
import { openTestDeps, type TestDeps } from '../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let api: Api;
let folder: string;
let taskId: string;
let file: Buffer;
let anchors: Anchor[];
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2026-03-02', 10));
  folder = await mkdtemp(join(tmpdir(), 'duban-case-'));
  sample = await sampleWithLogins(deps);
  api = await startTestApi(deps, { anchorsFolder: folder });
  const planId = await draftSamplePlan(deps, sample);
  await issueThroughApi(api, planId);
  taskId = (await (await Client.login(api, 'bangongshi')).get(`/api/plans/${planId}`)).body.points[0].tasks[0].id;
});
afterAll(async () => {
  await api?.close();
  await deps?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const url = () => `/api/tasks/${taskId}/case-file`;
/** Until nothing is unsealed: transactions of the server's other databases hold the sealer back for a moment too. */
async function seal(): Promise<void> {
  const sealer = createSealer(deps);
  for (const endMs = Date.now() + 30_000; ;) {
    await sealer.seal();
    const [left] = await deps.database.query('select count(*)::int as n from event e where not exists (select from event_seal s where s.event_id = e.id)'); // prettier-ignore
    if (left.n === 0) return;
    if (Date.now() > endMs) throw new Error(`${left.n} events unsealed after 30 seconds`);
  }
}

async function closeTask(): Promise<void> {
  const liaison = await Client.login(api, 'lianluo1');
  const share = (await liaison.get(`/api/tasks/${taskId}`)).body.shares.find((each: { isMine: boolean }) => each.isMine);
  await liaison.post(`/api/assignments/${share.id}/receipt`);
  const ticket = (await liaison.upload('通报.txt', Buffer.from('评查案卷三十件。'))).body;
  const reported = await liaison.post(`/api/assignments/${share.id}/progress`, {
    text: '已评查<30>件。',
    figures: [{ name: '评查案卷数', kind: 'count', unit: '件', value: '30' }],
    evidence: [{ ticket: ticket.ticket, fileName: ticket.fileName }],
  });
  await signAsked(await Client.login(api, 'fuze1'), reported.body.signOffId);
  // Another task's events lie between this one's in the chain.
  const other = await Client.login(api, 'lianluo2');
  const { planId } = (await liaison.get(`/api/tasks/${taskId}`)).body;
  const second = (await other.get(`/api/plans/${planId}`)).body.points[0].tasks[1].id;
  const mine = (await other.get(`/api/tasks/${second}`)).body.shares.find((each: { isMine: boolean }) => each.isMine);
  expect((await other.post(`/api/assignments/${mine.id}/receipt`)).status).toBe(200);
  const filed = await liaison.post(`/api/assignments/${share.id}/completion`, { text: '评查通报已印发。', evidence: [] });
  for (const login of ['fuze1', 'fuze2', 'zhuren', 'lingdao1']) {
    const signer = await Client.login(api, login);
    const waiting = (await signer.get('/api/sign-offs')).body.items as { id: string }[];
    if (waiting.some((each) => each.id === filed.body.signOffId)) await signAsked(signer, filed.body.signOffId);
  }
}

test('an open task has no case file, nor one whose last acts are not sealed; a closed one has the same bytes each time', async () => {
  const clerk = await Client.login(api, 'bangongshi');
  const open = await clerk.get(url());
  expect([open.status, open.body.code]).toEqual([409, 'CASE_FILE.TASK_OPEN']);
  await closeTask();
  expect((await clerk.get(url())).body.code).toBe('CASE_FILE.NOT_SEALED');
  await seal();
  await anchorHead(deps, folder);
  anchors = await readAnchors(folder);
  const [answer, again] = [await clerk.get(url()), await clerk.get(url())];
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/zip']);
  expect(answer.raw.equals(again.raw)).toBe(true);
  file = answer.raw;
});

test('who reads all of the task may take it; others are told that there is no such task', async () => {
  expect((await (await Client.login(api, 'lianluo1')).get(url())).status).toBe(200);
  expect((await (await Client.login(api, 'lianluo2')).get(url())).status).toBe(404);
  expect((await (await Client.login(api, 'lianluo3')).get(url())).status).toBe(404);
});

const opened = (): Map<string, Uint8Array> => {
  const files = unpackFiles(file);
  if (!files.ok) throw new Error(files.refusal.code);
  return new Map(files.value);
};
const json = (files: Map<string, Uint8Array>, path: string) => JSON.parse(Buffer.from(files.get(path)!).toString('utf8'));
const put = (files: Map<string, Uint8Array>, path: string, value: unknown) => files.set(path, Buffer.from(JSON.stringify(value)));
const verdictOf = (bytes: Uint8Array): CaseVerdict => {
  const verdict = verifyCaseFile(bytes, anchors);
  if (!verdict.ok) throw new Error(verdict.refusal.code);
  return verdict.value;
};

/** As a forger who mends the manifest too, so that only the chain can tell. */
function mended(files: Map<string, Uint8Array>): Uint8Array {
  const manifest = json(files, 'manifest.json');
  manifest.files = [...files]
    .filter(([path]) => path !== 'manifest.json')
    .map(([path, content]) => ({ path, sha256: createHash('sha256').update(content).digest('hex'), size: content.byteLength }));
  put(files, 'manifest.json', manifest);
  return packFiles(files);
}

test('it holds everything and stands on its own', async () => {
  const files = opened();
  const evidence = createHash('sha256').update('评查案卷三十件。').digest('hex');
  expect([...files.keys()].sort()).toEqual(['case.json', 'events.json', `evidence/${evidence}`, 'manifest.json', '目录.html'].sort());
  const content = json(files, 'case.json');
  expect(content.record.reports).toMatchObject([{ text: '已评查<30>件。', evidence: [{ sha256: evidence }] }]);
  expect(content.signOffs.length).toBeGreaterThanOrEqual(2);
  expect(content.signOffs[0].signatures[0]).toMatchObject({ verdict: 'approve', contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(content.record.events.map((each: { type: string }) => each.type)).toContain('assignment.struckOff');
  expect(Buffer.from(files.get('目录.html')!).toString('utf8')).toContain('已评查&lt;30&gt;件。');
  const verdict = verdictOf(file);
  expect(verdict).toMatchObject({ ok: true, faults: [], isAnchorCompared: true, oldLinks: 0 });
  expect(verdict.links).toBeGreaterThan(verdict.events);
  // Links of others' events say nothing of them.
  const chain = json(files, 'events.json');
  expect(chain.events.every((each: { event: { id: string } }) => content.eventIds.includes(each.event.id))).toBe(true);
}); // prettier-ignore

test('a changed, missing, renamed or added file is named', () => {
  const evidence = [...opened().keys()].find((path) => path.startsWith('evidence/')) as string;
  const altered = opened();
  const content = Buffer.from(altered.get(evidence)!);
  content[0] = (content[0] as number) ^ 1;
  altered.set(evidence, content);
  expect(verdictOf(packFiles(altered)).faults).toEqual([{ kind: 'altered', what: evidence, position: null }]);
  expect(verdictOf(mended(altered)).faults).toMatchObject([{ kind: 'altered', what: evidence }]);

  const removed = opened();
  removed.delete(evidence);
  expect(verdictOf(packFiles(removed)).faults).toMatchObject([{ kind: 'missing', what: evidence }]);
  expect(verdictOf(mended(removed)).faults).toMatchObject([{ kind: 'missing', what: evidence, position: expect.any(Number) as number }]); // prettier-ignore

  const renamed = opened();
  renamed.set('说明.html', renamed.get('目录.html')!);
  renamed.delete('目录.html');
  expect(verdictOf(packFiles(renamed)).faults).toEqual([{ kind: 'renamed', what: '目录.html → 说明.html', position: null }]);

  const added = opened();
  added.set('补充.txt', Buffer.from('后来放进来的'));
  expect(verdictOf(packFiles(added)).faults).toEqual([{ kind: 'added', what: '补充.txt', position: null }]);
});

test('a changed, removed or cut-off event is found by the chain, though the manifest was mended', () => {
  const altered = opened();
  const chain = json(altered, 'events.json');
  const at = chain.events.findIndex((each: { event: { type: string } }) => each.event.type === 'progressReport.filed');
  chain.events[at].event.data.figures[0].value = '300';
  put(altered, 'events.json', chain);
  expect(verdictOf(packFiles(altered)).faults.map((each) => each.kind)).toEqual(['altered', 'eventAltered']);
  expect(verdictOf(mended(altered)).faults).toEqual([
    { kind: 'eventAltered', what: `${chain.events[at].event.id} progressReport.filed`, position: chain.events[at].position },
  ]);

  const removed = opened();
  const fewer = json(removed, 'events.json');
  const [gone] = fewer.events.splice(at, 1);
  put(removed, 'events.json', fewer);
  expect(verdictOf(mended(removed)).faults).toEqual([{ kind: 'eventMissing', what: gone.event.id, position: null }]);

  const unlinked = opened();
  const shorter = json(unlinked, 'events.json');
  const link = shorter.links.findIndex((each: { position: number }) => each.position === gone.position);
  shorter.links.splice(link, 1);
  put(unlinked, 'events.json', shorter);
  expect(verdictOf(mended(unlinked)).faults.map((each) => each.kind)).toContain('chainBroken');

  const without = opened();
  without.delete('events.json');
  expect(verdictOf(mended(without)).faults).toEqual([{ kind: 'missing', what: 'events.json', position: null }]);

  const cut = opened();
  const tailless = json(cut, 'events.json');
  tailless.links.pop();
  put(cut, 'events.json', tailless);
  expect(verdictOf(mended(cut)).faults.map((each) => each.kind)).toContain('chainCut');

  // A forger who computes the whole chain anew is betrayed by the head that is kept outside.
  const forged = opened();
  const manifest = json(forged, 'manifest.json');
  manifest.head.hash = 'f'.repeat(64);
  put(forged, 'manifest.json', manifest);
  expect(verdictOf(packFiles(forged)).faults.map((each) => each.kind)).toContain('anchorDiffers');
});

test('a closed instrument goes out with its papers, answers and signatures; a running one does not, and never to a target', async () => {
  const clerk = await Client.login(api, 'bangongshi');
  const units = [{ unitId: sample.units[0]?.unitId, text: '限期完成案卷评查' }];
  const opened = await clerk.post('/api/instruments', {
    kind: 'supervisionOrder',
    title: '关于加快案卷评查的督办单',
    grounds: '案卷评查进展缓慢。',
    units,
  });
  const at = `/api/instruments/${opened.body.instrumentId}`;
  const { signOffId } = (await clerk.post(`${at}/submission`)).body;
  await signAsked(await Client.login(api, 'zhuren'), signOffId);
  const running = await clerk.get(`${at}/case-file`);
  expect([running.status, running.body.code]).toEqual([409, 'CASE_FILE.INSTRUMENT_OPEN']);
  const unit = await Client.login(api, 'lianluo1');
  const targetId = (await unit.get(at)).body.targets[0].id;
  await unit.post(`${at}/stages/receipt`, { targetId });
  const ticket = (await unit.upload('整改情况.txt', Buffer.from('已整改'))).body;
  const evidence = [{ ticket: ticket.ticket, fileName: ticket.fileName }];
  await unit.post(`${at}/stages/answer`, { targetId, text: '已完成。', evidence });
  await clerk.post(`${at}/stages/acceptance`, { targetId, accepted: true, text: '情况属实。' });
  await seal();
  const [answer, again] = [await clerk.get(`${at}/case-file`), await clerk.get(`${at}/case-file`)];
  expect(answer.status).toBe(200);
  expect(answer.raw.equals(again.raw)).toBe(true);
  const verdict = verdictOf(answer.raw);
  // Nobody has kept a head outside since.
  expect(verdict).toMatchObject({ ok: true, faults: [], anchor: null, isAnchorCompared: false });
  const files = unpackFiles(answer.raw);
  const paths = files.ok ? [...files.value.keys()] : [];
  expect(paths).toContain('papers/督办〔2026〕1号督办单.docx');
  expect(paths).toContain(`evidence/${createHash('sha256').update('已整改').digest('hex')}`);
  const content = json(new Map(files.ok ? files.value : []), 'case.json');
  expect(content.stages.map((stage: { stage: string }) => stage.stage)).toEqual(expect.arrayContaining(['receipt', 'answer', 'acceptance'])); // prettier-ignore
  expect(content.targets).toMatchObject([{ unit: '甲局', state: 'closed', outcome: 'done' }]);
  expect(content.signOffs).toHaveLength(1);
  expect((await unit.get(`${at}/case-file`)).status).toBe(404);
});

test('duban verify FILE says it in Chinese, with its exit code, and needs no database', async () => {
  const said: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((line: unknown) => void said.push(String(line)));
  const error = jest.spyOn(console, 'error').mockImplementation((line: unknown) => void said.push(String(line)));
  try {
    const path = join(folder, '案卷.zip');
    await writeFile(path, file);
    expect(await main(['verify', path, '--anchors', folder])).toBe(0);
    expect(said.join('\n')).toMatch(/^核验通过：案卷“开展行政执法案卷评查”，文件4个，操作记录\d+条，链节\d+个。\n链头：第\d+条 [0-9a-f]{64}\n链头已与所给的库外留存核对。$/);
    said.length = 0;
    const files = opened();
    files.set('case.json', Buffer.from('{}'));
    await writeFile(path, packFiles(files));
    expect(await main(['verify', path])).toBe(1);
    expect(said.join('\n')).toContain('核验未通过');
    expect(said.join('\n')).toContain('文件内容被改动：case.json');
    await writeFile(path, 'not a zip');
    expect(await main(['verify', path])).toBe(2);
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}); // prettier-ignore
