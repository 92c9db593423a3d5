import type { Api } from '@duban/api';
import { verifyReports } from '@duban/application';
import { outlineOf, readSource } from '@duban/documents';
import { instantOf } from '@duban/domain';
import type { SampleJurisdiction } from '@duban/sample';
import { Client, draftSamplePlan, issueThroughApi, sampleWithLogins, signAsked, startTestApi } from '../../support/api';
import { openTestDeps, type TestDeps } from '../../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let api: Api;
let planId: string;
let clerk: Client;
beforeEach(async () => {
  deps = await openTestDeps(instantOf('2026-03-02', 10));
  sample = await sampleWithLogins(deps);
  api = await startTestApi(deps);
  planId = await draftSamplePlan(deps, sample);
  await issueThroughApi(api, planId);
  clerk = await Client.login(api, 'bangongshi');
});
afterEach(async () => {
  await api?.close();
  await deps?.close();
});

const moveTo = (day: string, hour = 10) => deps.clock.moveTo(instantOf(day, hour));
const book = async (edition = 'superior') => (await clerk.get(`/api/plans/${planId}/report?edition=${edition}`)).body;
const sectionOf = async (start: string) =>
  (await book()).sections.find((section: { key: string }) => section.key.startsWith(start));

/** 甲局 receives its share of a task and files a signed report with a figure. */
async function report(task: number, text: string, value: string, more: object = {}): Promise<void> {
  const liaison = await Client.login(api, 'lianluo1');
  const plan = (await clerk.get(`/api/plans/${planId}`)).body;
  const shares = (await liaison.get(`/api/tasks/${plan.points[0].tasks[task].id}`)).body.shares;
  const share = shares.find((each: { isMine: boolean }) => each.isMine);
  if (share.actions.includes('receive')) await liaison.post(`/api/assignments/${share.id}/receipt`);
  const figures = [{ name: '评查案卷数', kind: 'count', unit: '件', value }];
  const filed = await liaison.post(`/api/assignments/${share.id}/progress`, { text, figures, evidence: [], ...more });
  expect(filed.status).toBe(200);
  await signAsked(await Client.login(api, 'fuze1'), filed.body.signOffId);
}

/** Sends a version through its chain until it is frozen. */
async function freeze(edition: string): Promise<string> {
  const drafted = await clerk.post(`/api/plans/${planId}/report/versions`, { edition });
  expect(drafted.status).toBe(200);
  const submitted = await clerk.post(`/api/reports/${drafted.body.reportId}/submission`);
  for (const login of ['zhuren', 'zhuyao']) {
    const signed = await signAsked(await Client.login(api, login), submitted.body.signOffId);
    expect([login, signed.status]).toEqual([login, 200]);
  }
  return drafted.body.reportId;
}

test('a draft stands at any moment and says what it lacks', async () => {
  const early = await book();
  const gaps = early.gaps.map((gap: { text: string }) => gap.text);
  expect(gaps).toContain('没有载入上一年度报告，报告结构取自计划，也不能对照上年承诺。');
  expect(gaps).toContain('“开展行政执法案卷评查”没有已签发的填报（甲局）。');
  expect(gaps).toContain('没有登记主要负责人的履职事项（专题会议、学法、批示、督促检查、述法）。');
  expect(early.completeness.clauses).toMatchObject([{ tasks: 2, reported: 0, answered: false }]);

  await report(0, '评查案卷30件。', '30');
  const later = await book();
  expect(later.gaps.map((gap: { text: string }) => gap.text)).not.toContain('“开展行政执法案卷评查”没有已签发的填报（甲局）。');
  expect(later.completeness.clauses).toMatchObject([{ tasks: 2, reported: 1, answered: true }]);
});

