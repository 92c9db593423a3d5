import { formatRate } from '@duban/domain';
import {
  actorOn,
  countRectifications,
  markRectified,
  openInstrument,
  readRoster,
  receiveInstrument,
  scopeOf,
  strikeOffRectification,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import { Walk } from '../../support/paper-walk';
import { YearCases } from './year-cases';

/* What comes in from others, of the table "mechanism × seed", at the counts of the seeds. */

const UNITS = ['自然资源局', '生态环境局', '农业农村局', '水务局'];
let cases: YearCases;
beforeEach(async () => {
  cases = await YearCases.open('2020-01-13', UNITS, [{ title: '年度重点任务', unit: 0, dueOn: '2020-11-30' }]);
});
afterEach(() => cases.deps.close());

/** Registers papers of a kind in turn for the units. */
async function registered(kind: string, count: number, word: string, receivedOn: string): Promise<Walk[]> {
  const walks: Walk[] = [];
  for (let n = 0; n < count; n += 1) {
    const { instrumentId } = await cases.must(cases.clerk, (act) =>
      openInstrument(act, {
        kind,
        planId: cases.planId,
        unitIds: [cases.unit(n % UNITS.length).unitId],
        outsideNumber: `${word}〔2020〕${n + 1}号`,
        receivedOn,
      }),
    );
    walks.push(Walk.of(cases, instrumentId));
  }
  return walks;
}

async function handled(walk: Walk, n: number, replyOn: string): Promise<void> {
  const unit = n % UNITS.length;
  await walk.do(walk.liaison(unit), 'answer', { text: '已整改落实' }, unit);
  await walk.do(cases.clerk, 'acceptance', { accepted: true }, unit);
  await walk.do(cases.clerk, 'reply', { heldOn: replyOn, place: `示政函〔2020〕${n + 1}号`, text: '已书面回复' }, unit);
}

const outcomes = (kind: string) =>
  cases.query<{ state: string; count: number }>(
    'select state, count(*)::int as count from instrument where kind = $1 group by state order by state',
    [kind],
  );

/** Of the papers of a kind, how many have been answered and closed. */
const rate = async (kind: string): Promise<string> => {
  const counts = await outcomes(kind);
  const all = counts.reduce((sum, each) => sum + each.count, 0);
  return formatRate(counts.find((each) => each.state === 'closed')?.count ?? 0, all, 2);
};

test('检察建议和司法建议: of 118 received 61 are answered, 51.69%, one in the last hour of its limit; the rest are late the day after', async () => {
  const suggestions = await registered('procuratorialSuggestion', 118, '检建', cases.today);
  // The fortieth day, 2020-02-22, is a Saturday.
  expect(await suggestions[0]?.owed()).toEqual(['answer 2020-02-24', 'receipt 2020-01-15', 'reply 2020-03-13']);
  await cases.goTo('2020-02-20');
  for (const [n, walk] of suggestions.slice(0, 60).entries()) await handled(walk, n, cases.today);
  await cases.goTo('2020-03-13');
  const [last, late] = suggestions.slice(60);
  if (!last || !late) throw new Error('118 papers');
  await handled(last, 60, cases.today);
  expect(await outcomes('procuratorialSuggestion')).toEqual([
    { state: 'closed', count: 61 },
    { state: 'running', count: 57 },
  ]);
  expect(await rate('procuratorialSuggestion')).toBe('51.69%');
  await cases.goTo('2020-03-16');
  // The day after, whoever owes the reply is told so, once for each paper; of an answered one nothing is said.
  const isTold = async (walk: Walk) => {
    const rows = await cases.query<{ key: string; outcome: string }>(
      `select r.rung_key as key, r.outcome from rung_record r join obligation o on o.id = r.obligation_id
       where o.instrument_id = $1 and o.stage_key like '%.reply' order by r.fire_at`,
      [walk.id],
    );
    return rows.map((row) => `${row.key} ${row.outcome}`);
  };
  expect(await isTold(late)).toEqual(['stage.due fired', 'stage.missed fired']);
  expect(await isTold(last)).toEqual(['stage.due fired']);
  expect(await isTold(suggestions[0] as Walk)).toEqual([]);
  // Answered after its day it is done all the same, and stays late in the record.
  await handled(late, 61, cases.today);
  expect(await late.state()).toBe('closed');
  const [reply] = await cases.query<object>(
    `select due_on as due, to_char(met_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as met from obligation
     where instrument_id = $1 and stage_key like '%.reply'`,
    [late.id],
  );
  expect(reply).toEqual({ due: '2020-03-13', met: '2020-03-16' });
  const [judicial] = await registered('judicialSuggestion', 1, '司建', '2020-03-16');
  await judicial?.do(judicial.liaison(), 'answer', { text: '已采纳' });
  await judicial?.do(cases.clerk, 'acceptance', { accepted: true });
  await judicial?.do(cases.clerk, 'reply', { heldOn: '2020-03-16', place: '示政函〔2020〕200号', text: '已采纳' });
  expect(await outcomes('judicialSuggestion')).toEqual([{ state: 'closed', count: 1 }]);
}, 120_000);

test('监督意见书: 14 issued, all corrected in thirty days', async () => {
  await cases.goTo('2020-09-01');
  const opinions = await registered('enforcementOpinion', 14, '执监', cases.today);
  expect(await opinions[0]?.owed()).toEqual(['answer 2020-09-21', 'receipt 2020-09-03', 'reply 2020-10-09']);
  await cases.goTo('2020-09-15');
  for (const [n, walk] of opinions.entries()) {
    const target = await walk.target(n % UNITS.length);
    await cases.must(walk.liaison(n % UNITS.length), (act) =>
      receiveInstrument(act, { instrumentId: walk.id, targetId: target.id }),
    );
    await handled(walk, n, cases.today);
  }
  expect(await outcomes('enforcementOpinion')).toEqual([{ state: 'closed', count: 14 }]);
  const owed = await cases.query(`select 1 from obligation where state = 'open' and instrument_id is not null`);
  expect(owed).toEqual([]);
});

test('人大代表建议和政协提案: 109 and 118 are answered in three months, 100%', async () => {
  await cases.goTo('2020-03-02');
  const congress = await registered('congressSuggestion', 109, '人建', cases.today);
  const proposals = await registered('consultativeProposal', 118, '政提', cases.today);
  expect(await proposals[0]?.owed()).toEqual(['answer 2020-05-11', 'receipt 2020-03-04', 'reply 2020-06-02']);
  await cases.goTo('2020-05-08');
  for (const [n, walk] of [...congress, ...proposals].entries()) {
    // Two rows of papers, each of which begins with the first unit.
    const place = n < congress.length ? n : n - congress.length;
    await handled(walk, place, cases.today);
  }
  expect(await outcomes('congressSuggestion')).toEqual([{ state: 'closed', count: 109 }]);
  expect(await outcomes('consultativeProposal')).toEqual([{ state: 'closed', count: 118 }]);
  const [inTime] = await cases.query<{ replies: number; inTime: number }>(
    `select count(*)::int as replies,
       count(*) filter (where state = 'met' and (met_at at time zone 'Asia/Shanghai')::date <= due_on)::int as "inTime"
     from obligation where stage_key in ('congressSuggestion.reply', 'consultativeProposal.reply')`,
  );
  expect(inTime).toEqual({ replies: 227, inTime: 227 });
  expect(await rate('congressSuggestion')).toBe('100.00%');
  expect(await rate('consultativeProposal')).toBe('100.00%');
}, 120_000);

test('审计整改: 14 problems of one report stand on the list, are put right and struck off each by itself, 销号率 100%', async () => {
  await cases.goTo('2020-07-01');
  const walk = await Walk.issued(cases, 'auditRectification', [], {
    outsideNumber: '示审〔2020〕5号',
    receivedOn: cases.today,
    lines: Array.from({ length: 14 }, (_, n) => ({
      unitId: cases.unit(n % 2).unitId,
      problem: `审计发现问题${n + 1}`,
      dueOn: '2020-08-31',
    })),
  });
  const counts = () =>
    withTransaction(cases.deps.database, async (tx) => {
      const { jurisdictionId } = cases.sample;
      const actor = actorOn(await readRoster(tx, jurisdictionId), jurisdictionId, cases.clerk, cases.today);
      return countRectifications(tx, await scopeOf(cases.deps.database, actor), { sourceId: walk.id }, cases.today);
    });
  expect(await counts()).toMatchObject({ underWay: 14, struckOff: 0 });
  await cases.goTo('2020-08-10');
  const lines = await cases.query<{ id: string; unitId: string }>(
    'select id, unit_id as "unitId" from rectification where source_id = $1 order by id',
    [walk.id],
  );
  for (const n of [0, 1]) await walk.do(walk.liaison(n), 'answer', { text: '整改报告' }, n);
  for (const [index, { id: rectificationId, unitId }] of lines.entries()) {
    const n = cases.unit(0).unitId === unitId ? 0 : 1;
    if (index === 13)
      expect(await walk.try(cases.clerk, 'acceptance', { accepted: true }, n)).toMatchObject({
        refusal: { code: 'INSTRUMENT.LINES_OPEN', params: { count: 1 } },
      });
    await cases.must(walk.liaison(n), (act) => markRectified(act, { rectificationId, measure: '已追回资金并完善制度' }));
    await cases.must(cases.officeHead, (act) =>
      strikeOffRectification(act, { rectificationId, accepted: true, opinion: '证据充分' }),
    );
  }
  expect(await counts()).toEqual({ struckOff: 14, rectified: 0, late: 0, continuing: 0, underWay: 0 });
  for (const n of [0, 1]) {
    await walk.do(cases.clerk, 'acceptance', { accepted: true }, n);
    await walk.do(cases.clerk, 'reply', { heldOn: cases.today, place: '示政函〔2020〕9号', text: '整改结果报告' }, n);
    expect(await walk.target(n)).toMatchObject({ state: 'closed', outcome: 'done' });
  }
  expect(await walk.state()).toBe('closed');
});
