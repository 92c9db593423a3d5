import {
  accept,
  definitionOf,
  instantOf,
  isInstrumentKind,
  parseDay,
  refuse,
  type Decision,
  type InstrumentKind,
  type ProblemLine,
} from '@duban/domain';
import { InstrumentRow, ObligationRow, PlanRow } from '@duban/database';
import { defaultGrounds, defaultRequirements, instrumentTitle } from '@duban/wording';
import type { Act } from '../kernel/act';
import { lockPlan, lockTasks } from '../kernel/locks';
import { attachEvidence } from '../tasks/evidence';
import { runningCases } from './collect-firings';
import { isOfOffice } from './instrument-case';
import { targetsOf } from './instrument-rows';
import { putOnList } from './problem-lines';
import { serveTargets } from './serve-targets';
import { writeDraft, type DraftItem } from './write-draft';

export interface NewItem {
  readonly unitId?: string;
  /** An owed thing; its unit is the target. */
  readonly obligationId?: string;
  /** A line of its own, or the words in which the obligation is to stand. */
  readonly text?: string;
}

export interface OpenInstrument {
  readonly kind: string;
  readonly planId?: string | null;
  readonly title?: string;
  readonly grounds?: string;
  readonly requirements?: string;
  readonly unitIds: readonly string[];
  readonly items?: readonly NewItem[];
  readonly service?: 'inbox' | 'byHand';
  readonly meetingAtMs?: number;
  readonly meetingPlace?: string;
  readonly precedingId?: string;
  /** The number that others or an outside register gave. Required for what comes in from others. */
  readonly outsideNumber?: string;
  /** For what comes in from others: the day on which it was received, from which its limits count. */
  readonly receivedOn?: string;
  /** For what comes in from others: the day until which they want the answer, where the paper names one. */
  readonly answerByOn?: string;
  /** For what comes in from others: its problems, each a line of the 整改问题清单. */
  readonly lines?: readonly (ProblemLine & { readonly unitId: string })[];
  /** 挂牌公开: this one is published, also when it is extended and taken off. */
  readonly isPublic?: boolean;
  readonly evidence?: readonly { readonly sha256: string; readonly fileName: string }[];
}

/**
 * The office or a leader opens an instrument by hand, at any time, with grounds and evidence (also on a leader's 批示). What
 * comes in from others is recorded with its own number and day and runs at once; the office's own waits for 签发.
 */
export async function openInstrument(act: Act, input: OpenInstrument): Promise<Decision<{ instrumentId: string }>> {
  if (!act.actor || !isOfOffice(act.actor)) return refuse('INSTRUMENT.OFFICE_ONLY');
  if (!isInstrumentKind(input.kind)) return refuse('INSTRUMENT.NO_SUCH_KIND', { kind: input.kind });
  const { kind } = input;
  const definition = definitionOf(kind);
  if (!definition.opensByHand) return refuse('INSTRUMENT.NOT_BY_HAND');
  const isIncoming = definition.origin === 'incoming';
  if (isIncoming && !input.outsideNumber?.trim()) return refuse('INSTRUMENT.FIELD_MISSING', { field: 'outsideNumber' });
  const receivedOn = parseDay(input.receivedOn ?? '');
  if (isIncoming && receivedOn === null) return refuse('INSTRUMENT.FIELD_MISSING', { field: 'receivedOn' });
  if (receivedOn !== null && receivedOn > act.today) return refuse('INSTRUMENT.DAY_IN_FUTURE', { day: receivedOn });
  const answerByOn = input.answerByOn === undefined ? null : parseDay(input.answerByOn);
  if (input.answerByOn !== undefined && (answerByOn === null || (receivedOn !== null && answerByOn < receivedOn))) {
    return refuse('INSTRUMENT.ANSWER_BEFORE_RECEIPT');
  }
  if (!isIncoming && !input.grounds?.trim()) return refuse('INSTRUMENT.FIELD_MISSING', { field: 'grounds' });

  const plan = await planFor(act, input.planId ?? null);
  if (input.planId && !plan) return refuse('INSTRUMENT.UNKNOWN');
  const items = await resolveItems(act, kind, input.items ?? []);
  if (!items.ok) return items;
  const roster = await act.roster();
  const lines = isIncoming ? (input.lines ?? []) : [];
  if (lines.some((line) => line.problem.trim() === '')) return refuse('INSTRUMENT.FIELD_MISSING', { field: 'problem' });
  const unitIds = [
    ...new Set([...input.unitIds, ...items.value.map((item) => item.unitId), ...lines.map((line) => line.unitId)]),
  ];
  if (unitIds.length === 0) return refuse('INSTRUMENT.FIELD_MISSING', { field: 'unitIds' });
  const names = unitIds.map((unitId) => roster.units.find((unit) => unit.id === unitId)?.name);
  if (names.includes(undefined)) return refuse('INSTRUMENT.NO_SUCH_UNIT');
  const number = input.outsideNumber?.trim() ?? null;
  if (number !== null && (await isNumberTaken(act, kind, number))) return refuse('INSTRUMENT.NUMBER_TAKEN', { number });
  if (input.precedingId !== undefined) {
    const [preceding] = await act.tx.find(InstrumentRow, 'r.id = $1 and r.jurisdiction_id = $2', [
      input.precedingId,
      act.jurisdictionId,
    ]);
    if (!preceding) return refuse('INSTRUMENT.UNKNOWN');
  }
  const row = await writeDraft(act, {
    kind,
    planId: plan?.id ?? null,
    policyVersionId: plan?.policyVersionId ?? (await policyFor(act, kind)),
    title: input.title?.trim() || instrumentTitle(kind, names.length === 1 ? (names[0] ?? null) : null),
    grounds: input.grounds?.trim() || defaultGrounds(kind),
    requirements: input.requirements?.trim() || defaultRequirements(kind),
    service: input.service ?? 'inbox',
    meetingAt: input.meetingAtMs === undefined ? null : new Date(input.meetingAtMs),
    meetingPlace: input.meetingPlace ?? null,
    precedingId: input.precedingId ?? null,
    outsideNumber: number,
    unitIds,
    items: items.value,
    isPublic: kind === 'listing' && input.isPublic === true,
    answerByOn: isIncoming ? answerByOn : null,
  });
  const attached = await attachEvidence(
    act,
    { kind: 'instrument', id: row.id },
    { taskId: null, assignmentId: null },
    input.evidence ?? [],
  );
  if (!attached.ok) return attached;
  if (isIncoming && receivedOn !== null) await runIncoming(act, row, receivedOn);
  for (const { unitId, ...line } of lines) await putOnList(act, row, { unitId }, [line]);
  return accept({ instrumentId: row.id });
}