test('every piece that has a source opens it, down to who filed and who signed', async () => {
  await report(0, '评查案卷30件。', '30', { problems: '人手不足', nextSteps: '继续评查' });
  await report(0, '再评查案卷12件。', '12');
  const { sections } = await book();
  const refs: string[] = sections.flatMap((section: { paragraphs: { pieces: { ref: string | null }[] }[] }) =>
    section.paragraphs.flatMap((paragraph) => paragraph.pieces.flatMap((piece) => piece.ref ?? [])),
  );
  expect(new Set(refs.map((ref) => ref.split(':')[0]))).toEqual(
    new Set(['plan', 'task', 'progressReport', 'figure', 'instruments']),
  );
  for (const ref of refs.filter((each) => !each.startsWith('instruments'))) {
    const source = await clerk.get(`/api/plans/${planId}/report/sources?ref=${encodeURIComponent(ref)}`);
    expect([ref, source.status]).toEqual([ref, 200]);
  }
  const figure = refs.find((ref) => ref.startsWith('figure')) ?? '';
  const opened = (await clerk.get(`/api/plans/${planId}/report/sources?ref=${encodeURIComponent(figure)}`)).body;
  // Two free reports of one unit: the one signed last stands, and the other is there with its reason.
  expect(opened.total).toBe('合计12件');
  expect(opened.rows.map((row: { text: string; counts: boolean }) => [row.text, row.counts])).toEqual([
    ['12件', true],
    ['30件', false],
  ]);
  expect(opened.rows[0].who).toMatch(/^.+于2026年3月2日填报，.+于2026年3月2日签发$/);
  const stranger = await Client.login(api, 'lianluo2');
  expect((await stranger.get(`/api/plans/${planId}/report/sources?ref=${encodeURIComponent(figure)}`)).status).toBe(404);
});

test('a hand edit survives a later roll-up, shows what has changed under it, and is kept or given up', async () => {
  await report(0, '评查案卷30件。', '30');
  const before = await sectionOf('point:');
  const ownText = before.text.replace('评查案卷30件。', '全年共评查案卷30件，件件有反馈。');
  const edit = (baseText: string) =>
    clerk.post(`/api/plans/${planId}/report/edits`, { sectionKey: before.key, baseText, ownText });
  expect((await edit(before.text)).status).toBe(200);
  const edited = await sectionOf('point:');
  expect(edited.edit).toMatchObject({ standing: 'current', ownText, baseText: before.text });
  // What was left as it was still opens its source; what was written is the person's.
  const kinds = edited.paragraphs.flatMap((paragraph: { pieces: { ref: string }[] }) =>
    paragraph.pieces.map((piece) => piece.ref.split(':')[0]),
  );
  expect(kinds).toContain('edit');
  expect(kinds).toContain('task');

  await report(0, '评查案卷45件。', '15');
  const changed = await sectionOf('point:');
  expect(changed.edit.standing).toBe('changed');
  expect(changed.edit.newText).toContain('评查案卷45件。');
  expect(changed.edit.changes.map((each: { kind: string }) => each.kind)).toEqual(
    expect.arrayContaining(['removed', 'added', 'same']),
  );
  const refused = await clerk.post(`/api/plans/${planId}/report/versions`, { edition: 'superior' });
  expect([refused.status, refused.body.code]).toEqual([409, 'REPORT.EDITS_UNSETTLED']);
  expect((await edit(before.text)).body.code).toBe('REPORT.SECTION_CHANGED');

  expect((await edit(changed.edit.newText)).status).toBe(200);
  expect((await sectionOf('point:')).edit.standing).toBe('current');
  expect((await clerk.post(`/api/plans/${planId}/report/edits/taking`, { sectionKey: before.key })).status).toBe(200);
  const taken = await sectionOf('point:');
  expect([taken.edit, taken.text.includes('评查案卷45件。')]).toEqual([null, true]);
  const kept: { state: string }[] = await deps.database.query('select state from report_section_edit order by edited_at, id');
  expect(kept.map((row) => row.state).sort()).toEqual(['dropped', 'replaced']);
});

test('one content, several versions: the public one leaves out what it should and its numbers close up', async () => {
  await report(0, '评查案卷30件。', '30');
  const superior = await book('superior');
  const open = await book('public');
  const headings = (of: { sections: { label: string; heading: string; level: number }[] }) =>
    of.sections.filter((section) => section.level === 1).map((section) => section.label + section.heading);
  expect(headings(superior).at(-1)).toBe('五、其他需要报告的情况');
  expect(headings(open).at(-1)).toBe('四、2027年度主要安排');
  expect([superior.setting.receiver, open.setting.receiver, open.setting.remark]).toEqual([null, null, '此件公开发布']);
  expect((await book('congress')).setting.receiver).toBe('示例区人民代表大会常务委员会');

  const editions = [
    {
      ...superior.setting,
      receiver: '示例市人民政府',
      remark: undefined,
      issuers: ['中共示例区委员会', '示例区人民政府'],
      withContents: true,
    },
  ];
  expect((await clerk.post(`/api/plans/${planId}/report/layout`, { editions })).status).toBe(200);
  const file = await clerk.get(`/api/plans/${planId}/report/document?edition=superior`);
  const read = readSource(file.raw, 'report.docx');
  if (!read.ok) throw new Error(read.refusal.code);
  expect(outlineOf(read.value)).toMatchObject({ receiver: '示例市人民政府', year: 2026 });
  const lines = read.value.lines.map((line) => line.text);
  expect(lines.slice(-3, -1)).toEqual(['中共示例区委员会', '示例区人民政府']);
  expect(lines.some((line) => line.startsWith('一、主要举措和成效'))).toBe(true);
});

