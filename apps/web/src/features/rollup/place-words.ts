import type { Schemas } from '../../api/client';
import { periodWords } from '../../ui/format';

/** Where a cell stands, as people say it; a merged unit with the names it had. */
export function placeWords(cell: Schemas['RollUpCell']): string {
  const unit =
    cell.unitName && cell.formerNames.length > 0 ? `${cell.unitName}（原${cell.formerNames.join('、')}）` : cell.unitName;
  const parts = [cell.clause === null ? cell.chapter : cell.clause, cell.taskTitle, cell.jurisdictionName, unit];
  const named = parts.filter((part): part is string => part !== null && part !== '');
  if (cell.period !== null) named.push(periodWords(cell.period));
  return named.join(' · ') || '不限期填报';
}
