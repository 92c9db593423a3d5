import { instantOf } from '@duban/domain';
import {
  addItem,
  endItemsOf,
  instrumentDocumentOf,
  listWaitingFor,
  meetObligation,
  mergeDrafts,
  openInstrument,
  serveByHand,
  signOffHandlers,
  submitInstrument,
  withdrawInstrument,
  withdrawSignOff,
} from '@duban/application';
import { withTransaction, type ObligationRow } from '@duban/database';
import { InstrumentCases } from './cases';

let cases: InstrumentCases;
beforeEach(async () => {
  cases = await InstrumentCases.open('2026-03-02');
});
afterEach(() => cases.deps.close());

const instruments = () =>
  cases.query<{ id: string; number: string | null; state: string }>(
    'select id, number, state from instrument order by number_serial nulls last, opened_at, id',
  );
const onlyInstrument = async () => {
  const [row, ...others] = await instruments();
  if (!row || others.length > 0) throw new Error('not exactly one instrument');
  return row;
};
const submit = (instrumentId: string) => cases.must(cases.clerk, (act) => submitInstrument(act, { instrumentId }));
const armed = async (obligation: ObligationRow, key: string) =>
  (
    await cases.query<{ at: Date }>('select fire_at as at from armed_rung where obligation_id = $1 and rung_key = $2', [
      obligation.id,
      key,
    ])
  ).map((row) => row.at.toISOString());

async function firedOrder(count = 1): Promise<{ instrumentId: string; owed: ObligationRow[] }> {
  const owed = await cases.owe(0, '2026-03-03', count);
  cases.moveTo('2026-03-10');
  await cases.fire('completion.order', owed);
  return { instrumentId: (await onlyInstrument()).id, owed };
}

test('a 督办单 waits as a draft, takes its number at 签发, is served, and what follows counts from its service', async () => {
  const { instrumentId, owed } = await firedOrder(2);
  const [first] = owed;
  if (!first) throw new Error('nothing owed');
  expect(await armed(first, 'completion.summons')).toEqual([]);
  const { signOffId } = await submit(instrumentId);
  expect(await onlyInstrument()).toMatchObject({ number: null, state: 'submitted' });
  cases.moveTo('2026-03-11', 15);
  await cases.signAll(signOffId ?? '', [cases.officeHead]);
  expect(await onlyInstrument()).toMatchObject({ number: '督办〔2026〕1号', state: 'running' });
  // Ten working days after 11 March is 25 March.
  expect(await armed(first, 'completion.summons')).toEqual(['2026-03-25T01:00:00.000Z']);
  const owedByUnit = await cases.query<object>(
    `select stage_key as key, due_on as due, state from obligation where instrument_id = $1 order by stage_key`,
    [instrumentId],
  );
  expect(owedByUnit).toEqual([
    { key: 'supervisionOrder.answer', due: '2026-03-25', state: 'open' },
    { key: 'supervisionOrder.receipt', due: '2026-03-13', state: 'open' },
  ]);
  const paper = await withTransaction(cases.deps.database, (tx) =>
    instrumentDocumentOf(tx, { instrumentId, today: '2026-03-11' }),
  );
  expect(paper).toMatchObject({
    paper: 'supervisionOrder',
    number: '督办〔2026〕1号',
    targets: ['甲局'],
    matter: '任务1等2项',
    limit: '2026-03-25',
    date: '2026-03-11',
    approver: '督办主任',
    signature: { names: ['示例区司法局'], sealed: true },
  });
  expect(paper?.items).toEqual([
    { task: '任务1', unit: '甲局', due: '2026-03-03', state: '逾期8天', requirement: '“任务1”，应于2026年3月3日前办结' },
    { task: '任务2', unit: '甲局', due: '2026-03-03', state: '逾期8天', requirement: '“任务2”，应于2026年3月3日前办结' },
  ]);
});

