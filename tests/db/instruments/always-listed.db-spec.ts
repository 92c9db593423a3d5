import fc from 'fast-check';
import { dayOfInstant, instantOf, type StageKey } from '@duban/domain';
import {
  actorOn,
  completeStage,
  endItemsOf,
  listWaitingFor,
  listWaitingInstruments,
  meetObligation,
  openInstrument,
  readRoster,
  serveByHand,
  signOffHandlers,
  startDelisting,
  submitInstrument,
  withdrawSignOff,
} from '@duban/application';
import { ObligationRow, withTransaction } from '@duban/database';
import { InstrumentCases } from './cases';

const RUNS = Number(process.env['DUBAN_PROPERTY_RUNS'] ?? 10);
let cases: InstrumentCases;
beforeAll(async () => {
  cases = await InstrumentCases.open('2026-03-02');
});
afterAll(() => cases.deps.close());

const people = () => [
  cases.clerk,
  cases.officeHead,
  cases.chief,
  cases.deputy(0),
  cases.deputy(1),
  ...cases.sample.units.flatMap((unit) => [unit.liaison.personId, unit.head.personId]),
];

interface Listed {
  readonly personId: string;
  readonly instrumentId: string;
  readonly targetId: string | null;
  readonly waitsFor: string;
  readonly signOffId: string | null;
}

/** Everything that waits for anybody on this instrument, with the chains about it. */
const listed = (instrumentId: string): Promise<Listed[]> =>
  withTransaction(cases.deps.database, async (tx) => {
    const roster = await readRoster(tx, cases.sample.jurisdictionId);
    const targets = await tx.query<{ id: string }>('select id from instrument_target where instrument_id = $1', [instrumentId]);
    const subjects = [instrumentId, ...targets.map((target) => target.id)];
    const found: Listed[] = [];
    for (const personId of people()) {
      const actor = actorOn(roster, cases.sample.jurisdictionId, personId, cases.today);
      for (const each of await listWaitingInstruments(tx, actor)) {
        if (each.instrumentId === instrumentId) found.push({ ...each, personId, signOffId: null });
      }
      for (const each of await listWaitingFor(tx, actor, cases.today)) {
        if (!subjects.includes(each.subjectId)) continue;
        found.push({ personId, instrumentId, targetId: null, waitsFor: each.path, signOffId: each.signOffId });
      }
    }
    return found;
  });

const doing = fc.record({ which: fc.nat(1000), no: fc.nat(9), item: fc.nat(5) });

test('an instrument that is alive waits for somebody at every moment, and one that has ended for nobody', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('supervisionOrder', 'summons', 'listing'),
      fc.boolean(),
      fc.array(doing, { minLength: 8, maxLength: 26 }),
      async (kind, byHand, doings) => {
        const owed = [...(await cases.owe(0, '2026-03-02')), ...(await cases.owe(1, '2026-03-02'))];
        const { instrumentId } = await cases.must(cases.clerk, (act) =>
          openInstrument(act, {
            kind,
            planId: cases.planId,
            grounds: '逾期',
            unitIds: [],
            items: owed.map((row) => ({ obligationId: row.id })),
            service: byHand ? 'byHand' : 'inbox',
            isPublic: byHand,
          }),
        );
        for (const each of doings) {
          const [row] = await cases.query<{ state: string }>('select state from instrument where id = $1', [instrumentId]);
          const waiting = await listed(instrumentId);
          const isAlive = ['collecting', 'draft', 'submitted', 'running'].includes(row?.state ?? '');
          expect({ state: row?.state, isListed: waiting.length > 0 }).toEqual({ state: row?.state, isListed: isAlive });
          if (!isAlive) return;
          if (each.item === 0) await strikeOff(owed[each.which % owed.length]);
          else await act(waiting[each.which % waiting.length], each.no === 0);
        }
      },
    ),
    { numRuns: RUNS },
  );
}, 300_000);

async function strikeOff(owed: ObligationRow | undefined): Promise<void> {
  if (!owed) return;
  await cases.inAct(async (act) => {
    const [open] = await act.tx.find(ObligationRow, `r.id = $1 and r.state = 'open'`, [owed.id]);
    if (open) meetObligation(act, open);
    await endItemsOf(act, [owed.id], 'done', 'struckOff');
  });
}

/** Whoever is asked does what is asked, and is not refused. */
async function act(one: Listed | undefined, saysNo: boolean): Promise<void> {
  // Where the leader who must sign has filed, the office has it: to appoint an acting holder, not to sign.
  if (!one || one.waitsFor === 'exception') return;
  const { personId, instrumentId, targetId, waitsFor, signOffId } = one;
  const target = targetId ?? '';
  if (signOffId !== null) {
    if (saysNo && personId === cases.officeHead) {
      await cases.do(cases.clerk, (each) => withdrawSignOff(each, signOffHandlers, { signOffId, reason: '改' }));
      return;
    }
    await cases.must(personId, (each) => cases.verdict(each, signOffId, saysNo ? 'refuse' : 'approve', '意见'));
    return;
  }
  if (waitsFor === 'submit') {
    await cases.must(personId, (each) =>
      submitInstrument(each, { instrumentId, meetingAtMs: each.nowMs + 30 * 86_400_000, meetingPlace: '会议室' }),
    );
    return;
  }
  if (waitsFor === 'serve') {
    await cases.must(personId, (each) =>
      serveByHand(each, { instrumentId, targetId: target, servedOn: each.today, receiver: '联络员' }),
    );
    return;
  }
  if (waitsFor === 'delisting') {
    await cases.must(personId, (each) => startDelisting(each, { instrumentId, targetId: target }));
    return;
  }
  await cases.must(personId, (each) =>
    completeStage(each, {
      instrumentId,
      targetId,
      stageKey: waitsFor as StageKey,
      payload: {
        text: '说明',
        place: '门户网站',
        heldOn: dayOfInstant(instantOf(each.today, 0)),
        attended: saysNo ? 'absent' : 'mainLeader',
        accepted: !saysNo,
      },
    }),
  );
}
