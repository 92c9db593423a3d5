import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { accept, instantOf, type Cycle, type Role } from '@duban/domain';
import { confirmImport, draftPlan, keepImport, readImport, readOpenPlan, type DraftPlan, type Scope } from '@duban/application';
import { openPlanBatch, writeOpenPlan, type OpenPlan } from '@duban/documents';
import { withTransaction } from '@duban/database';
import { writeSampleJurisdiction } from '@duban/sample';
import { Acting } from '../../support/acting';
import { openTestDeps, type TestDeps } from '../../support/database';

let deps: TestDeps;
let acting: Acting;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2026-03-02', 10));
  const names = { name: '示例区', officeName: '示例区司法局', unitNames: ['甲局', '乙局', '丙局'], fromOn: '2020-01-01' };
  acting = new Acting(deps, await writeSampleJurisdiction(deps, names, 'x'));
});
afterAll(() => deps?.close());

/** Text as people write it and as no one would: what a column of text can hold. */
const words = (max: number) =>
  fc.oneof(
    fc.stringMatching(/^[甲乙丙0-9（）一二、。"=+@/~ -]{1,12}$/),
    fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: max }).map((text) => text.replaceAll('\0', '')),
  );
const filled = (max: number) => words(max).filter((text) => text.trim() !== '' && text.trim() === text);
const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-0${(n % 9) + 1}-${String(n).padStart(2, '0')}`);
const ROLES: readonly Role[] = ['collating', 'responsible', 'cooperating'];
const CYCLES: readonly (Cycle | null)[] = ['monthly', 'quarterly', 'halfYearly', 'yearly', null];

const indicator = fc.record({
  kind: fc.constantFrom('count' as const, 'amount' as const, 'ratio' as const),
  unit: filled(4),
  target: fc.option(fc.stringMatching(/^(0|[1-9]\d{0,18})(\.\d{1,6})?$/), { nil: undefined }),
});
const indicators = fc
  .array(indicator, { maxLength: 3 })
  .map((all) => all.map((each, index) => ({ ...each, name: `指标${index}` })));

const task = fc
  .record({
    title: filled(30),
    deliverable: fc.option(filled(10), { nil: null }),
    deadlineKind: fc.constantFrom('date' as const, 'longTerm' as const),
    deadlinePhrase: fc.option(filled(8), { nil: null }),
    day,
    cycle: fc.constantFrom(...CYCLES),
    others: fc.uniqueArray(fc.tuple(fc.constantFrom(0, 1, 2), fc.constantFrom(...ROLES)), { selector: String, maxLength: 4 }),
    printed: filled(8),
    ownDay: fc.option(day, { nil: undefined }),
    milestones: fc.uniqueArray(
      fc.record({ name: filled(10), dueOn: fc.constantFrom('2026-01-02', '2026-01-08'), isLead: fc.boolean() }),
      { selector: (each) => each.name, maxLength: 3 },
    ),
    indicators,
  })
  .map(({ day: due, others, printed, ownDay, milestones, ...rest }) => {
    const dueOn = rest.deadlineKind === 'date' ? due : null;
    const shares = [[0, 'lead'] as const, ...others];
    return {
      ...rest,
      dueOn,
      milestones: milestones.map(({ isLead, ...each }) => ({ ...each, unitId: isLead ? acting.unit(0).unitId : null })),
      assignments: shares.map(([unit, role], index) => ({
        unitId: acting.unit(unit).unitId,
        role,
        printedRole: printed,
        printedUnit: `${printed}${index}`,
        ...(index === 1 && dueOn !== null ? { dueOn: ownDay } : {}),
      })),
    };
  });
const point = fc.record({
  chapter: fc.constantFrom('', '一、甲', '二、乙'),
  label: fc.oneof(fc.constant(''), words(5)),
  path: fc.oneof(fc.constant(''), words(5)),
  heading: words(20),
  text: words(60),
  source: fc.constant({}),
  tasks: fc.array(task, { maxLength: 3 }),
});

/** A plan's content without what is new in each system: ids. */
function content(open: OpenPlan | null): string {
  if (!open) throw new Error('no plan');
  return new TextDecoder().decode(writeOpenPlan(open)).replaceAll(/"id": "[^"]*"/g, '"id": ""');
}
const exported = (planId: string): Promise<OpenPlan | null> =>
  withTransaction(deps.database, (tx) => readOpenPlan(tx, planId, deps.clock.ms));

async function imported(bytes: Uint8Array, docNumber: string | null): Promise<{ importId: string; planId: string }> {
  const clerk = acting.sample.office.clerk.personId;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const register = ['甲局', '乙局', '丙局'].map((name, index) => ({ id: acting.unit(index).unitId, name, aliases: [] }));
  const batch = openPlanBatch(bytes, { year: null, register });
  if (!batch.ok) throw new Error(JSON.stringify(batch.refusal));
  const read = { batch: batch.value, preview: [] };
  const { importId } = await acting.must(clerk, (act) => keepImport(act, { fileName: '计划.json', sha256, year: 2026, read }));
  const { planId } = await acting.must(clerk, (act) =>
    confirmImport(act, { importId, title: batch.value.title ?? '', docNumber, into: null }),
  );
  return { importId, planId };
}

test('draft → open data → draft gives an equal plan, and its open data byte for byte but for the ids', async () => {
  await fc.assert(
    fc.asyncProperty(
      filled(30),
      fc.option(filled(12), { nil: null }),
      fc.array(point, { minLength: 1, maxLength: 4 }),
      indicators,
      async (title, docNumber, points, whole) => {
        const { policyVersionId, calendarId, office } = acting.sample;
        const draft: DraftPlan = {
          year: 2026,
          title,
          docNumber,
          policyVersionId,
          calendarId,
          source: {},
          points,
          indicators: whole,
        };
        const { planId } = await acting.must(office.clerk.personId, (act) => draftPlan(act, draft));
        const before = await exported(planId);
        const bytes = writeOpenPlan(before as OpenPlan);
        const again = await imported(bytes, docNumber);
        expect(content(await exported(again.planId))).toBe(content(before));
      },
    ),
    { numRuns: 25 },
  );
});

test('the file that a plan was written to says nothing new of that plan, and of a changed draft what was changed', async () => {
  const { policyVersionId, calendarId, office } = acting.sample;
  const share = { unitId: acting.unit(0).unitId, role: 'lead' as const, printedRole: '牵头单位', printedUnit: '甲局' };
  const first = { deadlineKind: 'date' as const, dueOn: '2026-06-30', assignments: [share], title: '第一项' };
  const place = { chapter: '一', label: '1', path: '一1', heading: '一条', text: '原文', source: {} };
  const tasks = [
    first,
    { ...first, title: '第二项', indicators: [{ name: '数', kind: 'count' as const, unit: '件', target: '5' }] },
  ];
  const draft: DraftPlan = { year: 2026, title: '往返', policyVersionId, calendarId, source: {}, points: [{ ...place, tasks }] };
  const { planId } = await acting.must(office.clerk.personId, (act) => draftPlan(act, draft));
  const open = (await exported(planId)) as OpenPlan;
  const { importId } = await imported(writeOpenPlan(open), null);
  const scope = { jurisdictionId: acting.sample.jurisdictionId, isWhole: true, seesDrafts: true, unitIds: [] };
  const compared = (id: string) =>
    acting.must(office.clerk.personId, async (act) =>
      accept(await readImport(act.tx, { ...scope, actor: act.actor } as Scope, id, planId)),
    );
  const same = await compared(importId);
  expect(same?.difference).toMatchObject({ added: [], changed: [], unchanged: 2, vanished: [] });

  // A third task in the same point, another target, another day of one unit.
  const [chapter] = open.chapters;
  const [one] = chapter?.points ?? [];
  const [a, b] = one?.tasks ?? [];
  if (!chapter || !one || !a || !b) throw new Error('no tasks');
  const ownDay = a.shares.map((each) => ({ ...each, originalDueOn: '2026-05-31' }));
  const more = [
    { ...a, shares: ownDay },
    { ...b, indicators: b.indicators.map((each) => ({ ...each, target: '8' })) },
    { ...a, id: 'new', title: '第三项' },
  ];
  const bytes = writeOpenPlan({ ...open, chapters: [{ ...chapter, points: [{ ...one, tasks: more }] }] });
  const register = [{ id: share.unitId, name: '甲局', aliases: [] }];
  const batch = openPlanBatch(bytes, { year: 2026, register });
  if (!batch.ok) throw new Error(batch.refusal.code);
  const kept = await acting.must(office.clerk.personId, (act) =>
    keepImport(act, { fileName: '改.json', sha256: 'b'.repeat(64), year: 2026, read: { batch: batch.value, preview: [] } }),
  );
  const shown = (await compared(kept.importId))?.difference;
  expect(shown?.changed.map((each) => each.fields)).toEqual([
    [{ field: 'ownDays', from: '', to: '甲局2026-05-31' }],
    [{ field: 'indicators', from: '数（件）目标5', to: '数（件）目标8' }],
  ]);
  const into = {
    planId,
    added: shown?.added ?? [],
    changed: shown?.changed.map((each) => each.taskId) ?? [],
    vanished: [],
  };
  await acting.must(office.clerk.personId, (act) =>
    confirmImport(act, { importId: kept.importId, title: '往返', docNumber: null, into }),
  );
  const after = (await exported(planId)) as OpenPlan;
  expect(after.chapters[0]?.points).toHaveLength(1);
  expect(after.chapters[0]?.points[0]?.tasks.map((each) => each.title)).toEqual(['第一项', '第二项', '第三项']);
  expect(after.chapters[0]?.points[0]?.tasks[1]?.indicators[0]?.target).toBe('8');
  expect(after.chapters[0]?.points[0]?.tasks[0]?.shares[0]?.dueOn).toBe('2026-05-31');
});
