import { LIVE_STATES, type InstrumentKind, type ObligationKind, type Rung } from '@duban/domain';
import { InstrumentItemRow, InstrumentRow, InstrumentTargetRow, type ObligationRow, type Tx } from '@duban/database';
import { defaultGrounds, defaultRequirements, instrumentItemText, instrumentTitle } from '@duban/wording';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';

/** A rung that has fired and whose act is an instrument. */
export interface Firing {
  readonly rungRecordId: string;
  readonly rung: Rung;
  readonly obligation: ObligationRow;
  readonly fireAtMs: number;
}

interface Group {
  readonly planId: string | null;
  readonly kind: InstrumentKind;
  readonly groupKey: string;
  readonly unitId: string | null;
  readonly policyVersionId: string;
  readonly firings: Firing[];
}

/**
 * Puts firings into the collecting drafts of their groups, opening those that are missing, with a fixed number of statements
 * for any number of firings (design section 6). An obligation in a running case of the kind is left out and given back with
 * that case. The caller holds the locks of the firings' tasks, so two firings of one obligation cannot race.
 */
export async function collectFirings(act: Act, firings: readonly Firing[]): Promise<Map<string, { instrumentId: string }>> {
  const skipped = new Map<string, { instrumentId: string }>();
  const wanted = firings.filter((firing) => firing.rung.act.kind === 'instrument');
  if (wanted.length === 0) return skipped;
  const inCase = await runningCases(
    act.tx,
    wanted.map((firing) => firing.obligation.id),
  );
  const groups = new Map<string, Group>();
  const planOf = await plansOf(act.tx, wanted);
  const twice: { firing: Firing; group: Group }[] = [];
  const taken = new Map<string, Group>();
  for (const firing of wanted) {
    const kind = instrumentOf(firing.rung);
    const once = `${firing.obligation.id}:${kind}`;
    const running = inCase.get(once);
    const earlier = taken.get(once);
    if (running !== undefined) skipped.set(firing.rungRecordId, { instrumentId: running });
    else if (earlier) twice.push({ firing, group: earlier });
    else taken.set(once, joinGroup(groups, firing, kind, planOf(firing.obligation)));
  }
  const drafts = await findDrafts(act, [...groups.values()]);
  for (const { firing, group } of twice) {
    const draft = drafts.get(group);
    if (draft) skipped.set(firing.rungRecordId, { instrumentId: draft.id });
  }
  await writeItems(act, drafts);
  return skipped;
}

function instrumentOf(rung: Rung): InstrumentKind {
  if (rung.act.kind !== 'instrument') throw new Error(`rung ${rung.key} opens no instrument`);
  return rung.act.instrument;
}

function joinGroup(groups: Map<string, Group>, firing: Firing, kind: InstrumentKind, planId: string | null): Group {
  const groupKey = groupKeyOf(firing);
  const name = `${planId ?? ''}:${kind}:${groupKey}`;
  let group = groups.get(name);
  if (!group) {
    const { policyVersionId, holderUnitId } = firing.obligation;
    const isOfUnit = firing.rung.act.kind === 'instrument' && firing.rung.act.grouping !== 'perMoment';
    groups.set(name, (group = { planId, kind, groupKey, unitId: isOfUnit ? holderUnitId : null, policyVersionId, firings: [] }));
  }
  group.firings.push(firing);
  return group;
}

function groupKeyOf({ rung, obligation, fireAtMs }: Firing): string {
  const grouping = rung.act.kind === 'instrument' ? rung.act.grouping : 'perUnit';
  switch (grouping) {
    case 'perTask':
      return `task:${obligation.taskId ?? obligation.id}`;
    case 'perUnit':
      return `unit:${obligation.holderUnitId ?? obligation.holderPostId ?? ''}`;
    case 'perMoment':
      return `moment:${new Date(fireAtMs).toISOString()}`;
  }
}

/** The running case of each `obligation:kind` that has one. */
export async function runningCases(tx: Tx, obligationIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ obligationId: string; kind: string; id: string }>(
    `select x.obligation_id as "obligationId", i.kind, i.id from instrument_item x join instrument i on i.id = x.instrument_id
     where x.obligation_id = any($1::uuid[]) and x.state = 'running' and i.state = any($2::text[])`,
    [[...new Set(obligationIds)], LIVE_STATES],
  );
  return new Map(rows.map((row) => [`${row.obligationId}:${row.kind}`, row.id]));
}

