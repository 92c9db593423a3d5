import { accept, refuse, type Decision } from '@duban/domain';
import { EvidenceRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { newId } from '../kernel/new-id';

/** A file that was stored before the command: its hash and the name under which the person knows it. */
export interface NewEvidence {
  readonly sha256: string;
  readonly fileName: string;
}

/** Attaches stored files (佐证材料) to what is filed. */
export async function attachEvidence(
  act: Act,
  subject: {
    readonly kind:
      | 'progressReport'
      | 'completion'
      | 'milestone'
      | 'extension'
      | 'instrument'
      | 'instrumentScan'
      | 'instrumentService'
      | 'instrumentStage'
      | 'instrumentRequest'
      | 'rectification';
    readonly id: string;
  },
  place: { readonly taskId: string | null; readonly assignmentId: string | null },
  files: readonly NewEvidence[],
): Promise<Decision<null>> {
  if (files.length === 0) return accept(null);
  const known = await act.tx.query<{ sha256: string }>('select sha256 from stored_file where sha256 = any($1)', [
    files.map((file) => file.sha256),
  ]);
  const stored = new Set(known.map((row) => row.sha256));
  const missing = files.find((file) => !stored.has(file.sha256));
  if (missing) return refuse('EVIDENCE.UNKNOWN_FILE', { fileName: missing.fileName });
  await act.tx.insert(
    EvidenceRow,
    files.map((file) => ({
      id: newId(),
      jurisdictionId: act.jurisdictionId,
      sha256: file.sha256,
      fileName: file.fileName,
      subjectKind: subject.kind,
      subjectId: subject.id,
      taskId: place.taskId,
      assignmentId: place.assignmentId,
      addedAt: act.now,
      addedBy: act.person,
    })),
  );
  return accept(null);
}
