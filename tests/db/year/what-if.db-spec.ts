import * as fc from 'fast-check';
import { dayOfInstant, parseSupposed } from '@duban/domain';
import {
  actorOn,
  differences,
  readRoster,
  readTaskClock,
  readWhatIf,
  scopeOf,
  type ClockView,
  type SupposedChange,
} from '@duban/application';
import { withTransaction } from '@duban/database';
import { dayOf, textOf } from '../../model/days';
import { rules, type Deed, type RandomYear } from '../../model/year';
import { openTestDeps, type TestDeps } from '../../support/database';
import { arbitraryYear, yearsToLive } from '../../support/year/arbitrary-year';
import { DatabaseYear } from '../../support/year/database-year';

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps(Date.UTC(2025, 0, 1));
});
afterAll(() => deps?.close());

/** The clock page of one share's task, as the office sees it. */
class ClockPage {
  constructor(private readonly world: DatabaseYear) {}

  private async scope() {
    const { deps: own, sample } = this.world;
    const actor = await withTransaction(own.database, async (tx) =>
      actorOn(
        await readRoster(tx, sample.jurisdictionId),
        sample.jurisdictionId,
        sample.office.clerk.personId,
        dayOfInstant(own.clock.ms),
      ),
    );
    return scopeOf(own.database, actor);
  }

  async taskOf(assignmentId: string): Promise<string> {
    const [row] = await this.world.deps.database.query<{ id: string }[]>('select task_id as id from assignment where id = $1', [
      assignmentId,
    ]);
    return row?.id ?? '';
  }

  async read(assignmentId: string): Promise<ClockView[]> {
    const scope = await this.scope();
    const taskId = await this.taskOf(assignmentId);
    const { database, clock } = this.world.deps;
    const views = await withTransaction(database, (tx) => readTaskClock(tx, scope, taskId, clock.ms));
    if (!views) throw new Error('no such task');
    return views;
  }

  async whatIf(assignmentId: string, text: string) {
    const supposed = parseSupposed(text);
    if (!supposed.ok) throw new Error(supposed.refusal.code);
    return readWhatIf(this.world.deps, await this.scope(), await this.taskOf(assignmentId), supposed.value, assignmentId);
  }
}

/** The supposed act that is a deed; null for deeds of another kind. */
async function supposedOf(world: DatabaseYear, deed: Deed): Promise<{ assignmentId: string; text: string } | null> {
  if (!('task' in deed)) return null;
  const assignmentId = world.assignmentOf(deed.task);
  if (assignmentId === null) return null;
  switch (deed.kind) {
    case 'suspend':
    case 'resume':
    case 'cancel':
      return { assignmentId, text: deed.kind };
    case 'reassign':
      return { assignmentId, text: `reassign:${world.acting.unit(deed.toUnit).unitId}` };
    case 'decide':
      return deed.agreed ? null : { assignmentId, text: 'return' };
    case 'decideExtension': {
      const [asked] = await world.deps.database.query<{ until: string }[]>(
        `select asked_until_on as until from extension where assignment_id = $1 and state = 'asked'`,
        [assignmentId],
      );
      return deed.agreed && asked ? { assignmentId, text: `extend:${asked.until}` } : null;
    }
    default:
      return null;
  }
}

/** Without what only says that another row was written: ids of what is new, and whose name it is shown under. */
const plain = (changes: readonly SupposedChange[]) =>
  changes.map(({ obligationId, before, after, rungs, ...change }) => ({
    ...change,
    owed: before === null ? 'new' : obligationId,
    before: before && { dueOn: before.dueOn, state: before.state, freezes: before.freezes },
    after: { dueOn: after.dueOn, state: after.state, freezes: after.freezes, explain: after.explain },
    rungs: rungs.map(({ rungKey, before: was, after: now }) => [
      rungKey,
      was && [was.state, was.fireAt, was.dueVersion],
      now && [now.state, now.fireAt, now.dueVersion, now.explain],
    ]),
  }));

/** Lives the year and compares each deed that can be supposed with what was shown of it before; gives how often each was made. */
async function compareDeeds(year: RandomYear): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  const world = await DatabaseYear.prepare(deps, year, rules);
  const page = new ClockPage(world);
  let supposed: { assignmentId: string; text: string } | null = null;
  let before: ClockView[] = [];
  let shown: Awaited<ReturnType<ClockPage['whatIf']>> = null;
  await world.live(world.byHand(), {
    before: async (deed) => {
      supposed = await supposedOf(world, deed);
      if (supposed === null) return;
      before = await page.read(supposed.assignmentId);
      shown = await page.whatIf(supposed.assignmentId, supposed.text);
    },
    after: async (deed, isDone) => {
      if (supposed === null || shown === null) return;
      // What was asked in time may be granted after the day, which nobody could ask for any more.
      if (!shown.ok && deed.kind === 'decideExtension') return;
      expect([deed.kind, shown.ok]).toEqual([deed.kind, isDone]);
      if (!shown.ok) return;
      seen[deed.kind] = (seen[deed.kind] ?? 0) + 1;
      expect(plain(shown.value)).toEqual(plain(differences(before, await page.read(supposed.assignmentId))));
    },
  });
  return seen;
}