/** The plan of each firing: its clock owner's. */
async function plansOf(tx: Tx, firings: readonly Firing[]): Promise<(obligation: ObligationRow) => string | null> {
  const ids = (kind: string) => [
    ...new Set(firings.filter((each) => each.obligation.ownerKind === kind).map((each) => each.obligation.ownerId)),
  ];
  const others = [...ids('instrument'), ...ids('signOff')];
  const rows =
    others.length === 0
      ? []
      : await tx.query<{ id: string; planId: string | null }>(
          `select id, plan_id as "planId" from instrument where id = any($1::uuid[])
           union all select id, plan_id from sign_off where id = any($1::uuid[])`,
          [others],
        );
  const found = new Map(rows.map((row) => [row.id, row.planId]));
  return (obligation) => (obligation.ownerKind === 'plan' ? obligation.ownerId : (found.get(obligation.ownerId) ?? null));
}

/** The collecting draft of each group, locked. One that is submitted between the look and the lock is not taken: a new one is. */
async function findDrafts(act: Act, groups: readonly Group[]): Promise<Map<Group, InstrumentRow>> {
  const names = new Map((await act.roster()).units.map((unit) => [unit.id, unit.name]));
  const found = new Map<Group, InstrumentRow>();
  const opened = new Set<string>();
  // Every transaction inserts in the same order, so that two of them wait for each other and do not cross.
  let missing = [...groups].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  while (missing.length > 0) {
    const rows = missing.map((group) => draftRow(act, group, group.unitId === null ? null : (names.get(group.unitId) ?? null)));
    await act.tx.insertMissing(InstrumentRow, rows);
    for (const row of rows) opened.add(row.id);
    const locked = await act.tx.find(
      InstrumentRow,
      `r.jurisdiction_id = $1 and r.state = 'collecting' and exists (
         select 1 from unnest($2::uuid[], $3::text[], $4::text[]) as g(plan_id, kind, group_key)
         where g.plan_id is not distinct from r.plan_id and g.kind = r.kind and g.group_key = r.group_key)
       order by r.id for no key update`,
      [
        act.jurisdictionId,
        missing.map((group) => group.planId),
        missing.map((group) => group.kind),
        missing.map((group) => group.groupKey),
      ],
    );
    const byKey = new Map(locked.map((row) => [keyOf(row), row]));
    for (const group of missing) {
      const draft = byKey.get(keyOf(group));
      if (draft) found.set(group, draft);
    }
    missing = missing.filter((group) => !found.has(group));
  }
  for (const draft of found.values()) {
    if (!opened.has(draft.id)) continue;
    act.emit({
      type: 'instrument.opened',
      planId: draft.planId,
      subjectKind: 'instrument',
      subjectId: draft.id,
      data: { kind: draft.kind, by: 'clock' },
    });
  }
  return found;
}

const keyOf = (of: { planId: string | null; kind: string; groupKey: string | null }): string =>
  `${of.planId ?? ''}:${of.kind}:${of.groupKey ?? ''}`;

const draftRow = (act: Act, group: Group, unitName: string | null): InstrumentRow => ({
  id: newId(),
  jurisdictionId: act.jurisdictionId,
  planId: group.planId,
  kind: group.kind,
  title: instrumentTitle(group.kind, unitName),
  grounds: defaultGrounds(group.kind),
  requirements: defaultRequirements(group.kind),
  service: 'inbox',
  state: 'collecting',
  stageKey: 'collecting',
  groupKey: group.groupKey,
  number: null,
  numberYear: null,
  numberSerial: null,
  openedAt: act.now,
  openedBy: null,
  issuedAt: null,
  issuedBy: null,
  closedAt: null,
  meetingAt: null,
  meetingPlace: null,
  chairedBy: null,
  contact: null,
  precedingId: null,
  mergedIntoId: null,
  policyVersionId: group.policyVersionId,
  version: 1,
  isPublic: false,
  answerByOn: null,
  period: null,
  facts: null,
  factsAt: null,
});

