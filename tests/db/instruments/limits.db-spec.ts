import { instantOf, type Policy, type StageKey, type StagePayload } from '@duban/domain';
import {
  completeStage,
  endOverdueTarget,
  extendStage,
  moveMeeting,
  openInstrument,
  submitInstrument,
  newId,
  type OpenInstrument,
} from '@duban/application';
import { PolicyRow, PolicyVersionRow, withTransaction } from '@duban/database';
import { standardPolicy } from '@duban/sample';
import { InstrumentCases } from './cases';

let cases: InstrumentCases;
beforeEach(async () => {
  cases = await InstrumentCases.open('2026-03-02');
});
afterEach(() => cases.deps.close());

const targetId = async (instrumentId: string) => {
  const [row] = await cases.query<{ id: string }>('select id from instrument_target where instrument_id = $1', [instrumentId]);
  return row?.id ?? '';
};
const openStages = async (instrumentId: string) =>
  (
    await cases.query<{ key: string; due: string }>(
      `select split_part(stage_key, '.', 2) as key, due_on as due from obligation where instrument_id = $1 and state = 'open' order by 1`,
      [instrumentId],
    )
  ).map((row) => `${row.key} ${row.due}`);

async function issued(kind: 'supervisionOrder' | 'summons' | 'listing'): Promise<string> {
  const { instrumentId } = await cases.must(cases.clerk, (act) =>
    openInstrument(act, { kind, planId: cases.planId, grounds: '逾期', unitIds: [cases.unit(0).unitId] }),
  );
  const { signOffId } = await cases.must(cases.clerk, (act) =>
    submitInstrument(act, {
      instrumentId,
      ...(kind === 'summons' ? { meetingAtMs: instantOf('2026-03-09', 9), meetingPlace: '会议室' } : {}),
    }),
  );
  const last = { summons: [cases.deputy(0)], listing: [cases.chief], supervisionOrder: [] }[kind];
  await cases.signAll(signOffId ?? '', [cases.officeHead, ...last]);
  return instrumentId;
}

const complete = async (instrumentId: string, stageKey: StageKey, payload: StagePayload) => {
  const id = await targetId(instrumentId);
  return cases.must(cases.unit(0).liaison.personId, (act) =>
    completeStage(act, { instrumentId, targetId: id, stageKey, payload }),
  );
};

test('a stage is extended by the office head before its day, keeps its first day, and never after', async () => {
  const id = await issued('listing');
  const target = await targetId(id);
  await complete(id, 'plan', { text: '方案' });
  expect(await openStages(id)).toEqual(['answer 2026-05-06', 'receipt 2026-03-04', 'report 2026-04-02']);
  const extend = (personId: string, dueOn: string) =>
    cases.do(personId, (act) =>
      extendStage(act, { instrumentId: id, targetId: target, stageKey: 'answer', dueOn, reason: '工程延期' }),
    );
  expect(await extend(cases.clerk, '2026-06-30')).toMatchObject({ refusal: { code: 'INSTRUMENT.NOT_YOUR_STAGE' } });
  expect(await extend(cases.officeHead, '2026-05-06')).toMatchObject({ refusal: { code: 'INSTRUMENT.DAY_NOT_LATER' } });
  expect((await extend(cases.officeHead, '2026-06-30')).ok).toBe(true);
  const [row] = await cases.query<object>(
    `select due_on as due, original_due_on as first, due_version as version from obligation where instrument_id = $1 and stage_key = 'listing.answer'`,
    [id],
  );
  expect(row).toEqual({ due: '2026-06-30', first: '2026-05-06', version: 2 });
  cases.moveTo('2026-07-01');
  expect(await extend(cases.officeHead, '2026-08-31')).toMatchObject({ refusal: { code: 'INSTRUMENT.STAGE_OVERDUE' } });
});