test('a frozen report is rebuilt from the rows as they stood: the same words and the same bytes, whatever came after', async () => {
  await report(0, '评查案卷30件。', '30', { problems: '人手不足' });
  moveTo('2026-07-20');
  const reportId = await freeze('superior');
  const frozen = (await clerk.get(`/api/reports/${reportId}/document`)).raw;

  // Much comes after it: an explanation, another report, a meeting, a suspension, a hand edit.
  moveTo('2026-08-03');
  await report(0, '评查案卷99件。', '99');
  await clerk.post(`/api/plans/${planId}/leader-activities`, {
    kind: 'meeting',
    heldOn: '2026-08-02',
    text: '主持召开专题会议。',
  });
  const section = await sectionOf('point:');
  await clerk.post(`/api/plans/${planId}/report/edits`, {
    sectionKey: section.key,
    baseText: section.text,
    ownText: '另写一段。',
  });
  const plan = (await clerk.get(`/api/plans/${planId}`)).body;
  const office = (await clerk.get(`/api/tasks/${plan.points[0].tasks[1].id}`)).body.shares[0];
  expect((await clerk.post(`/api/assignments/${office.id}/suspension`, { grounds: '政策调整' })).status).toBe(200);

  const [checked] = await verifyReports(deps);
  expect(checked).toMatchObject({ reportId, file: 'same', content: 'same', rebuilt: 'same', bytes: 'same', differing: [] });
  expect((await clerk.get(`/api/reports/${reportId}/document`)).raw.equals(frozen)).toBe(true);
  expect((await clerk.get(`/api/reports/${reportId}/verification`)).body.rebuilt).toBe('same');

  // A row that is changed behind its back is found, and the section is named.
  await deps.database.query(`update progress_report set text = '评查案卷31件。' where text = '评查案卷30件。'`);
  const [tampered] = await verifyReports(deps);
  expect(tampered).toMatchObject({ file: 'same', content: 'same', rebuilt: 'changed', differing: [section.key] });
  await deps.database.query(`update report set content = jsonb_set(content, '{title}', '"另一份报告"') where id = $1`, [
    reportId,
  ]);
  expect((await verifyReports(deps))[0]).toMatchObject({ content: 'changed' });
});

test('the report is owed by its days: reminders are armed at issue, sending meets it, and 归档 waits for it', async () => {
  const { duties } = await book();
  expect(
    duties.map((duty: { edition: string; dueOn: string; state: string }) => [duty.edition, duty.dueOn, duty.state]).sort(),
  ).toEqual([
    ['committee', '2027-02-28', 'open'],
    ['congress', '2027-02-28', 'open'],
    ['public', '2027-03-31', 'open'],
    ['superior', '2027-02-28', 'open'],
  ]);
  expect(duties[0].rungs.map((rung: { state: string }) => rung.state)).toEqual(['armed', 'armed', 'armed', 'armed']);
  moveTo('2027-01-22');
  expect((await clerk.post(`/api/plans/${planId}/wrap-up`, {})).status).toBe(200);
  const early = await clerk.post(`/api/plans/${planId}/archive`);
  expect([early.status, early.body.code]).toEqual([409, 'PLAN.STILL_OWED']);
  for (const edition of ['superior', 'committee', 'congress', 'public']) {
    const reportId = await freeze(edition);
    const tooSoon = await clerk.post(`/api/reports/${reportId}/sending`, { sentOn: '2027-01-23', note: '机要交换' });
    expect(tooSoon.body.code).toBe('REPORT.SENT_IN_FUTURE');
    const sent = await clerk.post(`/api/reports/${reportId}/sending`, { sentOn: '2027-01-22', note: '机要交换' });
    expect([sent.status, sent.body.met]).toEqual([200, 1]);
  }
  expect((await book()).duties.map((duty: { state: string }) => duty.state)).toEqual(['met', 'met', 'met', 'met']);
  expect((await clerk.post(`/api/plans/${planId}/archive`)).status).toBe(200);
});