/** Items with their targets: a unit is one target of a draft, however many items it has there. */
async function writeItems(act: Act, drafts: ReadonlyMap<Group, InstrumentRow>): Promise<void> {
  const entries = [...drafts].flatMap(([group, draft]) => group.firings.map((firing) => ({ draft, firing })));
  if (entries.length === 0) return;
  const unitOf = await unitResolver(act);
  const targetIds = await ensureTargets(
    act,
    entries.flatMap(({ draft, firing }) => {
      const unitId = unitOf(firing.obligation);
      return unitId === null ? [] : [{ instrumentId: draft.id, unitId }];
    }),
  );
  const titles = await taskTitles(
    act.tx,
    entries.flatMap(({ firing }) => (firing.obligation.taskId === null ? [] : [firing.obligation.taskId])),
  );
  const items = entries.map(({ draft, firing: { obligation, rungRecordId } }): InstrumentItemRow => {
    const unitId = unitOf(obligation);
    return {
      id: newId(),
      jurisdictionId: act.jurisdictionId,
      instrumentId: draft.id,
      targetId: unitId === null ? null : (targetIds.get(`${draft.id}:${unitId}`) ?? null),
      obligationId: obligation.id,
      rungRecordId,
      taskId: obligation.taskId,
      assignmentId: obligation.assignmentId,
      text: instrumentItemText(
        obligation.kind as ObligationKind,
        obligation.taskId === null ? null : (titles.get(obligation.taskId) ?? null),
        obligation.name ?? obligation.period,
        obligation.dueOn,
      ),
      state: 'running',
      outcome: null,
      addedAt: act.now,
      endedAt: null,
      endReason: null,
    };
  });
  await act.tx.insert(InstrumentItemRow, items);
  for (const [group, draft] of drafts) {
    act.emit({
      type: 'instrument.itemsCollected',
      planId: draft.planId,
      subjectKind: 'instrument',
      subjectId: draft.id,
      data: { obligations: group.firings.map((firing) => firing.obligation.id) },
    });
  }
  await act.tx.run('update instrument set version = version + 1 where id = any($1::uuid[])', [
    [...drafts.values()].map((draft) => draft.id),
  ]);
}

/** The unit of what is owed; of what a post owes, the post's. */
async function unitResolver(act: Act): Promise<(obligation: ObligationRow) => string | null> {
  const units = new Map((await act.roster()).posts.map((post) => [post.id, post.unitId]));
  return (obligation) => obligation.holderUnitId ?? units.get(obligation.holderPostId ?? '') ?? null;
}

/** Finds or writes a target for each pair; gives ids by `instrument:unit`. */
export async function ensureTargets(
  act: Act,
  pairs: readonly { readonly instrumentId: string; readonly unitId: string }[],
): Promise<Map<string, string>> {
  const wanted = new Map(pairs.map((pair) => [`${pair.instrumentId}:${pair.unitId}`, pair]));
  await act.tx.insertMissing(
    InstrumentTargetRow,
    [...wanted.values()].map(({ instrumentId, unitId }) => ({
      id: newId(),
      jurisdictionId: act.jurisdictionId,
      instrumentId,
      unitId,
      stageKey: 'draft',
      state: 'waiting',
      outcome: null,
      servedAt: null,
      receivedAt: null,
      closedAt: null,
      version: 1,
    })),
  );
  const rows = await act.tx.query<{ id: string; name: string }>(
    `select id, instrument_id || ':' || unit_id as name from instrument_target where instrument_id = any($1::uuid[])`,
    [[...new Set(pairs.map((pair) => pair.instrumentId))]],
  );
  return new Map(rows.map((row) => [row.name, row.id]));
}

export async function taskTitles(tx: Tx, taskIds: readonly string[]): Promise<Map<string, string>> {
  if (taskIds.length === 0) return new Map();
  const rows = await tx.query<{ id: string; title: string }>('select id, title from task where id = any($1::uuid[])', [
    [...new Set(taskIds)],
  ]);
  return new Map(rows.map((row) => [row.id, row.title]));
}
