import fc from 'fast-check';
import { instantOf } from '@duban/domain';
import {
  actorOn,
  listWaitingFor,
  newId,
  readExceptions,
  readRoster,
  returnToStep,
  scopeOf,
  sign,
  withdrawSignOff,
  type WaitingStep,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import { writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';
import { openTestDeps, type TestDeps } from '../../support/database';
import {
  Acting,
  CO_HEADS,
  HEAD,
  IN_CHARGE,
  OFFICE_HEAD,
  chainOf,
  recordingHandlers as handlers,
  stepOf,
} from '../../support/acting';

const DAY = '2026-07-01';
const RUNS = Number(process.env['DUBAN_PROPERTY_RUNS'] ?? 15);

let deps: TestDeps;
let sample: SampleJurisdiction;
let acting: Acting;
beforeAll(async () => {
  deps = await openTestDeps(instantOf(DAY, 9));
  sample = await writeSampleJurisdiction(
    deps,
    { name: '示例区', officeName: '示例区司法局', unitNames: ['甲局', '乙局', '丙局'], fromOn: '2020-01-01' },
    'x',
  );
  acting = new Acting(deps, sample);
});
afterAll(() => deps.close());

const people = () => [
  sample.office.clerk.personId,
  sample.office.head.personId,
  sample.leaders.chief.personId,
  ...sample.leaders.deputies.map((each) => each.personId),
  ...sample.units.flatMap((unit) => [unit.liaison.personId, unit.head.personId]),
];

const lists = async (signOffId: string): Promise<{ personId: string; step: WaitingStep }[]> =>
  withTransaction(deps.database, async (tx) => {
    const roster = await readRoster(tx, sample.jurisdictionId);
    const found: { personId: string; step: WaitingStep }[] = [];
    for (const personId of people()) {
      const list = await listWaitingFor(tx, actorOn(roster, sample.jurisdictionId, personId, DAY), DAY);
      found.push(...list.filter((step) => step.signOffId === signOffId).map((step) => ({ personId, step })));
    }
    return found;
  });

const STEPS = ['head', 'coSign', 'office', 'leader'] as const;
const doing = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('approve' as const), who: fc.nat(20), step: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('refuse' as const), who: fc.nat(20), step: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('return' as const), who: fc.nat(20), step: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('withdraw' as const), who: fc.nat(20), step: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constantFrom('disable' as const, 'enable' as const), who: fc.nat(20), step: fc.nat(3) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('delegate' as const), who: fc.nat(20), step: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constantFrom('moveAway' as const, 'comeBack' as const), who: fc.nat(20), step: fc.nat(3) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('appoint' as const), who: fc.nat(20), step: fc.nat(20) }) },
);

test('a case that is alive is on a person’s list or the office’s at every moment, and one that has ended on none', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('returnAtOnce' as const, 'tallyThenReturn' as const),
      fc.boolean(),
      fc.nat(20),
      fc.array(doing, { minLength: 4, maxLength: 16 }),
      async (onRefusal, allowSamePerson, filer, doings) => {
        await acting.changeRoster(`update person set disabled_at = null`, []);
        await acting.changeRoster(`delete from post_holding where kind <> 'holder'`, []);
        await acting.changeRoster(`update post_holding set to_on = null`, []);
        const chain = chainOf(
          [
            stepOf('head', [HEAD]),
            stepOf('coSign', [CO_HEADS], 'all'),
            stepOf('office', [OFFICE_HEAD]),
            stepOf('leader', [IN_CHARGE]),
          ],
          { onRefusal, allowSamePerson },
        );
        const filers = [acting.unit(0).liaison.personId, acting.unit(0).head.personId];
        const row = await acting.start(filers[filer % 2] ?? '', chain, {
          coUnitIds: [acting.unit(1).unitId, acting.unit(2).unitId],
        });
        for (const each of doings) {
          await apply(row.id, each);
          const [now] = await deps.database.query<{ state: string }[]>('select state from sign_off where id = $1', [row.id]);
          const listed = await lists(row.id);
          const isListed = listed.some((one) => one.step.path !== 'exception') || (await isOfficesToSolve(row.id));
          expect({ state: now?.state, isListed }).toEqual({ state: now?.state, isListed: now?.state === 'running' });
          // Nobody is asked for their own filing.
          expect(listed.filter((one) => one.personId === row.filedBy && one.step.path !== 'exception')).toEqual([]);
          const twice = await deps.database.query<object[]>(
            `select person_id from signature where sign_off_id = $1 and lapsed_at is null group by 1 having count(*) > 1`,
            [row.id],
          );
          if (!allowSamePerson) expect(twice).toEqual([]);
        }
      },
    ),
    { numRuns: RUNS },
  );
}, 300_000);