test('a refused draft ends, and nothing ever counts from it', async () => {
  const { instrumentId, owed } = await firedOrder();
  const { signOffId } = await submit(instrumentId);
  await cases.must(cases.officeHead, (act) => cases.verdict(act, signOffId ?? '', 'refuse', '暂缓'));
  expect(await onlyInstrument()).toMatchObject({ number: null, state: 'refused' });
  if (!owed[0]) throw new Error('nothing owed');
  expect(await armed(owed[0], 'completion.summons')).toEqual([]);
  // A later firing opens a new draft.
  expect(await cases.fire('period.order', owed)).toEqual(new Map());
  expect(await instruments()).toHaveLength(2);
});

test('an item done while it is being signed lapses and costs no signature; with none left no number is taken', async () => {
  const owed = await cases.owe(0, '2026-03-03', 2);
  cases.moveTo('2026-03-10');
  await cases.fire('completion.order', owed);
  const { id } = await onlyInstrument();
  const { signOffId } = await submit(id);
  await cases.inAct(async (act) => {
    for (const row of owed) meetObligation(act, row);
    await endItemsOf(
      act,
      owed.map((row) => row.id),
      'done',
      'struckOff',
    );
  });
  await cases.signAll(signOffId ?? '', [cases.officeHead]);
  expect(await onlyInstrument()).toMatchObject({ number: null, state: 'ended' });
  const items = await cases.query<object>('select distinct state, end_reason as why from instrument_item');
  expect(items).toEqual([{ state: 'lapsed', why: 'struckOff' }]);
  expect(await cases.query('select 1 from instrument_number')).toEqual([]);
});

test('an item added while it is being signed costs all signatures, and the signers are asked again', async () => {
  const owed = await cases.owe(0, '2026-03-03', 2);
  cases.moveTo('2026-03-30');
  await cases.fire('completion.bulletin', owed.slice(0, 1));
  const { id } = await onlyInstrument();
  const { signOffId } = await submit(id);
  await cases.signAll(signOffId ?? '', [cases.officeHead]);
  const added = await cases.must(cases.clerk, (act) =>
    addItem(act, { instrumentId: id, item: { obligationId: owed[1]?.id ?? '' } }),
  );
  expect(added.lapsedSignatures).toBe(1);
  const early = await cases.do(cases.chief, (act) => cases.verdict(act, signOffId ?? '', 'approve', '同意'));
  expect(early).toMatchObject({ refusal: { code: 'SIGNOFF.NOT_YOUR_STEP' } });
  await cases.signAll(signOffId ?? '', [cases.officeHead, cases.chief]);
  expect(await onlyInstrument()).toMatchObject({ number: '通报〔2026〕1号', state: 'closed' });
});

test('withdrawn from its chain an instrument is a draft again, and may be submitted anew', async () => {
  const { instrumentId } = await firedOrder();
  const { signOffId } = await submit(instrumentId);
  await cases.must(cases.clerk, (act) => withdrawSignOff(act, signOffHandlers, { signOffId: signOffId ?? '', reason: '改事由' }));
  expect(await onlyInstrument()).toMatchObject({ state: 'draft' });
  const again = await submit(instrumentId);
  await cases.signAll(again.signOffId ?? '', [cases.officeHead]);
  expect(await onlyInstrument()).toMatchObject({ number: '督办〔2026〕1号', state: 'running' });
});

