import { hashSeenAt, sign, signOffHandlers } from '@duban/application';
import { dayOfInstant } from '@duban/domain';
import { SignOffRow, withTransaction } from '@duban/database';
import { conductOf, holderOf, unitById, workingDaysFrom, type YearContext } from '../year-context';
import { leadNumbers } from './lead-numbers';

interface WaitingStep {
  readonly stepId: string;
  readonly stepKey: string;
  readonly postId: string;
  readonly signOffId: string;
  readonly openedAt: Date;
}

const AGREED = '同意。';

/** 签批: whoever is asked signs by habit, at half past ten; the conduct says what is returned or not granted. */
export async function planSignatures(year: YearContext): Promise<void> {
  const waiting = await withTransaction(year.deps.database, (tx) =>
    tx.query<WaitingStep>(
      `select t.id as "stepId", t.step_key as "stepKey", t.post_id as "postId", t.sign_off_id as "signOffId", t.opened_at as "openedAt"
       from sign_off_step t join sign_off s on s.id = t.sign_off_id
       where s.jurisdiction_id = $1 and s.state = 'running' and t.state = 'waiting' and t.post_id is not null order by t.id`,
      [year.sample.jurisdictionId],
    ),
  );
  for (const step of waiting) {
    const signer = holderOf(year, step.postId);
    if (!signer) continue;
    year.queue.plan({
      key: `sign:${step.stepId}`,
      atMs: workingDaysFrom(year, dayOfInstant(step.openedAt.getTime()), year.scenario.habits.signAfter, 10) + 30 * 60_000,
      run: () => giveSignature(year, step, signer.personId),
    });
  }
}

async function giveSignature(year: YearContext, step: WaitingStep, personId: string): Promise<void> {
  const row = await withTransaction(year.deps.database, async (tx) => {
    const rows = await tx.find(
      SignOffRow,
      `r.id = $1 and r.state = 'running' and exists (select 1 from sign_off_step t where t.id = $2 and t.state = 'waiting')`,
      [step.signOffId, step.stepId],
    );
    return rows[0];
  });
  // Another post of the step has decided meanwhile, or what was asked is withdrawn.
  if (!row) return;
  const refusal = await refusalOf(year, row, step.stepKey);
  await year.people.give(personId, 'signOff.sign', (act) =>
    sign(act, signOffHandlers, {
      signOffId: row.id,
      verdict: refusal === null ? 'approve' : 'refuse',
      opinion: refusal ?? AGREED,
      contentHash: hashSeenAt(row, step.stepKey),
      stepKey: step.stepKey,
    }),
  );
}

/** The opinion with which the conduct has this step refused, or null. */
async function refusalOf(year: YearContext, row: SignOffRow, stepKey: string): Promise<string | null> {
  if (row.subjectKind === 'completion' && stepKey === 'office' && row.round === 1) {
    const unit = unitById(year, row.filedUnitId);
    const nth = (await leadNumbers(year)).get(row.subjectId) ?? null;
    return (unit && conductOf(year, unit.name, nth, 'returnedOnce')?.opinion) ?? null;
  }
  if (row.subjectKind === 'extension') {
    const unit = unitById(year, row.filedUnitId);
    const asked = unit && year.planned.conduct.find((each) => each.unit === unit.name && each.does === 'askExtension');
    return asked?.does === 'askExtension' && asked.decision === 'refuse' ? '请按原定期限办结。' : null;
  }
  return null;
}
