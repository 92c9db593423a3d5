import { inOrderOfEffect, type AmendmentLine, type Refusal } from '@duban/domain';
import { AmendmentLineRow, PlanAmendmentRow, PlanRow } from '@duban/database';
import { amendmentLineNames, linesLapsedNotice, refusalText } from '@duban/wording';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';
import { judgeLineNow, judgingBy, lineOf, type AmendmentCase } from './amendment-case';
import { applyLine } from './apply-line';

/**
 * The last signature: each line is judged once more against the text in force and takes effect, or lapses with its reason. The
 * number is the next of the plan, taken under the plan's exclusive lock, so that there is neither a gap nor a double. Where no line
 * is left the amendment ends without a number and changes nothing.
 */
export async function putInForce(act: Act, { plan, amendment, lines }: AmendmentCase): Promise<void> {
  const [last] = await act.tx.query<{ number: number }>(
    'select coalesce(max(number), 0) as number from plan_amendment where plan_id = $1',
    [plan.id],
  );
  const number = (last?.number ?? 0) + 1;
  const head = { plan: plan.title, number, basis: amendment.basis };
  const judging = await judgingBy(act, plan);
  const eventId = newId();
  const waiting = inOrderOfEffect(lines.map((row) => ({ row, line: lineOf(row) })));
  const lapsed: { readonly line: AmendmentLine; readonly reason: Refusal }[] = [];
  for (const [index, { row, line }] of waiting.entries()) {
    const toCome = waiting.slice(index + 1).map((each) => each.line);
    const { judged, found } = await judgeLineNow(judging, line, toCome);
    if (!judged.ok) {
      lapsed.push({ line, reason: judged.refusal });
      await act.tx.update(AmendmentLineRow, row.id, { state: 'lapsed', lapseReason: judged.refusal });
      continue;
    }
    const made = await applyLine(act, { plan, amendmentId: amendment.id, head }, line, found);
    await act.tx.update(AmendmentLineRow, row.id, { state: 'inForce', before: found?.text ?? null, made });
  }
  const isInForce = lapsed.length < lines.length;
  await act.tx.update(
    PlanAmendmentRow,
    amendment.id,
    isInForce ? { state: 'inForce', number, effectiveAt: act.now } : { state: 'lapsed' },
    amendment.version,
  );
  if (isInForce) await act.tx.update(PlanRow, plan.id, {}, plan.version);
  act.emit(
    {
      type: isInForce ? 'plan.amended' : 'plan.amendmentLapsed',
      planId: plan.id,
      subjectKind: 'amendment',
      subjectId: amendment.id,
      data: {
        number: isInForce ? number : null,
        basis: amendment.basis,
        inForce: lines.length - lapsed.length,
        lapsed: lapsed.map(({ line, reason }) => ({ kind: line.kind, reason })),
      },
    },
    eventId,
  );
  if (lapsed.length === 0) return;
  const words = lapsed.map(({ line, reason }) => `${amendmentLineNames[line.kind]}，${refusalText(reason)}`);
  act.tell({
    ...linesLapsedNotice(plan.title, isInForce ? number : null, words),
    subjectKind: 'plan',
    subjectId: plan.id,
    causeId: eventId,
    receivers: [{ personId: amendment.draftedBy, postId: null, path: 'holder', onBehalfOf: null }],
  });
}
