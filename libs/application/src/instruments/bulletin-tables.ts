import type { BarChart, InstrumentDocument } from '@duban/documents';
import { bulletinWords, type BulletinFacts } from '@duban/wording';

type ReportTable = NonNullable<NonNullable<InstrumentDocument['tables']>['units']>;

/** A unit's name gets three times the room of a number. */
const NAME_SHARE = 27;
const NUMBER_SHARE = 9;

/** The facts of a 通报 as the tables and charts of its paper; none where no unit has a share. */
export function bulletinTables(facts: BulletinFacts): Pick<InstrumentDocument, 'tables' | 'charts'> {
  if (facts.units.length === 0) return {};
  return { tables: { units: unitTable(facts.units) }, charts: { units: unitChart(facts.units) } };
}

function unitTable(units: BulletinFacts['units']): ReportTable {
  const { unitColumns } = bulletinWords;
  const numbers = units.map((unit) => [unit.total, unit.onTime, unit.late, unit.overdue, unit.open, unit.urged, unit.supervised]);
  const sums = [0, 1, 2, 3, 4, 5, 6].map((at) => numbers.reduce((sum, row) => sum + (row[at] ?? 0), 0));
  const [total = 0, onTime = 0, late = 0] = sums;
  const row = (name: string, values: readonly number[], rate: string) => [
    name,
    ...values.slice(0, 5).map(String),
    rate,
    ...values.slice(5).map(String),
  ];
  return {
    columns: unitColumns.map((heading, index) => ({
      heading,
      share: index === 0 ? NAME_SHARE : NUMBER_SHARE,
      align: 'center' as const,
    })),
    rows: [
      ...units.map((unit, index) => row(unit.unitName, numbers[index] ?? [], unit.rate)),
      // One unit needs no sum of itself.
      ...(units.length > 1 ? [row(bulletinWords.sum, sums, bulletinWords.rateOf(onTime + late, total))] : []),
    ],
  };
}

function unitChart(units: BulletinFacts['units']): BarChart {
  return {
    names: units.map((unit) => unit.unitName),
    series: bulletinWords.parts.map(({ part, name, colour }) => ({ name, colour, values: units.map((unit) => unit[part]) })),
  };
}
