import { PlanAmendmentRow, PlanRow, type Tx } from '@duban/database';
import { amendmentWords } from '@duban/wording';
import { linesOf } from '../amendments/amendment-case';
import { describeLines } from './amendment-lines';

/** Exactly what an amendment's signer signs: its grounds, and for each line what stands before and after. */
export async function amendmentTexts(tx: Tx, amendmentId: string): Promise<{ heading: string; text: string }[]> {
  const [amendment] = await tx.find(PlanAmendmentRow, 'r.id = $1', [amendmentId]);
  const [plan] = amendment ? await tx.find(PlanRow, 'r.id = $1', [amendment.planId]) : [];
  if (!amendment || !plan) return [];
  const lines = await describeLines(tx, plan, await linesOf(tx, amendmentId), null);
  return [
    { heading: amendmentWords.basis, text: amendmentWords.basisOf(amendment.basis, amendment.decidedOn) },
    { heading: amendmentWords.reason, text: amendment.reason },
    ...lines.map((line, index) => ({
      heading: amendmentWords.lineHeading(index + 1, line.kindName, line.subject),
      text: amendmentWords.lineText(line.differences, line.grounds, line.problem),
    })),
  ];
}