test('fifty issues at once take the numbers 1 to 50, each once', async () => {
  const signOffIds: string[] = [];
  for (let n = 0; n < 50; n++) {
    const opened = await cases.must(cases.clerk, (act) =>
      openInstrument(act, {
        kind: 'supervisionOrder',
        planId: cases.planId,
        grounds: '专项督办',
        unitIds: [cases.unit(n % 3).unitId],
      }),
    );
    signOffIds.push((await submit(opened.instrumentId)).signOffId ?? '');
  }
  const results = await Promise.all(
    signOffIds.map((id) => cases.do(cases.officeHead, (act) => cases.verdict(act, id, 'approve', '同意'))),
  );
  expect(results.every((result) => result.ok)).toBe(true);
  const numbers = await cases.query<{ n: number }>('select number_serial as n from instrument order by 1');
  expect(numbers.map((row) => row.n)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
}, 60_000);

test('作废 keeps its number, a number of another register takes none, and the same may not be used twice', async () => {
  const open = (outsideNumber?: string) =>
    cases.do(cases.clerk, (act) =>
      openInstrument(act, {
        kind: 'supervisionOrder',
        planId: cases.planId,
        grounds: '领导批示',
        unitIds: [cases.unit(0).unitId],
        ...(outsideNumber === undefined ? {} : { outsideNumber }),
      }),
    );
  const issue = async (outsideNumber?: string) => {
    const opened = await open(outsideNumber);
    if (!opened.ok) throw new Error(opened.refusal.code);
    const { signOffId } = await submit(opened.value.instrumentId);
    await cases.signAll(signOffId ?? '', [cases.officeHead]);
    return opened.value.instrumentId;
  };
  const first = await issue();
  await cases.must(cases.clerk, (act) => withdrawInstrument(act, signOffHandlers, { instrumentId: first, reason: '对象有误' }));
  await issue('示例府督〔2026〕12号');
  await issue();
  expect((await instruments()).map((each) => [each.number, each.state])).toEqual([
    ['督办〔2026〕1号', 'withdrawn'],
    ['督办〔2026〕2号', 'running'],
    ['示例府督〔2026〕12号', 'running'],
  ]);
  const open1 = await cases.query(`select 1 from obligation where instrument_id = $1 and state = 'open'`, [first]);
  expect(open1).toEqual([]);
  expect(await open('示例府督〔2026〕12号')).toMatchObject({ refusal: { code: 'INSTRUMENT.NUMBER_TAKEN' } });
});

test('withdrawn while it is being signed, it leaves every list', async () => {
  const { instrumentId } = await firedOrder();
  await submit(instrumentId);
  await cases.must(cases.clerk, (act) => withdrawInstrument(act, signOffHandlers, { instrumentId, reason: '重复' }));
  expect(await onlyInstrument()).toMatchObject({ state: 'withdrawn', number: null });
  const waiting = await cases.must(cases.officeHead, async (act) => ({
    ok: true,
    value: act.actor ? await listWaitingFor(act.tx, act.actor, act.today) : [],
  }));
  expect(waiting).toEqual([]);
});

test('handed over by hand, what follows counts from the day recorded', async () => {
  const { instrumentId, owed } = await firedOrder();
  const { signOffId } = await cases.must(cases.clerk, (act) => submitInstrument(act, { instrumentId, service: 'byHand' }));
  await cases.signAll(signOffId ?? '', [cases.officeHead]);
  const [target] = await cases.query<{ id: string; at: Date | null }>('select id, served_at as at from instrument_target');
  expect(target?.at).toBeNull();
  cases.moveTo('2026-03-13');
  const serve = (servedOn: string) =>
    cases.do(cases.clerk, (act) =>
      serveByHand(act, { instrumentId, targetId: target?.id ?? '', servedOn, receiver: '甲局联络员' }),
    );
  expect(await serve('2026-03-09')).toMatchObject({ refusal: { code: 'INSTRUMENT.SERVED_BEFORE_ISSUE' } });
  expect(await serve('2026-03-14')).toMatchObject({ refusal: { code: 'INSTRUMENT.DAY_IN_FUTURE' } });
  expect((await serve('2026-03-12')).ok).toBe(true);
  expect(await serve('2026-03-12')).toMatchObject({ refusal: { code: 'INSTRUMENT.SERVED_ALREADY' } });
  const dues = await cases.query<object>(
    'select stage_key as key, due_on as due from obligation where instrument_id = $1 order by 1',
    [instrumentId],
  );
  expect(dues).toEqual([
    { key: 'supervisionOrder.answer', due: '2026-03-26' },
    { key: 'supervisionOrder.receipt', due: '2026-03-16' },
  ]);
  if (!owed[0]) throw new Error('nothing owed');
  expect(await armed(owed[0], 'completion.summons')).toEqual(['2026-03-26T01:00:00.000Z']);
});

test('drafts are merged: the items move, the others end with a link, which is no refusal', async () => {
  const owed = [...(await cases.owe(0, '2026-03-03', 2)), ...(await cases.owe(1, '2026-03-03'))];
  cases.moveTo('2026-03-10');
  await cases.fire('completion.order', owed);
  const [into, from] = await instruments();
  if (!into || !from) throw new Error('not two drafts');
  await cases.must(cases.clerk, (act) => mergeDrafts(act, { intoId: into.id, fromIds: [from.id] }));
  const rows = await cases.query<object>(
    `select i.state, i.merged_into_id as into, (select count(*)::int from instrument_item x where x.instrument_id = i.id) as items,
       (select count(*)::int from instrument_target t where t.instrument_id = i.id and t.state = 'waiting') as targets
     from instrument i order by i.state`,
  );
  expect(rows).toEqual([
    { state: 'collecting', into: null, items: 3, targets: 2 },
    { state: 'merged', into: into.id, items: 0, targets: 0 },
  ]);
});

test('what comes in from others runs at once, its limit counted from the day of receipt', async () => {
  const input = {
    kind: 'procuratorialSuggestion',
    unitIds: [cases.unit(0).unitId],
    items: [{ unitId: cases.unit(0).unitId, text: '加强执法监督' }],
  };
  const without = await cases.do(cases.clerk, (act) => openInstrument(act, input));
  expect(without).toMatchObject({ refusal: { code: 'INSTRUMENT.FIELD_MISSING', params: { field: 'outsideNumber' } } });
  const opened = await cases.must(cases.clerk, (act) =>
    openInstrument(act, { ...input, outsideNumber: '示检建〔2026〕5号', receivedOn: '2026-02-27' }),
  );
  const dues = await cases.query<object>(
    'select stage_key as key, due_on as due from obligation where instrument_id = $1 order by 1',
    [opened.instrumentId],
  );
  // The reply has the outside limit: two months from 27 February end on 27 April; the unit answers before it.
  expect(dues).toEqual([
    { key: 'procuratorialSuggestion.answer', due: '2026-04-08' },
    { key: 'procuratorialSuggestion.receipt', due: '2026-03-02' },
    { key: 'procuratorialSuggestion.reply', due: '2026-04-27' },
  ]);
});

test('a summons needs a meeting that keeps the notice; where the approval took too long the meeting moves', async () => {
  const opened = await cases.must(cases.clerk, (act) =>
    openInstrument(act, { kind: 'summons', planId: cases.planId, grounds: '整改不力', unitIds: [cases.unit(0).unitId] }),
  );
  const ask = (day: string) =>
    cases.do(cases.clerk, (act) =>
      submitInstrument(act, {
        instrumentId: opened.instrumentId,
        meetingAtMs: instantOf(day, 14, 30),
        meetingPlace: '第一会议室',
      }),
    );
  expect(await ask('2026-03-04')).toMatchObject({
    refusal: { code: 'INSTRUMENT.NOTICE_TOO_SHORT', params: { earliestOn: '2026-03-05' } },
  });
  const submitted = await ask('2026-03-05');
  if (!submitted.ok) throw new Error(submitted.refusal.code);
  cases.moveTo('2026-03-04');
  await cases.signAll(submitted.value.signOffId ?? '', [cases.officeHead, cases.deputy(0)]);
  const [row] = await cases.query<{ at: Date }>('select meeting_at as at from instrument');
  expect(row?.at.toISOString()).toBe('2026-03-09T06:30:00.000Z');
});

test('a unit opens no instrument and knows of none that is not served on it', async () => {
  const person = cases.unit(0).head.personId;
  const opened = await cases.do(person, (act) =>
    openInstrument(act, { kind: 'supervisionOrder', grounds: '无', unitIds: [cases.unit(1).unitId] }),
  );
  expect(opened).toMatchObject({ refusal: { code: 'INSTRUMENT.OFFICE_ONLY' } });
  const { instrumentId } = await firedOrder();
  const read = await cases.do(person, (act) => submitInstrument(act, { instrumentId }));
  expect(read).toMatchObject({ refusal: { code: 'INSTRUMENT.UNKNOWN' } });
});
