import type { Paragraph, Table } from 'docx';
import { HeightRule, TableRow } from 'docx';
import { SMALL_SIZE } from './official-fonts';
import { tableLine } from './official-styles';
import { columnTwips, gridTable, tableSpace, textCell } from './official-tables';

/** A label with its value beside it; `lines` is the least height. */
export interface Field {
  readonly label: string;
  readonly text: string;
  readonly lines?: number;
}

/** Grid of four columns: label, value, label, value. */
const SHARES = [19, 33, 19, 29] as const;

/**
 * A table of labelled fields, as at the head of a 督办单: one or two fields a row, a single one over the whole width. A row is
 * not torn over two pages unless it is too long for one.
 */
export function fieldTable(rows: readonly (readonly Field[])[]): (Paragraph | Table)[] {
  const [label, value, secondLabel, secondValue] = columnTwips(SHARES) as [number, number, number, number];
  const tableRows = rows.map((fields) => {
    const [first, second] = fields;
    if (!first || fields.length > 2) throw new RangeError('a row of a field table holds one or two fields');
    const cells = second
      ? [
          textCell({ text: first.label, width: label, style: 'fieldLabel' }),
          textCell({ text: first.text, width: value, style: 'fieldText' }),
          textCell({ text: second.label, width: secondLabel, style: 'fieldLabel' }),
          textCell({ text: second.text, width: secondValue, style: 'fieldText' }),
        ]
      : [
          textCell({ text: first.label, width: label, style: 'fieldLabel' }),
          textCell({ text: first.text, width: value + secondLabel + secondValue, columnSpan: 3, style: 'fieldText' }),
        ];
    const lines = Math.max(1, ...fields.map((field) => field.lines ?? 1));
    return new TableRow({
      cantSplit: Math.max(...fields.map((field) => field.text.length)) < 400,
      height: { value: lines * tableLine(SMALL_SIZE) + 80, rule: HeightRule.ATLEAST },
      children: cells,
    });
  });
  return [tableSpace(), gridTable([label, value, secondLabel, secondValue], tableRows), tableSpace()];
}
