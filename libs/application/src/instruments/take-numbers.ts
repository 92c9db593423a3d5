import { definitionOf, instrumentNumber, type InstrumentKind } from '@duban/domain';
import type { Act } from '../kernel/act';

export interface TakenNumber {
  readonly number: string;
  readonly numberYear: number;
  readonly numberSerial: number;
}

/**
 * Takes the next numbers of (jurisdiction, kind, year of the day of signing). The row stays locked until the transaction ends
 * and goes back with it, so no number is given twice and none is missing.
 */
export async function takeNumbers(act: Act, kind: InstrumentKind, count: number): Promise<TakenNumber[]> {
  const year = Number(act.today.slice(0, 4));
  const [row] = await act.tx.query<{ last: number }>(
    `insert into instrument_number (jurisdiction_id, kind, year, last_serial) values ($1, $2, $3, $4)
     on conflict (jurisdiction_id, kind, year) do update set last_serial = instrument_number.last_serial + excluded.last_serial
     returning last_serial as last`,
    [act.jurisdictionId, kind, year, count],
  );
  if (!row) throw new Error('no number was given');
  return Array.from({ length: count }, (_, index) => {
    const numberSerial = row.last - count + 1 + index;
    return { number: instrumentNumber(definitionOf(kind), year, numberSerial), numberYear: year, numberSerial };
  });
}
