import { dayOfInstant, type InstrumentKind } from '@duban/domain';
import { InstrumentRow, type Tx } from '@duban/database';
import { instrumentNames } from '@duban/wording';
import { readRoster } from '../kernel/roster';
import { readPolicy } from '../kernel/rulebook';
import { itemsOf, kindOf, targetsOf } from './instrument-rows';

/** What an instrument's paper says, as plain data for whatever writes it. */
export interface InstrumentPaper {
  readonly kind: InstrumentKind;
  readonly kindName: string;
  /** Null while it is a draft; a withdrawn one keeps its number. */
  readonly number: string | null;
  readonly isVoid: boolean;
  readonly title: string;
  readonly receivers: readonly string[];
  readonly grounds: string;
  readonly items: readonly { readonly unitName: string | null; readonly text: string }[];
  readonly requirements: string;
  /** By which day which unit owes which stage, in their order. */
  readonly limits: readonly { readonly unitName: string | null; readonly stage: string; readonly dueOn: string }[];
  readonly meeting: { readonly at: string; readonly place: string } | null;
  readonly authority: string;
  readonly signature: string;
  readonly issuedOn: string | null;
}

export async function instrumentDocumentOf(tx: Tx, instrumentId: string): Promise<InstrumentPaper | null> {
  const [row] = await tx.find(InstrumentRow, 'r.id = $1', [instrumentId]);
  if (!row) return null;
  const roster = await readRoster(tx, row.jurisdictionId);
  const targets = await targetsOf(tx, row.id);
  const unitNames = new Map(roster.units.map((unit) => [unit.id, unit.name]));
  const nameOf = (targetId: string | null) => {
    const target = targets.find((each) => each.id === targetId);
    return target ? (unitNames.get(target.unitId) ?? null) : null;
  };
  const items = (await itemsOf(tx, row.id)).filter((item) => item.state !== 'lapsed');
  const limits = await tx.query<{ targetId: string | null; stage: string; dueOn: string }>(
    `select target_id as "targetId", split_part(stage_key, '.', 2) as stage, original_due_on as "dueOn" from obligation
     where instrument_id = $1 and kind = 'instrumentStage' and original_due_on is not null order by original_due_on, id`,
    [row.id],
  );
  const kind = kindOf(row);
  return {
    kind,
    kindName: instrumentNames[kind],
    number: row.number,
    isVoid: row.state === 'withdrawn',
    title: row.title,
    receivers: targets.flatMap((target) => unitNames.get(target.unitId) ?? []),
    grounds: row.grounds,
    items: items.map((item) => ({ unitName: nameOf(item.targetId), text: item.text })),
    requirements: row.requirements,
    limits: limits.map((limit) => ({ unitName: nameOf(limit.targetId), stage: limit.stage, dueOn: limit.dueOn })),
    meeting: row.meetingAt === null ? null : { at: row.meetingAt.toISOString(), place: row.meetingPlace ?? '' },
    authority: (await readPolicy(tx, row.policyVersionId)).authority,
    signature: roster.units.find((unit) => unit.isOffice)?.name ?? '',
    issuedOn: row.issuedAt === null ? null : dayOfInstant(row.issuedAt.getTime()),
  };
}
