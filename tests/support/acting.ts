import { dayOfInstant, type Chain, type ChainStep, type Decision, type PostRule } from '@duban/domain';
import {
  actorOn,
  readRoster,
  runCommand,
  sign,
  signOffHandlers,
  startSignOff,
  type Act,
  type NewSignOff,
  type SignOffOutcomeHandlers,
} from '@duban/application';
import { withTransaction, type SignOffRow } from '@duban/database';
import type { SampleJurisdiction } from '@duban/sample';
import { newId } from '@duban/application';
import type { TestDeps } from './database';

/** Gives commands as the people of a sample jurisdiction, with their posts of the day. */
export class Acting {
  constructor(
    readonly deps: TestDeps,
    readonly sample: SampleJurisdiction,
  ) {}

  async do<Value>(
    personId: string,
    work: (act: Act) => Promise<Decision<Value>>,
    key: string | null = null,
  ): Promise<Decision<Value>> {
    const { jurisdictionId } = this.sample;
    const day = dayOfInstant(this.deps.clock.ms);
    const actor = await withTransaction(this.deps.database, async (tx) =>
      actorOn(await readRoster(tx, jurisdictionId), jurisdictionId, personId, day),
    );
    return runCommand(this.deps, { actor, route: 'test', key, body: null }, work);
  }

  /** The same, for what must not be refused. */
  async must<Value>(personId: string, work: (act: Act) => Promise<Decision<Value>>): Promise<Value> {
    const decision = await this.do(personId, work);
    if (!decision.ok) throw new Error(`${decision.refusal.code} ${JSON.stringify(decision.refusal.params)}`);
    return decision.value;
  }

  start(personId: string, chain: Chain, more: Partial<NewSignOff> = {}): Promise<SignOffRow> {
    const unit = this.unit(0);
    return this.must(personId, async (act) => ({
      ok: true,
      value: await startSignOff(act, {
        subjectKind: 'report',
        subjectId: newId(),
        title: '甲局报告',
        chain,
        planId: null,
        taskId: null,
        filedUnitId: unit.unitId,
        holderUnitId: unit.unitId,
        coUnitIds: [],
        contentHash: 'h1',
        policyVersionId: this.sample.policyVersionId,
        calendarId: this.sample.calendarId,
        ...more,
      }),
    }));
  }

  unit(index: number) {
    const unit = this.sample.units[index];
    if (!unit) throw new Error(`no unit ${index}`);
    return unit;
  }

  async events(subjectId: string): Promise<string[]> {
    const rows = await this.deps.database.query<{ type: string }[]>(
      'select type from event where subject_id = $1 order by at, id',
      [subjectId],
    );
    return rows.map((row) => row.type);
  }

  query<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.deps.database.query<Row[]>(sql, [...values]);
  }

  /** Everyone in turn says yes, by whoever may sign. */
  async signAll(signOffId: string, people: readonly string[]): Promise<void> {
    for (const personId of people) await this.must(personId, (act) => this.verdict(act, signOffId, 'approve', '同意'));
  }

  async verdict(act: Act, signOffId: string, verdict: 'approve' | 'refuse', opinion: string): Promise<Decision<unknown>> {
    const [row] = await act.tx.query<Pick<SignOffRow, 'contentHash'>>(
      'select content_hash as "contentHash" from sign_off where id = $1',
      [signOffId],
    );
    return sign(act, signOffHandlers, { signOffId, verdict, opinion, contentHash: row?.contentHash ?? '' });
  }

  get today(): string {
    return dayOfInstant(this.deps.clock.ms);
  }

  get clerk(): string {
    return this.sample.office.clerk.personId;
  }
  get officeHead(): string {
    return this.sample.office.head.personId;
  }
  get chief(): string {
    return this.sample.leaders.chief.personId;
  }
  deputy(n: number): string {
    return this.sample.leaders.deputies[n]?.personId ?? '';
  }

  /** Changes the roster as an administrator would, so that it is read anew. */
  async changeRoster(sql: string, values: readonly unknown[]): Promise<void> {
    await this.deps.database.query(sql, [...values]);
    await this.deps.database.query('update jurisdiction set roster_version = roster_version + 1 where id = $1', [
      this.sample.jurisdictionId,
    ]);
  }
}

export const chainOf = (steps: readonly ChainStep[], more: Partial<Chain> = {}): Chain => ({
  key: 'annualReport',
  name: '审签',
  steps,
  onRefusal: 'returnAtOnce',
  allowSamePerson: false,
  ...more,
});

export const stepOf = (key: string, posts: readonly PostRule[], mode: 'all' | 'any' = 'any'): ChainStep => ({
  key,
  name: key,
  mode,
  posts,
  limit: { n: 3, unit: 'workingDays' },
});

export const HEAD: PostRule = { of: 'holderUnit', role: 'unitHead' };
export const CO_HEADS: PostRule = { of: 'coUnits', role: 'unitHead' };
export const OFFICE_HEAD: PostRule = { of: 'jurisdiction', role: 'officeHead' };
export const IN_CHARGE: PostRule = { of: 'leaderInCharge' };
export const DEPUTIES: PostRule = { of: 'jurisdiction', role: 'deputyLeader' };
export const CHIEF: PostRule = { of: 'jurisdiction', role: 'chiefLeader' };

/** Writes down how each chain ended, as an event of its subject, so that a test sees each end once. */
export const recordingHandlers: SignOffOutcomeHandlers = (() => {
  const record: SignOffOutcomeHandlers['report'] = (act, signOff, outcome, opinion) => {
    // Any stored name will do for a subject that only these tests know.
    act.emit({ type: `plan.${outcome}`, subjectKind: 'subject', subjectId: signOff.subjectId, data: { opinion } });
    return Promise.resolve();
  };
  return {
    plan: record,
    amendment: record,
    progressReport: record,
    completion: record,
    extension: record,
    instrument: record,
    stageExtension: record,
    delisting: record,
    report: record,
  };
})();