test('what is shown of a supposed act is what then happens when it is made, in random years', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryYear(2025), async (year) => {
      await compareDeeds(year);
    }),
    yearsToLive('DUBAN_YEARS_WHAT_IF', 12),
  );
}, 900_000);

test('and so for each kind of act', async () => {
  const at = (day: number, deed: Deed) => ({ day, hour: 11, deed });
  const year: RandomYear = {
    year: 2025,
    issuedAfter: 40,
    units: 3,
    tasks: [{ dueIn: 60, cycle: 'monthly', unit: 0 }],
    deeds: [
      at(1, { kind: 'receive', task: 0 }),
      at(10, { kind: 'askExtension', task: 0, days: 20 }),
      at(12, { kind: 'decideExtension', task: 0, agreed: true }),
      at(20, { kind: 'suspend', task: 0 }),
      at(33, { kind: 'resume', task: 0 }),
      at(90, { kind: 'complete', task: 0 }),
      at(95, { kind: 'decide', task: 0, agreed: false }),
      at(99, { kind: 'reassign', task: 0, toUnit: 2 }),
      at(120, { kind: 'cancel', task: 0 }),
    ],
    outages: [],
  };
  expect(await compareDeeds(year)).toEqual({ decideExtension: 1, suspend: 1, resume: 1, decide: 1, reassign: 1, cancel: 1 });
});

test('a suspension lifted on a later day is shown as it then comes to be', async () => {
  const year = {
    year: 2025,
    issuedAfter: 60,
    units: 2,
    tasks: [{ dueIn: 120, cycle: 'quarterly' as const, unit: 0 }],
    deeds: [],
    outages: [],
  };
  const world = await DatabaseYear.prepare(deps, year, rules);
  const page = new ClockPage(world);
  const passing = world.byHand();
  await world.live({ ...passing, goTo: () => Promise.resolve() });
  const assignmentId = world.assignmentOf(0) ?? '';
  const today = dayOfInstant(world.deps.clock.ms);
  const until = textOf(dayOf(today) + 20);
  const shown = await page.whatIf(assignmentId, `suspend:${until}`);
  const before = await page.read(assignmentId);
  await world.deedOn(assignmentId, { kind: 'suspend', task: 0 });
  world.deps.clock.moveTo(world.deps.clock.ms + 20 * 86_400_000);
  await world.deedOn(assignmentId, { kind: 'resume', task: 0 });
  const happened = differences(before, await page.read(assignmentId));
  if (!shown?.ok) throw new Error('refused');
  expect(plain(shown.value)).toEqual(plain(happened));
  const completion = shown.value.find((change) => change.kind === 'completion');
  expect([completion?.before?.dueOn, completion?.after.dueOn]).toEqual([textOf(dayOf(today) + 120), textOf(dayOf(today) + 140)]);
});

test('nothing that is only supposed stays', async () => {
  const year = { year: 2025, issuedAfter: 60, units: 2, tasks: [{ dueIn: 90, cycle: null, unit: 0 }], deeds: [], outages: [] };
  const world = await DatabaseYear.prepare(deps, year, rules);
  const page = new ClockPage(world);
  await world.live({ ...world.byHand(), goTo: () => Promise.resolve() });
  const assignmentId = world.assignmentOf(0) ?? '';
  const count = () =>
    world.deps.database.query(
      `select (select count(*)::int from event) as events, (select count(*)::int from outbox) as woken,
         (select count(*)::int from notice_item) as told, (select json_agg(a order by a.fire_at, a.rung_key) from armed_rung a
           where a.jurisdiction_id = $1) as armed`,
      [world.sample.jurisdictionId],
    );
  const before = await count();
  for (const text of ['cancel', 'suspend', `reassign:${world.acting.unit(1).unitId}`, 'extend:2025-07-01']) {
    expect((await page.whatIf(assignmentId, text))?.ok).toBe(true);
  }
  expect(await count()).toEqual(before);
});

test.each(['extend', 'extend:soon', 'suspend:', 'reassign:me', 'return:soon', 'explode', 'calendar:1', ''])(
  '%j is no supposed act',
  (text) => {
    expect(parseSupposed(text)).toMatchObject({ ok: false, refusal: { code: 'WHATIF.UNREADABLE' } });
  },
);
