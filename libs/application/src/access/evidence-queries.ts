import type { Tx } from '@duban/database';
import { assignmentInScope, place, type Scope } from './scope';

export interface EvidenceView {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly addedAt: Date;
  readonly addedBy: string;
}

const COLUMNS = `e.id, e.file_name as "fileName", f.media_type as "mediaType", f.size, e.sha256, e.added_at as "addedAt", p.name as "addedBy"`;
const FROM = 'evidence e join stored_file f on f.sha256 = e.sha256 join person p on p.id = e.added_by';

/** One file's facts where the caller may read what it is attached to; null otherwise. */
export async function readEvidence(tx: Tx, scope: Scope, evidenceId: string): Promise<EvidenceView | null> {
  const values: unknown[] = [evidenceId];
  const share = `exists (select 1 from assignment a where a.id = e.assignment_id and ${assignmentInScope(scope, 'a', values)})`;
  // What is attached to an instrument's stage belongs to the office, the leaders and the target whose stage it is.
  const units = place(values, [...scope.unitIds]);
  const jurisdiction = place(values, scope.isWhole ? scope.jurisdictionId : null);
  const stage = `e.subject_kind = 'instrumentStage' and exists (select 1 from instrument_stage s
      left join instrument_target t on t.id = s.target_id
    where s.id = e.subject_id and (s.jurisdiction_id = ${jurisdiction}::uuid or t.unit_id = any(${units}::uuid[])))`;
  const others = caseFiles(jurisdiction, units);
  const [row] = await tx.query<EvidenceView>(
    `select ${COLUMNS} from ${FROM} where e.id = $1 and (${share} or (${stage}) or ${others})`,
    values,
  );
  return row ?? null;
}

/** What belongs to an instrument as a whole, to one target of it, or to a line of the 整改问题清单. */
function caseFiles(jurisdiction: string, units: string): string {
  const served = (instrument: string) => `exists (select 1 from instrument_target t where t.instrument_id = ${instrument}
    and t.unit_id = any(${units}::uuid[]) and t.served_at is not null)`;
  const mine = (row: string) => `(${row}.jurisdiction_id = ${jurisdiction}::uuid or ${row}.unit_id = any(${units}::uuid[]))`;
  return `(e.subject_kind in ('instrument', 'instrumentScan') and exists (select 1 from instrument i where i.id = e.subject_id
      and (i.jurisdiction_id = ${jurisdiction}::uuid or ${served('i.id')}))
    or e.subject_kind = 'instrumentService' and exists (select 1 from instrument_target x where x.id = e.subject_id and ${mine('x')})
    or e.subject_kind = 'instrumentRequest' and exists (select 1 from instrument_request q
      join instrument_target x on x.id = q.target_id where q.id = e.subject_id and ${mine('x')})
    or e.subject_kind = 'rectification' and exists (select 1 from rectification r where r.id = e.subject_id and ${mine('r')}))`;
}

/** The files of several subjects, by subject. The caller has read the subjects in scope. */
export async function evidenceOfSubjects(
  tx: Tx,
  subjectKind: string,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, readonly EvidenceView[]>> {
  const rows = await tx.query<EvidenceView & { subjectId: string }>(
    `select ${COLUMNS}, e.subject_id as "subjectId" from ${FROM}
     where e.subject_kind = $1 and e.subject_id = any($2::uuid[]) order by e.added_at, e.id`,
    [subjectKind, [...subjectIds]],
  );
  const found = new Map<string, EvidenceView[]>();
  for (const row of rows) found.set(row.subjectId, [...(found.get(row.subjectId) ?? []), row]);
  return found;
}