/** By the rows, so that it holds also while the office's own people are away. */
async function isOfficesToSolve(signOffId: string): Promise<boolean> {
  return withTransaction(deps.database, async (tx) => {
    const clerk = actorOn(await readRoster(tx, sample.jurisdictionId), sample.jurisdictionId, sample.office.clerk.personId, DAY);
    const { stuckSteps } = await readExceptions(tx, await scopeOf(deps.database, clerk), DAY);
    return stuckSteps.some((step) => step.signOffId === signOffId);
  });
}

async function apply(signOffId: string, each: { what: string; who: number; step: number }): Promise<void> {
  const everyone = people();
  const anyone = everyone[each.who % everyone.length] ?? '';
  const listed = (await lists(signOffId)).filter((one) => one.step.path !== 'exception');
  const asked = listed[each.who % Math.max(1, listed.length)];
  const contentHash = 'h1';
  switch (each.what) {
    case 'approve':
    case 'refuse': {
      const verdict = each.what;
      const personId = asked?.personId ?? anyone;
      const stepKey = asked?.step.stepKey;
      const answer = await acting.do(personId, (act) =>
        sign(act, handlers, { signOffId, verdict, opinion: '意见', contentHash, ...(stepKey === undefined ? {} : { stepKey }) }),
      );
      // Whoever is asked may sign.
      if (asked) expect(answer.ok).toBe(true);
      return;
    }
    case 'return':
      await acting.do(asked?.personId ?? anyone, (act) =>
        returnToStep(act, { signOffId, stepKey: STEPS[each.step % 4] ?? 'head', opinion: '重核' }),
      );
      return;
    case 'withdraw':
      await acting.do(anyone, (act) => withdrawSignOff(act, handlers, { signOffId, reason: '' }));
      return;
    case 'disable':
      await acting.changeRoster('update person set disabled_at = $1 where id = $2', [new Date(deps.clock.ms), anyone]);
      return;
    case 'enable':
      await acting.changeRoster('update person set disabled_at = null where id = $1', [anyone]);
      return;
    case 'moveAway':
      await acting.changeRoster(`update post_holding set to_on = '2026-06-30' where person_id = $1 and kind = 'holder'`, [
        anyone,
      ]);
      return;
    case 'comeBack':
      await acting.changeRoster(`update post_holding set to_on = null where person_id = $1 and kind = 'holder'`, [anyone]);
      return;
    case 'delegate':
    case 'appoint': {
      const posts = await deps.database.query<{ id: string }[]>('select id from post where jurisdiction_id = $1 order by id', [
        sample.jurisdictionId,
      ]);
      await acting.changeRoster(
        `insert into post_holding (id, jurisdiction_id, post_id, person_id, kind, from_on, to_on) values ($1, $2, $3, $4, $6, $5, $5)`,
        [
          newId(),
          sample.jurisdictionId,
          posts[each.step % posts.length]?.id,
          anyone,
          DAY,
          each.what === 'delegate' ? 'delegate' : 'acting',
        ],
      );
    }
  }
}
