import { basesOf, OPEN_NEXT_PERIOD, type Policy } from '@duban/domain';
import { collectFirings } from '../instruments/collect-firings';
import { drawDueBulletins } from '../instruments/draft-bulletin';
import type { Act } from '../kernel/act';
import { armFollowing } from '../kernel/obligations';
import { signOffHandlers } from '../sign-off-handlers';
import { answerSilence } from '../sign-offs/answer-silence';
import { openNextPeriod } from '../tasks/open-next-period';
import type { JudgedRung } from './judge-due-rungs';

/**
 * What firings do beside telling people. A firing of an instrument whose obligation is in a running case of that kind already
 * comes to nothing and is recorded as skipped, naming the case. Gives the rungs as they are recorded in the end.
 */
export async function applyFirings(act: Act, judged: readonly JudgedRung[]): Promise<JudgedRung[]> {
  const fired = judged.filter((each) => each.outcome === 'fired');
  const skipped = await collect(act, fired);
  const begun = fired.filter((each) => each.rungKey === OPEN_NEXT_PERIOD).map((each) => each.obligation);
  if (begun.length > 0) await openNextPeriod(act, begun);
  await drawDueBulletins(
    act,
    begun.filter((obligation) => obligation.kind === 'bulletin'),
  );
  for (const each of fired) {
    if (each.rung?.act.kind !== 'silence' || each.obligation.signOffId === null) continue;
    await answerSilence(act, signOffHandlers, each.obligation.signOffId, each.obligation, each.rung.act.answer);
  }
  const result = judged.map((each): JudgedRung => {
    const instrumentId = skipped.get(each.recordId);
    return instrumentId === undefined ? each : { ...each, outcome: 'skipped', reason: `inCase:${instrumentId}` };
  });
  await armWhatFollows(act, result);
  return result;
}

async function collect(act: Act, fired: readonly JudgedRung[]): Promise<Map<string, string>> {
  const firings = fired.flatMap((each) =>
    each.rung?.act.kind === 'instrument'
      ? [{ rungRecordId: each.recordId, rung: each.rung, obligation: each.obligation, fireAtMs: each.fireAtMs }]
      : [],
  );
  if (firings.length === 0) return new Map();
  const skipped = [...(await collectFirings(act, firings))].map(([id, { instrumentId }]) => ({ id, instrumentId }));
  if (skipped.length > 0) {
    await act.tx.run(
      `update rung_record r set outcome = 'skipped', reason = 'inCase:' || s.instrument_id
       from unnest($1::uuid[], $2::text[]) as s(id, instrument_id) where r.id = s.id`,
      [skipped.map((each) => each.id), skipped.map((each) => each.instrumentId)],
    );
  }
  return new Map(skipped.map((each) => [each.id, each.instrumentId]));
}

const bases = new WeakMap<Policy, ReadonlySet<string>>();

async function armWhatFollows(act: Act, judged: readonly JudgedRung[]): Promise<void> {
  const ids = new Set<string>();
  for (const each of judged) {
    if (each.outcome !== 'fired' && each.outcome !== 'superseded') continue;
    let keys = bases.get(each.policy);
    if (!keys) bases.set(each.policy, (keys = basesOf(each.policy)));
    if (keys.has(each.rungKey)) ids.add(each.obligationId);
  }
  await armFollowing(act, [...ids]);
}