test('a target that lets its limit pass is ended by the office as not done, and leads on', async () => {
  const id = await issued('supervisionOrder');
  const target = await targetId(id);
  const end = () =>
    cases.do(cases.clerk, (act) => endOverdueTarget(act, { instrumentId: id, targetId: target, reason: '逾期未报' }));
  cases.moveTo('2026-03-16');
  expect(await end()).toMatchObject({ refusal: { code: 'INSTRUMENT.NOT_OVERDUE' } });
  cases.moveTo('2026-03-17');
  const ended = await end();
  expect(ended.ok).toBe(true);
  const rows = await cases.query<object>(
    'select kind, state, preceding_id as from, grounds from instrument order by opened_at, id',
  );
  expect(rows).toEqual([
    { kind: 'supervisionOrder', state: 'closed', from: null, grounds: '逾期' },
    { kind: 'summons', state: 'draft', from: id, grounds: '督办单督办〔2026〕1号未完成，需进一步督办' },
  ]);
});

test('a meeting is moved with the notice that the policy asks, and its day is a new due day', async () => {
  const id = await issued('summons');
  const move = (day: string) =>
    cases.do(cases.clerk, (act) =>
      moveMeeting(act, { instrumentId: id, meetingAtMs: instantOf(day, 10), place: '', reason: '冲突' }),
    );
  expect(await move('2026-03-04')).toMatchObject({ refusal: { code: 'INSTRUMENT.NOTICE_TOO_SHORT' } });
  expect((await move('2026-03-12')).ok).toBe(true);
  expect(await openStages(id)).toEqual(['meeting 2026-03-12']);
});

test('where the policy gives reports a term, each one owes the next until the answer', async () => {
  const id = await issued('listing');
  expect(await openStages(id)).toEqual(['plan 2026-03-09', 'receipt 2026-03-04', 'report 2026-04-02']);
  await complete(id, 'receipt', {});
  await complete(id, 'plan', { text: '方案' });
  cases.moveTo('2026-03-31');
  await complete(id, 'report', { text: '三月进展' });
  expect(await openStages(id)).toEqual(['answer 2026-05-06', 'report 2026-04-30']);
  await complete(id, 'answer', { text: '整改完成' });
  await complete(id, 'report', { text: '四月进展' });
  expect(await openStages(id)).toEqual(['acceptance 2026-04-15']);
});

test('without a plan an instrument takes the newest policy that knows its kind, not a newer one for other matters', async () => {
  const { jurisdictionId, policyVersionId } = cases.sample;
  const store = async (key: string, body: Policy, madeOn: string) => {
    const [policyId, id] = [newId(), newId()];
    await withTransaction(cases.deps.database, async (tx) => {
      await tx.insert(PolicyRow, [{ id: policyId, jurisdictionId, key, name: key }]);
      await tx.insert(PolicyVersionRow, [
        { id, jurisdictionId, policyId, version: 1, body, madeAt: new Date(instantOf(madeOn, 9)), madeBy: null },
      ]);
    });
    return id;
  };
  const { auditRectification } = standardPolicy.instruments;
  const forAudits = await store(
    'audits',
    { ...standardPolicy, chains: {}, instruments: auditRectification ? { auditRectification } : {} },
    '2026-03-03',
  );
  const policyOf = async (kind: string, more: Partial<OpenInstrument> = {}) => {
    const { instrumentId } = await cases.must(cases.clerk, (act) =>
      openInstrument(act, { kind, grounds: '专项', unitIds: [cases.unit(0).unitId], ...more }),
    );
    const [row] = await cases.query<{ id: string }>('select policy_version_id as id from instrument where id = $1', [
      instrumentId,
    ]);
    return row?.id;
  };
  const received = { outsideNumber: '示审〔2026〕1号', receivedOn: '2026-03-02' };
  expect(await policyOf('supervisionOrder')).toBe(policyVersionId);
  expect(await policyOf('auditRectification', received)).toBe(forAudits);
  expect(await policyOf('judicialSuggestion', { ...received, outsideNumber: '示司建〔2026〕1号' })).toBe(policyVersionId);
});