/** The plan that an instrument belongs to: the one named, else the jurisdiction's standing plan, if it has one. */
async function planFor(act: Act, planId: string | null): Promise<PlanRow | null> {
  if (planId !== null) {
    const plan = await lockPlan(act.tx, planId, 'shared');
    return plan?.jurisdictionId === act.jurisdictionId ? plan : null;
  }
  const [standing] = await act.tx.find(PlanRow, `r.jurisdiction_id = $1 and r.kind = 'standing' for share`, [act.jurisdictionId]);
  return standing ?? null;
}

/**
 * The policy of an instrument without a plan: of the versions in force, the newest that knows what to do with the kind (who signs
 * it, or for what comes in from others how long it may take); a newer one for other matters does not count.
 */
async function policyFor(act: Act, kind: InstrumentKind): Promise<string> {
  const [row] = await act.tx.query<{ id: string }>(
    `select id from (
       select distinct on (policy_id) id, body, made_at, version from policy_version where jurisdiction_id = $1
       order by policy_id, version desc) as newest
     order by case when $3 then jsonb_exists(body -> 'instruments', $2) else jsonb_exists(body -> 'chains', 'issue.' || $2) end desc,
       made_at desc, version desc limit 1`,
    [act.jurisdictionId, kind, definitionOf(kind).origin === 'incoming'],
  );
  if (!row) throw new Error(`jurisdiction ${act.jurisdictionId} has no policy`);
  return row.id;
}

/** Locks the tasks of the obligations named, and refuses what is not open, not here, a unit's own piece, or in a running case of the kind. */
export async function resolveItems(act: Act, kind: string, items: readonly NewItem[]): Promise<Decision<DraftItem[]>> {
  const ids = items.flatMap((item) => (item.obligationId === undefined ? [] : [item.obligationId]));
  const known = await act.tx.find(ObligationRow, 'r.id = any($1::uuid[]) and r.jurisdiction_id = $2', [ids, act.jurisdictionId]);
  await lockTasks(
    act.tx,
    known.flatMap((row) => (row.taskId === null ? [] : [row.taskId])),
  );
  const found = await act.tx.find(
    ObligationRow,
    `r.id = any($1::uuid[]) and r.jurisdiction_id = $2 and r.state = 'open' and r.kind <> 'piece'`,
    [ids, act.jurisdictionId],
  );
  const open = new Map(found.map((row) => [row.id, row]));
  const cases = await runningCases(act.tx, ids);
  const resolved: DraftItem[] = [];
  for (const item of items) {
    const obligation = item.obligationId === undefined ? null : (open.get(item.obligationId) ?? null);
    if (item.obligationId !== undefined && !obligation) return refuse('INSTRUMENT.NO_SUCH_OBLIGATION');
    const running = obligation ? cases.get(`${obligation.id}:${kind}`) : undefined;
    if (running !== undefined) return inCase(act, running);
    const unitId = item.unitId ?? obligation?.holderUnitId ?? null;
    if (unitId === null) return refuse('INSTRUMENT.FIELD_MISSING', { field: 'unitIds' });
    if (obligation === null && !item.text?.trim()) return refuse('INSTRUMENT.FIELD_MISSING', { field: 'text' });
    resolved.push({ unitId, obligation, text: item.text?.trim() || null });
  }
  return accept(resolved);
}

async function inCase(act: Act, instrumentId: string): Promise<Decision<never>> {
  const [instrument] = await act.tx.find(InstrumentRow, 'r.id = $1', [instrumentId]);
  return refuse('INSTRUMENT.IN_CASE', { instrumentId, title: instrument?.number ?? instrument?.title ?? '' });
}

async function isNumberTaken(act: Act, kind: string, number: string): Promise<boolean> {
  const rows = await act.tx.query('select 1 from instrument where jurisdiction_id = $1 and kind = $2 and number = $3 limit 1', [
    act.jurisdictionId,
    kind,
    number,
  ]);
  return rows.length > 0;
}

/** It was issued and served by others: it runs from the day of receipt. */
async function runIncoming(act: Act, row: InstrumentRow, receivedOn: string): Promise<void> {
  const atMs = receivedOn === act.today ? act.nowMs : instantOf(receivedOn, 12);
  const set = { state: 'running', stageKey: 'service', issuedAt: new Date(atMs) };
  await act.tx.update(InstrumentRow, row.id, set);
  await serveTargets(act, { ...row, ...set }, await targetsOf(act.tx, row.id), { atMs, how: 'received' });
}
