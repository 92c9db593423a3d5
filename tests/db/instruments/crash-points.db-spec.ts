import { type Decision, type StageKey, type StagePayload } from '@duban/domain';
import {
  actorOn,
  completeStage,
  openInstrument,
  readRoster,
  runCommand,
  serveByHand,
  submitInstrument,
  type Act,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import { Crash, crashAfterCommit } from '../../support/clock/crashing';
import { InstrumentCases } from './cases';

let cases: InstrumentCases;
beforeEach(async () => {
  cases = await InstrumentCases.open('2026-03-02');
});
afterEach(() => cases.deps.close());

let keys = 0;

/**
 * Gives a command to a process that dies right after it has committed, so that nobody hears the answer, and then again under the
 * same key, as a person's browser does. Gives what the second answers.
 */
async function crashing<Value>(personId: string, work: (act: Act) => Promise<Decision<Value>>): Promise<Value> {
  const { jurisdictionId } = cases.sample;
  const actor = await withTransaction(cases.deps.database, async (tx) =>
    actorOn(await readRoster(tx, jurisdictionId), jurisdictionId, personId, cases.today),
  );
  keys += 1;
  const command = { actor, route: 'crashing', key: `key-${keys}`, body: { n: keys } };
  await expect(runCommand(crashAfterCommit(cases.deps, 1).deps, command, work)).rejects.toThrow(Crash);
  const events = await countOf('select count(*)::int as n from event');
  const decision = await runCommand(cases.deps, command, work);
  if (!decision.ok) throw new Error(decision.refusal.code);
  // The answer was there: nothing is done a second time.
  expect(await countOf('select count(*)::int as n from event')).toBe(events);
  return decision.value;
}

const countOf = async (sql: string, values: readonly unknown[] = []): Promise<number> =>
  (await cases.query<{ n: number }>(sql, values))[0]?.n ?? 0;

/** What there is of the paper: its events by name, its stages done, and what is owed on it, as `answer open`. */
async function left(id: string) {
  const events = await cases.events(id);
  const stages = await cases.query<{ key: string }>(
    'select stage_key as key from instrument_stage where instrument_id = $1 order by done_at, id',
    [id],
  );
  const owed = await cases.query<{ key: string; state: string }>(
    `select split_part(stage_key, '.', 2) as key, state from obligation where instrument_id = $1 order by 1, id`,
    [id],
  );
  return {
    events: events.filter((type) => type.startsWith('instrument.')),
    stages: stages.map((row) => row.key),
    owed: owed.map((row) => `${row.key} ${row.state}`),
  };
}

test('a crash after the commit of opening, submitting, signing, serving or any stage leaves its state, event and obligations once', async () => {
  const unit = cases.unit(0);
  const { instrumentId } = await crashing(cases.clerk, (act) =>
    openInstrument(act, {
      ...{ kind: 'supervisionOrder', planId: cases.planId, grounds: '逾期未办结', service: 'byHand' },
      unitIds: [unit.unitId],
    }),
  );
  expect(await countOf('select count(*)::int as n from instrument')).toBe(1);
  const { signOffId } = await crashing(cases.clerk, (act) => submitInstrument(act, { instrumentId }));
  expect(await countOf(`select count(*)::int as n from sign_off where subject_id = $1`, [instrumentId])).toBe(1);

  await crashing(cases.officeHead, (act) => cases.verdict(act, signOffId ?? '', 'approve', '同意'));
  expect(await cases.query('select state, number from instrument where id = $1', [instrumentId])).toEqual([
    { state: 'running', number: '督办〔2026〕1号' },
  ]);
  expect(await countOf('select count(*)::int as n from signature where sign_off_id = $1', [signOffId])).toBe(1);
  expect((await left(instrumentId)).events.filter((type) => type === 'instrument.issued')).toHaveLength(1);
  expect((await left(instrumentId)).owed).toEqual([]);

  const [target] = await cases.query<{ id: string }>('select id from instrument_target where instrument_id = $1', [instrumentId]);
  const targetId = target?.id ?? '';
  await crashing(cases.clerk, (act) =>
    serveByHand(act, { instrumentId, targetId, servedOn: cases.today, receiver: unit.liaison.personId }),
  );
  expect((await left(instrumentId)).owed).toEqual(['answer open', 'receipt open']);

  const stage = (personId: string, stageKey: StageKey, payload: StagePayload = {}) =>
    crashing(personId, (act) => completeStage(act, { instrumentId, targetId, stageKey, payload }));
  await stage(unit.liaison.personId, 'receipt');
  await stage(unit.liaison.personId, 'answer', { text: '已整改', lines: [{ problem: '台账不全', dueOn: '2026-04-30' }] });
  expect(await countOf('select count(*)::int as n from rectification')).toBe(1);
  expect((await left(instrumentId)).owed).toEqual(['acceptance open', 'answer met', 'receipt met']);
  await stage(cases.clerk, 'acceptance', { accepted: true, outcome: 'partly' });
  expect(await left(instrumentId)).toEqual({
    events: [
      'instrument.opened',
      'instrument.submitted',
      'instrument.issued',
      'instrument.served',
      'instrument.stageCompleted',
      'instrument.stageCompleted',
      'instrument.stageCompleted',
      'instrument.targetClosed',
      'instrument.closed',
    ],
    stages: ['receipt', 'answer', 'acceptance'],
    owed: ['acceptance met', 'answer met', 'receipt met'],
  });
  // Who waits for the clock of the paper was told once for each act that changed it.
  const wakes = await cases.query<{ n: number }>(
    `select count(*)::int as n from outbox where owner_id = $1 and event_id is not null group by event_id having count(*) > 1`,
    [instrumentId],
  );
  expect(wakes).toEqual([]);
});
