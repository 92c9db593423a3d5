import { definitionOf, instrumentDefinitions, type InstrumentKind } from '@duban/domain';
import {
  listRectifications,
  markRectified,
  openInstrument,
  scopeOf,
  strikeOffRectification,
  actorOn,
  readRoster,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import { InstrumentCases } from './cases';
import { Walk } from '../../support/paper-walk';

let cases: InstrumentCases;
beforeEach(async () => {
  cases = await InstrumentCases.open('2026-03-02');
});
afterEach(() => cases.deps.close());

const INCOMING = (Object.keys(instrumentDefinitions) as InstrumentKind[]).filter(
  (kind) => definitionOf(kind).origin === 'incoming',
);

test('every kind that comes in from others is registered, answered, checked, replied to and closed with its own number', async () => {
  expect(INCOMING).toHaveLength(8);
  for (const [index, kind] of INCOMING.entries()) {
    const walk = await Walk.issued(cases, kind, [0], { outsideNumber: `来文〔2026〕${index + 1}号`, receivedOn: '2026-03-02' });
    expect(await walk.state()).toBe('running');
    await walk.do(walk.liaison(), 'receipt');
    await walk.do(walk.liaison(), 'answer', { text: '已整改' });
    await walk.do(cases.clerk, 'acceptance', { accepted: true });
    if (kind !== 'caseReview') {
      expect(await walk.target()).toMatchObject({ stage: 'reply', outcome: 'done' });
      await walk.do(cases.clerk, 'reply', { heldOn: '2026-03-02', place: `示司函〔2026〕${index + 1}号`, text: '已回复' });
    }
    expect(await walk.target()).toMatchObject({ state: 'closed', outcome: 'done' });
    expect(await walk.state()).toBe('closed');
    expect(await walk.owed()).toEqual([]);
  }
  const numbers = await cases.query<{ number: string; serial: number | null }>(
    'select number, number_serial as serial from instrument order by opened_at, id',
  );
  expect(numbers.every((row) => row.serial === null)).toBe(true);
  expect(await cases.query('select 1 from instrument_number')).toEqual([]);
});

test('a day that the paper itself names binds the reply; what is registered late is overdue at once, never refused', async () => {
  const walk = await Walk.issued(cases, 'procuratorialSuggestion', [0], {
    outsideNumber: '示检建〔2026〕7号',
    receivedOn: '2026-02-10',
    answerByOn: '2026-02-25',
  });
  expect(await walk.owed()).toEqual(['answer 2026-02-25', 'receipt 2026-02-12', 'reply 2026-02-25']);
  const wrong = await cases.do(cases.clerk, (act) =>
    openInstrument(act, {
      kind: 'judicialSuggestion',
      unitIds: [cases.unit(0).unitId],
      outsideNumber: '示司建〔2026〕1号',
      receivedOn: '2026-03-01',
      answerByOn: '2026-02-28',
    }),
  );
  expect(wrong).toMatchObject({ refusal: { code: 'INSTRUMENT.ANSWER_BEFORE_RECEIPT' } });
});

test('its problems stand on the 整改问题清单, and with one open it is partly done at most', async () => {
  const { unitId } = cases.unit(0);
  const walk = await Walk.issued(cases, 'auditRectification', [], {
    outsideNumber: '示审〔2026〕3号',
    receivedOn: '2026-03-02',
    lines: [
      { unitId, problem: '专项资金未及时拨付', dueOn: '2026-03-31', owner: '财务科' },
      { unitId, problem: '制度不健全', nature: 'continuing' },
    ],
  });
  const lines = await withTransaction(cases.deps.database, async (tx) => {
    const roster = await readRoster(tx, cases.sample.jurisdictionId);
    const scope = await scopeOf(cases.deps.database, actorOn(roster, cases.sample.jurisdictionId, walk.liaison(), cases.today));
    return listRectifications(tx, scope, { sourceId: walk.id }, { after: null, limit: 10 }, '2026-04-01');
  });
  expect(lines.map((line) => [line.problem, line.standing, line.dueOn, line.reference, line.actions])).toEqual([
    ['专项资金未及时拨付', 'late', '2026-03-31', '示审〔2026〕3号', ['markDone']],
    ['制度不健全', 'continuing', null, '示审〔2026〕3号', ['markDone']],
  ]);
  await walk.do(walk.liaison(), 'answer', { text: '已整改' });
  expect(await walk.try(cases.clerk, 'acceptance', { accepted: true })).toMatchObject({
    refusal: { code: 'INSTRUMENT.LINES_OPEN', params: { count: 1 } },
  });
  const rectificationId = lines[0]?.id ?? '';
  await cases.must(walk.liaison(), (act) => markRectified(act, { rectificationId, measure: '已拨付' }));
  await cases.must(cases.officeHead, (act) => strikeOffRectification(act, { rectificationId, accepted: true, opinion: '属实' }));
  await walk.do(cases.clerk, 'acceptance', { accepted: true });
  expect(await walk.target()).toMatchObject({ stage: 'reply', outcome: 'done' });
});
