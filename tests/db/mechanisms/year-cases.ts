import { instantOf } from '@duban/domain';
import { submitInstrument } from '@duban/application';
import { writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';
import { Acting } from '../../support/acting';
import { LivedYear, type PlannedTask } from '../../support/clock/lived-year';
import { openTestDeps, type TestDeps } from '../../support/database';

/** A paper as it lies with the office. */
export interface Paper {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly number: string | null;
  readonly title: string;
  readonly from: string | null;
}

/** A year of an issued plan in which papers are opened, signed and carried to their end, by people and by time. */
export class YearCases extends Acting {
  private constructor(
    deps: TestDeps,
    sample: SampleJurisdiction,
    readonly year: LivedYear,
  ) {
    super(deps, sample);
  }

  /** Issued on a day with one task for each title, led by the unit that is named, due on the day. */
  static async open(
    issuedOn: string,
    unitNames: readonly string[],
    tasks: readonly { readonly title: string; readonly unit: number; readonly dueOn: string }[],
  ): Promise<YearCases> {
    const deps = await openTestDeps(instantOf(issuedOn, 9), 16);
    const names = { name: '示例区', officeName: '示例区司法局', unitNames: [...unitNames], fromOn: '2015-01-01' };
    const sample = await writeSampleJurisdiction(deps, names, 'x');
    const cases = new YearCases(deps, sample, new LivedYear(deps, sample, Number(issuedOn.slice(0, 4))));
    await cases.year.issue(
      `示例区${cases.year.year}年法治政府建设工作要点`,
      tasks.map((task) => cases.planned(task)),
    );
    return cases;
  }

  private planned({ title, unit, dueOn }: { title: string; unit: number; dueOn: string }): PlannedTask {
    const { unitId, name } = this.unit(unit);
    return {
      chapter: '一、重点任务',
      title,
      text: `${title}。`,
      deadlineKind: 'date',
      deadlinePhrase: null,
      dueOn,
      assignments: [{ unitId, role: 'lead', printedRole: '牵头单位', printedUnit: name }],
    };
  }

  get planId(): string {
    return this.year.planId;
  }

  goTo(day: string): Promise<void> {
    return this.year.goTo(day);
  }

  /** Papers of a kind in the order of their opening. */
  papers(kind: string): Promise<Paper[]> {
    return this.query<Paper>(
      `select id, kind, state, number, title, preceding_id as "from" from instrument where kind = $1 order by opened_at, id`,
      [kind],
    );
  }

  async paper(id: string | null): Promise<Paper> {
    const [found] = await this.query<Paper>(
      'select id, kind, state, number, title, preceding_id as "from" from instrument where id = $1',
      [id],
    );
    if (!found) throw new Error('no such paper');
    return found;
  }

  /** What the clock or a miss has drafted is submitted by the clerk and signed by all of its chain. */
  async sendOut(instrumentId: string, meetingOn?: string): Promise<void> {
    await this.must(this.clerk, (act) =>
      submitInstrument(act, {
        instrumentId,
        ...(meetingOn === undefined ? {} : { meetingAtMs: instantOf(meetingOn, 10), meetingPlace: '第一会议室' }),
      }),
    );
    await this.year.signAll();
  }

  /** The texts of reminders that reached a person about a paper, each once. */
  async toldAbout(personId: string, subjectId: string): Promise<string[]> {
    const rows = await this.query<{ text: string }>(
      'select distinct text from notice_item where receiver_id = $1 and subject_id = $2 order by text',
      [personId, subjectId],
    );
    return rows.map((row) => row.text);
  }
}
