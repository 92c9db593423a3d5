import { instantOf, type Decision, type StageKey, type StagePayload } from '@duban/domain';
import { completeStage, openInstrument, submitInstrument, type OpenInstrument, type StageCompleted } from '@duban/application';
import type { Acting } from './acting';

/** Whoever acts on papers, and the plan that the papers belong to. */
export type PaperActors = Acting & { readonly planId: string };

export interface WalkedTarget {
  readonly id: string;
  readonly unitId: string;
  readonly stage: string;
  readonly state: string;
  readonly outcome: string | null;
}

/** The walk of one instrument through its stages, by the people whose turn it is. */
export class Walk {
  private constructor(
    private readonly cases: PaperActors,
    readonly id: string,
  ) {}

  /** Of a paper that is there already. */
  static of(cases: PaperActors, instrumentId: string): Walk {
    return new Walk(cases, instrumentId);
  }

  /** Opened by the clerk and, where it is one's own paper, signed by all its chain. */
  static async issued(
    cases: PaperActors,
    kind: string,
    units: readonly number[],
    more: Partial<OpenInstrument> & { readonly meetingOn?: string } = {},
  ): Promise<Walk> {
    const { meetingOn, ...input } = more;
    const { instrumentId } = await cases.must(cases.clerk, (act) =>
      openInstrument(act, {
        kind,
        planId: cases.planId,
        grounds: '逾期未办结',
        unitIds: units.map((n) => cases.unit(n).unitId),
        ...input,
      }),
    );
    const walk = new Walk(cases, instrumentId);
    if ((await walk.state()) === 'running') return walk;
    const { signOffId } = await cases.must(cases.clerk, (act) =>
      submitInstrument(act, {
        instrumentId,
        ...(kind === 'summons' ? { meetingAtMs: instantOf(meetingOn ?? '2026-03-09', 9), meetingPlace: '第一会议室' } : {}),
      }),
    );
    const last = { summons: [cases.deputy(0)], listing: [cases.chief], bulletin: [cases.chief] }[kind] ?? [];
    await cases.signAll(signOffId ?? '', [cases.officeHead, ...last]);
    return walk;
  }

  async state(): Promise<string | undefined> {
    return (await this.cases.query<{ state: string }>('select state from instrument where id = $1', [this.id]))[0]?.state;
  }

  async target(index = 0): Promise<WalkedTarget> {
    const [target] = await this.cases.query<WalkedTarget>(
      `select id, unit_id as "unitId", stage_key as stage, state, outcome from instrument_target
       where instrument_id = $1 and unit_id = $2`,
      [this.id, this.cases.unit(index).unitId],
    );
    if (!target) throw new Error(`unit ${index} is no target`);
    return target;
  }

  /** What is owed on it now: `answer 2026-03-16`. */
  async owed(): Promise<string[]> {
    const rows = await this.cases.query<{ key: string; due: string | null }>(
      `select split_part(stage_key, '.', 2) as key, due_on as due from obligation
       where instrument_id = $1 and state = 'open' order by 1, 2`,
      [this.id],
    );
    return rows.map((row) => `${row.key} ${row.due ?? ''}`.trim());
  }

  async try(
    personId: string,
    stageKey: StageKey,
    payload: StagePayload = {},
    index: number | null = 0,
  ): Promise<Decision<StageCompleted>> {
    const targetId = index === null ? null : (await this.target(index)).id;
    return this.cases.do(personId, (act) => completeStage(act, { instrumentId: this.id, targetId, stageKey, payload }));
  }

  async do(personId: string, stageKey: StageKey, payload: StagePayload = {}, index: number | null = 0): Promise<StageCompleted> {
    const decision = await this.try(personId, stageKey, payload, index);
    if (!decision.ok) throw new Error(`${stageKey}: ${decision.refusal.code}`);
    return decision.value;
  }

  liaison(n = 0): string {
    return this.cases.unit(n).liaison.personId;
  }

  head(n = 0): string {
    return this.cases.unit(n).head.personId;
  }
}
