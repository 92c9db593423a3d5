import { instrumentPaper, readPaperLayouts, replacePaperLayout, scopeOf, actorOn, readRoster } from '@duban/application';
import { withTransaction } from '@duban/database';
import { instrumentLayouts } from '@duban/wording';
import { InstrumentCases } from './cases';
import { Walk } from '../../support/paper-walk';

let cases: InstrumentCases;
beforeEach(async () => {
  cases = await InstrumentCases.open('2026-03-02');
});
afterEach(() => cases.deps.close());

const OWN = { paper: 'supervisionOrder', blocks: [{ block: 'title', text: '关于{matter}的督办函' }, { block: 'signature' }] };
const replace = (text: string | null, seenVersion: number, personId = cases.clerk) =>
  cases.do(personId, (act) => replacePaperLayout(act, { paper: 'supervisionOrder', text, seenVersion }));
const inForce = async () =>
  (await withTransaction(cases.deps.database, (tx) => readPaperLayouts(tx, cases.sample.jurisdictionId))).find(
    (each) => each.paper === 'supervisionOrder',
  );
const refusal = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) as object });

test("an office's own layout is a version, and going back to the system's is one more", async () => {
  expect(await inForce()).toMatchObject({ version: 0, layout: instrumentLayouts.supervisionOrder, madeBy: null });
  expect(await replace(JSON.stringify(OWN), 0)).toEqual({ ok: true, value: { version: 1 } });
  expect(await inForce()).toMatchObject({ version: 1, layout: OWN });
  expect(await replace(JSON.stringify(OWN), 0)).toEqual(refusal('LAYOUT.CHANGED_MEANWHILE'));
  expect(await replace(null, 1)).toEqual({ ok: true, value: { version: 2 } });
  expect((await inForce())?.layout).toEqual(instrumentLayouts.supervisionOrder);
});

test('what no paper has, what cannot be read and what is not the office is refused, and nothing changes', async () => {
  const wrong = (blocks: unknown) => replace(JSON.stringify({ paper: 'supervisionOrder', blocks }), 0);
  expect(await wrong([{ block: 'paragraph', text: '{secret}' }])).toEqual(refusal('LAYOUT.UNKNOWN_PLACES'));
  expect(await wrong([{ block: 'dance' }])).toEqual(refusal('LAYOUT.NOT_READABLE'));
  expect(await wrong([{ block: 'title', text: '一', font: '黑体' }])).toEqual(refusal('LAYOUT.NOT_READABLE'));
  expect(await wrong([])).toEqual(refusal('LAYOUT.EMPTY'));
  expect(await replace('{', 0)).toEqual(refusal('LAYOUT.NOT_READABLE'));
  expect(await replace(JSON.stringify({ ...OWN, paper: 'listing' }), 0)).toEqual(refusal('LAYOUT.OTHER_PAPER'));
  expect(await replace(JSON.stringify(OWN), 0, cases.unit(0).liaison.personId)).toEqual(refusal('INSTRUMENT.OFFICE_ONLY'));
  expect((await inForce())?.version).toBe(0);
});

test('before 签发 the paper is a 送审稿 for the office alone, after it it has its number, and a target gets its own', async () => {
  await replace(JSON.stringify(OWN), 0);
  const walk = await Walk.issued(cases, 'supervisionOrder', [0, 1]);
  const paper = (personId: string) =>
    withTransaction(cases.deps.database, async (tx) => {
      const roster = await readRoster(tx, cases.sample.jurisdictionId);
      const scope = await scopeOf(cases.deps.database, actorOn(roster, cases.sample.jurisdictionId, personId, cases.today));
      const wanted = { instrumentId: walk.id, paper: 'supervisionOrder', targetId: null, today: cases.today } as const;
      return instrumentPaper(tx, scope, wanted);
    });
  expect((await paper(cases.clerk))?.fileName).toBe('督办〔2026〕1号督办单.docx');
  expect((await paper(walk.liaison(0)))?.fileName).toBe('督办〔2026〕1号督办单.docx');
  expect(await paper(walk.liaison(2))).toBeNull();
});
