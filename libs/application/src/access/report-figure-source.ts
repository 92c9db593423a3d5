import { countOnce, periodOf, showDecimal, type ReportedFigure } from '@duban/domain';
import type { PlanRow, Tx } from '@duban/database';
import { reportSourceWords as say } from '@duban/wording';
import { readReportedFigures } from '../rollup/read-reported-figures';
import { readRollUp } from '../rollup/read-roll-up';
import { FILED_REPORTS, signedWords, type FiledReport } from './filed-report';
import { UUIDS, type ReportSource, type SourceRow } from './report-source';

/** The rows that a figure of the report is the sum of, and those that do not count, each with its reason (case C8). */
export async function figureSource(tx: Tx, plan: PlanRow, rest: string, asOfMs: number): Promise<ReportSource | null> {
  const at = rest.indexOf(':');
  const taskId = rest.slice(0, at);
  const name = rest.slice(at + 1);
  if (!UUIDS.test(taskId)) return null;
  const figures = (await readReportedFigures(tx, { planIds: [plan.id], asOfMs, taskId })).filter((each) => each.name === name);
  if (figures.length === 0) return null;
  const { counted, leftOut } = countOnce(figures, asOfMs);
  const reports = await tx.query<FiledReport>(`${FILED_REPORTS} where r.id = any($1::uuid[])`, [
    figures.map((figure) => figure.reportId),
  ]);
  const row = (figure: ReportedFigure, why: string | null): SourceRow => {
    const report = reports.find((each) => each.id === figure.reportId);
    return {
      of: report?.unit ?? '',
      heading: figure.period === null ? '' : periodOf(figure.period).name,
      text: amountText(figure),
      counts: why === null,
      who: [report ? signedWords(report) : '', why === null ? '' : (say.notCounted[why] ?? why)]
        .filter((text) => text !== '')
        .join('；'),
      address: `/tasks/${taskId}`,
    };
  };
  return {
    title: say.figure(name),
    rows: [...counted.map((figure) => row(figure, null)), ...leftOut.map(({ figure, why }) => row(figure, why))],
    total: await totalOf(tx, plan, taskId, name, asOfMs),
  };
}

const amountText = ({ amount, unit }: ReportedFigure): string =>
  amount.kind === 'ratio'
    ? `${showDecimal(amount.numerator)}/${showDecimal(amount.denominator)}`
    : `${showDecimal(amount.value)}${unit}`;

/** The roll-up's own sum, so that what is opened is what is printed. */
async function totalOf(tx: Tx, plan: PlanRow, taskId: string, name: string, asOfMs: number): Promise<string | null> {
  const cells = await readRollUp(tx, { planIds: [plan.id], asOfMs, by: ['task'], taskId });
  const cell = cells.find((each) => each.name === name);
  if (!cell) return null;
  if (cell.numerator !== null && cell.denominator !== null)
    return say.total(`${showDecimal(cell.numerator)}/${showDecimal(cell.denominator)}`);
  return cell.value === null ? null : say.total(`${showDecimal(cell.value)}${cell.unit}`);
}
